package web

import (
	"fmt"
	"strconv"
	"time"

	"dateline/archive"
	"dateline/index"
)

// The drawing's measures. Across, everything is in per cent of the width, so that
// bars grow with the page while words keep their size; down, in pixels.
const (
	plotHeight = 70
	minBar     = 2   // a bar that counts anything can be seen
	minSlots   = 14  // few bars do not fill the whole width
	barShare   = 0.8 // of its slot; the rest is the gap
	apartWide  = 9.0 // least distance between labels, in per cent
	apartPhone = 24.0
	edgeWide   = 95.0 // no label starts beyond, or it would run out of the page
	edgePhone  = 80.0
)

// timelineView is a bar chart of articles over time, with the table that says the
// same.
type timelineView struct {
	Title       string // "Articles per month, January 2022 to May 2025"
	Span        string // "January 2022 to May 2025"
	Most        string // "most in March 2022: 12"
	Bars        []barView
	Labels      []labelView
	Intervals   []orderView
	Undated     string
	UndatedHref string
	Coarse      string
	TooFine     string
}

// barView is one bar that counts something. X, W, SlotW are in per cent, Y and H
// in pixels.
type barView struct {
	X, W, SlotX, SlotW string
	Y, H               int
	Period             string
	Count              string
	Words              string // "February 2025: 12 articles"
	Href               string // the search narrowed to the period
}

// labelView is a word on the axis; Class says where it has room: "" everywhere,
// "wide" or "phone".
type labelView struct {
	X, Text, Class string
}

// timelineOf draws t, whose bars narrow q; nil when there is nothing to draw.
func timelineOf(q index.Query, t *index.Timeline, tooFine bool) *timelineView {
	if t == nil || len(t.Buckets) == 0 && t.Undated == 0 && t.Coarse == 0 {
		return nil
	}
	v := &timelineView{Intervals: intervals(q, t.Interval)}
	if tooFine {
		v.TooFine = fmt.Sprintf("too long a time to show by shorter ones than a %s", t.Interval)
	}
	if t.Undated > 0 {
		v.Undated = number(t.Undated) + " undated"
		v.UndatedHref = undatedAddress(q)
	}
	if t.Coarse > 0 {
		v.Coarse = fmt.Sprintf("%s dated less exactly than by %s", number(t.Coarse), t.Interval)
	}
	if len(t.Buckets) == 0 {
		v.Span = "No article has a date exact enough to draw"
		return v
	}

	top, most := 0, 0
	for i, b := range t.Buckets {
		if b.Count > top {
			top, most = b.Count, i
		}
	}
	slot := 100 / float64(max(len(t.Buckets), minSlots))
	for i, b := range t.Buckets {
		if b.Count == 0 {
			continue
		}
		height := max(minBar, b.Count*plotHeight/top)
		period := periodWords(t.Interval, b)
		v.Bars = append(v.Bars, barView{
			X: percent((float64(i) + (1-barShare)/2) * slot), W: percent(slot * barShare),
			SlotX: percent(float64(i) * slot), SlotW: percent(slot),
			Y: plotHeight - height, H: height,
			Period: period,
			Count:  number(b.Count),
			Words:  period + ": " + countOf(b.Count, "article"),
			Href:   searchAddress(within(q, b)),
		})
	}
	v.Labels = labels(t, slot)
	v.Span = spanWords(t)
	v.Title = fmt.Sprintf("Articles per %s, %s", t.Interval, v.Span)
	if len(t.Buckets) > 1 {
		v.Most = fmt.Sprintf("most %s: %s", inPeriod(t.Interval, t.Buckets[most]), number(top))
	}
	return v
}

// spanWords says from when to when a timeline goes.
func spanWords(t *index.Timeline) string {
	first, last := t.Buckets[0], t.Buckets[len(t.Buckets)-1]
	from, to := periodWords(t.Interval, first), periodWords(t.Interval, last)
	if t.Interval == index.Week {
		from, to = dayWords(first.Start), dayWords(last.End)
	}
	if from == to {
		return from
	}
	return from + " to " + to
}

func inPeriod(interval index.Interval, b index.Bucket) string {
	switch interval {
	case index.Day:
		return "on " + periodWords(interval, b)
	case index.Week:
		return "in the " + periodWords(interval, b)
	}
	return "in " + periodWords(interval, b)
}

// within narrows a search to one bar. Bars are drawn anew for the shorter time,
// so an interval that was chosen is let go.
func within(q index.Query, b index.Bucket) index.Query {
	q = plainList(q)
	q.From, q.To, q.Timeline = b.Start.String(), b.End.String(), ""
	return q
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

func intervals(q index.Query, now index.Interval) []orderView {
	var views []orderView
	for _, i := range []index.Interval{index.Day, index.Week, index.Month, index.Year} {
		to := q
		to.Timeline = i
		views = append(views, orderView{link{string(i), searchAddress(to)}, i == now})
	}
	return views
}

// labels picks the words of the axis: first the years, then months, then days,
// each as long as it stands clear of those before it.
func labels(t *index.Timeline, slot float64) []labelView {
	n := len(t.Buckets)
	rank := make([]int, n) // how much a label matters; 0 is not at all
	text := make([]string, n)
	for i, b := range t.Buckets {
		var before archive.Date
		if i > 0 {
			before = t.Buckets[i-1].Start
		}
		rank[i], text[i] = labelOf(t.Interval, b.Start, before)
	}
	wide := place(rank, slot, apartWide, edgeWide)
	phone := place(rank, slot, apartPhone, edgePhone)
	var views []labelView
	for i := range n {
		class := ""
		switch {
		case wide[i] && !phone[i]:
			class = "wide"
		case phone[i] && !wide[i]:
			class = "phone"
		case !wide[i]:
			continue
		}
		views = append(views, labelView{percent(float64(i) * slot), text[i], class})
	}
	return views
}

func labelOf(interval index.Interval, start, before archive.Date) (rank int, text string) {
	t, b := start.Time(), before.Time()
	newYear := before.IsZero() || t.Year() != b.Year()
	newMonth := newYear || t.Month() != b.Month()
	switch interval {
	case index.Year:
		if t.Year()%10 == 0 || before.IsZero() {
			return 4, t.Format("2006")
		}
		return 3, t.Format("2006")
	case index.Month:
		switch {
		case before.IsZero():
			return 4, t.Format("Jan 2006")
		case newYear:
			return 3, t.Format("2006")
		case t.Month() == time.July:
			return 2, t.Format("Jan")
		}
		return 1, t.Format("Jan")
	}
	switch {
	case before.IsZero():
		return 4, t.Format("2 Jan 2006")
	case newYear:
		return 3, t.Format("2006")
	case newMonth:
		return 2, t.Format("Jan")
	}
	if interval == index.Week {
		return 0, ""
	}
	return 1, t.Format("2 Jan")
}

// place chooses labels in order of rank, then of time, that stand apart. The
// first is longer than the others, since it alone has all of the date.
func place(rank []int, slot, apart, edge float64) []bool {
	chosen := make([]bool, len(rank))
	reach := int(apart / slot)
	for want := 4; want > 0; want-- {
		for i, r := range rank {
			if r == want && float64(i)*slot <= edge && (i == 0 || i > reach*4/3) && standsClear(chosen, i, reach) {
				chosen[i] = true
			}
		}
	}
	return chosen
}

// standsClear says that no label is chosen within reach slots of at.
func standsClear(chosen []bool, at, reach int) bool {
	for i := max(0, at-reach); i <= min(len(chosen)-1, at+reach); i++ {
		if chosen[i] {
			return false
		}
	}
	return true
}
