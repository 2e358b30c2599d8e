package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences returns the offsets at which the sentences of a paragraph start, the
// first of them 0. A full stop after an abbreviation or an initial does not end
// one.
func sentences(text string) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if !strings.ContainsRune(".!?…。！？؟।", r) {
			continue
		}
		if r == '.' && abbreviated(text[:i-1]) {
			continue
		}
		j := i
		for j < len(text) { // closing quotes and brackets belong to the sentence they close
			r, size := utf8.DecodeRuneInString(text[j:])
			if !unicode.In(r, unicode.Pe, unicode.Pf) && r != '"' && r != '\'' && r != '.' && r != '!' && r != '?' {
				break
			}
			j += size
		}
		k := j
		for k < len(text) {
			r, size := utf8.DecodeRuneInString(text[k:])
			if !unicode.IsSpace(r) {
				break
			}
			k += size
		}
		wide := r > unicode.MaxLatin1 && r != '…' // ideographic stops need no space after them
		if k == len(text) || k == j && !wide {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[k:]); unicode.IsLower(next) {
			continue
		}
		starts = append(starts, k)
		i = k
	}
	return starts
}

// abbreviated says that a full stop after text is part of its last word.
func abbreviated(text string) bool {
	i := len(text)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && r != '.' {
			break
		}
		i -= size
	}
	word := text[i:]
	if strings.ContainsRune(word, '.') { // U.S
		return true
	}
	if utf8.RuneCountInString(word) == 1 { // J. Smith
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(r)
	}
	return abbreviations[strings.ToLower(word)]
}

// abbreviations are the words that news writes with a full stop in the middle of
// a sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "sen": true, "rep": true,
	"gov": true, "gen": true, "col": true, "lt": true, "sgt": true, "capt": true, "adm": true, "rev": true,
	"hon": true, "jr": true, "sr": true, "vs": true, "inc": true, "corp": true, "co": true, "ltd": true,
	"no": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true,
	"sep": true, "sept": true, "oct": true, "nov": true, "dec": true, "approx": true, "dept": true, "bzw": true,
}
