package query

import (
	"strconv"
	"strings"
)

// The greatest numbers an operator takes; greater ones are cut to them.
const (
	MaxDistance = 100 // words apart in NEAR/n, PRE/n and "…"~n
	MaxCount    = 100 // n of atleastN( )
)

// operator recognises the words that join others. A distance stays text until
// clampDistance reads it.
func operator(word string) (token, bool) {
	switch word {
	case "AND":
		return token{kind: andToken, text: word}, true
	case "OR":
		return token{kind: orToken, text: word}, true
	case "NOT":
		return token{kind: notToken, text: word}, true
	}
	name, distance, ok := strings.Cut(word, "/")
	if !ok {
		return token{}, false
	}
	t := token{kind: nearToken, text: word}
	switch strings.ToLower(name) {
	case "w", "near":
	case "pre":
		t.ordered = true
	default:
		return token{}, false
	}
	switch {
	case strings.EqualFold(distance, "s"):
		t.unit = Sentence
	case strings.EqualFold(distance, "p"):
		t.unit = Paragraph
	case !isDigits(distance):
		return token{}, false
	}
	return t, true
}

// clampDistance reads the number of a nearToken.
func (l *lexer) clampDistance(t *token) {
	if t.kind == nearToken && t.unit == Words {
		slash := strings.IndexByte(t.text, '/')
		t.number = l.clamp(t.text[slash+1:], 1, MaxDistance, t.at+slash+1)
	}
}

// clamp reads digits that stand at a place of the text, and notes when the
// number is brought within bounds.
func (l *lexer) clamp(digits string, low, high, at int) int {
	n, err := strconv.Atoi(digits)
	if err != nil { // too long: they are digits
		n = high + 1
	}
	if n < low || n > high {
		used := min(max(n, low), high)
		l.notes.add(at, at+len(digits), "%s is taken as %d; the number goes from %d to %d", short(digits), used, low, high)
		return used
	}
	return n
}

// atLeast recognises atleastN before its parenthesis.
func (l *lexer) atLeast(word string, at, end int, opens bool) bool {
	const name = "atleast"
	if len(word) < len(name) || !strings.EqualFold(word[:len(name)], name) {
		return false
	}
	digits := word[len(name):]
	if digits != "" && !isDigits(digits) {
		return false
	}
	opens = opens && l.text[end] == '('
	switch {
	case opens && digits == "":
		l.notes.add(at, end, "atleast without a number is left out; write atleast3(…)")
		return true
	case opens:
		t := token{kind: atLeastToken, at: at, end: end, text: word}
		t.number = l.clamp(digits, 1, MaxCount, at+len(name))
		l.emit(t)
		return true
	case digits != "":
		l.notes.add(at, end, "%s is a plain word; write %s(…), without a space before the parenthesis", short(word), short(word))
	}
	return false
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// short cuts what a note quotes from the text.
func short(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
