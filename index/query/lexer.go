package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexer cuts text into tokens. It decides everything that depends on what stands
// directly beside what, so that the parser need not look at positions.
type lexer struct {
	text   string
	pos    int
	fresh  bool // at the start, or after a space or an opening parenthesis
	tokens []token
	notes  *notes
	quotes quotes
}

// lex cuts text into tokens; spaces, control characters and bytes that are not
// UTF-8 only separate them.
func lex(text string, notes *notes) []token {
	l := &lexer{text: text, fresh: true, notes: notes, quotes: quotes{text: text}}
	l.tokens = make([]token, 0, len(text)/8+4)
	for l.pos < len(text) {
		r, size := utf8.DecodeRuneInString(text[l.pos:])
		switch {
		case isSpace(r):
			l.pos += size
			l.fresh = true
		case r == '(':
			l.emit(token{kind: openToken, at: l.pos, end: l.pos + 1})
			l.fresh = true
		case r == ')':
			l.emit(token{kind: closeToken, at: l.pos, end: l.pos + 1})
			l.fresh = false
		case isQuote(r):
			l.quote(size)
		default:
			l.bare()
		}
	}
	return l.tokens
}

// emit adds a token and goes on after it.
func (l *lexer) emit(t token) {
	l.tokens = append(l.tokens, t)
	l.pos = t.end
}

// bare reads what stands up to the next space, parenthesis or quote.
func (l *lexer) bare() {
	at := l.pos
	end := wordEnd(l.text, at)
	word := l.text[at:end]
	opens := l.opensAt(end)
	fresh := l.fresh
	l.fresh = false
	if fresh && isNegated(word, opens) {
		l.emit(token{kind: notToken, at: at, end: at + 1, text: "-"})
		if word = word[1:]; word == "" {
			return
		}
		at++
	} else if t, ok := operator(word); ok {
		t.at, t.end = at, end
		l.clampDistance(&t)
		l.emit(t)
		return
	}
	l.pos = end
	if word[0] == '\\' && hasLetter(word) {
		l.emit(token{kind: wordToken, at: at, end: end, text: word[1:], literal: true})
		return
	}
	if l.atLeast(word, at, end, opens) || l.field(word, at, end, opens) {
		return
	}
	if !hasLetter(word) {
		l.noWord(word, at, end)
		return
	}
	if word == "NEAR" || word == "PRE" {
		l.notes.add(at, end, "%s without a distance is a plain word; write %s/5", word, word)
	}
	l.emit(token{kind: wordToken, at: at, end: end, text: word})
}

// opensAt says that a quote or a parenthesis opens at a place of the text.
func (l *lexer) opensAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(l.text[i:])
	return r == '(' || isQuote(r)
}

// noWord drops a word without letters and digits. Punctuation goes in silence;
// what looks like an operator or a sign that was meant does not.
func (l *lexer) noWord(word string, at, end int) {
	switch {
	case strings.Contains(word, "*"):
		l.notes.add(at, end, "%s alone is left out; a wildcard needs letters before it, as in sanction*", short(word))
	case word == "|" || word == "||":
		l.notes.add(at, end, "%s is left out; write OR", word)
	case word == "&&":
		l.notes.add(at, end, "&& is left out; write AND")
	case strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsPunct(r) && !unicode.Is(unicode.Sm, r) }):
		l.notes.add(at, end, "%s has neither letter nor digit and is left out", short(word))
	}
}

// wordEnd finds where the bare word at i ends.
func wordEnd(text string, i int) int {
	end := i + indexBreak(text[i:])
	// A pair of parentheses in an address belongs to it.
	for strings.HasPrefix(text[end:], "(") && strings.Contains(text[i:end], "://") {
		inside := end + 1 + indexBreak(text[end+1:])
		if !strings.HasPrefix(text[inside:], ")") {
			break
		}
		end = inside + 1 + indexBreak(text[inside+1:])
	}
	return end
}

// indexBreak finds the first character that no word has, or the end.
func indexBreak(s string) int {
	if i := strings.IndexFunc(s, func(r rune) bool {
		return r == '(' || r == ')' || isSpace(r) || isQuote(r)
	}); i >= 0 {
		return i
	}
	return len(s)
}

// isNegated says that a word begins with the hyphen that means NOT. A hyphen
// alone, or several, are punctuation.
func isNegated(word string, opens bool) bool {
	if word[0] != '-' {
		return false
	}
	if len(word) == 1 {
		return opens
	}
	return word[1] != '-' && (hasLetter(word) || opens)
}

// isSpace says that r separates words and is nothing else: white space, control
// characters, invisible marks of direction and bytes that are no UTF-8.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch r {
	case utf8.RuneError, '\u200b', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// hasLetter says that s has a letter or a digit, so that it can be searched for.
func hasLetter(s string) bool { return strings.ContainsFunc(s, isLetter) }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
