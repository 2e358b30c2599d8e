package diff

import (
	"unicode"
	"unicode/utf8"
)

// token is a word or a sign, with the blanks after it.
type token struct {
	key  string // without the blanks
	text string
	word bool
}

// split cuts a text into tokens. Blanks at its start go with the first.
func split(text string) []token {
	tokens := make([]token, 0, len(text)/5)
	start := 0 // of the token's text
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		begin := i
		word := inWord(r)
		i += size
		if !alone(r) {
			for i < len(text) {
				r, size := utf8.DecodeRuneInString(text[i:])
				if !(word && (inWord(r) || apostrophe(r) && followed(text[i+size:])) || unicode.IsMark(r)) || alone(r) {
					break
				}
				i += size
			}
		}
		end := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsSpace(r) {
				break
			}
			i += size
		}
		tokens = append(tokens, token{text[begin:end], text[start:i], word})
		start = i
	}
	return tokens
}

// words counts the words of a text.
func words(text string) int {
	n := 0
	for _, t := range split(text) {
		if t.word {
			n++
		}
	}
	return n
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// alone is a character of a script that does not part its words.
func alone(r rune) bool {
	return r > 0xdff && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		!unicode.IsMark(r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

func followed(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}
