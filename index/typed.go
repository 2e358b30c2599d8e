package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// typed is a query that a reader is in the middle of writing: what its end may
// grow into.
type typed struct {
	text    string
	field   string // whose value is being written, in lower case; "" for none
	value   int    // where in the text the value, or the last word outside fields, starts
	starts  []int  // where what a name replaces may start; the longest first
	quoted  bool   // the value stands behind a quote that is still open
	dormant bool   // there is nothing to be completed
}

// maxNameWords is how many words before the end may be the start of a name.
const maxNameWords = 4

// newTyped looks at the end of a text. The rest of it may be anything.
func newTyped(text string) typed {
	t := typed{text: text}
	open := openQuote(text)
	if t.quoted = open >= 0; t.quoted {
		_, size := utf8.DecodeRuneInString(text[open:])
		t.value = open + size
		text = text[:open] // whose last word may be the field
	}
	start := lastWord(text)
	start += len(text[start:]) - len(strings.TrimPrefix(text[start:], "-"))
	word := text[start:]
	name, rest, hasField := strings.Cut(word, ":")
	switch {
	case hasField && (!t.quoted || rest == ""):
		t.field, t.starts = strings.ToLower(name), []int{start}
		if !t.quoted {
			t.value = start + len(name) + 1
		}
		t.dormant = name == "" || strings.ContainsAny(rest, "*?~")
	case t.quoted:
		t.starts, t.dormant = []int{open}, word != ""
	case isPlainWord(word):
		t.value, t.starts = start, append(earlier(text, start), start)
	default:
		t.dormant = true
	}
	return t
}

// openQuote is where the quote stands that nothing closes yet, or -1.
func openQuote(text string) int {
	open, escaped := -1, false
	for i, r := range text {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case !strings.ContainsRune(`"“„‟”«»`, r):
		case open < 0:
			open = i
		default:
			open = -1
		}
	}
	return open
}

// lastWord is where the word starts that a text ends with; its length if it ends
// otherwise.
func lastWord(text string) int {
	i := strings.LastIndexFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`()"“„‟”«»`, r)
	})
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

// earlier lists where the words before start begin that may belong to the same
// name, the first one first.
func earlier(text string, start int) []int {
	var starts []int
	for range maxNameWords - 1 {
		before := strings.TrimRightFunc(text[:start], unicode.IsSpace)
		at := lastWord(before)
		if at == len(before) || !isPlainWord(before[at:]) {
			break
		}
		starts, start = append([]int{at}, starts...), at
	}
	return starts
}

// isPlainWord says that a word is neither an operator nor a field nor a pattern.
func isPlainWord(word string) bool {
	switch word {
	case "", "AND", "OR", "NOT":
		return false
	}
	return !strings.ContainsAny(word, `:*?~/\`) && word[0] != '-'
}
