package download

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

var (
	fieldStart = regexp.MustCompile(`^([A-Z][A-Za-z]+(?:[- ][A-Za-z]+)?):(?:\s+|$)`)
	pageNumber = regexp.MustCompile(`^Page \d+(?: of \d+)?$`)
	copyright  = regexp.MustCompile(`^(?i:copyright\b|©|\(c\))`)
	edition    = regexp.MustCompile(`(?i)\b(?:edition|final|appended|correction)\b`)
	documentOf = regexp.MustCompile(`^\s*\d{1,5} of \d{1,5} DOCUMENTS?\s*$`)
	dayStart   = regexp.MustCompile(`^(?:\p{L}{3,10},? )?(?:\p{L}{3,10}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,10}),? \d{4}\b`)
)

func nexisMarks(s string) mark {
	if strings.TrimSpace(s) == "End of Document" {
		return ends
	}
	return none
}

func oldNexisMarks(s string) mark {
	if documentOf.MatchString(s) {
		return starts
	}
	return none
}

// tail are the fields and headings that end the text of an article.
var tail = map[string]bool{
	"classification": true, "load-date": true, "graphic": true, "notes": true, "end of document": true, "language": true,
	"publication-type": true, "document-type": true, "subject": true, "journal-code": true, "acc-no": true,
	"correction-date": true, "organization": true, "company": true, "country": true, "geographic": true, "person": true,
	"industry": true, "url": true,
}

// name gives the name of the field that a line begins, in lower case, or the line
// itself when it is a heading; value is the rest of the line.
func name(s string) (name, value string) {
	s = strings.TrimSpace(s)
	if m := fieldStart.FindStringSubmatch(s); m != nil {
		return strings.ToLower(m[1]), strings.TrimSpace(s[len(m[0]):])
	}
	return strings.ToLower(s), ""
}

// isField says that a line is a field of a name in names.
func isField(s string, names map[string]bool) bool {
	n, value := name(s)
	return names[n] && (value != "" || strings.HasSuffix(strings.TrimSpace(s), ":") || !strings.Contains(s, ":"))
}

// readNexis reads an article of today's layout: title, publication and date on
// lines of their own, then fields, "Body" and the text.
func readNexis(b block) (archive.Article, error) {
	var a archive.Article
	lines := slices.DeleteFunc(slices.Clone(b.lines), func(l Line) bool { return pageNumber.MatchString(strings.TrimSpace(l.Text)) })
	start := slices.IndexFunc(lines, func(l Line) bool { return strings.TrimSpace(l.Text) == "Body" })
	if start < 0 {
		return a, errors.New(`it has no line "Body"`)
	}
	head := block{lines[:start], b.typed}.paragraphs()
	day := lastDay(head)
	if day < 2 {
		return a, errors.New("no line gives the date, below title and publication")
	}
	a.Title, a.Source = prose.OneLine(head[day-2].Text), prose.OneLine(head[day-1].Text)
	if err := setDay(&a, head[day].Text); err != nil {
		return a, err
	}
	for _, l := range head[day+1:] {
		header(&a, l.Text)
	}
	text := lines[start+1:]
	if end := slices.IndexFunc(text, func(l Line) bool { return isField(l.Text, tail) && len(l.Text) < 500 }); end >= 0 {
		closing(&a, text[end:])
		text = text[:end]
	}
	a.Body = b.body(text)
	return a, nil
}

// lastDay finds the last line that is a date.
func lastDay(lines []Line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if isDay(lines[i].Text) {
			return i
		}
	}
	return -1
}

func isDay(s string) bool {
	s = strings.TrimSpace(s)
	return utf8.RuneCountInString(s) <= 60 && dayStart.MatchString(s)
}

// setDay reads "March 5, 2022 Saturday 10:15 AM EST".
func setDay(a *archive.Article, s string) error {
	day, err := date.Parse(prose.OneLine(s))
	if err == nil && day.IsZero() {
		day, err = date.Parse(dayStart.FindString(strings.TrimSpace(s)))
	}
	a.Published = day
	return err
}

// header reads a field between title and text.
func header(a *archive.Article, s string) {
	n, value := name(s)
	value = prose.OneLine(value)
	switch {
	case n == "byline":
		a.Authors = field.Authors(value)
	case n == "section":
		a.Section = value
	case n == "dateline":
		a.Wire.Place = strings.TrimRight(value, " -–—")
	case n == "headline" && value != "":
		a.Title = value
	case copyright.MatchString(strings.TrimSpace(s)) && a.Rights == "":
		a.Rights = prose.OneLine(s)
	}
}

// closing reads the fields after the text.
func closing(a *archive.Article, lines []Line) {
	for _, l := range lines {
		switch n, value := name(l.Text); {
		case n == "language":
			a.Language = field.Language(value)
		case copyright.MatchString(strings.TrimSpace(l.Text)) && a.Rights == "":
			a.Rights = prose.OneLine(l.Text)
		}
	}
}

// opening are the fields between title and text of the older layout.
var opening = map[string]bool{
	"byline": true, "section": true, "length": true, "dateline": true, "highlight": true, "headline": true, "series": true,
	"type": true, "body": true, "cycle": true, "source": true, "abstract": true, "lead": true,
}

// readOldNexis reads an article of the older layout: publication and date, the
// title, then fields in capitals and the text.
func readOldNexis(b block) (archive.Article, error) {
	var a archive.Article
	lines := b.paragraphs()
	first := slices.IndexFunc(lines, func(l Line) bool { return isField(l.Text, opening) && isCapitals(l.Text) })
	if first < 0 {
		return a, errors.New("none of its lines is a field such as LENGTH: or BYLINE: with a value")
	}
	day := slices.IndexFunc(lines[:first], func(l Line) bool { return isDay(l.Text) })
	if day < 1 {
		return a, errors.New("no line gives the date, below the publication")
	}
	for _, l := range lines[:day] {
		if copyright.MatchString(l.Text) {
			a.Rights = prose.OneLine(l.Text)
		} else if a.Source == "" {
			a.Source = prose.OneLine(l.Text)
		}
	}
	if err := setDay(&a, lines[day].Text); err != nil {
		return a, err
	}
	for i := first - 1; i > day && a.Title == ""; i-- {
		if !edition.MatchString(lines[i].Text) || i == day+1 && first == day+2 && len(lines[i].Text) > 40 {
			a.Title = prose.OneLine(lines[i].Text)
		}
	}
	at := first
	for ; at < len(lines) && isField(lines[at].Text, opening) && isCapitals(lines[at].Text); at++ {
		header(&a, lines[at].Text)
		if n, value := name(lines[at].Text); n == "body" {
			if value != "" {
				lines[at].Text = value
				at--
			}
			at++
			break
		}
	}
	text := lines[min(at, len(lines)):]
	if end := slices.IndexFunc(text, func(l Line) bool {
		return isField(l.Text, tail) && isCapitals(l.Text) || copyright.MatchString(l.Text) && len(l.Text) < 200
	}); end >= 0 {
		closing(&a, text[end:])
		text = text[:end]
	}
	if a.Source == "" || a.Title == "" && len(text) == 0 {
		return a, errors.New("title and publication cannot be told")
	}
	a.Body = block{lines: text}.body(text)
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	return a, nil
}

// isCapitals says that the name of a field is written in capitals.
func isCapitals(s string) bool {
	n, _, _ := strings.Cut(strings.TrimSpace(s), ":")
	return n == strings.ToUpper(n)
}
