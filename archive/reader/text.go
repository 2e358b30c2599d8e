package reader

import (
	"errors"
	"io"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// text reads a file of plain text or Markdown: one article.
func (r *reading) text(in *input) error {
	original, err := io.ReadAll(io.LimitReader(in.body, format.MaxRecord+1))
	if err != nil {
		return err
	}
	if len(original) > format.MaxRecord {
		return r.reject(in.name, 0, "is a text of more than %d MiB; split it into articles", format.MaxRecord>>20)
	}
	item := Item{Input: in.name, Line: 1, Original: original, MediaType: "text/plain"}
	reject := func(err error) error {
		return r.record(in.name, format.Record{Line: 1, Original: original, MediaType: item.MediaType, Problem: err})
	}
	content := prose.Clean(prose.Decode(original))

	var a archive.Article
	fields, content := frontMatter(content)
	for _, supplied := range []field.Record{fields, sidecarOf(in)} {
		if err := supplied.Metadata(&a); err != nil {
			return reject(err)
		}
	}
	paragraphs := prose.Split(content)
	if title, rest := prose.Heading(paragraphs); title != "" && (a.Title == "" || strings.EqualFold(a.Title, title)) {
		a.Title, paragraphs = title, rest
	}
	a.Body = prose.Body(paragraphs)
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	if a.Title == "" && len(a.Body) == 0 {
		return reject(errors.New("holds no text"))
	}
	item.Article = a
	return r.emit(item)
}
