package prose

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive"
)

var (
	blockTag = regexp.MustCompile(`(?i)<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|table|article|section|figure|img)(?:\s[^<>]*)?/?>`)
	pairTag  = regexp.MustCompile(`(?i)</(?:a|b|i|em|strong|span|p|div|u|font|h[1-6])>`)
)

// IsHTML says that a field plainly holds markup.
func IsHTML(s string) bool {
	return strings.Contains(s, "<") && (blockTag.MatchString(s) || pairTag.MatchString(s))
}

// FromHTML is Body for a piece of HTML.
func FromHTML(s string) []archive.Paragraph { return Body(Blocks(s)) }

// Blocks takes the text out of a piece of HTML: its blocks become paragraphs;
// scripts, styles and forms are left out.
func Blocks(s string) []Paragraph {
	tokens := html.NewTokenizer(strings.NewReader(s))
	b := &htmlBlocks{}
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			b.flush()
			return b.out
		case html.TextToken:
			if b.skip == 0 {
				b.text.WriteString(Clean(string(tokens.Text())))
				b.breaks = 0
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			b.open(atom.Lookup(name))
		case html.EndTagToken:
			name, _ := tokens.TagName()
			b.close(atom.Lookup(name))
		}
	}
}

// htmlBlocks collects the paragraphs of a page piece.
type htmlBlocks struct {
	out    []Paragraph
	text   strings.Builder
	kind   archive.ParagraphKind
	quote  int       // how many quotations are open
	skip   atom.Atom // the element whose content is left out
	breaks int       // line breaks since the last text
}

func (b *htmlBlocks) open(tag atom.Atom) {
	switch {
	case b.skip != 0:
	case isInvisible(tag):
		b.skip = tag
	case tag == atom.Br:
		if b.breaks++; b.breaks == 2 {
			b.flush()
		}
		b.text.WriteByte(' ')
	case isBlock(tag):
		b.flush()
		switch tag {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			b.kind = archive.Heading
		case atom.Li:
			b.kind = archive.Item
		case atom.Blockquote:
			b.quote++
		}
	}
}

func (b *htmlBlocks) close(tag atom.Atom) {
	switch {
	case b.skip != 0:
		if tag == b.skip {
			b.skip = 0
		}
	case isBlock(tag):
		b.flush()
		b.kind = archive.Text
		if tag == atom.Blockquote && b.quote > 0 {
			b.quote--
		}
	case tag == atom.Td || tag == atom.Th:
		b.text.WriteByte(' ')
	}
}

// flush ends the paragraph.
func (b *htmlBlocks) flush() {
	text := strings.Join(strings.Fields(b.text.String()), " ")
	b.text.Reset()
	if text == "" {
		return
	}
	kind := b.kind
	if kind == archive.Text && b.quote > 0 {
		kind = archive.Quote
	}
	b.out = append(b.out, Paragraph{Kind: kind, Text: text, Lines: 1, Alone: true})
}

func isInvisible(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Select, atom.Textarea, atom.Object, atom.Head:
		return true
	}
	return false
}

func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl,
		atom.Dt, atom.Dd, atom.Blockquote, atom.Table, atom.Tr, atom.Article, atom.Section, atom.Header, atom.Footer,
		atom.Aside, atom.Nav, atom.Main, atom.Figure, atom.Figcaption, atom.Pre, atom.Hr, atom.Address, atom.Form, atom.Body, atom.Html:
		return true
	}
	return false
}
