package archive

import "strings"

// Whole is the text that entities are recognised in and that the offsets of
// their mentions count from: the title, a blank line and the running text; the
// running text alone where there is no title.
func (a *Article) Whole() string {
	if a.Title == "" {
		return a.Text()
	}
	var b strings.Builder
	b.Grow(a.wholeLength())
	b.WriteString(a.Title)
	b.WriteString(paragraphBreak)
	b.WriteString(a.Text())
	return b.String()
}

// InTitle is the paragraph number that Locate gives for the title.
const InTitle = -1

// Locate finds where bytes start to end of Whole are: in the title or in a
// paragraph of Body, and from which of its bytes to which. It is false for what
// lies in no single one of them.
func (a *Article) Locate(start, end int) (paragraph, from, to int, ok bool) {
	if start < 0 || start > end {
		return 0, 0, 0, false
	}
	at := 0
	if a.Title != "" {
		if end <= len(a.Title) {
			return InTitle, start, end, true
		}
		at = len(a.Title) + len(paragraphBreak)
	}
	body := at
	for i, p := range a.Body {
		if p.Kind == Related {
			continue
		}
		if at > body { // as Text joins them
			at += len(paragraphBreak)
		}
		if start < at {
			return 0, 0, 0, false
		}
		if end <= at+len(p.Text) {
			return i, start - at, end - at, true
		}
		at += len(p.Text)
	}
	return 0, 0, 0, false
}

// wholeLength is the length of Whole in bytes.
func (a *Article) wholeLength() int {
	title, text := len(a.Title), 0
	if title > 0 {
		title += len(paragraphBreak)
	}
	for _, p := range a.Body {
		if p.Kind == Related {
			continue
		}
		if text > 0 {
			text += len(paragraphBreak)
		}
		text += len(p.Text)
	}
	return title + text
}
