package newsmlg2

import (
	"errors"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/nitf"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// fillBody reads the text of a content set, from the first rendition that has one.
func fillBody(a *archive.Article, set, meta *xmltree.Node) error {
	for _, inline := range set.AllOf("inlineXML", "inlineData") {
		if inline.Find("sports-content") != nil {
			continue
		}
		kind := strings.ToLower(inline.Attr("contenttype"))
		if root := inline.Find("nitf"); root != nil {
			if err := nitf.Fill(a, root); err != nil {
				return err
			}
		} else if inline.Name == "inlineXML" {
			a.Body = xmlBody(inline, kind)
		} else if kind == "" || strings.HasPrefix(kind, "text/") || strings.Contains(kind, "html") {
			a.Body = inline.Paragraphs(nil)
		}
		if len(a.Body) > 0 {
			a.Body = wire.Body(a.Title, a.Body, summary(meta))
			return nil
		}
	}
	if set.Find("sports-content") != nil {
		return errors.New("holds a table of sports results (SportsML); only articles are kept here")
	}
	return nil
}

// xmlBody reads XHTML, or another markup of text that is like it.
func xmlBody(inline *xmltree.Node, kind string) []archive.Paragraph {
	root := inline
	if body := inline.Find("body"); body != nil {
		root = body
	}
	if strings.Contains(kind, "nitf") || inline.Find("body.content") != nil { // a dialect without the root
		return nitf.Paragraphs(root)
	}
	if text := root.Paragraphs(role); len(text) > 0 {
		return text
	}
	return root.Paragraphs(nil)
}

// role leaves out what stands around a text: the header and footer of a page, the
// headline and dateline in the dialect of TT.
func role(n *xmltree.Node) string {
	switch strings.ToLower(n.Name) {
	case "header", "footer", "nav", "aside", "rubrik", "dat":
		return ""
	case "mellis":
		return "h2"
	}
	return xmltree.HTML(n)
}

// summary is the description that some publishers give as the lead.
func summary(meta *xmltree.Node) []archive.Paragraph {
	for d := range meta.All("description") {
		if role := strings.ToLower(d.Attr("role")); strings.HasSuffix(role, "summary") || strings.HasSuffix(role, "intro") || strings.HasSuffix(role, "lead") {
			return d.Paragraphs(nil)
		}
	}
	return nil
}

// descriptions are all there is of an item without text.
func descriptions(meta *xmltree.Node) []archive.Paragraph {
	var out []archive.Paragraph
	for d := range meta.All("description") {
		out = append(out, d.Paragraphs(nil)...)
	}
	return out
}
