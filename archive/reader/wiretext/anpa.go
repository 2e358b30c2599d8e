package wiretext

import (
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
)

// anpaHeader is that of ANPA 1312: service and number, selector; then priority,
// category, format, keyword, date and count of words.
var anpaHeader = regexp.MustCompile(`^[A-Za-z][0-9]{4}\x1f`)

// anpaLine is the second line of it: priority and category, two codes of the
// format, the keyword, month and day, words.
var anpaLine = regexp.MustCompile(`^\s*([a-z])\s([a-z])[\x11-\x14]{1,2}\s*(.*?)\s+[0-9]{2}-[0-9]{2}`)

// anpa reads a message of ANPA 1312, as the Associated Press sends it: lines that
// begin with a caret are not part of the running text.
func anpa(a *archive.Article, header, rest string) {
	for line := range strings.Lines(header) {
		if m := anpaLine.FindStringSubmatch(line); m != nil {
			a.Section, a.Slug = m[2], m[3]
			a.Urgency = urgencies[m[1]]
		}
	}
	text, after, _ := strings.Cut(rest, etx)
	var running []string
	var extra []string
	slugged := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \r\n")
		marked, ok := strings.CutPrefix(strings.TrimLeft(line, "\x02"), "^")
		if !ok {
			running = append(running, strings.TrimRight(line, "<="))
			continue
		}
		set := strings.TrimSpace(plain(marked))
		ends := strings.HasSuffix(set, "=")
		set = strings.TrimSpace(strings.TrimRight(set, "<="))
		switch {
		case set == "":
		case slugLine.MatchString(set) && !slugged:
			slugged = true
			a.Slug = slugLine.FindStringSubmatch(set)[1]
		case strings.HasPrefix(set, "Eds:"):
			a.Note = strings.TrimSpace(strings.TrimPrefix(set, "Eds:"))
		case strings.HasPrefix(set, "AP Photo"), strings.HasPrefix(set, "AP Graphic"), strings.HasPrefix(set, "AP Video"):
		case ends && strings.HasPrefix(set, "By "):
			a.Authors = append(a.Authors, wire.Byline(set, "Associated Press")...)
		case ends && len(a.Authors) > 0 && len(running) == 0: // the writer's title
		case a.Title == "" && len(running) == 0:
			a.Title = set
		case ends || len(running) > 0: // a line set apart within the text
			running = append(running, "", set, "")
		default:
			extra = append(extra, set)
		}
	}
	var lead []archive.Paragraph
	for _, line := range extra {
		lead = append(lead, archive.Paragraph{Text: line})
	}
	a.Body = wire.Body(a.Title, prose.FromText(plain(strings.Join(running, "\n"))), lead)
	a.Published = anpaTime(after)
	if m := from.FindStringSubmatch(after); m != nil {
		a.Source = m[1]
	}
}

// urgencies are those of ANPA's priorities on IPTC's scale.
var urgencies = map[string]int{"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "c": 7}

var (
	slugLine = regexp.MustCompile(`^(?:\*[0-9]+<\s*)?\^?((?:[A-Z]{2,3}|AP)-.*?)(?:,[0-9]+)?$`)
	from     = regexp.MustCompile(`^\s*([A-Z]{2,4})-`)
	trailer  = regexp.MustCompile(`([0-9]{2})-([0-9]{2})-([0-9]{2})\s+([0-9]{2})([0-9]{2})\s*([A-Z]{3,4})`)
)

// anpaTime reads what follows the text: "AP-WF-11-13-13 1509GMT<", with the month
// first.
func anpaTime(s string) archive.Date {
	m := trailer.FindStringSubmatch(s)
	if m == nil {
		return archive.Date{}
	}
	at, err := date.Parse(century(m[3]) + "-" + m[1] + "-" + m[2] + " " + m[4] + ":" + m[5] + " " + m[6])
	if err != nil {
		return archive.Date{} // a line of the network's, not the publisher's
	}
	return at
}
