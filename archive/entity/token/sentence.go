package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ending says what the tokens so far mean for the one that comes.
type ending uint8

const (
	within  ending = iota
	perhaps        // after an abbreviation that may end a sentence: Inc., U.S.
	ended          // after a full stop, and the quotation marks that close behind it
	broken         // at the start of the text and of a line: a sentence starts
)

// starts reports whether the token of class c is the first of a sentence, and
// forgets how the last one ended unless the token closes a quotation of it.
func (t *scanner) starts(start, end int, c class) bool {
	was := t.end
	switch was {
	case within:
		return len(t.Tokens) == 0
	case broken:
		t.end = within
		return true
	}
	apart := isBlank(before(t.s, start))
	if c == mark {
		if !apart || closes(t.s[start:end]) && isBlank(at(t.s, end)) {
			return false // still the old sentence
		}
		t.end = within
		return was == ended && (opens(t.s[start:end]) || strings.HasPrefix(t.s[start:end], "-"))
	}
	t.end = within
	switch {
	case c == single:
		return was == ended
	case !apart && !closedBefore(t.s, start):
		return false
	case was == perhaps:
		return starters[t.s[start:end]]
	}
	return c == upper || c == digit || t.s[start] >= utf8.RuneSelf && !hasCase(t.s[start:end])
}

// closedBefore reports whether a closing mark stands just before byte i.
func closedBefore(s string, i int) bool {
	return strings.HasSuffix(s[:i], "”") || strings.HasSuffix(s[:i], "\"") || strings.HasSuffix(s[:i], ")")
}

// note remembers that the mark s[start:end] may end a sentence.
func (t *scanner) note(start, end int) {
	switch m := t.s[start:end]; m {
	case ".", "!", "?", "...", "…", "。", "！", "？", "؟", "۔", "।":
		t.end = ended
	default:
		if m[0] == '!' || m[0] == '?' || m[0] == '.' {
			t.end = ended
		} else if !closes(m) {
			t.end = within
		}
	}
}

// abbreviation remembers that s[start:end], with its dot, may end a sentence. A
// title and an initial never do.
func (t *scanner) abbreviation(start, end int) {
	w := t.s[start : end-1]
	if oneLetter(w) || abbreviationOf(w) == title {
		t.end = within
		return
	}
	t.end = perhaps
}

func closes(m string) bool {
	switch m {
	case "\"", "'", "''", "”", "’", "»", ")", "]", "}", "」", "』", "）":
		return true
	}
	return false
}

func opens(m string) bool {
	switch m {
	case "\"", "'", "``", "“", "‘", "«", "„", "(", "[", "—", "–", "•", "*", "「", "『", "（", "#", "@", "$", "£", "€":
		return true
	}
	return false
}

// hasCase reports whether the script of the word, which starts with a small or
// caseless letter, has capitals.
func hasCase(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.ToUpper(r) != r
}

// endLine decides what the end of a line means. rest is the line break with the
// blanks and empty lines after it.
func (t *scanner) endLine(line, rest string) {
	if t.wrapped && strings.Count(rest, "\n") < 2 && len(line) >= wrapFrom && !endsSentence(line) {
		return
	}
	t.end = broken
}

// Lines of a text that is broken at a column are about this long, in bytes.
const (
	wrapFrom = 50
	wrapTo   = 100
)

// isWrapped reports whether the lines of a text are broken at a column, as in old
// wire copy: none is long, and most go on in the next line. The first lines tell.
func isWrapped(s string) bool {
	const enough = 40
	full, lines := 0, 0
	for lines < enough {
		i := strings.IndexByte(s, '\n')
		if i < 0 {
			if len(s) > wrapTo {
				return false
			}
			break
		}
		line := strings.TrimSpace(s[:i])
		s = s[i+1:]
		if len(line) > wrapTo {
			return false
		}
		if line == "" {
			continue
		}
		lines++
		if len(line) >= wrapFrom && !endsSentence(line) && s != "" && s[0] != '\n' {
			full++
		}
	}
	return full >= 3 && full*2 >= lines
}

func endsSentence(line string) bool {
	line = strings.TrimRight(line, " \t\r\"'”’)")
	return line == "" || strings.IndexByte(".!?:", line[len(line)-1]) >= 0
}
