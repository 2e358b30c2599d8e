package download

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// accession is the number of an article in Factiva: a code for the publication,
// digits with the day, and more.
const accession = `[A-Z][A-Z0-9]{1,11}0{2,}[0-9]{8,12}[0-9a-z]{5,14}`

var (
	documentNumber = regexp.MustCompile(`^Document (` + accession + `)$`)
	wordCount      = regexp.MustCompile(`^\d{1,3}(?:[,. ]?\d{3})* words$`)
	clockLine      = regexp.MustCompile(`^\d{1,2}:\d{2}(?: [A-Z]{2,4})?$`)
	codeLine       = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,11}$`)
	coded          = regexp.MustCompile(`^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|CX)(?:\t| {1,}|$)`)
)

func factivaMarks(s string) mark {
	s = strings.TrimSpace(s)
	if documentNumber.MatchString(s) || strings.HasPrefix(s, "AN") && coded.MatchString(s) && documentNumber.MatchString(strings.TrimSpace(s[2:])) {
		return ends
	}
	return none
}

// readFactiva reads an article of Factiva: with codes before its parts ("HD",
// "WC", "PD" …), or with the parts in the same order without them.
func readFactiva(b block) (archive.Article, error) {
	lines := b.paragraphs()
	if b.typed { // its lines are those of the layout: it does not wrap its head
		lines = nil
		for _, l := range b.lines {
			if l.Text = strings.TrimSpace(l.Text); l.Text != "" {
				lines = append(lines, l)
			}
		}
	}
	if slices.ContainsFunc(lines, func(l Line) bool { return strings.HasPrefix(l.Text, "HD") && coded.MatchString(l.Text) }) {
		return b.readCoded(lines)
	}
	var a archive.Article
	count := slices.IndexFunc(lines, func(l Line) bool { return wordCount.MatchString(strings.TrimSpace(l.Text)) })
	if count < 1 || count+2 >= len(lines) {
		return a, errors.New("it has no line with the number of words below the title")
	}
	if !isDay(lines[count+1].Text) {
		return a, errors.New("the line after the number of words is no date")
	}
	heading(&a, lines[max(0, count-4):count])
	if err := setDay(&a, lines[count+1].Text); err != nil {
		return a, err
	}
	at := count + 2
	if clockLine.MatchString(lines[at].Text) {
		if err := setDay(&a, lines[count+1].Text+" "+lines[at].Text); err != nil {
			return a, err
		}
		at++
	}
	a.Source = prose.OneLine(lines[at].Text)
	end := -1 // of the head
	for i := at + 1; i < min(len(lines), at+9); i++ {
		text := strings.TrimSpace(lines[i].Text)
		switch {
		case copyright.MatchString(text):
			a.Rights, end = prose.OneLine(text), i
		case end < 0 && a.Language == "" && len(text) < 30 && !codeLine.MatchString(text):
			a.Language = field.Language(text)
		}
		if end >= 0 {
			break
		}
	}
	if end < 0 {
		return a, errors.New("its head does not end with a line of copyright")
	}
	a.GUID = strings.TrimSpace(lines[len(lines)-1].Text)
	a.Body = b.body(b.after(lines[end+1 : len(lines)-1]))
	return a, nil
}

// after gives the lines of the block that the text is made of, with the empty
// ones between them.
func (b block) after(text []Line) []Line {
	if !b.typed || len(text) == 0 {
		return text
	}
	from, to := text[0].At, text[len(text)-1].At
	return slices.DeleteFunc(slices.Clone(b.lines), func(l Line) bool { return l.At < from || l.At > to })
}

// heading reads the lines above the number of words: a section perhaps, the title,
// and a byline perhaps. What precedes the title of the first article in a file is
// far longer than that or a line of its own.
func heading(a *archive.Article, lines []Line) {
	if n := len(lines); n > 1 {
		last := strings.TrimSpace(lines[n-1].Text)
		if strings.HasPrefix(last, "By ") || strings.HasPrefix(last, "by ") || lines[n-2].Bold && !lines[n-1].Bold && utf8.RuneCountInString(last) <= 80 {
			a.Authors = field.Authors(last)
			lines = lines[:n-1]
		}
	}
	title := lines[len(lines)-1]
	a.Title = prose.OneLine(title.Text)
	if n := len(lines); n > 1 {
		if section := strings.TrimSpace(lines[n-2].Text); !lines[n-2].Bold && len(section) <= 40 && !documentNumber.MatchString(section) && !strings.HasSuffix(section, ".") && title.Bold {
			a.Section = prose.OneLine(section)
		}
	}
}

// readCoded reads the parts by their codes.
func (b block) readCoded(lines []Line) (archive.Article, error) {
	var a archive.Article
	parts := map[string][]Line{}
	code := ""
	for _, l := range lines {
		if m := coded.FindStringSubmatch(l.Text); m != nil {
			code = m[1]
			l.Text = strings.TrimSpace(l.Text[len(m[0]):])
		}
		if code != "" && l.Text != "" {
			parts[code] = append(parts[code], l)
		}
	}
	one := func(code string) string {
		var words []string
		for _, l := range parts[code] {
			words = append(words, prose.OneLine(l.Text))
		}
		return strings.Join(words, " ")
	}
	a.Title, a.Source, a.Section, a.Rights = one("HD"), one("SN"), one("SE"), one("CY")
	a.Language = field.Language(one("LA"))
	a.GUID = one("AN")
	if by := one("BY"); by != "" {
		a.Authors = field.Authors(by)
	}
	if a.Title == "" || a.Source == "" || !isDay(one("PD")) {
		return a, errors.New("one of its parts HD, SN and PD is missing")
	}
	if err := setDay(&a, strings.TrimSpace(one("PD")+" "+one("ET"))); err != nil {
		return a, err
	}
	a.Body = block{}.body(slices.Concat(parts["LP"], parts["TD"]))
	return a, nil
}
