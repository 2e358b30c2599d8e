package docx

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"dateline/archive/reader/document"
)

// style is what a paragraph style makes of a paragraph.
type style struct {
	base   string
	name   string
	level  int // of the outline, from 1; 0 none
	listed bool
	bold   bool
}

// readStyles reads the paragraph styles by their ids.
func readStyles(x *xml.Decoder, styles map[string]style) error {
	id := ""
	for {
		t, err := x.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			if end, ok := t.(xml.EndElement); ok && end.Name.Local == "style" {
				id = ""
			}
			continue
		}
		if e.Name.Local == "style" {
			id = ""
			if kind := attribute(e, "type"); kind == "paragraph" || kind == "" {
				id = attribute(e, "styleId")
			}
			continue
		}
		if id == "" {
			continue
		}
		s := styles[id]
		switch e.Name.Local {
		case "name":
			s.name = strings.ToLower(attribute(e, "val"))
		case "basedOn":
			s.base = attribute(e, "val")
		case "outlineLvl":
			s.level = outline(attribute(e, "val"))
		case "numPr":
			s.listed = true
		case "b":
			s.bold = on(e)
		}
		styles[id] = s
	}
}

// outline gives the level of a heading from the level of an outline, of which
// the ninth means running text.
func outline(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// on reads a switch, which is on when it says nothing.
func on(e xml.StartElement) bool {
	switch attribute(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// apply marks a paragraph as its style does. Built-in styles are known by their
// English names in every edition of Word.
func apply(styles map[string]style, id string, p *document.Paragraph) (bold, left bool) {
	for range 10 { // styles may be based on each other in a circle
		s, known := styles[id]
		name := s.name
		if !known {
			name = strings.ToLower(id)
		}
		bold = bold || s.bold
		switch {
		case name == "title":
			p.Title = true
		case strings.HasPrefix(name, "heading"):
			if p.Level == 0 {
				p.Level = max(1, atoi(strings.Trim(name, "heading ")))
			}
		case strings.Contains(name, "quote"):
			p.Quote = true
		case strings.HasPrefix(name, "list"):
			p.Item = p.Item || s.listed || strings.Contains(name, "bullet") || strings.Contains(name, "number")
		case strings.HasPrefix(name, "toc "), name == "table of contents":
			left = true
		}
		if p.Level == 0 {
			p.Level = s.level
		}
		p.Item = p.Item || s.listed && p.Level == 0
		if id = s.base; id == "" {
			break
		}
	}
	return bold, left
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
