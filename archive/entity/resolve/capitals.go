package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isShout tells whether words are all in capitals, as in a headline. Initials
// alone are not.
func isShout(raw []string) bool {
	letters := 0
	for _, w := range raw {
		if strings.Contains(w, ".") {
			continue
		}
		for _, r := range w {
			if unicode.IsLower(r) || unicode.IsLetter(r) && !unicode.IsUpper(r) {
				return false
			}
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	return letters > 2
}

// unshout writes a word in capitals as a name is written: Trump, Jean-Luc,
// McConnell. Initials stay.
func unshout(w string) string {
	if strings.Contains(w, ".") || utf8.RuneCountInString(w) < 2 {
		return w
	}
	var b strings.Builder
	start, count, mc := true, 0, false
	for _, r := range w {
		switch {
		case !unicode.IsLetter(r):
			start, count = r != '\'' || count == 1, 0 // O'Neill, but not Nato's
			b.WriteRune(r)
			continue
		case start || mc:
			b.WriteRune(unicode.ToTitle(r))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		count++
		mc = count == 2 && !start && strings.HasSuffix(b.String(), "Mc")
		start = false
	}
	return b.String()
}
