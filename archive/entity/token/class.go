package token

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character is to the scanner.
type class uint8

const (
	mark    class = iota // punctuation, symbols, and bytes that are no UTF-8
	blank                // between tokens
	newline              // blank, and the end of a line
	lower                // letters without case, too
	upper
	digit
	single // a token by itself: Chinese and Japanese characters
)

func (c class) inWord() bool { return c == lower || c == upper || c == digit }
func (c class) letter() bool { return c == lower || c == upper }

// ascii holds the classes of the bytes below utf8.RuneSelf.
var ascii = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case c == '\n' || c == '\r' || c == '\v' || c == '\f':
			table[c] = newline
		case c <= ' ' || c == 0x7f:
			table[c] = blank
		case 'a' <= c && c <= 'z' || c == '_':
			table[c] = lower
		case 'A' <= c && c <= 'Z':
			table[c] = upper
		case '0' <= c && c <= '9':
			table[c] = digit
		}
	}
	return table
}()

// classAt is the class of the character at byte i of s, which is there, and its
// length in bytes.
func classAt(s string, i int) (class, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return classOf(r), size
}

// classOf is the class of a character beyond ASCII.
func classOf(r rune) class {
	switch {
	case r == utf8.RuneError, r == '×', r == '÷':
		return mark
	case 0xc0 <= r && r < 0x180, 0x400 <= r && r < 0x482: // Latin, Cyrillic
		if unicode.IsUpper(r) {
			return upper
		}
		return lower
	case 0x2010 <= r && r < 0x2028, 0x2030 <= r && r < 0x205f: // dashes, quotation marks
		return mark
	case r == 0x85, r == 0x2028, r == 0x2029:
		return newline
	case r == 0x200c, r == 0x200d, r == 0xad: // Persian joins words with these; soft hyphen
		return lower
	case 0x3040 <= r && r < 0x3100, unicode.Is(unicode.Han, r):
		return single
	case unicode.IsLetter(r), unicode.IsMark(r):
		if unicode.IsUpper(r) {
			return upper
		}
		return lower
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r): // direction marks stand between words
		return blank
	}
	return mark
}

// before is the class of the character that ends at byte i of s.
func before(s string, i int) class {
	if i == 0 {
		return blank
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return ascii[c]
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return classOf(r)
}

// at is the class of the character at byte i of s, blank at its end.
func at(s string, i int) class {
	if i >= len(s) {
		return blank
	}
	c, _ := classAt(s, i)
	return c
}
