package nitf

import (
	"dateline/archive"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// bodyOf reads the text: the content, before it the lead if it does not repeat
// it, after it the tag line.
func bodyOf(title string, body *xmltree.Node) []archive.Paragraph {
	head := body.First("body.head")
	var text []archive.Paragraph
	if content := body.First("body.content"); content != nil {
		text = Paragraphs(content)
	} else if head == nil {
		text = Paragraphs(body)
	}
	text = wire.Body(title, text, Paragraphs(head.First("abstract")))
	if deck := head.Value("hedline/hl2"); deck != "" {
		text = wire.Body(title, text, []archive.Paragraph{{Kind: archive.Heading, Text: deck}})
	}
	for end := range body.All("body.end") {
		text = append(text, Paragraphs(end)...)
	}
	return text
}

// Paragraphs takes the running text out of an element of NITF.
func Paragraphs(n *xmltree.Node) []archive.Paragraph { return n.Paragraphs(role) }

// role is the HTML element that one of NITF stands for. Media are left out with
// their captions.
func role(n *xmltree.Node) string {
	switch n.Name {
	case "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "pre", "br", "hr":
		return n.Name
	case "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "section", "article": // as some publishers mix in
		return n.Name
	case "hl1", "hl2":
		return "h2"
	case "bq":
		return "blockquote"
	case "block", "body.content", "nitf-table", "caption", "note", "datasource", "copyrite":
		return "div"
	case "tagline", "byline", "dateline", "credit":
		return "p"
	case "media", "nitf-table-metadata", "style", "script", "bibliography":
		return ""
	}
	return "span"
}
