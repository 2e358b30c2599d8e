// Package docx reads the documents of Word (Office Open XML, ISO 29500): the text
// as it stands, without what was deleted, hidden or set in headers, footers and
// notes.
package docx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"dateline/archive/reader/document"
)

// MediaType is that of the whole file.
const MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// maxPart is the most bytes of the text with its marks, unpacked.
const maxPart = 32 << 20

// Is says that a zip holds a document of Word.
func Is(files *zip.Reader) bool {
	for _, f := range files.File {
		if strings.HasPrefix(f.Name, "word/") {
			return true
		}
	}
	return false
}

// Parse reads a document. Through counts what is unpacked; nil reads it as it is.
func Parse(files *zip.Reader, through func(io.Reader) io.Reader) (*document.Document, error) {
	if through == nil {
		through = func(r io.Reader) io.Reader { return r }
	}
	parts := parts{files, through}
	d := &document.Document{}
	if err := parts.read("docProps/core.xml", func(x *xml.Decoder) error { return properties(x, d) }); err != nil && !errors.Is(err, errMissing) {
		d.Title, d.Author = "", "" // the text counts
	}
	styles := map[string]style{}
	if err := parts.read("word/styles.xml", func(x *xml.Decoder) error { return readStyles(x, styles) }); err != nil && !errors.Is(err, errMissing) {
		clear(styles)
	}
	name := parts.main()
	err := parts.read(name, func(x *xml.Decoder) error { return readText(x, styles, d) })
	switch {
	case errors.Is(err, errMissing):
		return nil, errors.New("is a Word document without its text")
	case err != nil && len(d.Paragraphs) == 0:
		return nil, err
	case err != nil:
		return d, fmt.Errorf("is damaged in the middle: %w", err)
	}
	return d, nil
}

var errMissing = errors.New("not in the file")

// parts are the files of a document.
type parts struct {
	files   *zip.Reader
	through func(io.Reader) io.Reader
}

func (p parts) read(name string, parse func(*xml.Decoder) error) error {
	for _, f := range p.files.File {
		if !strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			continue
		}
		if f.Flags&1 != 0 {
			return errors.New("is encrypted; save it without a password")
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		defer r.Close()
		limited := &io.LimitedReader{R: p.through(r), N: maxPart}
		err = parse(decoder(limited))
		if err != nil && limited.N <= 0 {
			return fmt.Errorf("holds more than %d MiB of text", maxPart>>20)
		}
		return err
	}
	return errMissing
}

// main finds the part that holds the text.
func (p parts) main() string {
	name := "word/document.xml"
	p.read("_rels/.rels", func(x *xml.Decoder) error {
		for {
			t, err := x.Token()
			if err != nil {
				return err
			}
			if e, ok := t.(xml.StartElement); ok && strings.HasSuffix(attribute(e, "Type"), "/officeDocument") {
				name = strings.TrimPrefix(path.Clean("/"+attribute(e, "Target")), "/")
				return nil
			}
		}
	})
	return name
}

// decoder reads XML without document types: there are none in these files.
func decoder(r io.Reader) *xml.Decoder {
	x := xml.NewDecoder(r)
	x.Strict = false
	return x
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// properties reads title and author.
func properties(x *xml.Decoder, d *document.Document) error {
	for {
		t, err := x.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "title" && e.Name.Local != "creator" {
			continue
		}
		text, err := x.Token()
		if err != nil {
			return err
		}
		if s, ok := text.(xml.CharData); ok {
			if e.Name.Local == "title" {
				d.Title = string(s)
			} else {
				d.Author = string(s)
			}
		}
	}
}
