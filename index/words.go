package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is one word of a text: its place in bytes, and the word as it is
// compared, lower-cased and without accents.
type token struct {
	start, end int
	term       string
	unspaced   bool // a character of a script written without spaces
}

// pairs says that a token and the one before it are neighbours in a script written
// without spaces, where most words are of two characters or more: such pairs are
// indexed beside the characters.
func (t token) pairs(before token) bool {
	return t.unspaced && before.unspaced && before.end == t.start
}

// words cuts text into tokens and hands them to emit in order, until emit
// answers false. It is the one place that decides what a word is, for articles,
// queries and highlighting alike:
//
//   - a word is a run of letters, digits and the marks on them;
//   - single letters joined by full stops are one word: U.S., J.D.;
//   - digits keep their decimal point and lose their thousands comma;
//   - 's goes, other English contractions are one word, any other apostrophe
//     parts two words (l'Ukraine), but not in Cyrillic (об'єкт);
//   - in scripts written without spaces each character is a word.
func words(text string, emit func(token) bool) {
	for i := 0; i < len(text); {
		if end := plainEnd(text, i); end > i { // most words, quickly
			if !emit(token{start: i, end: end, term: fold(text[i:end])}) {
				return
			}
			i = end
			continue
		}
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !isWordRune(r) {
			i += size
			continue
		}
		start := i
		i += size
		if unspaced(r) {
			for i < len(text) {
				r, size := utf8.DecodeRuneInString(text[i:])
				if !unicode.Is(unicode.M, r) {
					break
				}
				i += size
			}
			if !emit(token{start, i, fold(text[start:i]), true}) {
				return
			}
			continue
		}
		end, next := wordEnd(text, start, i)
		i = next
		if term := fold(text[start:end]); term != "" && !emit(token{start: start, end: end, term: term}) {
			return
		}
	}
}

// plainEnd is the end of a word of ASCII letters and digits at i that nothing
// follows which might belong to it; i itself when there is none.
func plainEnd(text string, i int) int {
	end := i
	for end < len(text) && asciiWord[text[end]] {
		end++
	}
	if end < len(text) && (text[end] >= utf8.RuneSelf || text[end] == '.' || text[end] == ',' || text[end] == '\'') {
		return i
	}
	return end
}

// asciiWord marks the ASCII letters and digits.
var asciiWord = func() (set [256]bool) {
	for c := range utf8.RuneSelf {
		set[c] = isWordRune(rune(c))
	}
	return set
}()

// termsOf are the words of a text as they are compared.
func termsOf(text string) []string {
	var out []string
	words(text, func(t token) bool {
		out = append(out, t.term)
		return true
	})
	return out
}

// wordEnd finds where the word that starts at start ends, and where to go on;
// the two differ by a possessive 's. i is past the word's first rune.
func wordEnd(text string, start, i int) (end, next int) {
	letters := 1 // runes since the last full stop
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isWordRune(r) && !unspaced(r):
			letters++
			i += size
		case r == '.' && letters == 1 && isLetterAt(text, start) && soleLetter(text, i+1):
			letters = 0
			i++
		case (r == '.' || r == ',') && isDigitAt(text, i-1) && isDigitAt(text, i+1):
			letters = 2 // a number is never an acronym
			i++
		case isApostrophe(r):
			after := i + size
			suffix := runEnd(text, after)
			switch tail := text[after:suffix]; {
			case tail == "":
				return i, after
			case strings.EqualFold(tail, "s"):
				return i, suffix
			case contraction(tail) || cyrillicAt(text, after):
				i = suffix
				letters = 2
			default:
				return i, after
			}
		default:
			return i, i
		}
	}
	return i, i
}

// soleLetter says that the word at i is one letter long, as in an acronym.
func soleLetter(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if !unicode.IsLetter(r) || unspaced(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+size:])
	return i+size == len(text) || !isWordRune(next)
}

func isLetterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

func isDigitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9'
}

func cyrillicAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.Is(unicode.Cyrillic, r)
}

// runEnd is the end of the run of word runes that starts at i.
func runEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			break
		}
		i += size
	}
	return i
}

func contraction(s string) bool {
	switch strings.ToLower(s) {
	case "t", "re", "ve", "ll", "d", "m":
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '＇'
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) && r != 'ʼ'
}

// unspaced says that r belongs to a script written without spaces between words.
func unspaced(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// fold brings a word to the form in which words are compared: lower case, no
// accents, no joining punctuation, one form for each Arabic letter. Letters that
// only look accented (й, ї, ñ is folded, ä too) stay what their readers type
// without the mark.
func fold(word string) string {
	ascii, changed := true, false
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case 'A' <= c && c <= 'Z', c == '\'', c == ',', c == '.':
			changed = true
		}
	}
	if ascii && !changed {
		return word
	}
	if ascii {
		var short [32]byte
		plain := short[:0]
		for i := 0; i < len(word); i++ {
			switch c := word[i]; {
			case 'A' <= c && c <= 'Z':
				plain = append(plain, c+'a'-'A')
			case asciiWord[c], c == '.' && isDigitAt(word, i-1) && isDigitAt(word, i+1):
				plain = append(plain, c)
			}
		}
		return string(plain)
	}
	var b strings.Builder
	b.Grow(len(word))
	plain := norm.NFKC.String(word)
	for i, r := range plain {
		foldRune(&b, r, plain, i)
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune, word string, i int) {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		b.WriteByte(byte(r))
		return
	case 'A' <= r && r <= 'Z':
		b.WriteByte(byte(r) + 'a' - 'A')
		return
	case r == '.':
		if isDigitAt(word, i-1) && isDigitAt(word, i+1) {
			b.WriteByte('.')
		}
		return
	case r < utf8.RuneSelf, isApostrophe(r):
		return
	}
	r = unicode.ToLower(r)
	if s, ok := foldings[r]; ok {
		b.WriteString(s)
		return
	}
	switch {
	case unicode.In(r, unicode.Latin, unicode.Greek):
		if d := norm.NFD.PropertiesString(string(r)).Decomposition(); len(d) > 0 {
			r, _ = utf8.DecodeRune(d)
		}
		// A decomposition may itself be composed (ǖ is ü and a macron).
		if s := norm.NFD.String(string(r)); s != string(r) {
			r, _ = utf8.DecodeRuneInString(s)
		}
	case unicode.Is(unicode.Mn, r) && droppedMark(r):
		return
	}
	b.WriteRune(r)
}

// droppedMark says that a combining mark may be left out by writers: accents,
// Arabic vowels, Hebrew points. The vowel signs of Indic scripts may not.
func droppedMark(r rune) bool {
	return r >= 0x0300 && r <= 0x036F || r >= 0x0591 && r <= 0x05C7 ||
		r >= 0x064B && r <= 0x065F || r == 0x0670
}

// foldings holds the letters whose plain form is not their decomposition.
var foldings = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h",
	'ё': "е", 'ѐ': "е", 'ѝ': "и",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ى': "ي", 'ی': "ي", 'ک': "ك", 'ة': "ه", 'ۀ': "ه", 'ـ': "",
	'ς': "σ",
}
