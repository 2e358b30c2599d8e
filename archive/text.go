package archive

import (
	"crypto/sha256"
	"unicode"
	"unicode/utf8"
)

// minSameLetters is how many letters a text needs before another one can be
// called its copy: "No comment." said twice is not one article.
const minSameLetters = 60

// textHash identifies the running text of a body whatever its case, white space
// and division into paragraphs: 16 bytes, or nil when it is too short.
func textHash(body []Paragraph) []byte {
	var folded []byte
	letters := 0
	space := true // drops leading white space
	for _, p := range body {
		if p.Kind == Related {
			continue
		}
		for _, r := range p.Text {
			if unicode.IsSpace(r) {
				if !space {
					folded = append(folded, ' ')
				}
				space = true
				continue
			}
			space = false
			if r < utf8.RuneSelf {
				if 'A' <= r && r <= 'Z' {
					r += 'a' - 'A'
				}
				if 'a' <= r && r <= 'z' {
					letters++
				}
				folded = append(folded, byte(r))
				continue
			}
			if unicode.IsLetter(r) {
				letters++
			}
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		}
		if !space {
			folded = append(folded, ' ')
			space = true
		}
	}
	if letters < minSameLetters {
		return nil
	}
	sum := sha256.Sum256(folded)
	return sum[:16]
}

// countWords counts the words of a body's running text. A word is a run of
// letters, digits and the marks on them, which an apostrophe does not end; in
// Chinese and Japanese, which do not part their words, each character counts as
// one.
func countWords(body []Paragraph) int {
	n := 0
	for _, p := range body {
		if p.Kind != Related {
			n += wordsIn(p.Text)
		}
	}
	return n
}

func wordsIn(s string) int {
	n := 0
	inside := false
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
			if !inside {
				n++
			}
			inside = true
		case r == '\'' || r == '’':
		case r < utf8.RuneSelf:
			inside = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n++
			inside = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				n++
			}
			inside = true
		case unicode.IsMark(r):
		default:
			inside = false
		}
	}
	return n
}
