package query

import (
	"fmt"
	"strconv"
	"strings"
)

// value reads the value of a field that is not one of text. What is not a value
// of the field is noted and taken as plain words.
func (p *parser) value(f *field, t token) Node {
	text := t.text
	if t.kind == wordToken {
		text = strings.TrimRight(text, ",;")
	} else if t.number > 0 {
		p.notes.add(t.at, t.end, "~%d is left out; it belongs to phrases of words", t.number)
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
		if err != nil || !isDigits(s) || n+plus > maxNumber {
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
	case n.Max == nil && *n.Min == 0:
		return "0.."
	case n.Max == nil:
		return fmt.Sprintf(">%d", *n.Min-1)
	case n.Min == nil:
		return fmt.Sprintf("<%d", *n.Max+1)
	case *n.Min == *n.Max:
		return strconv.FormatInt(*n.Min, 10)
	}
	return fmt.Sprintf("%d..%d", *n.Min, *n.Max)
}
