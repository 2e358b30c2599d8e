package archive

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Date is a moment as exactly as it is known and no more: a year, a month, a
// day, a minute or a second, with the offset it was written in, if any. The zero
// Date is "undated".
//
// Its text form is ISO 8601 cut to the precision: "1987", "1987-02",
// "1987-02-26", "1987-02-26T15:01", "1987-02-26T15:01:59+02:00". It is what the
// archive stores and what the API answers, and ParseDate reads it back equal.
// Dates of the same text form are equal by ==.
type Date struct {
	wall      int64 // seconds since 1970 by the date's own clock
	offset    int32 // seconds east of UTC; 0 where it is not known
	precision Precision
	zoned     bool
}

// Precision is how exactly a Date is known.
type Precision uint8

// The precisions, from none to a second.
const (
	Undated Precision = iota
	ToYear
	ToMonth
	ToDay
	ToMinute
	ToSecond
)

// maxOffset is the first offset from UTC, in seconds, that has no text form.
const maxOffset = 24 * 60 * 60

// NewDate gives t's wall clock cut to precision. Zoned says that t's offset is
// known; it is dropped for a precision of a day or less, and when it is a whole
// day or more. A year outside 0 to 9999 has no text form and gives the zero Date.
func NewDate(t time.Time, precision Precision, zoned bool) Date {
	y, m, d := t.Date()
	if precision == Undated || precision > ToSecond || y < 0 || y > 9999 {
		return Date{}
	}
	h, min, s := t.Hour(), t.Minute(), t.Second()
	offset := 0
	if zoned = zoned && precision >= ToMinute; zoned {
		_, offset = t.Zone()
		offset -= offset % 60 // historical local mean times; the text form has minutes only
		if offset <= -maxOffset || offset >= maxOffset {
			offset, zoned = 0, false
		}
	}
	switch precision {
	case ToYear:
		m, d = 1, 1
		fallthrough
	case ToMonth:
		d = 1
		fallthrough
	case ToDay:
		h, min = 0, 0
		fallthrough
	case ToMinute:
		s = 0
	}
	return Date{time.Date(y, m, d, h, min, s, 0, time.UTC).Unix(), int32(offset), precision, zoned}
}

// layouts are indexed by precision; a zoned date adds "Z07:00".
var layouts = [...]string{"", "2006", "2006-01", "2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05"}

// ParseDate reads the text form of a Date; "" is undated.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	precision, zoned := formOf(s)
	layout := layouts[precision]
	if zoned {
		layout += "Z07:00"
	}
	t, err := time.Parse(layout, s)
	if err != nil || precision == Undated {
		return Date{}, fmt.Errorf("date %q: want a form of YYYY-MM-DDThh:mm:ss+hh:mm", s)
	}
	if _, offset := t.Zone(); offset <= -maxOffset || offset >= maxOffset {
		return Date{}, fmt.Errorf("date %q: offset is a day or more", s)
	}
	return NewDate(t, precision, zoned), nil
}

// formOf tells from the length of a date's text form how precise it is, and
// whether an offset follows.
func formOf(s string) (precision Precision, zoned bool) {
	switch len(s) {
	case len("2006"):
		return ToYear, false
	case len("2006-01"):
		return ToMonth, false
	case len("2006-01-02"):
		return ToDay, false
	}
	const minute, second = len("2006-01-02T15:04"), len("2006-01-02T15:04:05")
	precision = Undated
	var rest string
	switch {
	case len(s) >= second && s[minute] == ':':
		precision, rest = ToSecond, s[second:]
	case len(s) >= minute:
		precision, rest = ToMinute, s[minute:]
	}
	return precision, strings.ContainsAny(rest, "Z+-")
}

// String gives the text form, "" when undated.
func (d Date) String() string {
	layout := layouts[d.precision]
	if d.zoned {
		layout += "Z07:00"
	}
	return d.Time().Format(layout)
}

// Equal says that both dates have the same text form.
func (d Date) Equal(e Date) bool { return d == e }

// IsZero says that the date is unknown.
func (d Date) IsZero() bool { return d.precision == Undated }

// Precision says how exactly the date is known.
func (d Date) Precision() Precision { return d.precision }

// Zoned says that the offset from UTC is known.
func (d Date) Zoned() bool { return d.zoned }

// Time is the first moment of the date, in its own offset; UTC where none is
// known. It is the zero time when undated.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	zone := time.UTC
	if d.offset != 0 {
		zone = time.FixedZone("", int(d.offset))
	}
	return time.Unix(d.wall-int64(d.offset), 0).In(zone)
}

// Days gives the first and last day the date may fall on, in days since
// 1970-01-01 of the date's own calendar, and false when undated.
func (d Date) Days() (first, last int, ok bool) {
	if d.IsZero() {
		return 0, 0, false
	}
	y, m, day := d.Time().Date()
	switch d.precision {
	case ToYear:
		return DayNumber(y, 1, 1), DayNumber(y, 12, 31), true
	case ToMonth:
		return DayNumber(y, m, 1), DayNumber(y, m+1, 0), true
	}
	n := DayNumber(y, m, day)
	return n, n, true
}

// DayNumber counts the days from 1970-01-01 to a day of the Gregorian calendar,
// extended backwards; months and days beyond their range carry over.
func DayNumber(year int, month time.Month, day int) int {
	secs := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return int(secs / 86400) // a midnight in UTC, so the division is exact
}

// DayDate is the Date of a day number.
func DayDate(day int) Date {
	return NewDate(time.Unix(int64(day)*86400, 0).UTC(), ToDay, false)
}

// MarshalJSON writes the text form, or null when undated.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads the text form, "" or null.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s == nil {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(*s)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
