package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
)

// dateToken is a number, a word or one other character of a text.
type dateToken struct {
	text   string // as written
	folded string // of a word: lower case without accents
	number int
	digits int  // of a number, 0 if it is none
	spaced bool // white space comes before it
}

func (t dateToken) is(s string) bool { return t.text == s }

// oneOf says that t is one of these characters.
func (t dateToken) oneOf(chars string) bool {
	return t.text != "" && t.digits == 0 && t.folded == "" && strings.Contains(chars, t.text)
}

func dateTokens(s string) []dateToken {
	var tokens []dateToken
	spaced := false
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			s, spaced = s[size:], true
			continue
		}
		t := dateToken{spaced: spaced}
		switch {
		case isDateDigit(r):
			t.text = s[:runLength(s, isDateDigit)]
			t.digits, t.number = len(t.text), number(t.text)
		case isDateLetter(r):
			t.text = s[:runLength(s, isDateLetter)]
			t.folded = entity.Fold(t.text)
		default:
			t.text = s[:size]
		}
		tokens = append(tokens, t)
		s, spaced = s[len(t.text):], false
	}
	return tokens
}

func isDateDigit(r rune) bool { return r >= '0' && r <= '9' }

func isDateLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// runLength is the length of the runes s begins with that are of a kind.
func runLength(s string, kind func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !kind(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// dateParser walks over the tokens of a text and collects the dates in it.
type dateParser struct {
	text   string
	tokens []dateToken
	found  []moment
}

// at gives a token, the zero one beyond the end.
func (p *dateParser) at(i int) dateToken {
	if i < 0 || i >= len(p.tokens) {
		return dateToken{}
	}
	return p.tokens[i]
}

// choose gives the one date of the text. Of several it is the publication, if
// that is said.
func (p *dateParser) choose() (archive.Date, error) {
	if !p.walk() || len(p.found) == 0 {
		return archive.Date{}, nil
	}
	best := p.found[0]
	for _, m := range p.found[1:] {
		if m.role > best.role {
			best = m
		}
	}
	date, err := best.date()
	for _, m := range p.found {
		if other, _ := m.date(); m.role == best.role && other != date {
			return archive.Date{}, nil
		}
	}
	return date, err
}

// walk finds every date; false means that there is something else in the text.
func (p *dateParser) walk() bool {
	m := moment{text: p.text}
	push := func(role int) {
		if m.dated {
			p.found = append(p.found, m)
		}
		m = moment{text: p.text, role: role}
	}
	for i := 0; i < len(p.tokens); {
		if n := p.clockAt(i, &moment{}); n > 0 {
			if m.dated && m.clock != archive.Undated {
				push(m.role)
			}
			i += p.clockAt(i, &m)
			continue
		}
		if n := p.dayAt(i, &moment{}); n > 0 {
			if m.dated {
				push(m.role)
			}
			i += p.dayAt(i, &m)
			continue
		}
		t := p.tokens[i]
		role, isRole := dateRoles[t.folded]
		switch {
		case t.digits > 0:
			return false
		case isRole:
			push(role)
		case t.folded != "" && !dateFillers[t.folded]:
			return false
		case t.folded == "" && !strings.ContainsAny(t.text, ",.;:|-–—()[]•·/@'’"):
			return false
		}
		i++
	}
	push(0)
	return true
}

// dayAt reads a date that begins at token i into m, and says how many tokens it
// took, 0 if there is none.
func (p *dateParser) dayAt(i int, m *moment) int {
	t := p.at(i)
	switch {
	case t.digits == 4 && p.at(i+1).is("年"):
		return p.chineseAt(i, m)
	case t.digits == 4:
		return p.yearFirst(i, m)
	case t.digits == 8:
		if n, err := digitsDate(t.text); err != nil || !n.IsZero() {
			m.setDay(t.number/10000, t.number/100%100, t.number%100)
			return 1 + p.basicClock(i+1, m)
		}
	case t.digits == 1 || t.digits == 2:
		if n := p.dayFirst(i, m); n > 0 {
			return n
		}
		return p.numeric(i, m)
	case months[t.folded] > 0:
		return p.monthFirst(i, m)
	}
	return 0
}

// yearFirst reads 2025-02-09, 2025-02, 2025/2/9, 2025-Feb-09 and, if there is no
// other number in the text, 2025.
func (p *dateParser) yearFirst(i int, m *moment) int {
	year, separator, second := p.at(i), p.at(i+1), p.at(i+2)
	if month := months[second.folded]; separator.oneOf("-/. ") && month > 0 && p.at(i+3).is(separator.text) && p.isDay(i+4) {
		m.setDay(year.number, int(month), p.at(i+4).number)
		return 5
	}
	if month := months[separator.folded]; month > 0 && p.isDay(i+2) {
		m.setDay(year.number, int(month), p.at(i+2).number)
		return 3
	}
	if separator.oneOf("-/.") && p.isDay(i+2) {
		if p.at(i+3).is(separator.text) && p.isDay(i+4) {
			m.setDay(year.number, second.number, p.at(i+4).number)
			return 5 + p.basicClock(i+5, m)
		}
		if separator.is("-") && second.digits == 2 && !p.at(i+3).is("-") {
			m.setDay(year.number, second.number, unknown)
			return 3
		}
		return 0
	}
	for j, t := range p.tokens {
		if j != i && t.digits > 0 {
			return 0
		}
	}
	if year.number < 1000 || year.number > 2999 || p.otherMonth() {
		return 0
	}
	m.setDay(year.number, unknown, unknown)
	return 1
}

// otherMonth says that the text names a month, so that a year is not all of it.
func (p *dateParser) otherMonth() bool {
	for _, t := range p.tokens {
		if months[t.folded] > 0 {
			return true
		}
	}
	return false
}

func (p *dateParser) isDay(i int) bool { return p.at(i).digits == 1 || p.at(i).digits == 2 }

// basicClock reads the time in 20250209T141005 and 2025-02-09T14:10.
func (p *dateParser) basicClock(i int, m *moment) int {
	if p.at(i).folded != "t" || p.at(i).spaced {
		return 0
	}
	t := p.at(i + 1)
	if n := p.clockAt(i+1, m); n > 0 {
		return 1 + n
	}
	switch t.digits {
	case 2: // an hour alone is less than our dates can say
		return 2 + p.zoneAt(i+2, &moment{})
	case 4:
		m.hour, m.minute, m.clock = t.number/100, t.number%100, archive.ToMinute
	case 6:
		m.hour, m.minute, m.second, m.clock = t.number/10000, t.number/100%100, t.number%100, archive.ToSecond
	default:
		return 0
	}
	n := 2
	if p.at(i+n).oneOf(".,") && p.at(i+n+1).digits > 0 {
		n += 2
	}
	return n + p.zoneAt(i+n, m)
}

// chineseAt reads 2025年2月9日.
func (p *dateParser) chineseAt(i int, m *moment) int {
	if !p.isDay(i+2) || !p.at(i+3).is("月") {
		return 0
	}
	if p.isDay(i+4) && (p.at(i+5).is("日") || p.at(i+5).is("号")) {
		m.setDay(p.at(i).number, p.at(i+2).number, p.at(i+4).number)
		return 6
	}
	m.setDay(p.at(i).number, p.at(i+2).number, unknown)
	return 4
}

// dayFirst reads 9 February 2025, 9th of Feb., 2025, 26-FEB-1987 and 9 de
// febrero de 2025.
func (p *dateParser) dayFirst(i int, m *moment) int {
	j := i + 1
	if ordinals[p.at(j).folded] && !p.at(j).spaced {
		j++
	}
	j = p.skipJoints(j)
	month := months[p.at(j).folded]
	if month == 0 {
		return 0
	}
	j = p.skipJoints(j + 1)
	year, ok := p.yearAt(j)
	if !ok {
		return 0
	}
	m.setDay(year, int(month), p.at(i).number)
	return j + 1 - i
}

// monthFirst reads February 9, 2025, Feb 2025, and Mon Feb 9 14:10:05 2025, in
// which an offset may come before the year.
func (p *dateParser) monthFirst(i int, m *moment) int {
	month := int(months[p.at(i).folded])
	j := p.skipJoints(i + 1)
	if p.at(j).digits == 4 {
		m.setDay(p.at(j).number, month, unknown)
		return j + 1 - i
	}
	if !p.isDay(j) {
		return 0
	}
	day := p.at(j).number
	j++
	if ordinals[p.at(j).folded] && !p.at(j).spaced {
		j++
	}
	var clock moment
	if n := p.clockAt(j, &clock); n > 0 {
		if p.at(j+n).digits != 4 {
			return 0
		}
		clock.text, clock.role = m.text, m.role
		*m = clock
		m.setDay(p.at(j+n).number, month, day)
		return j + n + 1 - i
	}
	j = p.skipJoints(j)
	if p.at(j).digits != 4 {
		return 0
	}
	m.setDay(p.at(j).number, month, day)
	return j + 1 - i
}

var ordinals = words("st nd rd th er ere eme o a")

// skipJoints passes over what stands between the parts of a date.
func (p *dateParser) skipJoints(i int) int {
	for p.at(i).oneOf(".,-/–º°ª'’") || dateJoints[p.at(i).folded] {
		i++
	}
	return i
}

var dateJoints = words("of de del di го")

// yearAt reads a year of four digits, or of two where the text has the form of
// mail: a time stands after it.
func (p *dateParser) yearAt(i int) (int, bool) {
	t := p.at(i)
	switch {
	case t.digits == 4:
		return t.number, true
	case t.digits == 2 && p.clockAt(i+1, &moment{}) > 0 && !p.at(i+1).is(":"):
		if t.number < 50 {
			return 2000 + t.number, true
		}
		return 1900 + t.number, true
	}
	return 0, false
}

// numeric reads 31/12/2020 where only one part can be the month, or the two are
// the same, and 9.2.2025.
func (p *dateParser) numeric(i int, m *moment) int {
	separator := p.at(i + 1)
	if !separator.oneOf("/-.") || !p.isDay(i+2) || !p.at(i+3).is(separator.text) || p.at(i+4).digits != 4 {
		return 0
	}
	first, second, year := p.at(i).number, p.at(i+2).number, p.at(i+4).number
	switch {
	case separator.is(".") || first > 12 || first == second:
		m.setDay(year, second, first)
	case second > 12:
		m.setDay(year, first, second)
	default:
		return 0
	}
	return 5
}

// clockAt reads a time of day with its offset: 14:10, 14:10:05.123+01:00,
// 2:10 p.m. EST, 14h10, 14.10 Uhr. An hour alone is passed over.
func (p *dateParser) clockAt(i int, m *moment) int {
	hour, separator, minute := p.at(i), p.at(i+1), p.at(i+2)
	if hour.digits != 1 && hour.digits != 2 {
		return 0
	}
	n := 3
	switch {
	case separator.is(":") && minute.digits == 2:
		m.hour, m.minute, m.clock = hour.number, minute.number, archive.ToMinute
		if p.at(i+3).is(":") && p.at(i+4).digits == 2 {
			m.second, m.clock = p.at(i+4).number, archive.ToSecond
			n = 5
			if p.at(i+n).oneOf(".,") && p.at(i+n+1).digits > 0 && !p.at(i+n+1).spaced {
				n += 2
			}
		}
	case separator.folded == "h" && minute.digits == 2 && !minute.spaced,
		separator.is(".") && minute.digits == 2 && (p.at(i+3).folded == "uhr" || p.at(i+3).folded == "klo"):
		m.hour, m.minute, m.clock = hour.number, minute.number, archive.ToMinute
	default:
		half := p.halfAt(i+1, &moment{})
		if half == 0 {
			return 0
		}
		return 1 + half + p.zoneAt(i+1+half, &moment{})
	}
	n += p.halfAt(i+n, m)
	return n + p.zoneAt(i+n, m)
}

// halfAt reads am, PM and p.m.
func (p *dateParser) halfAt(i int, m *moment) int {
	t := p.at(i)
	n := 0
	switch {
	case t.folded == "am" || t.folded == "pm":
		n = 1
	case (t.folded == "a" || t.folded == "p") && p.at(i+1).is(".") && p.at(i+2).folded == "m":
		n = 3
		if p.at(i + 3).is(".") {
			n = 4
		}
	default:
		return 0
	}
	m.am, m.pm = t.folded[0] == 'a', t.folded[0] == 'p'
	return n
}

// zoneAt reads an offset or the abbreviation of one, or both. An abbreviation
// that we do not know, or that means several, leaves the offset unknown.
func (p *dateParser) zoneAt(i int, m *moment) int {
	n := 0
	if t := p.at(i); t.folded != "" {
		minutes, known := zones[strings.ToUpper(t.text)]
		switch {
		case known && t.text == strings.ToUpper(t.text) || t.is("z"):
			m.offset, m.zoned = minutes, true
			n = 1
		case len(t.text) >= 2 && len(t.text) <= 5 && t.text == strings.ToUpper(t.text) && months[t.folded] == 0 && !dateFillers[t.folded]:
			n = 1
		}
	}
	if n == 0 || m.zoned && m.offset == 0 { // "GMT+2" is an offset, "EST-5" is not worth a reading
		n += p.offsetAt(i+n, m)
	}
	if p.at(i + n).is("[") { // the name of the zone, as Java adds it
		for j := i + n; j < len(p.tokens); j++ {
			if p.tokens[j].is("]") {
				return j + 1 - i
			}
		}
	}
	if n > 1 { // an offset may be followed by the abbreviation, in brackets or not
		open := p.at(i + n).is("(")
		j := i + n
		if open {
			j++
		}
		if t := p.at(j); t.folded != "" && t.text == strings.ToUpper(t.text) && len(t.text) <= 5 && (!open || p.at(j+1).is(")")) {
			if open {
				j++
			}
			return j + 1 - i
		}
	}
	return n
}

// offsetAt reads +0100, +01:00, -05 and +1.
func (p *dateParser) offsetAt(i int, m *moment) int {
	sign, hours := p.at(i), p.at(i+1)
	if !sign.oneOf("+-−") || hours.digits == 0 || hours.spaced {
		return 0
	}
	offset, n := 0, 2
	switch {
	case hours.digits == 4:
		offset = hours.number/100*60 + hours.number%100
	case hours.digits <= 2 && p.at(i+2).is(":") && p.at(i+3).digits == 2:
		offset, n = hours.number*60+p.at(i+3).number, 4
	case hours.digits <= 2:
		offset = hours.number * 60
	default:
		return 0
	}
	if !sign.is("+") {
		offset = -offset
	}
	m.offset, m.zoned = offset, true
	return n
}
