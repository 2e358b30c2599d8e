package wiretext

import (
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
)

var (
	zczc    = regexp.MustCompile(`(?i)^ZCZC(?: ([A-Z]{2,5}) *\n|[^\n]*\n)`)
	nnnn    = regexp.MustCompile(`\n\s*NNNN\s*$`)
	routing = regexp.MustCompile(`^[A-Z]{2}(?: [A-Za-z0-9()]+)+$`)
	labeled = regexp.MustCompile(`^([A-Z]{2})#(.*)$`)
)

// telegram reads a message between ZCZC and NNNN. What stands at the head of its
// lines is the agency's own; signs that several agencies use for the same are
// understood, the rest of such lines is left out.
func telegram(a *archive.Article, text string) {
	text = strings.ReplaceAll(prose.Clean(text), "\x01", "")
	if m := zczc.FindStringSubmatch(text); m != nil {
		a.Source, text = m[1], text[len(m[0]):]
	}
	text = nnnn.ReplaceAllString(text, "\n")
	lines := strings.Split(text, "\n")
	var keyword, short string
	at := 0
	for ; at < len(lines); at++ {
		line := strings.TrimSpace(lines[at])
		if line == "" || at == 0 && routing.MatchString(line) || line == "T" {
			continue
		}
		if m := labeled.FindStringSubmatch(line); m != nil {
			if m[1] == "TX" {
				at++
				break
			}
			label(a, m[1], strings.TrimSpace(m[2]))
			continue
		}
		sign, rest := line[0], strings.Trim(line[1:], " $")
		switch {
		case !strings.ContainsRune(`%#$:&*~+=^@`, rune(sign)):
		case sign == '*' && strings.HasPrefix(line, "* "): // an item of a list
		case sign == '$' && len(rest) > 3 || sign == '^':
			wire.Set(&a.Title, strings.TrimPrefix(rest, "FL: "))
			continue
		case sign == '#':
			wire.Set(&a.Slug, rest)
			continue
		case sign == ':' || sign == '=':
			if inside := strings.Trim(rest, "()"); inside != rest {
				wire.Set(&a.Place, wire.Place(inside))
			} else if keyword == "" {
				keyword = rest
			} else {
				short = rest
			}
			continue
		case sign == '*' || sign == '+':
			a.Entities = wire.Add(a.Entities, wire.Concept{Code: rest})
			continue
		case sign == '%' && len(rest) == 1:
			a.Section = rest
			continue
		default:
			continue
		}
		break
	}
	lines = lines[min(at, len(lines)):]
	a.Body = prose.FromText(plain(strings.Join(lines, "\n")))
	wire.Set(&a.Title, headline(lines, a.Body), heading(short), heading(keyword))
	a.Body = wire.Body(a.Title, a.Body, nil)
	wire.Set(&a.Slug, keyword)
}

// headline is the first line of a text if it stands on its own and reads like one.
func headline(lines []string, body []archive.Paragraph) string {
	if len(lines) < 3 || len(body) < 2 {
		return ""
	}
	first := strings.TrimSpace(lines[0])
	alone := strings.TrimSpace(lines[1]) == "" || len(first) >= 30 && body[0].Text == first
	if alone && len(first) < 160 && prose.ReadsLikeHeading(first) {
		return first
	}
	return ""
}

// heading is a keyword that says enough for a title.
func heading(s string) string {
	if s = strings.Trim(s, " :"); strings.Contains(s, " ") {
		return s
	}
	return ""
}

// label reads a line of the form "PD#06 June 2016 14:00:00".
func label(a *archive.Article, name, value string) {
	switch name {
	case "AN":
		a.GUID = value
	case "TI":
		a.Title = value
	case "SO":
		a.Source = value
	case "KN":
		a.Section = value
	case "BY":
		a.Authors = wire.Byline(value, a.Source)
	case "PD":
		a.Published, _ = date.Parse(value)
	}
}
