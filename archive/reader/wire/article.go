package wire

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/prose"
)

// Dates are the moments that a format may give of an item, as written.
type Dates struct {
	Published []string // best first
	Revised   string   // when this version was made
	Embargo   string
}

// Set puts dates into an article. It is an error that the embargo cannot be, or a
// date when no other is given.
func (d Dates) Set(a *archive.Article) error {
	a.Revised, _ = date.Parse(d.Revised)
	var wrong error
	for _, written := range append(d.Published[:len(d.Published):len(d.Published)], d.Revised) {
		at, err := date.Parse(written)
		if wrong == nil {
			wrong = err
		}
		if a.Published = at; !at.IsZero() {
			break
		}
	}
	if a.Published.IsZero() && wrong != nil {
		return wrong
	}
	var err error
	if a.Embargo, err = date.Parse(d.Embargo); err != nil {
		return fmt.Errorf("embargo: %w", err)
	}
	if d.Embargo != "" && a.Embargo.IsZero() && (a.Status == "" || a.Status == archive.Usable) { // until nobody knows when
		a.Status = archive.Withheld
		a.Note = cmp.Or(a.Note, "under embargo until its publisher lifts it: "+prose.OneLine(d.Embargo))
	}
	return nil
}

// Finish completes an article that was read: a title where there is none. It is an
// error when there is neither title nor text, unless that only withdraws another.
func Finish(a *archive.Article) error {
	TakeByline(a)
	if len(a.Body) > 0 && a.Title == "" {
		a.Title = prose.TitleOf(a)
	}
	if a.Title != "" || a.GUID != "" && (a.Status == archive.Cancelled || a.Status == archive.Withheld) {
		return nil
	}
	return errors.New("has neither a headline nor text: nothing to keep")
}

// Body completes a text: without leading paragraphs that only say the title again,
// and with a lead before it that it does not begin with.
func Body(title string, body, lead []archive.Paragraph) []archive.Paragraph {
	return withLead(without(title, body), without(title, lead))
}

// without drops the title from the head of a text.
func without(title string, body []archive.Paragraph) []archive.Paragraph {
	same := squeezed(title)
	for len(body) > 0 && squeezed(body[0].Text) == same {
		body = body[1:]
	}
	return body
}

// withLead puts lead paragraphs before a body that does not begin with them.
func withLead(body, lead []archive.Paragraph) []archive.Paragraph {
	if len(lead) == 0 {
		return body
	}
	first := squeezed(lead[0].Text)
	for _, p := range body[:min(len(body), 4)] {
		if text := squeezed(p.Text); strings.Contains(text, first) || text != "" && strings.HasPrefix(first, text) {
			return body
		}
	}
	return append(lead[:len(lead):len(lead)], body...)
}

// squeezed leaves letters and digits.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// Rights words a copyright holder as a notice, where there is no notice.
func Rights(notice, holder string) string {
	switch {
	case notice != "":
		return notice
	case holder != "":
		return "© " + holder
	}
	return ""
}

// Set gives a field the first of some values that is not empty, unless it has one.
func Set(field *string, values ...string) {
	if *field == "" {
		*field = First(values...)
	}
}

// First is the first of some values that is not empty, without blanks around it.
func First(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
