package query

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// quotes finds the ends of phrases. Straight quotes close straight quotes,
// typographic ones close by the habits of several languages, and either may stand
// in for the other where nothing better follows.
type quotes struct {
	text string
	none []string // closers that were looked for in vain: no need to look again
	open bool     // a quote that nothing closes was noted
}

// closers gives what may close an opening quote, best first.
func closers(opener rune) []string {
	switch opener {
	case '"':
		return []string{`"`, "”"}
	case '“', '„', '‟':
		return []string{"”“\""}
	case '”':
		return []string{"”\""}
	case '«':
		return []string{"»\""}
	case '»':
		return []string{"«»\""}
	}
	return nil
}

func isQuote(r rune) bool {
	switch r {
	case '"', '“', '„', '‟', '”', '«', '»':
		return true
	}
	return false
}

// close finds the quote that closes the one before from, or -1.
func (q *quotes) close(opener rune, from int) int {
	for _, set := range closers(opener) {
		if slices.Contains(q.none, set) {
			continue
		}
		if i := indexUnescaped(q.text[from:], set); i >= 0 {
			return from + i
		}
		q.none = append(q.none, set)
	}
	return -1
}

// indexUnescaped finds the first rune of set that no backslash takes.
func indexUnescaped(s, set string) int {
	escaped := false
	for i, r := range s {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case strings.ContainsRune(set, r):
			return i
		}
	}
	return -1
}

// quote reads what stands between the quote at l.pos, of size bytes, and the one
// that closes it.
func (l *lexer) quote(size int) {
	at, from := l.pos, l.pos+size
	l.fresh = false
	opener, _ := utf8.DecodeRuneInString(l.text[at:])
	shut := l.quotes.close(opener, from)
	if shut < 0 {
		if !l.quotes.open {
			l.quotes.open = true
			l.notes.add(at, from, "quote is not closed; its words are taken one by one")
		}
		l.pos, l.fresh = from, true
		return
	}
	_, size = utf8.DecodeRuneInString(l.text[shut:])
	t := token{kind: phraseToken, at: at, end: shut + size, text: unquote(l.text[from:shut])}
	l.pos = t.end
	l.slop(&t)
	if !hasLetter(t.text) {
		l.notes.add(at, t.end, "no word between the quotes; left out")
		l.pos = t.end
		l.dropPrefixes()
		return
	}
	l.emit(t)
}

// dropPrefixes takes out the field or NOT of an operand that is left out, lest it
// fall to the next.
func (l *lexer) dropPrefixes() {
	for n := len(l.tokens); n > 0 && l.tokens[n-1].isPrefix(); n-- {
		l.tokens = l.tokens[:n-1]
	}
}

// slop reads the ~n that may follow a phrase.
func (l *lexer) slop(t *token) {
	if !strings.HasPrefix(l.text[t.end:], "~") {
		return
	}
	digits := t.end + 1
	for digits < len(l.text) && '0' <= l.text[digits] && l.text[digits] <= '9' {
		digits++
	}
	number := l.text[t.end+1 : digits]
	if number == "" {
		l.notes.add(t.end, digits, `~ without a distance is left out; write "…"~5`)
	} else {
		t.number = l.clamp(number, 0, MaxDistance, t.end+1)
	}
	t.end = digits
}

// unquote takes backslashes off and makes every run of white space one space.
func unquote(s string) string {
	var b strings.Builder
	space, escaped := false, false
	put := func(r rune) {
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	for _, r := range s {
		switch {
		case escaped && (r == '\\' || isQuote(r)):
			put(r)
			escaped = false
			continue
		case escaped:
			put('\\')
			escaped = false
		}
		switch {
		case r == '\\':
			escaped = true
		case isSpace(r):
			space = true
		default:
			put(r)
		}
	}
	if escaped {
		put('\\')
	}
	return b.String()
}

// quoted is the inverse of unquote, with its quotes.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
