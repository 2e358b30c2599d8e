package alike

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// class says what a character is to a text's units.
type class uint8

const (
	blank     class = iota // ends a word
	silent                 // neither a part of a word nor its end
	letter                 // of a word
	ideograph              // a unit of its own
	running                // of a script that runs on without blanks
)

// The scripts that write without blanks between words.
var (
	ideographs = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}
	runs       = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}
)

// folded is a character without case, accent and width.
type folded struct {
	base  rune
	class class
}

// foldTable has the alphabets; beyond it are mostly the signs of East Asia.
var foldTable = sync.OnceValue(func() *[0x3000]folded {
	table := new([0x3000]folded)
	for r := range rune(len(table)) {
		table[r] = foldRune(r)
	}
	return table
})

// foldRune takes a character for the letter it is made of. Accents are dropped:
// they come in two encodings, and sometimes not at all, as Arabic and Hebrew
// vowels do.
func foldRune(r rune) folded {
	switch {
	case r == '\'' || r == '’' || r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r == '\ufeff':
		return folded{class: silent} // it's, and what is not seen
	case unicode.In(r, runs...):
		return folded{r, running}
	case unicode.IsMark(r):
		return folded{class: silent}
	}
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.In(d, ideographs...):
			return folded{r, ideograph}
		case unicode.IsLetter(d) || unicode.IsDigit(d):
			return folded{unicode.ToLower(d), letter}
		}
	}
	return folded{class: blank}
}

// fold is foldRune, made quick.
func fold(table *[0x3000]folded, r rune) folded {
	switch {
	case int(r) < len(table):
		return table[r]
	case r >= 0x3041 && r <= 0x30fe && r != 0x30fb || r >= 0x4e00 && r <= 0x9fff: // kana, Chinese characters
		return folded{r, ideograph}
	case r >= 0xac00 && r <= 0xd7a3: // Korean syllables
		return folded{r, letter}
	}
	return foldRune(r)
}
