package mail

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"io"
	"mime"
	netmail "net/mail"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
)

// fields are the header of a message or a part, by name in lower case; of fields
// that repeat, all values.
type fields map[string][]string

func (f fields) get(name string) string {
	if v := f[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// parseHeader parts a header from the body behind it. Lines that are none of a
// header are passed over.
func parseHeader(raw []byte) (fields, []byte) {
	f := make(fields)
	name := ""
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		raw = rest
		line = bytes.TrimRight(line, "\r")
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if v := f[name]; name != "" && len(v[len(v)-1]) < maxField {
				v[len(v)-1] += " " + string(bytes.TrimSpace(line))
			}
			continue
		}
		before, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(before, " \t") {
			continue
		}
		name = strings.ToLower(string(before))
		f[name] = append(f[name], string(bytes.TrimSpace(value)))
	}
	return f, raw
}

// maxField is where a folded field is cut, in bytes.
const maxField = 16 << 10

// article reads a message.
func article(raw []byte) (archive.Article, error) {
	head, body := parseHeader(raw)
	sender := address(head.get("from"))
	a := archive.Article{
		GUID:     strings.Trim(head.get("message-id"), "<> "),
		Title:    words(head.get("subject")),
		URL:      field.Address(strings.Trim(head.get("archived-at"), "<> ")),
		Language: wire.Language(head.get("content-language")),
		Authors:  wire.Byline(sender.Name, ""),
	}
	_, domain, _ := strings.Cut(sender.Address, "@")
	a.Source = cmp.Or(words(head.get("organization")), listName(head.get("list-id")), domain)
	for _, name := range []string{"keywords", "x-keywords"} {
		for k := range strings.SplitSeq(words(head.get(name)), ",") {
			a.Entities = wire.Add(a.Entities, wire.Concept{Name: k})
		}
	}
	a.Published = sent(head)
	p := parts{left: maxParts}
	p.read(head, body, 0)
	a.Body = p.text()
	a.Note = p.note()
	if story, ok := form(p.plain); ok {
		a.Title, a.Body = story.Title, story.Body
		a.Place = story.Place
		if len(story.Authors) > 0 {
			a.Authors = story.Authors
		}
		for _, ref := range story.Entities {
			a.Entities = field.AddRef(a.Entities, ref)
		}
	}
	return a, wire.Finish(&a)
}

// form reads a text that is one JSON object, as forms on the web send them.
func form(text string) (archive.Article, bool) {
	if text = strings.TrimSpace(text); !strings.HasPrefix(text, "{") || !strings.HasSuffix(text, "}") {
		return archive.Article{}, false
	}
	rec, err := field.ParseRecord([]byte(text))
	if err != nil || !rec.HasTitle() || !rec.HasText() {
		return archive.Article{}, false
	}
	a, err := rec.Article()
	a.Place = wire.Place(field.TextOf(rec["dateline"]))
	return a, err == nil
}

// sent is the date that a message names, else that of the last server it passed.
func sent(head fields) archive.Date {
	candidates := []string{head.get("date")}
	for _, r := range head["received"] {
		candidates = append(candidates, r[strings.LastIndexByte(r, ';')+1:])
	}
	for _, s := range candidates {
		if at, err := date.Parse(s); err == nil && !at.IsZero() {
			return at
		}
	}
	return archive.Date{}
}

// address is the first address of a field.
func address(s string) netmail.Address {
	parser := netmail.AddressParser{WordDecoder: decoder}
	if list, err := parser.ParseList(s); err == nil {
		return *list[0]
	}
	name, rest, ok := strings.Cut(words(s), "<")
	if !ok {
		return netmail.Address{Name: strings.Trim(name, `" `)}
	}
	return netmail.Address{Name: strings.Trim(name, `" `), Address: strings.Trim(rest, "<> ")}
}

var listPhrase = regexp.MustCompile(`^\s*"?([^"<]+?)"?\s*<`)

// listName is the name that a mailing list gives itself.
func listName(id string) string {
	if m := listPhrase.FindStringSubmatch(words(id)); m != nil {
		return m[1]
	}
	return ""
}

// decoder reads the encoded words of a header, in every charset of the web.
var decoder = &mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
	raw, err := io.ReadAll(in)
	return strings.NewReader(inCharset(raw, name)), err
}}

// encodedWord is one that may hold letters where only their codes belong.
var encodedWord = regexp.MustCompile(`=\?([A-Za-z0-9._:-]+)\?[Qq]\?([^?]*[\x80-\x{10ffff}][^?]*)\?=`)

var escapedBytes = regexp.MustCompile(`(?:=[0-9A-Fa-f]{2})+`)

// words decodes a field of a header.
func words(s string) string {
	s = prose.Decode([]byte(s))
	if out, err := decoder.DecodeHeader(s); err == nil {
		s = out
	}
	s = encodedWord.ReplaceAllStringFunc(s, func(word string) string {
		m := encodedWord.FindStringSubmatch(word)
		return escapedBytes.ReplaceAllStringFunc(strings.ReplaceAll(m[2], "_", " "), func(codes string) string {
			raw, err := hex.DecodeString(strings.ReplaceAll(codes, "=", ""))
			if err != nil {
				return codes
			}
			return inCharset(raw, m[1])
		})
	})
	return prose.OneLine(s)
}

// inCharset decodes text in a charset by its name, or, if nobody knows that, in the
// likeliest.
func inCharset(raw []byte, name string) string {
	if enc, canonical := charset.Lookup(name); enc != nil && enc != encoding.Replacement && canonical != "utf-8" {
		return prose.DecodeAs(raw, enc)
	}
	return prose.Decode(raw)
}
