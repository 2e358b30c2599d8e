package token

import "strings"

// scanner cuts one text.
type scanner struct {
	*Text
	s string
}

// scan reads the whole text, one token or blank at a time.
func (t *scanner) scan() {
	lineStart := 0
	for i := 0; i < len(t.s); {
		c, size := classAt(t.s, i)
		switch c {
		case blank:
			i += size
		case newline:
			end := i
			for i += size; i < len(t.s); i += size { // the blanks of empty lines, too
				if c, size = classAt(t.s, i); c != newline && c != blank {
					break
				}
			}
			t.endLine(t.s[lineStart:end], t.s[end:i])
			lineStart = i
		case single:
			t.add(i, i+size, c)
			i += size
		case mark:
			i = t.punctuation(i, size)
		default:
			i = t.word(i, c)
		}
	}
}

// add takes in a token and starts a sentence with it where one starts.
func (t *scanner) add(start, end int, c class) {
	n := len(t.Tokens)
	if t.starts(start, end, c) || n-t.Sentences[len(t.Sentences)-1] >= MaxSentence {
		t.Sentences = append(t.Sentences, n)
	}
	t.Tokens = append(t.Tokens, Token{uint32(start), uint32(end)})
}

// punctuation takes in a mark, or a row of the same one as in "--" and "...".
func (t *scanner) punctuation(i, size int) int {
	c := t.s[i]
	if (c == '@' || c == '#') && at(t.s, i+1).inWord() { // a handle
		end := wordEnd(t.s, i+1)
		t.add(i, end, lower)
		return end
	}
	if n := apostrophe(t.s, i); n > 0 { // 's behind a quotation mark or bracket
		if k := clitic(t.s[i+n:]); k > 0 && i > 0 && !isBlank(before(t.s, i)) {
			t.add(i, i+n+k, lower)
			return i + n + k
		}
	}
	end := i + size
	if size == 1 && strings.IndexByte("-.!?*=~`'_", c) >= 0 {
		for end < len(t.s) && t.s[end] == c {
			end++
		}
	}
	t.add(i, end, mark)
	t.note(i, end)
	return end
}

func isBlank(c class) bool { return c == blank || c == newline }

// wordEnd is where the letters and digits that start at byte i end.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c, size := classAt(s, i)
		if !c.inWord() {
			break
		}
		i += size
	}
	return i
}

// apostrophe is the length of the apostrophe at byte i, or 0.
func apostrophe(s string, i int) int {
	if s[i] == '\'' {
		return 1
	}
	if strings.HasPrefix(s[i:], "’") {
		return len("’")
	}
	return 0
}

// clitic is the length of the English ending that follows an apostrophe and is a
// token of its own, or 0.
func clitic(s string) int {
	end := 0
	for end < len(s) && end < 3 && ascii[s[end]&0x7f].letter() && s[end] < 0x80 {
		end++
	}
	if at(s, end).inWord() {
		return 0
	}
	switch s[:end] {
	case "s", "S", "d", "m", "re", "ve", "ll", "D", "M", "RE", "VE", "LL":
		return end
	}
	return 0
}
