// Package language finds out which language a text is written in, when its
// publisher does not say. It would rather not know than be wrong.
//
// The script decides where it belongs to one language. Where several share a
// script, the frequent words and the peculiar letters of each vote, and texts in
// Latin and Cyrillic letters that leave the vote open are compared by trigrams.
// The same text always gives the same answer.
package language

import "unicode/utf8"

// Window is how many bytes of a text are looked at.
const Window = 4 << 10

// The fewest letters a text must have. Where the script alone decides, a word
// is enough; in Latin letters a name, a code or a foreign title is no evidence.
const (
	minAlone    = 6
	minShared   = 20
	minLatin    = 40
	minEastAsia = 4 // characters
)

// Detect gives the language of a text as a BCP 47 primary subtag, or "" when
// there is too little text, or too little in its favour. Norwegian is "no", save
// Nynorsk; Chinese is "zh" in either script.
func Detect(text string) string {
	text = head(text, Window)
	letters := countLetters(text)
	main := letters.main()
	switch main {
	case noScript:
		return ""
	case eastAsian:
		return letters.eastAsian()
	case latin:
		if letters[main] < minLatin {
			return ""
		}
		return decide(text, &latinProfiles)
	}
	if p := sharedScripts[main]; p != nil {
		if letters[main] < minShared {
			return ""
		}
		return decide(text, p)
	}
	if letters[main] < minAlone {
		return ""
	}
	return scripts[main].language
}

// head is the first n bytes of a text, less a character that would be cut.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
