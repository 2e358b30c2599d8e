package query

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// dateForms tells in a note how days are written.
const dateForms = "2025, 2025-02, 2025-02-09, a range such as 2025-01..2025-03, today, or an age such as 7d, 2w, 3m, 1y"

// Days gives the first and last day that d includes, in days since 1970-01-01 of
// the Gregorian calendar extended backwards; an open end is math.MinInt or
// math.MaxInt. Ages count back from the day of now, in its own location.
//
// The error says which end is not a day; Parse makes no such Dates.
func (d Dates) Days(now time.Time) (first, last int, err error) {
	first, last = math.MinInt, math.MaxInt
	if d.From != "" {
		m, ok := parseMoment(d.From)
		if !ok {
			return 0, 0, fmt.Errorf("%s from %q: write 2025, 2025-02, 2025-02-09 or an age such as 7d", d.Field, d.From)
		}
		first = m.first(now)
	}
	if d.To != "" {
		m, ok := parseMoment(d.To)
		if !ok {
			return 0, 0, fmt.Errorf("%s to %q: write 2025, 2025-02, 2025-02-09 or an age such as 7d", d.Field, d.To)
		}
		last = m.last(now)
	}
	return first, last, nil
}

// text is the value as people write it.
func (d Dates) text() string {
	m, _ := parseMoment(d.From)
	switch {
	case m.unit != 0 && d.To == "today":
		return d.From
	case m.unit == 0 && d.From == d.To && d.From != "":
		return d.From
	}
	return d.From + ".." + d.To
}

// dates reads a day, a span of days or a range; nil if it is none.
func (p *parser) dates(name, text string, t token) Node {
	from, to, isRange := strings.Cut(text, "..")
	if !isRange {
		m, ok := parseMoment(text)
		switch {
		case !ok:
			return nil
		case m.unit != 0:
			return Dates{Field: name, From: m.String(), To: "today"}
		}
		return Dates{Field: name, From: m.String(), To: m.String()}
	}
	if from == "" && to == "" {
		return nil
	}
	d := Dates{Field: name}
	var a, b moment
	var ok bool
	if from != "" {
		if a, ok = parseMoment(from); !ok {
			return nil
		}
		d.From = a.String()
	}
	if to != "" {
		if b, ok = parseMoment(to); !ok {
			return nil
		}
		d.To = b.String()
	}
	if from != "" && to != "" && a.isRelative() == b.isRelative() {
		now := time.Date(2000, 7, 15, 0, 0, 0, 0, time.UTC) // any day will do
		if a.first(now) > b.last(now) && b.first(now) <= a.last(now) {
			p.notes.add(t.at, t.end, "%s: the ends of %s are taken the other way round", name, short(text))
			d.From, d.To = d.To, d.From
		}
	}
	return d
}

// datesAfter gives the days after a day, month, year or age; nil if it is none.
func datesAfter(text string) Node {
	m, ok := parseMoment(text)
	if ok {
		m, ok = m.after()
	}
	if !ok {
		return nil
	}
	return Dates{Field: "date", From: m.String()}
}

// datesBefore gives the days before a day, month, year or age; nil if it is none.
func datesBefore(text string) Node {
	m, ok := parseMoment(text)
	if ok {
		m, ok = m.before()
	}
	if !ok {
		return nil
	}
	return Dates{Field: "date", To: m.String()}
}

// moment is one end of a range of days: a year, month or day of the calendar,
// a named day, or an age.
type moment struct {
	year, month, day int  // calendar; month and day may be 0
	unit             byte // age: d, w, m or y
	age              int  // age: 1 or more
	named            bool // today, yesterday or tomorrow
	offset           int  // named: days from today
}

var namedDays = map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}

// parseMoment reads a moment in any case of letters; months and days may have
// one digit.
func parseMoment(s string) (moment, bool) {
	s = strings.ToLower(s)
	if offset, ok := namedDays[s]; ok {
		return moment{named: true, offset: offset}, true
	}
	if n := len(s) - 1; n > 0 && strings.IndexByte("dwmy", s[n]) >= 0 {
		age, ok := digits(s[:n], 1, 4)
		return moment{unit: s[n], age: age}, ok && age > 0
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return moment{}, false
	}
	var m moment
	var ok bool
	if m.year, ok = digits(parts[0], 4, 4); !ok || m.year == 0 {
		return moment{}, false
	}
	if len(parts) > 1 {
		if m.month, ok = digits(parts[1], 1, 2); !ok || m.month < 1 || m.month > 12 {
			return moment{}, false
		}
	}
	if len(parts) > 2 {
		if m.day, ok = digits(parts[2], 1, 2); !ok || m.day < 1 || m.day > daysIn(m.year, m.month) {
			return moment{}, false
		}
	}
	return m, true
}

// digits reads a number of at least and at most so many digits.
func digits(s string, least, most int) (int, bool) {
	if len(s) < least || len(s) > most || !isDigits(s) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// String is the canonical form, which parseMoment reads back.
func (m moment) String() string {
	switch {
	case m.unit != 0:
		return strconv.Itoa(m.age) + string(m.unit)
	case m.named:
		for name, offset := range namedDays {
			if offset == m.offset {
				return name
			}
		}
	case m.day != 0:
		return fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day)
	case m.month != 0:
		return fmt.Sprintf("%04d-%02d", m.year, m.month)
	}
	return fmt.Sprintf("%04d", m.year)
}

func (m moment) isRelative() bool { return m.unit != 0 || m.named }

// first is the number of the day that a range from m begins on. The last seven
// days are today and the six before it.
func (m moment) first(now time.Time) int {
	switch {
	case m.unit != 0:
		return m.last(now) + 1
	case m.named:
		return today(now) + m.offset
	}
	return dayNumber(m.year, max(m.month, 1), max(m.day, 1))
}

// last is the number of the day that a range to m ends on. An age as an end
// leaves out just the days that it includes as a beginning.
func (m moment) last(now time.Time) int {
	year, month, day := now.Date()
	switch {
	case m.unit == 'd':
		return today(now) - m.age
	case m.unit == 'w':
		return today(now) - 7*m.age
	case m.unit == 'm':
		return sameDay(year, int(month)-m.age, day)
	case m.unit == 'y':
		return sameDay(year-m.age, int(month), day)
	case m.named:
		return today(now) + m.offset
	case m.day != 0:
		return dayNumber(m.year, m.month, m.day)
	case m.month != 0:
		return dayNumber(m.year, m.month+1, 0)
	}
	return dayNumber(m.year, 12, 31)
}

// after is the moment that a range begins with when it leaves m out; an age
// keeps its days, for "after 7d" can only mean them.
func (m moment) after() (moment, bool) {
	switch {
	case m.unit != 0:
		return m, true
	case m.named:
		m.offset++
		return m, m.offset <= 1
	}
	return m.step(1)
}

// before is the moment that a range ends with when it leaves m out.
func (m moment) before() (moment, bool) {
	switch {
	case m.unit != 0:
		return m, true
	case m.named && m.offset == -1:
		return moment{unit: 'd', age: 2}, true
	case m.named:
		m.offset--
		return m, true
	}
	return m.step(-1)
}

// step is the next or the last year, month or day of the calendar; false beyond
// the years that can be written.
func (m moment) step(by int) (moment, bool) {
	switch {
	case m.day != 0:
		t := time.Date(m.year, time.Month(m.month), m.day+by, 0, 0, 0, 0, time.UTC)
		m.year, m.month, m.day = t.Year(), int(t.Month()), t.Day()
	case m.month != 0:
		t := time.Date(m.year, time.Month(m.month+by), 1, 0, 0, 0, 0, time.UTC)
		m.year, m.month = t.Year(), int(t.Month())
	default:
		m.year += by
	}
	return m, m.year >= 1 && m.year <= 9999
}

func today(now time.Time) int {
	year, month, day := now.Date()
	return dayNumber(year, int(month), day)
}

// sameDay is the day of a month counted from any year, or its last day where the
// month is too short.
func sameDay(year, month, day int) int {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	year, month = first.Year(), int(first.Month())
	return dayNumber(year, month, min(day, daysIn(year, month)))
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC).Day()
}

// dayNumber counts days from 1970-01-01.
func dayNumber(year, month, day int) int {
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}
