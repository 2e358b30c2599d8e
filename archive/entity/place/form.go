package place

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is a way of reading a word that is not found as it is written.
type form uint8

const (
	asWritten    form = iota
	fromCapitals      // UKRAINE as Ukraine
	smallFirst        // Российские, at the start of a sentence, as российские
	allSmall          // OF as of
)

// maxWord is the longest word that is looked up, in bytes.
const maxWord = 64

// apply appends the letters of a word to buffer.
func (form form) apply(buffer []byte, word string) []byte {
	if form == asWritten {
		return append(buffer, word...)
	}
	for i, r := range word {
		if form == allSmall || form == smallFirst && i == 0 || form == fromCapitals && i > 0 {
			r = unicode.ToLower(r)
		}
		if len(buffer)+utf8.UTFMax > cap(buffer) {
			break // a letter whose small form is longer
		}
		buffer = utf8.AppendRune(buffer, r)
	}
	return buffer
}

// isCapitals reports whether a word has two letters or more, all of them capital.
func isCapitals(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case r >= 'A' && r <= 'Z':
			letters++
		case r < utf8.RuneSelf && (r < 'a' || r > 'z'):
		case unicode.IsUpper(r):
			letters++
		default:
			return false
		}
	}
	return letters >= 2
}

// isCapital reports whether a word begins with a capital letter.
func isCapital(word string) bool {
	if word[0] < utf8.RuneSelf {
		return word[0] >= 'A' && word[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
