package ingest

import (
	"slices"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/entity/recognise"
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

// recogniseIn has the entities of an article found when the store asks for them.
// Desk is the country of its source, "" none.
func recogniseIn(r *recognise.Recogniser, in *archive.Incoming, desk string) {
	in.Annotator = archive.DeskVersion(r.Version(), desk)
	in.Recognise = func() []entity.Found { return find(r, &in.Article, in.Article.Entities, desk) }
}

// find recognises the entities of an article. Which countries it is about is for
// its publisher to say: where he does, others are only mentioned.
func find(r *recognise.Recogniser, a *archive.Article, supplied []entity.Ref, desk string) []entity.Found {
	placed := a.Placed || slices.ContainsFunc(supplied, func(ref entity.Ref) bool { return ref.Kind == entity.Country })
	text := textOf(a)
	if !placed {
		text.Desk = desk
	}
	found := r.Recognise(text)
	if !placed {
		return found
	}
	for i := range found {
		if found[i].Kind == entity.Country {
			found[i].About = false
		}
	}
	return found
}

// textOf is what of an article its entities are recognised in.
func textOf(a *archive.Article) recognise.Text {
	t := recognise.Text{Text: a.Whole(), Title: len(a.Title), Language: a.Language}
	if !a.Published.IsZero() {
		t.Day = a.Published.Time()
	}
	return t
}
