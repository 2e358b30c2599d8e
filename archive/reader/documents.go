package reader

import (
	"archive/zip"
	"context"
	"errors"
	"io"

	"dateline/archive/reader/document"
	"dateline/archive/reader/docx"
	"dateline/archive/reader/download"
	"dateline/archive/reader/format"
	"dateline/archive/reader/rtf"
)

// word reads a zip that is a document of Word, or a download of many articles in
// one.
func (r *reading) word(in *input, files *zip.Reader, at *io.SectionReader) error {
	if at.Size() > format.MaxRecord {
		return r.reject(in.name, 0, "is a document of more than %d MiB; save its text without the pictures", format.MaxRecord>>20)
	}
	original, err := io.ReadAll(io.NewSectionReader(at, 0, at.Size()))
	if err != nil {
		return err
	}
	d, err := docx.Parse(files, func(src io.Reader) io.Reader { return &unpacker{r: src, m: in.meter, format: "zip"} })
	if d == nil {
		return r.record(in.name, format.Record{Original: original, MediaType: docx.MediaType, Problem: err})
	}
	return errors.Join(r.document(in, d, original, docx.MediaType), r.settle(in.name, err))
}

// readRTF reads a document of Rich Text Format.
func readRTF(_ context.Context, in format.Input, yield format.Yield) error {
	content, err := format.All(in)
	if err != nil {
		return err
	}
	d, err := rtf.Parse(content)
	if err != nil {
		return yield(format.Record{Original: content, MediaType: rtf.MediaType, Problem: err})
	}
	return download.Yield(d, content, rtf.MediaType, yield)
}

func (r *reading) document(in *input, d *document.Document, original []byte, mediaType string) error {
	return download.Yield(d, original, mediaType, func(rec format.Record) error { return r.record(in.name, rec) })
}

// notWord is what is said of an input that is to be read as a document of Word
// and is no zip.
func (r *reading) notWord(in *input) error {
	return r.reject(in.name, 0, "is no Word document (.docx)")
}
