package wiretext

import (
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
)

// iptcHeader is the first line of IPTC 7901: source and number, priority, category,
// count of words, and what the agency adds.
var iptcHeader = regexp.MustCompile(`^\s*([A-Za-z]{2,4})([0-9]{2,5})\s+([1-9])\s+(\S{1,3})\s+([0-9]{1,5})\s*(.*)$`)

// iptc reads a message of IPTC 7901. Agencies change the first line; what it does
// not say plainly is left open.
func iptc(a *archive.Article, header, rest string) error {
	lines := strings.Split(prose.Clean(header), "\n")
	if m := iptcHeader.FindStringSubmatch(lines[0]); m != nil {
		a.Urgency = wire.Urgency(m[3])
		a.Section = m[4]
		a.Source = agencyOf(m[6])
	}
	for _, line := range lines[1:] {
		wire.Set(&a.Slug, strings.TrimRight(strings.TrimSpace(line), "/"))
	}
	text, after, _ := strings.Cut(rest, etx)
	head, body := headlines(prose.Clean(text))
	takeHeadlines(a, head)
	a.Body = wire.Body(a.Title, prose.FromText(plain(body)), nil)
	var err error
	a.Published, err = timeOf(after)
	return err
}

// agencyOf is the name before the running number at the end of the header: "dpa
// 061".
func agencyOf(s string) string {
	words := strings.Fields(s)
	if n := len(words); n >= 2 && strings.Trim(words[n-1], "0123456789") == "" {
		return words[n-2]
	}
	return ""
}

// headlines parts a text at the equals sign that ends its headlines. Without one in
// the first lines, the first is the headline.
func headlines(text string) (head []string, body string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines[:min(len(lines), 8)] {
		line = strings.TrimSpace(line)
		if line == "" && len(head) == 0 {
			continue
		}
		if line == "" {
			break
		}
		head = append(head, strings.TrimSpace(strings.TrimSuffix(line, "=")))
		if strings.HasSuffix(line, "=") {
			return head, strings.Join(lines[i+1:], "\n")
		}
	}
	if first, rest, ok := strings.Cut(strings.TrimLeft(text, " \n"), "\n"); ok && prose.ReadsLikeHeading(first) {
		return []string{strings.TrimSpace(first)}, rest
	}
	return nil, text
}

// labels stand above a headline and say what kind of message it is.
var labels = regexp.MustCompile(`^(?:\([^()]{2,30}\)|[A-Z0-9 .-]*(?:LEAD|REFILE|EXTRA|URGENT|ALERT|FLASH|BULLETIN|CORRECTION|CORRECTED|UPDATE|ADD|KILL|WITHDRAWAL|ADVISORY|FEATURE|ANALYSIS|PREVIEW|ROUNDUP|WRAP)[A-Z0-9 .:-]*)$`)

// takeHeadlines sorts the lines above a text.
func takeHeadlines(a *archive.Article, head []string) {
	var title []string
	for _, line := range head {
		switch {
		case labels.MatchString(line):
			a.Note = strings.TrimSpace(a.Note + " " + strings.Trim(line, "()"))
		case strings.HasPrefix(line, "By ") || strings.HasPrefix(line, "Von "):
			a.Authors = append(a.Authors, wire.Byline(line, a.Source)...)
		default:
			title = append(title, line)
		}
	}
	a.Title = strings.Join(title, " ")
}

var sentAt = regexp.MustCompile(`([0-9]{2})([0-9]{2})([0-9]{2})\s*([A-Za-z]{3,4})\s+([A-Za-z]{3})[a-z]*\.?\s+([0-9]{2,4})`)

// timeOf reads the time behind a text: "131137 GMT Nov 13", day, hour and minute,
// zone, month and year.
func timeOf(s string) (archive.Date, error) {
	m := sentAt.FindStringSubmatch(s)
	if m == nil {
		return archive.Date{}, nil
	}
	return date.Parse(m[1] + " " + m[5] + " " + century(m[6]) + " " + m[2] + ":" + m[3] + " " + m[4])
}

// century completes a year of two digits: no wire sent before 1970 is in files.
func century(year string) string {
	switch {
	case len(year) != 2:
		return year
	case year < "70":
		return "20" + year
	}
	return "19" + year
}
