package corpus

import (
	"unicode"
	"unicode/utf8"
)

// joins tells which tokens of a file in columns stood together in the text, which
// the file does not say.
type joins struct {
	hyphens bool // it cuts words at hyphens: "anti - Trump"
}

// joinsOf looks at how a file cuts words: one that has lone hyphens, and none in a
// word, cuts there.
func joinsOf(documents []columned) joins {
	alone, within := 0, 0
	for _, d := range documents {
		for _, t := range d.tokens {
			switch n := len(t.text); {
			case t.text == "-":
				alone++
			case n > 2 && hyphenated(t.text):
				within++
			}
		}
	}
	return joins{hyphens: alone > 100*within}
}

// hyphenated reports whether a word is letters with hyphens between.
func hyphenated(w string) bool {
	hyphen := false
	for i, r := range w {
		if r == '-' && i > 0 && i < len(w)-1 {
			hyphen = true
		} else if !unicode.IsLetter(r) {
			return false
		}
	}
	return hyphen
}

// at reports whether tokens i-1 and i of a sentence stood together.
func (j joins) at(tokens []labelled, i int) bool {
	left, right := tokens[i-1].text, tokens[i].text
	before, after := "", "" // the tokens on either side of these two
	if i > 1 && !tokens[i-1].first {
		before = tokens[i-2].text
	}
	if i+1 < len(tokens) && !tokens[i+1].first {
		after = tokens[i+1].text
	}
	switch right {
	case ".", ",", ";", ":", "!", "?", ")", "]", "%", "”", "…":
		return true
	case "'", "’":
		return endings[after] && endsInWord(left)
	case "-":
		return j.hyphens && endsInWord(left) && startsWord(after)
	case "n't", "n’t":
		return true
	}
	switch left {
	case "(", "[", "$", "£", "€", "#", "“", "‘":
		return true
	case "'", "’":
		return endings[right] && endsInWord(before)
	case "-":
		return j.hyphens && endsInWord(before) && startsWord(right)
	case ".": // U . S .
		return isCapital(before) && isCapital(right) && after == "."
	}
	r, size := utf8.DecodeRuneInString(right)
	return (r == '\'' || r == '’') && endings[right[size:]]
}

// endings are what follows an apostrophe.
var endings = map[string]bool{"s": true, "S": true, "t": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

func isCapital(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && size == len(w)
}

func endsInWord(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func startsWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
