package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"dateline/archive/reader/document"
)

// text reads the body of a document.
type text struct {
	styles map[string]style
	d      *document.Document
	open   []*paragraph // a text box holds paragraphs inside one
	hidden bool         // the run
	bold   bool
	typed  bool // inside an element of text
}

// paragraph is one that is not closed yet.
type paragraph struct {
	document.Paragraph
	text   strings.Builder
	bold   bool // so far every run
	runs   bool // there was one with text
	styled bool // the style is bold
	left   bool // it is left out
}

// omitted are elements whose content is no text of the document.
var omitted = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "footnote": true, "endnote": true,
	"pPrChange": true, "rPrChange": true, "annotation": true, "sectPr": true,
}

// The limits of a document. A novel has 5,000 paragraphs.
const (
	maxDepth      = 500
	maxParagraphs = 300_000
)

func readText(x *xml.Decoder, styles map[string]style, d *document.Document) error {
	t := &text{styles: styles, d: d}
	for depth := 0; ; {
		if depth > maxDepth || len(d.Paragraphs) >= maxParagraphs {
			return errors.New("is nested too deeply, or has too many paragraphs")
		}
		token, err := x.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if omitted[e.Name.Local] {
				if err := x.Skip(); err != nil {
					return err
				}
				continue
			}
			depth++
			t.start(e)
		case xml.EndElement:
			depth--
			t.end(e.Name.Local)
		case xml.CharData:
			if p := t.top(); t.typed && !t.hidden && p != nil {
				p.text.Write(e)
				if s := strings.TrimSpace(string(e)); s != "" {
					p.bold = (p.bold || !p.runs) && t.bold
					p.runs = true
				}
			}
		}
	}
}

func (t *text) top() *paragraph {
	if len(t.open) == 0 {
		return nil
	}
	return t.open[len(t.open)-1]
}

func (t *text) start(e xml.StartElement) {
	p := t.top()
	if e.Name.Local == "p" {
		t.open = append(t.open, &paragraph{})
		return
	}
	if p == nil {
		return
	}
	switch e.Name.Local {
	case "pStyle":
		p.styled, p.left = apply(t.styles, attribute(e, "val"), &p.Paragraph)
	case "outlineLvl":
		if level := outline(attribute(e, "val")); level > 0 {
			p.Level = level
		}
	case "numId":
		p.Item = attribute(e, "val") != "0"
	case "r":
		t.hidden, t.bold = false, p.styled
	case "b":
		t.bold = on(e)
	case "vanish":
		t.hidden = on(e)
	case "t":
		t.typed = true
	case "tab":
		if !t.hidden && p.text.Len() > 0 {
			p.text.WriteByte('\t')
		}
	case "br", "cr":
		p.text.WriteByte(' ')
	case "noBreakHyphen":
		p.text.WriteByte('-')
	}
}

func (t *text) end(name string) {
	switch p := t.top(); {
	case name == "t":
		t.typed = false
	case name == "p" && p != nil:
		t.open = t.open[:len(t.open)-1]
		p.Text, p.Bold = p.text.String(), p.bold
		p.Item = p.Item && p.Level == 0 && !p.Title
		if !p.left {
			t.d.Add(p.Paragraph)
		}
	}
}
