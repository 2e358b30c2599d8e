package xmltree

import (
	"html"
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/prose"
)

// Paragraphs takes the running text out of n, whose elements are those of HTML or
// of NITF. Role names the HTML element that an element stands for: "" drops it
// with what is in it, "span" keeps its text in the line; nil knows HTML alone.
//
// Text that came escaped is read as the HTML it holds, and text without any
// element as lines.
func (n *Node) Paragraphs(role func(n *Node) string) []archive.Paragraph {
	if n == nil {
		return nil
	}
	if !n.hasBlocks(role) {
		s := n.running(role)
		if prose.IsHTML(s) {
			return prose.FromHTML(s)
		}
		return prose.FromText(untagged(s))
	}
	var b strings.Builder
	n.write(&b, "div", role)
	paragraphs := prose.FromHTML(b.String())
	if len(paragraphs) == 1 && paragraphs[0].Kind == archive.Text { // a whole text in one element
		if lines := prose.FromText(n.Content()); len(lines) > 2 {
			return lines
		}
	}
	return paragraphs
}

// running is the text of n without the elements that role drops.
func (n *Node) running(role func(*Node) string) string {
	var b strings.Builder
	var add func(n *Node)
	add = func(n *Node) {
		for _, kid := range n.Kids {
			switch {
			case kid.Name == "":
				b.WriteString(kid.Text)
			case roleOf(kid, role) != "":
				add(kid)
			}
		}
	}
	add(n)
	return b.String()
}

// hasBlocks says that elements part the text of n.
func (n *Node) hasBlocks(role func(*Node) string) bool {
	for _, kid := range n.Kids {
		if kid.Name == "" {
			continue
		}
		switch roleOf(kid, role) {
		case "span", "", "pre":
		default:
			return true
		}
		if kid.hasBlocks(role) {
			return true
		}
	}
	return len(n.Kids) > 1 && !n.hasText() && !inParagraph[n.Name]
}

// htmlElements are those that prose takes notice of; any other leaves its text in
// the line.
var htmlElements = map[string]bool{
	"p": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true,
	"li": true, "dl": true, "dt": true, "dd": true, "blockquote": true, "table": true, "tr": true, "td": true, "th": true,
	"article": true, "section": true, "header": true, "footer": true, "aside": true, "figure": true, "pre": true, "hr": true,
	"br": true, "script": true, "style": true, "head": true, "body": true, "html": true, "address": true, "main": true,
	"noscript": true, "template": true, "iframe": true, "svg": true, "object": true, "form": true, "nav": true,
}

func roleOf(n *Node, role func(*Node) string) string {
	if role != nil {
		return role(n)
	}
	return HTML(n)
}

// HTML is the role of an element of HTML.
func HTML(n *Node) string {
	if name := strings.ToLower(n.Name); htmlElements[name] {
		return name
	}
	return "span"
}

// write puts n, which stands in an element of the role parent, out as HTML. An
// unknown element that stands among elements only is a block of its own: so
// publishers' own dialects keep their paragraphs.
func (n *Node) write(b *strings.Builder, parent string, role func(*Node) string) {
	container := !inParagraph[parent] && !n.hasText()
	for _, kid := range n.Kids {
		if kid.Name == "" {
			writeText(b, kid.Text)
			continue
		}
		tag := roleOf(kid, role)
		if tag == "span" && container {
			tag = "div"
		}
		switch {
		case tag == "":
		case tag == "span":
			kid.write(b, parent, role)
		case tag == "br", tag == "hr":
			b.WriteString("<" + tag + ">")
			kid.write(b, parent, role) // what follows one that does not end
		case tag == "pre", tag == "p" && !kid.hasBlocks(role) && kid.isTable():
			for _, p := range prose.Split(prose.Clean(kid.Content())) {
				b.WriteString("<p>" + html.EscapeString(p.Text) + "</p>")
			}
		default:
			b.WriteString("<" + tag + ">")
			kid.write(b, tag, role)
			b.WriteString("</" + tag + ">")
		}
	}
}

// inParagraph are the roles whose content is a line of text.
var inParagraph = map[string]bool{
	"p": true, "li": true, "td": true, "th": true, "dt": true, "dd": true, "address": true, "figcaption": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
}

func (n *Node) hasText() bool {
	for _, kid := range n.Kids {
		if kid.Name == "" && strings.TrimSpace(kid.Text) != "" {
			return true
		}
	}
	return false
}

// isTable says that a paragraph holds rows, one a line.
func (n *Node) isTable() bool {
	rows := 0
	for line := range strings.Lines(n.Content()) {
		if prose.IsTabular(strings.TrimSpace(line)) {
			rows++
		}
	}
	return rows > 1
}

// strayTag is the markup of a publisher's own that was escaped with the text. The
// symbol of a company, "<BP>", is none.
var strayTag = regexp.MustCompile(`</?[a-z][a-z0-9]{1,30}/?>|</[A-Za-z][A-Za-z0-9]{0,30}>|<[A-Za-z][A-Za-z0-9]{0,30}(?:\s+[\w:.-]+="[^"<>]*")*\s*/>`)

// untagged takes stray tags off a text.
func untagged(text string) string {
	if strings.Contains(text, "</") || strings.Contains(text, "/>") {
		return strayTag.ReplaceAllString(text, "")
	}
	return text
}

func writeText(b *strings.Builder, text string) {
	if prose.IsHTML(text) {
		b.WriteString(text)
		return
	}
	b.WriteString(html.EscapeString(untagged(text)))
}
