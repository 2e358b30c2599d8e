package web

import (
	"strings"

	"dateline/archive"
	"dateline/archive/diff"
)

// differenceView shows by words what became of a text.
type differenceView struct {
	Words      string // "12 words removed, 30 added"
	Paragraphs [][]diff.Part
}

// Long parts that stayed the same are shown by their ends only.
const (
	sameShown = 25 // words of each end
	sameLeast = 80 // words of a part that is cut
)

// differenceOf compares two texts; nil when they say the same.
func differenceOf(was, is string) *differenceView {
	parts := diff.Words(was, is)
	removed, added := diff.Count(parts)
	v := &differenceView{Words: changedWords(removed, added)}
	changed := false
	var now []diff.Part
	for i, p := range parts {
		changed = changed || p.Op != diff.Same
		if p.Op == diff.Same {
			p.Text = shortenedSame(p.Text, i == 0, i == len(parts)-1)
		}
		for j, piece := range strings.Split(p.Text, "\n\n") {
			if j > 0 && len(now) > 0 {
				v.Paragraphs, now = append(v.Paragraphs, now), nil
			}
			if strings.TrimSpace(piece) != "" {
				now = append(now, diff.Part{Op: p.Op, Text: piece})
			}
		}
	}
	if len(now) > 0 {
		v.Paragraphs = append(v.Paragraphs, now)
	}
	if !changed {
		return nil
	}
	return v
}

func changedWords(removed, added int) string {
	switch {
	case removed == 0 && added == 0:
		return "Only punctuation changed"
	case added == 0:
		return countOf(removed, "word") + " removed"
	case removed == 0:
		return countOf(added, "word") + " added"
	}
	return countOf(removed, "word") + " removed, " + number(added) + " added"
}

// shortenedSame leaves out the middle of a part that stayed the same, or its far
// end where the text begins or ends with it.
func shortenedSame(text string, first, last bool) string {
	starts := wordStarts(text)
	if len(starts) < sameLeast {
		return text
	}
	head, tail := text[:starts[sameShown]], text[starts[len(starts)-sameShown]:]
	left := len(starts) - 2*sameShown
	switch {
	case first && last:
		return text
	case first:
		head, left = "", left+sameShown
	case last:
		tail, left = "", left+sameShown
	}
	return head + "[… " + countOf(left, "word") + " the same …] " + tail
}

// wordStarts is where the words of a text start, by its blanks.
func wordStarts(text string) []int {
	var starts []int
	blank := true
	for i, r := range text {
		now := r == ' ' || r == '\n' || r == '\t'
		if blank && !now {
			starts = append(starts, i)
		}
		blank = now
	}
	return starts
}

// changesJSON is what a version changed of the one before, or a copy of the
// article that had the text first.
type changesJSON struct {
	Removed int         `json:"removed"` // words of the text
	Added   int         `json:"added"`
	Title   []diff.Part `json:"title"`  // empty when it is the same
	Text    []diff.Part `json:"text"`   // empty when it is the same
	Fields  []string    `json:"fields"` // others that are not the same
}

func changesOf(was, is *archive.Article) *changesJSON {
	out := &changesJSON{Title: []diff.Part{}, Text: []diff.Part{}, Fields: list(changedFields(was, is))}
	if was.Title != is.Title {
		out.Title = diff.Words(was.Title, is.Title)
	}
	if before, now := was.Text(), is.Text(); before != now {
		if parts := diff.Words(before, now); len(parts) > 1 || parts[0].Op != diff.Same {
			out.Text = parts
			out.Removed, out.Added = diff.Count(parts)
		}
	}
	return out
}

// changedFields names what else is not the same.
func changedFields(was, is *archive.Article) []string {
	var fields []string
	for _, f := range []struct{ name, was, is string }{
		{"published", was.Published.String(), is.Published.String()},
		{"source", was.Source, is.Source},
		{"authors", strings.Join(was.Authors, "\n"), strings.Join(is.Authors, "\n")},
		{"language", was.Language, is.Language},
		{"link", was.URL, is.URL},
	} {
		if f.was != f.is {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// changesView is what a page says of a change.
type changesView struct {
	Heading string
	Title   *differenceView
	Text    *differenceView
	Fields  []changedField
}

type changedField struct{ Name, Was, Is string }

func changesViewOf(heading string, was, is *archive.Article) *changesView {
	v := &changesView{Heading: heading, Text: differenceOf(was.Text(), is.Text())}
	if was.Title != is.Title {
		v.Title = differenceOf(was.Title, is.Title)
	}
	for _, name := range changedFields(was, is) {
		f := changedField{Name: name}
		switch name {
		case "published":
			f.Was, f.Is = momentWords(was.Published), momentWords(is.Published)
		case "source":
			f.Was, f.Is = orUnknown(was.Source), orUnknown(is.Source)
		case "authors":
			f.Was, f.Is = enumerated(was.Authors), enumerated(is.Authors)
		case "language":
			f.Was, f.Is = was.Language, is.Language
		case "link":
			f.Was, f.Is = was.URL, is.URL
		}
		v.Fields = append(v.Fields, f)
	}
	return v
}
