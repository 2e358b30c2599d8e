package index

import (
	"testing"
	"time"

	"dateline/archive"
)

// Every day lies in the bar that says it holds it, and bars leave no gap.
func TestIntervalsPartTime(t *testing.T) {
	for _, i := range intervals {
		for day := archive.DayNumber(-1, 1, 1); day < archive.DayNumber(3, 1, 1); day++ {
			first, last := i.days(i.bar(day))
			if day < first || day > last || i.bar(first) != i.bar(last) || i.bar(last+1) != i.bar(day)+1 {
				t.Fatalf("%s: day %d is in the bar of %d to %d", i, day, first, last)
			}
		}
	}
	monday := archive.DayNumber(2025, time.February, 24)
	if first, last := Week.days(Week.bar(monday + 2)); first != monday || last != monday+6 {
		t.Errorf("the week of %d goes from %d to %d", monday, first, last)
	}
}

func TestIntervalFor(t *testing.T) {
	day := func(y int, m time.Month, d int) int { return archive.DayNumber(y, m, d) }
	cases := []struct {
		asked       Interval
		first, last int
		want        Interval
	}{
		{Auto, day(2025, 1, 1), day(2025, 1, 31), Day},
		{Auto, day(2025, 1, 1), day(2025, 12, 31), Week},
		{Auto, day(2022, 1, 1), day(2025, 12, 31), Month},
		{Auto, day(1987, 1, 1), day(2025, 12, 31), Year},
		{Auto, day(1, 1, 1), day(9999, 12, 31), Year},
		{Year, day(2025, 1, 1), day(2025, 1, 2), Year},
		{Day, day(2020, 1, 1), day(2025, 1, 1), Day},
		{Day, day(1000, 1, 1), day(2025, 1, 1), Year}, // too many days, weeks and months to draw
	}
	for _, c := range cases {
		if got := intervalFor(c.asked, c.first, c.last); got != c.want {
			t.Errorf("%s from %d to %d: %s, want %s", c.asked, c.first, c.last, got, c.want)
		}
	}
}
