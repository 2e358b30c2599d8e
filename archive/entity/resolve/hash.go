package resolve

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxFolded bounds the letters that are folded by table: Latin, Greek, Cyrillic,
// Armenian, Hebrew, Arabic and the Vietnamese letters beyond them.
const maxFolded = 0x2000

// foldTable gives a letter's base in lower case, 0 for what is skipped within a
// word: accents, joiners, punctuation. What Persian and Arabic keyboards write
// differently is one letter.
var foldTable = sync.OnceValue(func() *[maxFolded]uint16 {
	var t [maxFolded]uint16
	for r := rune(0); r < maxFolded; r++ {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		base = unicode.ToLower(base)
		if base < maxFolded {
			t[r] = uint16(base)
		}
	}
	for _, pair := range []string{"øo", "łl", "đd", "ðd", "ħh", "ıi", "ßs", "ςσ", "əe", "ґг",
		"يی", "ىی", "كک", "أا", "إا", "آا", "ٱا", "ةه", "ؤو", "ئی"} {
		from, size := utf8.DecodeRuneInString(pair)
		to, _ := utf8.DecodeRuneInString(pair[size:])
		t[from] = uint16(to)
		if upper := unicode.ToUpper(from); upper != from && upper > utf8.RuneSelf {
			t[upper] = uint16(to)
		}
	}
	t['ـ'] = 0 // only lengthens a word
	return &t
})

// FNV-1a, on characters.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

// hashWord folds a word and hashes it in one go, without memory: case, accents
// and everything but letters and digits do not count, so that J.D. is JD and
// Jong-un is Jongun. stem is the hash of what stands before the first apostrophe
// ("Erdoğan'ın"), 0 without one.
func hashWord(t *[maxFolded]uint16, word string) (hash, stem uint64) {
	hash = hashStart
	n := 0
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			i++
			if c == '\'' && n > 2 && stem == 0 {
				stem = hash
			}
			if f := t[c]; f != 0 {
				hash = (hash ^ uint64(f)) * hashPrime
				n++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		switch {
		case r < maxFolded:
			if f := t[r]; f != 0 {
				hash = (hash ^ uint64(f)) * hashPrime
				n++
			}
		case r == '’':
			if n > 2 && stem == 0 {
				stem = hash
			}
		case unicode.IsLetter(r):
			hash = (hash ^ uint64(r)) * hashPrime
			n++
		}
	}
	if n == 0 {
		return 0, 0
	}
	return hash, stem
}

// mayBegin tells whether a word may begin a name: with a capital, a digit, or a
// letter of a script without case.
func mayBegin(word string) bool {
	c := word[0]
	if c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLower(r) && unicode.IsLetter(r)
}

// isCapitalised tells whether a word begins with a capital.
func isCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// isCapitals tells whether a word has no small letter.
func isCapitals(word string) bool {
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// hashString hashes bytes as they are.
func hashString(s string) uint64 {
	h := uint64(hashStart)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}
