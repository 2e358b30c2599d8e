package ingest

import (
	"strings"

	"dateline/archive"
	"dateline/archive/language"
)

// annotate adds what an article does not say of itself: the language, when its
// publisher does not name one. The same article is always given the same, so
// that importing it again changes nothing.
func annotate(a *archive.Article) {
	if a.Language == "" {
		a.Language = language.Detect(sample(a))
	}
}

// sample is as much of an article as its language is found out from: the title
// and the start of the running text.
func sample(a *archive.Article) string {
	var b strings.Builder
	b.WriteString(a.Title)
	for _, p := range a.Body {
		if b.Len() >= language.Window {
			break
		}
		if p.Kind != archive.Related {
			b.WriteByte('\n')
			b.WriteString(p.Text[:min(len(p.Text), language.Window)])
		}
	}
	return b.String()
}
