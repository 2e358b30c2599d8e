package date

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/archive"
)

// MaxText is the longest text that is looked at for a date, in bytes.
const MaxText = 160

// Parse reads a date as publishers write it: ISO 8601 in its usual forms,
// the forms of mail and feeds, of Reuters, and days with the month's name in
// eleven languages, with or without a time, an offset and words such as
// "Published:". It is exactly as precise as the text.
//
// A text that holds no date, or not plainly one, is undated and no error:
// "yesterday", "03/02/2020" (of which either part may be the month), two
// different dates of which none is said to be the publication. A date that
// cannot be, such as "2020-02-30", is an error. Points between numbers mean day
// first, because nobody writes the month so.
func Parse(text string) (archive.Date, error) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > MaxText || !utf8.ValidString(text) {
		return archive.Date{}, nil
	}
	if isDigits(text) {
		return digitsDate(text)
	}
	p := &dateParser{text: text, tokens: dateTokens(text)}
	return p.choose()
}

// Number reads a JSON number: a year, a day as 20250209, or seconds or
// milliseconds since 1970. A number that is none of these is undated.
func Number(s string) archive.Date {
	if isDigits(s) {
		if date, err := digitsDate(s); err == nil {
			return date
		}
		return archive.Date{}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= 0 && f < 1e14) {
		return archive.Date{}
	}
	return unixDate(int64(f))
}

// digitsDate reads a text of digits only.
func digitsDate(s string) (archive.Date, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return archive.Date{}, nil
	}
	d := moment{text: s}
	switch len(s) {
	case 4:
		if n < 1000 || n > 2999 {
			return archive.Date{}, nil
		}
		d.setDay(int(n), unknown, unknown)
		return d.date()
	case 8:
		d.setDay(int(n/10000), int(n/100%100), int(n%100))
		return d.date()
	case 12, 14:
		if y := s[:2]; y == "19" || y == "20" {
			d.setDay(number(s[:4]), number(s[4:6]), number(s[6:8]))
			d.hour, d.minute, d.clock = number(s[8:10]), number(s[10:12]), archive.ToMinute
			if len(s) == 14 {
				d.second, d.clock = number(s[12:]), archive.ToSecond
			}
			return d.date()
		}
	}
	return unixDate(n), nil
}

// unixDate reads seconds or milliseconds since 1970, if they lie in the years
// 1973 to 2100; smaller numbers count something else.
func unixDate(n int64) archive.Date {
	const first, last = 1e8, 4102444800
	switch {
	case n >= first && n < last:
	case n >= first*1000 && n < last*1000:
		n /= 1000
	default:
		return archive.Date{}
	}
	return archive.NewDate(time.Unix(n, 0).UTC(), archive.ToSecond, true)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// number reads a few digits; the caller has looked that they are.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// errImpossible says that a date names a day or time there is not.
var errImpossible = errors.New("out of range")

func impossible(text, what string) error {
	return fmt.Errorf("date %q: %s %w", text, what, errImpossible)
}

// unknown stands for a month or day that the text leaves out.
const unknown = -1

// moment collects the parts of a date as they are found.
type moment struct {
	text             string
	year, month, day int // month and day may be unknown
	dated            bool
	hour, minute     int
	second           int
	clock            archive.Precision // ToMinute or ToSecond, Undated without a time
	pm, am           bool
	offset           int // minutes east
	zoned            bool
	role             int // of dateRoles, 0 unsaid
}

func (m *moment) setDay(year, month, day int) {
	m.year, m.month, m.day, m.dated = year, month, day, true
}

// date checks the parts against the calendar.
func (m *moment) date() (archive.Date, error) {
	precision := archive.ToDay
	switch {
	case !m.dated || m.year < 1 || m.year > 9999:
		return archive.Date{}, nil
	case m.month == unknown:
		return archive.NewDate(time.Date(m.year, 1, 1, 0, 0, 0, 0, time.UTC), archive.ToYear, false), nil
	case m.month < 1 || m.month > 12:
		return archive.Date{}, impossible(m.text, "month")
	case m.day == unknown:
		return archive.NewDate(time.Date(m.year, time.Month(m.month), 1, 0, 0, 0, 0, time.UTC), archive.ToMonth, false), nil
	case m.day < 1 || m.day > time.Date(m.year, time.Month(m.month)+1, 0, 0, 0, 0, 0, time.UTC).Day():
		return archive.Date{}, impossible(m.text, "day")
	}
	hour := m.hour
	if m.clock != archive.Undated {
		precision = m.clock
		if (m.am || m.pm) && (hour < 1 || hour > 12) && !(m.pm && hour <= 23) {
			return archive.Date{}, impossible(m.text, "hour")
		}
		if m.am && hour == 12 {
			hour = 0
		}
		if m.pm && hour < 12 {
			hour += 12
		}
		switch {
		case hour > 24 || hour == 24 && (m.minute > 0 || m.second > 0):
			return archive.Date{}, impossible(m.text, "hour")
		case m.minute > 59:
			return archive.Date{}, impossible(m.text, "minute")
		case m.second > 60:
			return archive.Date{}, impossible(m.text, "second")
		case m.offset < -15*60 || m.offset > 15*60:
			return archive.Date{}, impossible(m.text, "offset")
		}
	}
	second := min(m.second, 59) // a leap second has no place in our dates
	zone := time.FixedZone("", m.offset*60)
	return archive.NewDate(time.Date(m.year, time.Month(m.month), m.day, hour, m.minute, second, 0, zone), precision, m.zoned), nil
}
