package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is how a word is written, coarsely.
type form uint8

const (
	lowerForm   form = iota
	capital          // Word
	capitals         // WORD
	mixed            // iPhone, McDonald, al-Assad
	initial          // J., U.S.
	numberForm       // 12, 3.5, 20th
	punctuation      // and symbols
	edge             // beyond the sentence
	forms
)

// named reports whether a word of this form may be part of a name by its look.
func (f form) named() bool { return f >= capital && f <= initial }

// formOf tells how a word is written.
func formOf(w string) form {
	var uppers, lowers, digits, dots int
	first := false
	for i, r := range w {
		switch {
		case r < utf8.RuneSelf && r >= '0' && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r):
			digits++
		case r >= 'a' && r <= 'z':
			lowers++
		case r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			uppers++
			first = first || i == 0
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
			lowers++
		case r == '.':
			dots++
		}
	}
	switch {
	case uppers == 0 && lowers == 0 && digits == 0, addressed(w):
		return punctuation
	case digits > 0 && uppers == 0, w == "No.", w == "Nos.":
		return numberForm
	case uppers == 0:
		return lowerForm
	case dots > 0 && lowers == 0 && dots >= uppers:
		return initial
	case lowers == 0 && uppers > 1:
		return capitals
	case digits == 0 && (first && uppers == 1 || eachPart(w)):
		return capital
	}
	return mixed
}

// addressed reports whether w is a web address, a user's name or a tag.
func addressed(w string) bool {
	return len(w) > 1 && (w[0] == '#' || w[0] == '@') || strings.Contains(w, "://") || strings.HasPrefix(w, "www.")
}

// eachPart reports whether the capitals of w stand at the starts of its parts, as
// in O'Rourke, McDonald and al-Assad.
func eachPart(w string) bool {
	var before rune
	for i, r := range w {
		start := i == 0 || before == '-' || before == '\'' || before == '’' || w[:i] == "Mc" || w[:i] == "Mac"
		if unicode.IsUpper(r) && !start {
			return false
		}
		before = r
	}
	return true
}

// shape writes the word with X for capitals, x for other letters and d for
// digits, other characters as they are, and runs cut to the given length.
func shape(dst []byte, w string, run int) []byte {
	var last byte
	n := 0
	for _, r := range w {
		var c byte
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r) || unicode.IsMark(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		case r < utf8.RuneSelf:
			c = byte(r)
		default:
			c = '?'
		}
		if c == last {
			n++
		} else {
			last, n = c, 1
		}
		if n <= run {
			dst = append(dst, c)
			if len(dst) >= maxShape {
				break
			}
		}
	}
	return dst
}

const maxShape = 12
