package reader

import (
	"io"
	"strings"

	"dateline/archive"
)

// text reads a file of plain text or Markdown: one article.
func (r *reading) text(in *input) error {
	original, err := io.ReadAll(io.LimitReader(in.body, maxRecord+1))
	if err != nil {
		return err
	}
	if len(original) > maxRecord {
		return r.reject(in.name, 0, "is a text of more than %d MiB; split it into articles", maxRecord>>20)
	}
	item := Item{Input: in.name, Line: 1, Original: original, MediaType: "text/plain"}
	content := clean(decode(original))

	var a archive.Article
	fields, content := frontMatter(content)
	for _, supplied := range []record{fields, sidecarOf(in)} {
		if err := supplied.metadata(&a); err != nil {
			return r.reject(in.name, 1, "%s", err)
		}
	}
	paragraphs := splitParagraphs(content)
	if title, rest := heading(paragraphs); title != "" && (a.Title == "" || strings.EqualFold(a.Title, title)) {
		a.Title, paragraphs = title, rest
	}
	a.Body = body(paragraphs)
	if a.Title == "" {
		a.Title = titleFromLede(&a)
	}
	if a.Title == "" && len(a.Body) == 0 {
		return r.reject(in.name, 1, "holds no text")
	}
	item.Article = a
	return r.emit(item)
}

// body makes an article's paragraphs of those of a text, with the links to other
// articles set apart.
func body(paragraphs []paragraph) []archive.Paragraph {
	var out []archive.Paragraph
	for i := 0; i < len(paragraphs); i++ {
		p := paragraphs[i]
		if p.kind != archive.Text {
			out = append(out, archive.Paragraph{Kind: p.kind, Text: p.text})
			continue
		}
		parts := splitRelated(p.text)
		out = append(out, parts...)
		last := &out[len(out)-1]
		if !isMarker(last.Text) {
			continue
		}
		last.Kind = archive.Related
		if i+1 == len(paragraphs) || paragraphs[i+1].kind != archive.Text {
			continue
		}
		// The marker announces the headline on the next line.
		if next, ok := splitAnnounced(paragraphs[i+1].text); ok {
			out = append(out[:len(out)-1], next...)
			i++
		}
	}
	return out
}

// proseBody is body for a text that came in a field: it has no title of its own.
func proseBody(text string) []archive.Paragraph { return body(splitParagraphs(clean(text))) }
