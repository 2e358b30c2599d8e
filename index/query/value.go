package query

import (
	"fmt"
	"strconv"
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
	l.noValue(f, at, end)
	l.emit(token{kind: wordToken, at: at, end: end, text: name, literal: true})
	return true
}

func (l *lexer) noValue(f *field, at, end int) { noValue(l.notes, f, at, end) }

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

// value reads the value of a field that is not one of text. What is not a value
// of the field is noted and taken as plain words.
func (p *parser) value(f *field, t token) Node {
	text := t.text
	if t.kind == wordToken {
		text = strings.TrimRight(text, ",;")
	}
	var (
		node Node
		want string
	)
	switch f.kind {
	case propertyField:
		return Property{Name: f.name, Value: text}
	case flagField:
		for _, v := range f.values {
			if strings.EqualFold(v, text) {
				return Property{Name: f.name, Value: v}
			}
		}
		want = strings.Join(f.values, " or ")
	case dateField:
		node = p.dates(f.name, text, t)
		want = dateForms
	case afterField:
		node = datesAfter(text)
		want = "2025, 2025-02, 2025-02-09 or an age such as 7d"
	case beforeField:
		node = datesBefore(text)
		want = "2025, 2025-02, 2025-02-09 or an age such as 7d"
	case numberField:
		node = p.number(f.name, text, t)
		want = "300, >800, <200 or 100..500"
	}
	if node == nil {
		p.notes.add(t.at, t.end, "%s: %q is taken as plain words; write %s", f.name, short(text), want)
		return plainWords(Anywhere, text)
	}
	return node
}

// plainWords joins the words of a text in which nothing is an operator.
func plainWords(f Field, text string) Node {
	return wordsOf(f, strings.FieldsFunc(text, func(r rune) bool {
		return isSpace(r) || isQuote(r) || r == '(' || r == ')'
	}))
}

// wordsOf joins words, leaving out what has neither letter nor digit.
func wordsOf(f Field, words []string) Node {
	var nodes []Node
	for _, w := range words {
		if hasLetter(w) {
			nodes = append(nodes, Word{Field: f, Text: w})
		}
	}
	return and(nodes...)
}

// maxNumber is the greatest number that words: and id: take.
const maxNumber = 1e15

// number reads a whole number or a range of them; nil if it is neither.
func (p *parser) number(name, text string, t token) Node {
	var low, high *int64
	ok := true
	bound := func(s string, plus int64) *int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || !isDigits(s) || n > maxNumber {
			ok = false
			return nil
		}
		n += plus
		return &n
	}
	from, to, isRange := strings.Cut(text, "..")
	switch {
	case strings.HasPrefix(text, ">="):
		low = bound(text[2:], 0)
	case strings.HasPrefix(text, ">"):
		low = bound(text[1:], 1)
	case strings.HasPrefix(text, "<="):
		high = bound(text[2:], 0)
	case text == "<0":
		ok = false
	case strings.HasPrefix(text, "<"):
		high = bound(text[1:], -1)
	case isRange:
		if from != "" {
			low = bound(from, 0)
		}
		if to != "" {
			high = bound(to, 0)
		}
	default:
		low = bound(text, 0)
		high = low
	}
	if !ok || low == nil && high == nil || high != nil && *high < 0 {
		return nil
	}
	if low != nil && high != nil && *low > *high {
		p.notes.add(t.at, t.end, "%s: the ends of %s are taken the other way round", name, short(text))
		low, high = high, low
	}
	return Number{Field: name, Min: low, Max: high}
}

// text is the value as people write it.
func (n Number) text() string {
	switch {
	case n.Min == nil && n.Max == nil:
		return ".."
	case n.Max == nil:
		return fmt.Sprintf(">%d", *n.Min-1)
	case n.Min == nil:
		return fmt.Sprintf("<%d", *n.Max+1)
	case *n.Min == *n.Max:
		return strconv.FormatInt(*n.Min, 10)
	}
	return fmt.Sprintf("%d..%d", *n.Min, *n.Max)
}
