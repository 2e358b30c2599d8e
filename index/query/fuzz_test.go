package query

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// seeds are the texts of the other tables, for the fuzz tests.
func seeds() []string {
	var texts []string
	for _, c := range parseCases {
		texts = append(texts, c.text)
	}
	for _, c := range badCases {
		texts = append(texts, c.text)
	}
	for _, h := range Table() {
		texts = append(texts, h.Example)
	}
	return append(texts, "\xff\xfe", "a\x00b", "\u200e\"\u202e", strings.Repeat("(", 300), strings.Repeat("-(a ", 120))
}

// FuzzParse checks what holds for every text there is.
func FuzzParse(f *testing.F) {
	for _, text := range seeds() {
		f.Add(text)
	}
	f.Fuzz(check)
}

// check asserts that a text is understood, that the reading prints and reads back
// equal, and that notes lie within the text.
func check(t *testing.T, text string) {
	t.Helper()
	parsed := Parse(text)
	printed := String(parsed.Node)
	if !utf8.ValidString(printed) {
		t.Fatalf("%q: prints %q, which is not UTF-8", text, printed)
	}
	again := Parse(printed)
	if !reflect.DeepEqual(again.Node, parsed.Node) {
		t.Fatalf("%q:\n  prints     %q\n  reads back %q", text, printed, String(again.Node))
	}
	if len(again.Notes) > 0 {
		t.Fatalf("%q: prints %q, which has notes %v", text, printed, again.Notes)
	}
	if len(parsed.Notes) > maxNotes {
		t.Fatalf("%q: %d notes", text, len(parsed.Notes))
	}
	last := 0
	for _, n := range parsed.Notes {
		end := n.At + n.Length
		if n.At < last || n.Length < 0 || end > len(text) || n.Message == "" || !utf8.ValidString(n.Message) {
			t.Fatalf("%q: note %+v", text, n)
		}
		last = n.At
	}
	if n := Clauses(parsed.Node); n > len(text)+2*maxCopies {
		t.Fatalf("%q: %d clauses", text, n)
	}
	checkTree(t, text, parsed.Node)
}

// checkTree asserts what engines rely on.
func checkTree(t *testing.T, text string, n Node) {
	t.Helper()
	walk(n, func(n Node) bool {
		ok := true
		switch n := n.(type) {
		case And:
			ok = len(n.Nodes) > 1
		case Or:
			ok = len(n.Nodes) > 1
		case Word:
			ok = hasLetter(n.Text) && (n.Form == Fuzzy || n.Edits == 0)
		case Phrase:
			ok = hasLetter(n.Text) && n.Slop >= 0 && n.Slop <= MaxDistance
		case Near:
			left, isWords := fieldOf(n.Left)
			right, areWords := fieldOf(n.Right)
			ok = isWords && areWords && left == right &&
				(n.Unit != Words && n.Distance == 0 || n.Unit == Words && n.Distance >= 1 && n.Distance <= MaxDistance)
		case AtLeast:
			_, isWords := fieldOf(n.Node)
			ok = isWords && n.Count >= 2 && n.Count <= MaxCount
		case Property:
			ok = hasLetter(n.Value) && fieldNamed(n.Name) != nil
		case Dates:
			_, _, err := n.Days(time.Now())
			ok = err == nil && (n.From != "" || n.To != "")
		case Number:
			ok = n.Min != nil || n.Max != nil
		}
		if !ok {
			t.Fatalf("%q: unsound %T %v", text, n, n)
		}
		return true
	})
}
