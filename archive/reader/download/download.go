// Package download reads the files in which databases of the press hand out many
// articles at once: Nexis (both the layout of today, which ends each article with
// "End of Document", and the older one of "1 of 20 DOCUMENTS") and Factiva (which
// ends each with "Document" and its number). The layouts are not described
// anywhere; of each article no more is read than what its lines surely say, and
// one that does not fit is rejected alone.
package download

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/document"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// Line is a line of a plain text, or a paragraph of a document.
type Line struct {
	document.Paragraph
	At int // its number in a plain text, 0 in a document
}

// layout is one way to set articles one after the other.
type layout struct {
	name  string
	marks func(string) mark
	read  func(block) (archive.Article, error)
}

// mark is what a line says of the parts of a file.
type mark int

const (
	none mark = iota
	starts
	ends
)

// layouts in the order in which they are tried.
var layouts = []layout{
	{"Nexis", nexisMarks, readNexis},
	{"Nexis", oldNexisMarks, readOldNexis},
	{"Factiva", factivaMarks, readFactiva},
}

// block is the lines of one article, none of them empty unless typed.
type block struct {
	lines []Line
	typed bool // of a plain text: empty lines part its paragraphs
}

// layoutOf finds the layout with the most marks, nil when there is none.
func layoutOf(lines []Line) *layout {
	var best *layout
	most := 0
	for i := range layouts {
		n := 0
		for _, l := range lines {
			if layouts[i].marks(l.Text) != none {
				n++
			}
		}
		if n > most {
			best, most = &layouts[i], n
		}
	}
	return best
}

// split cuts the lines of a file into those of its articles. What stands before
// the first, a cover page, and after the last are left out.
func (l *layout) split(lines []Line, typed bool) []block {
	var blocks []block
	from := 0
	open := false
	for i, line := range lines {
		switch l.marks(line.Text) {
		case starts:
			if open {
				blocks = append(blocks, block{lines[from:i], typed})
			}
			from, open = i+1, true
		case ends:
			blocks = append(blocks, block{lines[from : i+1], typed})
			from, open = i+1, false
		}
	}
	if open {
		blocks = append(blocks, block{lines[from:], typed})
	}
	return blocks
}

// Yield yields the articles of a document: those of a download, or itself as
// one. Original is the file; of an article in a download it is that article's
// text.
func Yield(d *document.Document, original []byte, mediaType string, yield format.Yield) error {
	var lines []Line
	for _, p := range d.Paragraphs {
		lines = append(lines, Line{Paragraph: p})
	}
	if l := layoutOf(lines); l != nil {
		return l.yield(lines, false, yield)
	}
	rec := format.Record{Original: original, MediaType: mediaType}
	rec.Article, rec.Problem = d.Article()
	return yield(rec)
}

func (l *layout) yield(lines []Line, typed bool, yield format.Yield) error {
	for i, b := range l.split(lines, typed) {
		rec := format.Record{Original: []byte(b.text()), MediaType: "text/plain"}
		if len(b.lines) > 0 {
			rec.Line = b.lines[0].At
		}
		if !typed {
			rec.Part = fmt.Sprint(i + 1)
		}
		a, err := l.read(b)
		if err != nil {
			err = fmt.Errorf("article %d does not fit the layout of %s: %w; import it as a file of its own", i+1, l.name, err)
		}
		rec.Article, rec.Problem = a, err
		if err := yield(rec); err != nil {
			return err
		}
	}
	return nil
}

func (b block) text() string {
	var parts []string
	for _, l := range b.lines {
		parts = append(parts, l.Text)
	}
	return strings.Join(parts, "\n")
}

// Sniff says that a plain text begins like a download.
func Sniff(head []byte) bool {
	text := format.Text(head)
	return oldNexisStart.MatchString(text) || factivaEnd.MatchString(text) && strings.Contains(text, " words\n") || nexisEnd.MatchString(text) && nexisBody.MatchString(text)
}

var (
	oldNexisStart = regexp.MustCompile(`(?m)^\s*\d{1,5} of \d{1,5} DOCUMENTS?\s*$`)
	factivaEnd    = regexp.MustCompile(`(?m)^\s*Document ` + accession + `\s*$`)
	nexisEnd      = regexp.MustCompile(`(?m)^\s*End of Document\s*$`)
	nexisBody     = regexp.MustCompile(`(?m)^\s*Body\s*$`)
)

// Read yields the articles of a plain text that is a download.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	content, err := format.All(in)
	if err != nil {
		return err
	}
	var lines []Line
	number := 0
	for s := range strings.Lines(prose.Clean(prose.Decode(content))) {
		number++
		lines = append(lines, Line{document.Paragraph{Text: strings.TrimRight(s, "\n \t")}, number})
	}
	l := layoutOf(lines)
	if l == nil {
		return yield(format.Record{Original: content, MediaType: "text/plain", Line: 1, Problem: errors.New("is no download of Nexis or Factiva")})
	}
	return l.yield(lines, true, yield)
}

// body makes the paragraphs of lines.
func (b block) body(lines []Line) []archive.Paragraph {
	if b.typed {
		var text []string
		for _, l := range lines {
			text = append(text, l.Text)
		}
		return prose.FromText(strings.Join(text, "\n"))
	}
	var list []document.Paragraph
	for _, l := range lines {
		if strings.TrimSpace(l.Text) != "" {
			list = append(list, l.Paragraph)
		}
	}
	return document.Body(list)
}

// paragraphs joins the lines of a plain text that no empty line parts.
func (b block) paragraphs() []Line {
	if !b.typed {
		return b.lines
	}
	var out []Line
	begun := false
	for _, l := range b.lines {
		text := strings.TrimSpace(l.Text)
		switch {
		case text == "":
			begun = false
		case begun && !fieldStart.MatchString(text):
			out[len(out)-1].Text += " " + text
		default:
			l.Text = text
			out = append(out, l)
			begun = true
		}
	}
	return out
}
