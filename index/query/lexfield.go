package query

import (
	"strings"
	"unicode"
)

// field recognises a word with a colon: a field and its value, a field without
// one, or a name that is no field.
func (l *lexer) field(word string, at, end int, opens bool) bool {
	colon := strings.IndexByte(word, ':')
	if colon <= 0 || strings.HasPrefix(word[colon:], "://") {
		return false // no field, or an address
	}
	name, value := word[:colon], word[colon+1:]
	f := fieldNamed(name)
	if f == nil {
		return l.unknownField(name, value, at, end, opens)
	}
	if hasLetter(value) {
		from := at + colon + 1
		if isNegated(value, false) {
			l.notes.add(at, end, "the hyphen is taken as NOT; write -%s:%s", f.name, short(value[1:]))
			l.emit(token{kind: notToken, at: at, end: from + 1, text: "-"})
			value, from = value[1:], from+1
		}
		l.emit(token{kind: fieldToken, at: at, end: at + colon + 1, text: name, field: f})
		if opens && f.kind == textField && l.atLeast(value, from, end, opens) {
			return true
		}
		l.emit(valueToken(value, from, end))
		return true
	}
	if value == "" && opens {
		l.emit(token{kind: fieldToken, at: at, end: end, text: name, field: f})
		return true
	}
	noValue(l.notes, f, at, end)
	l.emit(token{kind: wordToken, at: at, end: end, text: name, literal: true})
	return true
}

// noValue remarks on a field that nothing follows.
func noValue(notes *notes, f *field, at, end int) {
	notes.add(at, end, "field %q has no value; write %s, without a space", f.name, f.example)
}

// valueToken is a word that can be nothing else.
func valueToken(value string, at, end int) token {
	if value[0] == '\\' && hasLetter(value) {
		return token{kind: wordToken, at: at, end: end, text: value[1:], literal: true}
	}
	return token{kind: wordToken, at: at, end: end, text: value}
}

// unknownField takes the value of a mistyped field as it would stand alone, and
// a name that resembles none as one more word. Times, addresses and the like are
// no fields at all.
func (l *lexer) unknownField(name, value string, at, end int, opens bool) bool {
	if !isName(name) || !hasLetter(value) && !(value == "" && opens) {
		return false
	}
	colon := at + len(name)
	guess := suggest(name)
	if guess == "" {
		l.notes.add(at, colon, "unknown field %q; taken as plain words", short(name))
		if value == "" {
			l.emit(token{kind: wordToken, at: at, end: end, text: name, literal: true})
		} else {
			l.emit(token{kind: wordToken, at: at, end: end, text: name + " " + value, literal: true})
		}
		return true
	}
	l.notes.add(at, colon, "unknown field %q; did you mean %s?", name, guess)
	if value != "" {
		l.emit(valueToken(value, colon+1, end))
	}
	return true
}

// isName says that s looks like the name of a field.
func isName(s string) bool {
	letters := 0
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '_' {
			return false
		}
		letters++
	}
	return letters > 1
}
