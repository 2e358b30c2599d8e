// Package xmltree reads XML documents as they really come: in any charset,
// declared or not, under any prefix, with stray control characters and unclosed
// tags, and hostile on purpose. Entities of a document type are never expanded,
// nothing is fetched, and depth and size are bounded.
//
// A document is walked once; only the elements asked for become trees, one after
// the other, so that a large message of many items needs the memory of one.
package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"dateline/archive/reader/prose"
)

// The most of one tree. No wire item comes near.
const (
	maxDepth = 200
	maxNodes = 300_000
)

// Item is one element that was asked for.
type Item struct {
	Root     *Node
	Line     int    // on which it begins, from 1
	Original []byte // the element as received; the whole document if it is the only one
	err      error
}

// Document is a decoded document.
type Document struct {
	raw  []byte
	text []byte            // raw itself, as far as it can be
	enc  encoding.Encoding // nil for UTF-8
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

var version = regexp.MustCompile(`<\?xml\s+version\s*=\s*["']([0-9.]{3})["']`)

// Decode makes a document of its bytes: in the charset of its byte order mark,
// else as UTF-8 if it is that, else in the declared charset, else in the likeliest.
// The document uses raw, which is not to change any more.
func Decode(raw []byte) *Document {
	d := &Document{raw: raw, text: raw}
	if enc := prose.UTF16Of(raw); enc != nil {
		d.enc, d.text = enc, []byte(prose.DecodeAs(raw[2:], enc))
	} else if enc := declaredCharset(raw); enc != nil {
		d.enc, d.text = enc, []byte(prose.DecodeAs(raw, enc))
	} else if !utf8.Valid(raw) {
		d.text = []byte(prose.Decode(raw))
	}
	if at := version.FindSubmatchIndex(d.text[:min(len(d.text), 1024)]); at != nil && string(d.text[at[2]:at[3]]) != "1.0" {
		d.text = bytes.Clone(d.text) // the decoder takes no other version
		copy(d.text[at[2]:at[3]], "1.0")
	}
	if d.text = bytes.TrimPrefix(d.text, []byte("\ufeff")); bytes.ContainsFunc(d.text, unprintable) {
		d.text = bytes.Map(func(r rune) rune {
			if unprintable(r) {
				return ' '
			}
			return r
		}, d.text)
	}
	return d
}

// declaredCharset is the charset that a document declares and really is in, nil for
// none and for UTF-8.
func declaredCharset(raw []byte) encoding.Encoding {
	m := declared.FindSubmatch(raw[:min(len(raw), 1024)])
	if m == nil {
		return nil
	}
	enc, name := charset.Lookup(string(m[1]))
	if enc == nil || enc == encoding.Replacement || name == "utf-8" || utf8.Valid(raw) && name != "iso-2022-jp" {
		return nil
	}
	return enc
}

// unprintable is what XML does not allow.
func unprintable(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xfffe || r == 0xffff
}

// errDeep and errLarge refuse what no publisher sends.
var (
	errDeep  = fmt.Errorf("has elements more than %d deep; no article is built so", maxDepth)
	errLarge = fmt.Errorf("has more than %d elements in one item; split it", maxNodes)
)

// Each calls yield for every element whose local name is wanted and that stands
// in no other such element, in their order. Where the document is broken, an item
// with a Problem comes last, without a Root. The error is that of yield.
func (d *Document) Each(wanted func(name string) bool, yield func(Item) error) error {
	dec := xml.NewDecoder(bytes.NewReader(d.text))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.AutoClose = []string{"br", "hr", "img"}                                            // as in HTML that is not XML; link has content in NewsML
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded already
	items, depth := 0, 0
	var pending *Item // the first one, until it is known whether it is the only one
	flush := func(whole bool) error {
		if pending == nil {
			return nil
		}
		item := *pending
		pending = nil
		if whole {
			item.Original = d.raw
		}
		return yield(item)
	}
	fail := func(err error) error {
		if err := flush(false); err != nil {
			return err
		}
		line, _ := dec.InputPos()
		return yield(Item{Line: line, Original: d.raw, err: err})
	}
	for {
		before := dec.InputOffset()
		token, err := dec.Token()
		if err == io.EOF {
			return flush(items == 1)
		}
		if err != nil {
			return fail(broken(err))
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return fail(errDeep)
			}
			if !wanted(t.Name.Local) {
				continue
			}
			depth--
			line, _ := dec.InputPos()
			line -= bytes.Count(d.text[before:dec.InputOffset()], []byte("\n"))
			if err := flush(false); err != nil {
				return err
			}
			items++
			root, err := build(dec, t)
			if err != nil { // the decoder cannot go on
				return yield(Item{Line: line, Original: d.raw, err: err})
			}
			pending = &Item{Root: root, Line: line, Original: d.cut(before, dec.InputOffset())}
		case xml.EndElement:
			depth--
		}
	}
}

// Problem says why the item could not be read, or nil.
func (i *Item) Problem() error { return i.err }

// broken words an error of the decoder.
func broken(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		if strings.Contains(syntax.Msg, "unexpected EOF") {
			return errors.New("ends in the middle: it is cut off; get it again, whole")
		}
		return fmt.Errorf("is not well-formed XML in line %d: %s", syntax.Line, syntax.Msg)
	}
	return fmt.Errorf("is not well-formed XML: %w", err)
}

// cut gives the bytes as received of a part of the text.
func (d *Document) cut(from, to int64) []byte {
	part := d.text[from:to]
	if d.enc != nil {
		if out, err := d.enc.NewEncoder().Bytes(part); err == nil {
			return out
		}
	}
	return bytes.Clone(part)
}

// build reads the tree of an element that has just begun.
func build(dec *xml.Decoder, start xml.StartElement) (*Node, error) {
	root := newNode(start)
	open := []*Node{root}
	for nodes := 1; ; nodes++ {
		token, err := dec.Token()
		if err == io.EOF {
			err = errors.New("ends in the middle: it is cut off; get it again, whole")
		} else if err != nil {
			err = broken(err)
		}
		if nodes > maxNodes {
			err = errLarge
		}
		if err != nil {
			return root, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if len(open) >= maxDepth {
				return root, errDeep
			}
			n := newNode(t)
			top.Kids = append(top.Kids, n)
			open = append(open, n)
		case xml.EndElement:
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, nil
			}
		case xml.CharData:
			top.Kids = append(top.Kids, &Node{Text: string(t)})
		}
	}
}
