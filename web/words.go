package web

import (
	"strconv"
	"strings"
	"time"

	"dateline/archive"
	"dateline/index"
)

// number writes n with a comma before each three digits: 17,000.
func number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return sign + s
}

// countOf says how many there are of a thing: "no articles", "1 article", "128
// articles". The noun takes a plain -s, or -ies for -y.
func countOf(n int, noun string) string {
	switch n {
	case 0:
		return "no " + plural(noun)
	case 1:
		return "1 " + noun
	}
	return number(n) + " " + plural(noun)
}

func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return stem + "ies"
	}
	return noun + "s"
}

// dayWords writes a date as exactly as it is known, without the time of day: "9
// February 2025", "February 2025", "2025", "undated".
func dayWords(d archive.Date) string {
	switch d.Precision() {
	case archive.Undated:
		return "undated"
	case archive.ToYear:
		return d.Time().Format("2006")
	case archive.ToMonth:
		return d.Time().Format("January 2006")
	}
	return d.Time().Format("2 January 2006")
}

// momentWords adds the time of day and the offset, where they are known: "9
// February 2025, 14:10 +02:00".
func momentWords(d archive.Date) string {
	words := dayWords(d)
	switch d.Precision() {
	case archive.ToMinute:
		words += d.Time().Format(", 15:04")
	case archive.ToSecond:
		words += d.Time().Format(", 15:04:05")
	}
	if !d.Zoned() {
		return words
	}
	if _, offset := d.Time().Zone(); offset == 0 {
		return words + " UTC"
	}
	return words + d.Time().Format(" -07:00")
}

// importedWords writes a moment of the archive's own clock.
func importedWords(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// boundWords writes one end of a range of dates as a reader would; what is not a
// date, such as "7d", stays as it is.
func boundWords(bound string) string {
	d, err := archive.ParseDate(bound)
	if err != nil || d.IsZero() {
		return bound
	}
	return dayWords(d)
}

// periodWords names one bar of a timeline.
func periodWords(interval index.Interval, b index.Bucket) string {
	switch interval {
	case index.Year:
		return b.Start.Time().Format("2006")
	case index.Month:
		return b.Start.Time().Format("January 2006")
	case index.Week:
		return "week of " + dayWords(b.Start)
	}
	return dayWords(b.Start)
}

// tookWords writes how long a search took.
func tookWords(d time.Duration) string {
	if d < time.Millisecond {
		return "under 1 ms"
	}
	return number(int(d.Round(time.Millisecond)/time.Millisecond)) + " ms"
}

// shortened cuts text at a word before limit letters and marks the cut.
func shortened(text string, limit int) string {
	letters := []rune(text)
	if len(letters) <= limit {
		return text
	}
	cut := string(letters[:limit])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
