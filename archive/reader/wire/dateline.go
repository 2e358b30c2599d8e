package wire

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/reader/prose"
)

var inParentheses = regexp.MustCompile(`\([^()]*\)`)

// Place takes the place out of a dateline: "Paris" of "Paris, 21 jan 2019 (AFP) -",
// "NEW YORK" of "NEW YORK, Feb. 9 (Reuters)". It is "" where there is none.
func Place(dateline string) string {
	s := inParentheses.ReplaceAllString(prose.PlainLine(dateline), " ")
	var kept []string
	for part := range strings.SplitSeq(strings.ReplaceAll(s, ";", ","), ",") {
		part = strings.Trim(part, " -–—.:/")
		if part == "" || isTimeWord(part) || strings.ContainsAny(part, "0123456789") {
			break
		}
		kept = append(kept, part)
	}
	place := strings.Join(strings.Fields(strings.Join(kept, ", ")), " ")
	if place == "No-Data-Available" || utf8.RuneCountInString(place) > 80 || !strings.ContainsFunc(place, unicode.IsLetter) {
		return ""
	}
	return place
}

// isTimeWord knows the days that datelines give instead of a date.
func isTimeWord(s string) bool {
	switch strings.ToLower(s) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today":
		return true
	}
	return false
}
