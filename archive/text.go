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
	size := 0
	for _, p := range body {
		size += len(p.Text) + 1
	}
	f := folder{text: make([]byte, 0, size)}
	for _, p := range body {
		if p.Kind != Related {
			f.add(p.Text)
			f.space()
		}
	}
	if f.letters < minSameLetters {
		return nil
	}
	sum := sha256.Sum256(f.text)
	return sum[:16]
}

// folder gathers text without regard to case and with single spaces.
type folder struct {
	text    []byte
	letters int
}

func (f *folder) add(s string) {
	for i, r := range s {
		if r >= utf8.RuneSelf {
			f.rune(r)
			continue
		}
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			f.text = append(f.text, c)
			f.letters++
		case 'A' <= c && c <= 'Z':
			f.text = append(f.text, c+'a'-'A')
			f.letters++
		case c == ' ' || '\t' <= c && c <= '\r':
			f.space()
		default:
			f.text = append(f.text, c)
		}
	}
}

func (f *folder) rune(r rune) {
	if unicode.IsSpace(r) {
		f.space()
		return
	}
	if unicode.IsLetter(r) {
		f.letters++
	}
	f.text = utf8.AppendRune(f.text, unicode.ToLower(r))
}

// space ends a word; at the beginning and after another one it adds nothing.
func (f *folder) space() {
	if n := len(f.text); n > 0 && f.text[n-1] != ' ' {
		f.text = append(f.text, ' ')
	}
}

// Words counts the words of the running text.
func (a *Article) Words() int { return countWords(a.Body) }

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
