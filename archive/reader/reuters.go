package reader

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// reuters reads the SGML of the Reuters-21578 collection: <REUTERS> elements,
// one after the other, in Latin-1 with references to control characters.
func (r *reading) reuters(in *input) error {
	src, back := prose.Transcode(in.body)
	cut := &storyCutter{src: bufio.NewReaderSize(src, sniffed)}
	for count := 0; ; count++ {
		raw, line, err := cut.next()
		switch {
		case err == io.EOF && count == 0:
			return r.reject(in.name, 1, "is SGML that holds no REUTERS element")
		case err == io.EOF:
			return nil
		case errors.Is(err, errUnclosed):
			err = r.reject(in.name, line, "%s", err)
		case err == nil:
			err = r.story(in.name, line, raw, back)
		}
		if err != nil {
			return err
		}
	}
}

var (
	startTag    = []byte("<REUTERS")
	endTag      = []byte("</REUTERS>")
	errUnclosed = errors.New("the REUTERS element is not closed")
)

// storyCutter cuts a stream into REUTERS elements.
type storyCutter struct {
	src   *bufio.Reader
	rest  []byte // of the line last read
	line  int    // that line's number
	begun bool   // the line goes on in the next piece
}

// next gives the bytes of the next element, good until the call after, and the
// line it begins on. Errors are io.EOF, those of the stream, and errUnclosed,
// after which there may be more.
func (c *storyCutter) next() (record []byte, start int, err error) {
	for {
		part, err := c.piece()
		if err == io.EOF && record != nil {
			return nil, start, errUnclosed
		}
		if err != nil {
			return nil, 0, err
		}
		if record == nil {
			i := bytes.Index(part, startTag)
			if i < 0 {
				continue
			}
			part, start, record = part[i:], c.line, make([]byte, 0, 4096)
		} else if bytes.HasPrefix(part, startTag) {
			c.rest = part
			return nil, start, errUnclosed
		}
		if i := bytes.Index(part, endTag); i >= 0 {
			c.rest = part[i+len(endTag):]
			return append(record, part[:i+len(endTag)]...), start, nil
		}
		if record = append(record, part...); len(record) > format.MaxRecord {
			return nil, start, fmt.Errorf("%w for %d MiB", errUnclosed, format.MaxRecord>>20)
		}
	}
}

// piece gives the rest of a line, the next line, or as much of it as the buffer
// holds.
func (c *storyCutter) piece() ([]byte, error) {
	if len(c.rest) > 0 {
		part := c.rest
		c.rest = nil
		return part, nil
	}
	part, err := c.src.ReadSlice('\n')
	if !c.begun {
		c.line++
	}
	c.begun = err == bufio.ErrBufferFull
	if len(part) > 0 && (err == io.EOF || err == bufio.ErrBufferFull) {
		err = nil
	}
	return part, err
}

func (r *reading) story(input string, line int, raw []byte, back func([]byte) []byte) error {
	article, err := parseStory(raw)
	if err != nil {
		return r.record(input, format.Record{Line: line, Original: back(raw), MediaType: "text/sgml", Problem: err})
	}
	return r.emit(Item{Article: article, Input: input, Line: line, Original: back(raw), MediaType: "text/sgml"})
}

// parseStory makes an article of one REUTERS element.
func parseStory(raw []byte) (archive.Article, error) {
	s := latin1(raw)
	a := archive.Article{Source: "Reuters", Language: "en"}
	head, _, _ := strings.Cut(s, ">")
	if id := attribute(head, "NEWID"); id != "" {
		a.GUID = "reuters-21578/" + id
	}
	date, err := date.Parse(prose.OneLine(withoutNoise(element(s, "DATE"))))
	if err != nil {
		return a, err
	}
	a.Published = date
	a.Entities = storyEntities(s)
	a.Placed = strings.Contains(s, "<PLACES>")

	text := element(s, "TEXT")
	a.Title = storyLine(element(text, "TITLE"))
	a.Authors = field.Byline(firstComma(storyLine(element(text, "AUTHOR"))), field.CommaNames)
	switch {
	case strings.Contains(text, "<BODY>"):
		a.Body = storyBody(storyLine(element(text, "DATELINE")), element(text, "BODY"))
	case a.Title == "": // UNPROC: nothing is marked up
		a.Title, a.Body = unmarked(text)
	}
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	return a, nil // it may have neither: it was on the wire, and is in the collection's counts
}

// storyEntities reads the codes of the indexers.
func storyEntities(s string) []entity.Ref {
	var refs []entity.Ref
	for _, codes := range storyFields {
		list := element(s, codes.tag)
		for {
			code := element(list, "D")
			if code == "" {
				break
			}
			if ref, ok := codes.ref(storyLine(code)); ok {
				refs = field.AddRef(refs, ref)
			}
			_, list, _ = strings.Cut(list, "</D>")
		}
	}
	return refs
}

// element gives the content of the first element of a name, "" without one.
func element(s, name string) string {
	for {
		_, rest, ok := strings.Cut(s, "<"+name)
		if !ok {
			return ""
		}
		s = rest
		attributes, rest, ok := strings.Cut(rest, ">")
		if !ok || attributes != "" && attributes[0] != ' ' {
			continue // another name that begins alike
		}
		content, _, ok := strings.Cut(rest, "</"+name+">")
		if !ok {
			return ""
		}
		return content
	}
}

func attribute(tag, name string) string {
	_, rest, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return prose.OneLine(value)
}

// withoutNoise cuts a field before the control characters or the remark that end
// some dates.
func withoutNoise(s string) string {
	if i := strings.IndexAny(s, "&#"); i >= 0 {
		return s[:i]
	}
	return s
}

func firstComma(s string) string {
	s, _, _ = strings.Cut(s, ",")
	return s
}

// storyLine is oneLine of SGML text.
func storyLine(s string) string { return prose.OneLine(prose.Unescape(s)) }

// storyBody finds the paragraphs of a story, which are indented, and leaves out
// the signature. The dateline leads the first.
func storyBody(dateline, s string) []archive.Paragraph {
	lines := strings.Split(prose.Clean(prose.Unescape(s)), "\n")
	for len(lines) > 0 {
		last := strings.TrimSpace(lines[len(lines)-1])
		if last != "" && !strings.EqualFold(last, "Reuter") && !strings.EqualFold(last, "Reuters") {
			break
		}
		lines = lines[:len(lines)-1]
	}
	var body []archive.Paragraph
	var parts []string
	end := func() {
		if len(parts) > 0 {
			body = append(body, archive.Paragraph{Text: strings.Join(parts, " ")})
			parts = parts[:0]
		}
	}
	for _, line := range lines {
		words := strings.Join(strings.Fields(line), " ")
		if words == "" || prose.IndentOf(line) >= 2 || prose.IsTabular(line) {
			end()
		}
		if words != "" {
			parts = append(parts, words)
		}
	}
	end()
	if dateline == "" {
		return body
	}
	if len(body) == 0 {
		return []archive.Paragraph{{Text: dateline}}
	}
	body[0].Text = dateline + " " + body[0].Text
	return body
}

// unmarked reads a story without tags: its first line is the title if it reads
// like one.
func unmarked(s string) (string, []archive.Paragraph) {
	s = strings.TrimLeft(prose.Clean(prose.Unescape(s)), " *\n\t")
	title, rest, _ := strings.Cut(s, "\n")
	title = prose.OneLine(title)
	if utf8.RuneCountInString(title) > prose.MaxHeading || !prose.ReadsLikeHeading(title) || strings.TrimSpace(rest) == "" {
		return "", storyBody("", s)
	}
	return title, storyBody("", rest)
}

// latin1 decodes a record. One that is UTF-8 was converted before.
func latin1(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	for _, c := range raw {
		b.WriteRune(rune(c))
	}
	return b.String()
}
