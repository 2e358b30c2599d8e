package resolve

import "strings"

// isEastern tells whether a name has its surname first, by its syllables.
func isEastern(words []string) bool {
	if len(words) > 4 || !eastern[words[0]] {
		return false
	}
	for _, w := range words[1:] {
		if !isSyllables(w) {
			return false
		}
	}
	return true
}

// isSyllables tells whether a word may be one or two syllables of a Chinese,
// Korean or Vietnamese name as they are written in Latin letters.
func isSyllables(w string) bool {
	if len(w) < 2 || len(w) > 10 {
		return false
	}
	rest := w
	for range 2 {
		n := len(rest) - len(strings.TrimLeft(rest, "bcdfghjklmnpqrstvwxyz"))
		if n > 2 || n == 2 && !strings.Contains(" zh ch sh kh th ph nh tr ng gi qu kw hw gy my hy ky py ry sy ly ny by dy tl ts kk ", " "+rest[:2]+" ") {
			return false
		}
		rest = rest[n:]
		n = len(rest) - len(strings.TrimLeft(rest, "aeiou"))
		if n == 0 || n > 3 {
			return false
		}
		rest = rest[n:]
		switch { // a syllable ends in a vowel, n, ng, m, k, l, p, t
		case strings.HasPrefix(rest, "ng") && (len(rest) == 2 || !strings.ContainsRune("aeiou", rune(rest[2]))):
			rest = rest[2:]
		case rest != "" && strings.ContainsRune("nmklptho", rune(rest[0])) && (len(rest) == 1 || !strings.ContainsRune("aeiou", rune(rest[1]))):
			rest = rest[1:]
		}
		if rest == "" {
			return true
		}
	}
	return false
}
