package query

import (
	"math"
	"testing"
	"time"
)

func TestDays(t *testing.T) {
	const lowest, highest = math.MinInt, math.MaxInt
	day := func(s string) int {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return int(d.Unix() / 86400)
	}
	now := time.Date(2025, 5, 31, 1, 30, 0, 0, time.FixedZone("", 3*3600)) // still the 30th in UTC
	for _, c := range []struct {
		text        string
		first, last int
	}{
		{"date:1970-01-01", 0, 0},
		{"date:1969", -365, -1},
		{"date:0001-01-01..1600", day("0001-01-01"), day("1600-12-31")},
		{"date:2025", day("2025-01-01"), day("2025-12-31")},
		{"date:2024-02", day("2024-02-01"), day("2024-02-29")},
		{"date:2025-02-09", day("2025-02-09"), day("2025-02-09")},
		{"date:2025-01..2025-03", day("2025-01-01"), day("2025-03-31")},
		{"date:2024..2025-02-03", day("2024-01-01"), day("2025-02-03")},
		{"date:..2024", lowest, day("2024-12-31")},
		{"date:2024..", day("2024-01-01"), highest},
		{"after:2024", day("2025-01-01"), highest},
		{"after:2024-02", day("2024-03-01"), highest},
		{"after:2024-02-29", day("2024-03-01"), highest},
		{"before:2025", lowest, day("2024-12-31")},
		{"before:2025-02-01", lowest, day("2025-01-31")},
		{"date:today", day("2025-05-31"), day("2025-05-31")},
		{"date:yesterday", day("2025-05-30"), day("2025-05-30")},
		{"date:yesterday..today", day("2025-05-30"), day("2025-05-31")},
		{"date:1d", day("2025-05-31"), day("2025-05-31")},
		{"date:7d", day("2025-05-25"), day("2025-05-31")},
		{"date:1w", day("2025-05-25"), day("2025-05-31")},
		{"date:1m", day("2025-05-01"), day("2025-05-31")},
		{"date:3m", day("2025-03-01"), day("2025-05-31")},
		{"date:15m", day("2024-03-01"), day("2025-05-31")},
		{"date:1y", day("2024-06-01"), day("2025-05-31")},
		{"date:30d..7d", day("2025-05-02"), day("2025-05-24")},
		{"after:7d", day("2025-05-25"), highest},
		{"before:7d", lowest, day("2025-05-24")},
		{"after:yesterday", day("2025-05-31"), highest},
		{"before:yesterday", lowest, day("2025-05-29")},
		{"imported:2w", day("2025-05-18"), day("2025-05-31")},
	} {
		d, ok := Parse(c.text).Node.(Dates)
		if !ok {
			t.Errorf("%s is not read as dates", c.text)
			continue
		}
		first, last, err := d.Days(now)
		if first != c.first || last != c.last || err != nil {
			t.Errorf("%s: days %d to %d, %v; want %d to %d", c.text, first, last, err, c.first, c.last)
		}
	}
}

func TestDaysErrors(t *testing.T) {
	for _, d := range []Dates{
		{Field: "date", From: "2025-02-30"},
		{Field: "date", To: "2023-02-29"},
		{Field: "date", From: "soon"},
		{Field: "date", From: "2025-01-01T10:00"},
		{Field: "date", To: "-1d"},
		{Field: "date", To: "99999d"},
		{Field: "date", To: "0000"},
		{Field: "date", To: "d"},
	} {
		if first, last, err := d.Days(time.Now()); err == nil {
			t.Errorf("%+v: days %d to %d, want an error", d, first, last)
		}
	}
}
