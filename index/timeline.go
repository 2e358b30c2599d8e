package index

import (
	"math"
	"time"

	"dateline/archive"
)

// mostBars is how many bars a timeline may have before Auto takes wider ones,
// and allBars how many before any other interval does: a thousand years of days
// are no picture.
const (
	mostBars = 62
	allBars  = 4000
)

// intervals from fine to coarse.
var intervals = []Interval{Day, Week, Month, Year}

// timeline counts what was found over time; nil when none was asked for.
func (r *request) timeline() *Timeline {
	if r.query.Timeline == "" {
		return nil
	}
	t := &Timeline{}
	least, most := int32(math.MaxInt32), int32(math.MinInt32)
	for i := range r.found.hits {
		h := &r.found.hits[i]
		if h.first == undatedDay {
			t.Undated++
			continue
		}
		least, most = min(least, h.first), max(most, h.last)
	}
	if least > most {
		t.Interval = r.query.Timeline
		if t.Interval == Auto {
			t.Interval = Month
		}
		return t
	}
	t.Interval = intervalFor(r.query.Timeline, int(least), int(most))
	start := t.Interval.bar(int(least))
	counts := make([]int, t.Interval.bar(int(most))-start+1)
	barOf := t.Interval.barsOf(int(least), int(most), len(r.found.hits))
	for i := range r.found.hits {
		h := &r.found.hits[i]
		if h.first == undatedDay {
			continue
		}
		bar := barOf(h.first)
		if h.first != h.last && bar != barOf(h.last) {
			t.Coarse++ // it may be of either bar, and is put in none
			continue
		}
		counts[bar-start]++
	}
	first, last := 0, len(counts)-1
	for first <= last && counts[first] == 0 { // where only coarse dates lie
		first++
	}
	for last >= first && counts[last] == 0 {
		last--
	}
	for bar := first; bar <= last; bar++ {
		from, to := t.Interval.days(start + bar)
		t.Buckets = append(t.Buckets, Bucket{Start: archive.DayDate(from), End: archive.DayDate(to), Count: counts[bar]})
	}
	return t
}

// barsOf is bar for days from first to last, which looks it up in a table where it
// is to be asked often enough.
func (i Interval) barsOf(first, last, often int) func(day int32) int {
	if i == Day || i == Week || last-first > often {
		return func(day int32) int { return i.bar(int(day)) }
	}
	table := make([]int, last-first+1)
	for day := range table {
		table[day] = i.bar(first + day)
	}
	return func(day int32) int { return table[int(day)-first] }
}

// intervalFor is the interval to draw a range of days with.
func intervalFor(asked Interval, first, last int) Interval {
	most := allBars
	if asked == Auto {
		most = mostBars
	}
	for _, i := range intervals {
		if asked != Auto && intervalRank(i) < intervalRank(asked) {
			continue
		}
		limit := most
		if i == Month && asked == Auto {
			limit = 2 * mostBars // ten years of months can still be read
		}
		if i.bar(last)-i.bar(first) < limit {
			return i
		}
	}
	return Year
}

func intervalRank(i Interval) int {
	for rank, j := range intervals {
		if i == j {
			return rank
		}
	}
	return 0
}

// bar numbers the interval's bars: that of a day.
func (i Interval) bar(day int) int {
	switch i {
	case Week: // from Monday; day 0 was a Thursday
		return floorDiv(day+3, 7)
	case Month:
		year, month := monthOf(day)
		return year*12 + month
	case Year:
		year, _ := monthOf(day)
		return year
	}
	return day
}

// monthOf is the year and month, from 0, of a day. It counts in eras of 400 years
// that start in March, as in Howard Hinnant's civil_from_days: it is asked once
// for each hit, and time.Time takes ten times as long.
func monthOf(day int) (year, month int) {
	day += 719468 // from 0000-03-01
	era := floorDiv(day, 146097)
	dayOfEra := day - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month = (5*dayOfYear+2)/153 + 2 // March is 2
	year = yearOfEra + era*400
	if month > 11 {
		return year + 1, month - 12
	}
	return year, month
}

// days are the first and last day of a bar.
func (i Interval) days(bar int) (first, last int) {
	switch i {
	case Week:
		return bar*7 - 3, bar*7 + 3
	case Month:
		year, month := floorDiv(bar, 12), time.Month(bar-12*floorDiv(bar, 12)+1)
		return archive.DayNumber(year, month, 1), archive.DayNumber(year, month+1, 0)
	case Year:
		return archive.DayNumber(bar, time.January, 1), archive.DayNumber(bar, time.December, 31)
	}
	return bar, bar
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
