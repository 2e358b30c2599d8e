package archive

import (
	"encoding/json"
	"testing"
	"time"
)

var dateTexts = []struct {
	text        string
	precision   Precision
	zoned       bool
	first, last string // days
	instant     int64
}{
	{"1987", ToYear, false, "1987-01-01", "1987-12-31", 536457600},
	{"1988-02", ToMonth, false, "1988-02-01", "1988-02-29", 570672000},
	{"1987-02", ToMonth, false, "1987-02-01", "1987-02-28", 539136000},
	{"2024-12", ToMonth, false, "2024-12-01", "2024-12-31", 1733011200},
	{"1987-02-26", ToDay, false, "1987-02-26", "1987-02-26", 541296000},
	{"1987-02-26T15:01", ToMinute, false, "1987-02-26", "1987-02-26", 541350060},
	{"1987-02-26T15:01Z", ToMinute, true, "1987-02-26", "1987-02-26", 541350060},
	{"1987-02-26T15:01+02:00", ToMinute, true, "1987-02-26", "1987-02-26", 541342860},
	{"1987-02-26T15:01:59-05:30", ToSecond, true, "1987-02-26", "1987-02-26", 541369919},
	{"2025-01-01T00:30+14:00", ToMinute, true, "2025-01-01", "2025-01-01", 1735641000}, // still 2024 in UTC
	{"2024-12-31T23:30:00-12:00", ToSecond, true, "2024-12-31", "2024-12-31", 1735731000},
	{"2024-12-31T23:30+23:59", ToMinute, true, "2024-12-31", "2024-12-31", 1735601460},
	{"1605-11-05", ToDay, false, "1605-11-05", "1605-11-05", -11491632000}, // before 1677
	{"1066", ToYear, false, "1066-01-01", "1066-12-31", -28527465600},
	{"2300-06-15T12:00Z", ToMinute, true, "2300-06-15", "2300-06-15", 10428091200}, // after 2262
	{"0000-01-01", ToDay, false, "0000-01-01", "0000-01-01", -62167219200},
	{"0000", ToYear, false, "0000-01-01", "0000-12-31", -62167219200},
	{"9999-12-31T23:59:59", ToSecond, false, "9999-12-31", "9999-12-31", 253402300799},
}

func TestParseDate(t *testing.T) {
	for _, c := range dateTexts {
		t.Run(c.text, func(t *testing.T) {
			d := date(t, c.text)
			if d.String() != c.text {
				t.Errorf("printed as %s", d)
			}
			if d.Precision() != c.precision || d.Zoned() != c.zoned || d.IsZero() {
				t.Errorf("precision %d, zoned %t, zero %t", d.Precision(), d.Zoned(), d.IsZero())
			}
			first, last, ok := d.Days()
			if !ok || DayDate(first).String() != c.first || DayDate(last).String() != c.last {
				t.Errorf("days %v to %v, %t", DayDate(first), DayDate(last), ok)
			}
			if got := d.Time().Unix(); got != c.instant {
				t.Errorf("instant %d, want %d", got, c.instant)
			}
			b, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			var again Date
			if err := json.Unmarshal(b, &again); err != nil || !again.Equal(d) {
				t.Errorf("%s became %v, %v", b, again, err)
			}
		})
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{
		" ", "87", "198", "19870226", "1987-2", "1987-13", "1987-02-31", "1987-00-01", "1900-02-29", "31-FEB-1987",
		"1987-02-26T", "1987-02-26T15", "1987-02-26T5:01", "1987-02-26T24:00", "1987-02-26T15:60", "1987-02-26T15:01:61",
		"1987-02-26 15:01", "1987-02-26T15:01+2", "1987-02-26T15:01+0200", "1987-02-26T15:01+24:00", "1987-02-26T15:01-24:60",
		"-001", "-0001-01-01", "10000", "10000-01-01", "1987-02-26+02:00", "१९८७",
	} {
		if d, err := ParseDate(text); err == nil || !d.IsZero() {
			t.Errorf("%q: %v", text, d)
		}
	}
}

func TestUndated(t *testing.T) {
	for _, text := range []string{`null`, `""`} {
		d := date(t, "1987")
		if err := json.Unmarshal([]byte(text), &d); err != nil || !d.IsZero() || d.String() != "" || !d.Equal(Date{}) {
			t.Errorf("%s: %v, %v", text, d, err)
		}
		if _, _, ok := d.Days(); ok || !d.Time().IsZero() {
			t.Errorf("%s has days", text)
		}
		if b, err := json.Marshal(d); err != nil || string(b) != "null" {
			t.Errorf("%s, %v", b, err)
		}
	}
	var d Date
	if err := json.Unmarshal([]byte(`7`), &d); err == nil {
		t.Error("a number is not a date")
	}
}

func TestNewDate(t *testing.T) {
	zone := func(offset int) *time.Location { return time.FixedZone("", offset) }
	at := func(year int, loc *time.Location) time.Time {
		return time.Date(year, 5, 6, 7, 8, 9, 10, loc)
	}
	for _, c := range []struct {
		t         time.Time
		precision Precision
		zoned     bool
		want      string
	}{
		{at(2025, time.UTC), Undated, true, ""},
		{at(2025, time.UTC), ToSecond + 1, true, ""},
		{at(2025, zone(7200)), ToYear, true, "2025"},
		{at(2025, zone(7200)), ToMonth, true, "2025-05"},
		{at(2025, zone(7200)), ToDay, true, "2025-05-06"},
		{at(2025, zone(7200)), ToMinute, true, "2025-05-06T07:08+02:00"},
		{at(2025, zone(7200)), ToMinute, false, "2025-05-06T07:08"},
		{at(2025, time.UTC), ToSecond, true, "2025-05-06T07:08:09Z"},
		{at(1880, zone(1172)), ToSecond, true, "1880-05-06T07:08:09+00:19"}, // Amsterdam's mean time, +00:19:32
		{at(1880, zone(-4772)), ToMinute, true, "1880-05-06T07:08-01:19"},
		{at(1880, zone(30)), ToMinute, true, "1880-05-06T07:08Z"},
		{at(2025, zone(86400)), ToMinute, true, "2025-05-06T07:08"},
		{at(2025, zone(-90000)), ToMinute, true, "2025-05-06T07:08"},
		{at(-1, time.UTC), ToDay, false, ""},
		{at(0, time.UTC), ToDay, false, "0000-05-06"},
		{at(10000, time.UTC), ToYear, false, ""},
	} {
		d := NewDate(c.t, c.precision, c.zoned)
		if d.String() != c.want {
			t.Errorf("%v to %d: %q, want %q", c.t, c.precision, d, c.want)
		}
		if again := date(t, d.String()); !again.Equal(d) {
			t.Errorf("%v read back as %v", d, again)
		}
	}
}

func TestDayNumber(t *testing.T) {
	for _, c := range []struct {
		year  int
		month time.Month
		day   int
		want  int
	}{
		{1970, 1, 1, 0}, {1969, 12, 31, -1}, {1970, 1, 0, -1}, {1972, 3, 0, 789}, {1973, 3, 0, 1154},
		{0, 1, 1, -719528}, {-1, 12, 31, -719529}, {1600, 2, 29, -135081}, {9999, 12, 31, 2932896}, {1970, 13, 1, 365},
	} {
		if got := DayNumber(c.year, c.month, c.day); got != c.want {
			t.Errorf("%d-%d-%d: %d, want %d", c.year, c.month, c.day, got, c.want)
		}
	}
	for n := -800000; n < 3000000; n += 1009 {
		d := DayDate(n)
		first, last, ok := d.Days()
		if d.IsZero() { // before the year 0 or after 9999
			if n >= -719528 && n <= 2932896 {
				t.Errorf("day %d has no date", n)
			}
			continue
		}
		if !ok || first != n || last != n {
			t.Errorf("day %d is %v, days %d to %d", n, d, first, last)
		}
	}
}

func TestEqualDates(t *testing.T) {
	texts := []string{"", "1987", "1987-01", "1987-01-01", "1987-01-01T00:00", "1987-01-01T00:00Z", "1987-01-01T02:00+02:00", "1987-01-01T00:00:00Z"}
	for i, a := range texts {
		for j, b := range texts {
			if got := date(t, a).Equal(date(t, b)); got != (i == j) {
				t.Errorf("%q equals %q: %t", a, b, got)
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, c := range dateTexts {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		again, err := ParseDate(d.String())
		if err != nil || !again.Equal(d) || again.String() != d.String() {
			t.Errorf("%q is %v, which reads back as %v, %v", s, d, again, err)
		}
	})
}
