// Package rtf reads Rich Text Format (Microsoft's specification 1.9.1): the text
// as it stands, without what was deleted, hidden or set in headers, footers and
// notes.
package rtf

import (
	"bytes"
	"errors"

	"dateline/archive/reader/document"
)

// MediaType is that of the whole file.
const MediaType = "application/rtf"

// Sniff says that an input begins like a document of this format.
func Sniff(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte(`{\rtf`))
}

// maxDepth is how deep groups nest. What is deeper is left out.
const maxDepth = 1000

// Parse reads a document. Whatever follows its end is left out, and a document
// that ends too early is read as far as it goes.
func Parse(content []byte) (*document.Document, error) {
	p := &parser{in: content, doc: &document.Document{}, fonts: map[int]int{}, styles: map[int]styled{}}
	p.now.skip = 1
	p.page = 1252
	p.run()
	p.paragraph()
	if !p.begun {
		return nil, errors.New("is no RTF document")
	}
	return p.doc, nil
}

// parser reads the groups of a document.
type parser struct {
	in    []byte
	at    int
	doc   *document.Document
	begun bool // inside the document's own group

	now   state
	saved []state
	deep  int // groups beyond maxDepth

	page   int            // code page of the document
	fonts  map[int]int    // code pages by font
	styles map[int]styled // by number

	text    []byte // of the paragraph, in UTF-8
	pending []byte // bytes that are not decoded yet
	code    int    // code page of pending
	bold    bool   // so far every run of the paragraph
	runs    bool
	entry   int    // number of the font or style being defined
	name    []byte // of the style, or the property, being read
	high    int    // first half of a pair of surrogates
}

// state is what a group inherits and its end restores.
type state struct {
	dest   destination
	font   int
	bold   bool
	hidden bool
	skip   int // of bytes after a character in Unicode (\uc)
	left   int // bytes to skip yet
	star   bool
	para   para
}

// para are the properties of a paragraph.
type para struct {
	level int
	item  bool
	title bool
	quote bool
}

// styled is a paragraph style.
type styled struct {
	para
	bold bool
}

// destination is where text goes.
type destination int

const (
	toText destination = iota
	toNothing
	toFonts
	toStyles
	toTitle
	toAuthor
	toInfo
)

func (p *parser) run() {
	for p.at < len(p.in) {
		switch c := p.in[p.at]; c {
		case '{':
			p.at++
			p.push()
		case '}':
			p.at++
			if p.pop(); len(p.saved) == 0 && p.deep == 0 && p.begun {
				return
			}
		case '\\':
			p.at++
			p.control()
		case '\r', '\n', 0:
			p.at++
		default:
			p.at++
			p.byte(c)
		}
	}
}

func (p *parser) push() {
	p.flush()
	if len(p.saved) >= maxDepth {
		p.deep++
		return
	}
	p.saved = append(p.saved, p.now)
	p.now.star = false
}

func (p *parser) pop() {
	p.flush()
	if p.deep > 0 {
		p.deep--
		return
	}
	if len(p.saved) == 0 {
		return
	}
	switch p.now.dest {
	case toTitle, toAuthor:
		outer := p.saved[len(p.saved)-1].dest
		if outer != p.now.dest {
			if p.now.dest == toTitle {
				p.doc.Title = string(p.name)
			} else {
				p.doc.Author = string(p.name)
			}
			p.name = nil
		}
	case toStyles:
		p.defineStyle()
	}
	p.now = p.saved[len(p.saved)-1]
	p.saved = p.saved[:len(p.saved)-1]
}

// paragraph ends a paragraph.
func (p *parser) paragraph() {
	p.flush()
	para := p.now.para
	p.doc.Add(document.Paragraph{
		Text: string(p.text), Title: para.title, Level: para.level, Item: para.item && para.level == 0, Quote: para.quote,
		Bold: p.bold && p.runs,
	})
	p.text, p.bold, p.runs = p.text[:0], false, false
}
