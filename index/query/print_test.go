package query

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

// TestRandomTrees prints trees of all shapes, with words that look like
// something else, and reads them back.
func TestRandomTrees(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		tree := randomTree(r, 6)
		text := String(tree)
		parsed := Parse(text)
		if !reflect.DeepEqual(parsed.Node, tree) || len(parsed.Notes) > 0 {
			t.Fatalf("%#v\n  prints     %s\n  reads back %s\n  notes      %v", tree, text, String(parsed.Node), parsed.Notes)
		}
	}
}

// TestRandomTexts puts together what has a meaning somewhere.
func TestRandomTexts(t *testing.T) {
	pieces := []string{"(", ")", " ", `"`, "“", "”", "«", "»", "OR ", "AND ", "NOT ", "-", "w/5 ", "PRE/3 ", "w/s ", "a ", "b ",
		"title:", "country:", "date:", "2025", "..", "7d", "atleast2(", "*", "?", "~", "~5", `\`, ":", "//", "://", ",", ".", "x ",
		"\x00", "\xff", "\u200e", "foo:", "titel:", "words:", ">5", "is:undated"}
	r := rand.New(rand.NewSource(2))
	for range 5000 {
		var b strings.Builder
		for range r.Intn(40) {
			b.WriteString(pieces[r.Intn(len(pieces))])
		}
		check(t, b.String())
	}
}

func randomTree(r *rand.Rand, depth int) Node {
	if depth == 0 || r.Intn(4) == 0 {
		return randomLeaf(r)
	}
	switch r.Intn(5) {
	case 0:
		return and(randomTree(r, depth-1), randomTree(r, depth-1), randomLeaf(r))
	case 1:
		return or(randomTree(r, depth-1), randomLeaf(r))
	case 2:
		return not(randomTree(r, depth-1))
	case 3:
		in := randomField(r)
		n := Near{Left: randomSide(r, in), Right: randomSide(r, in), Ordered: r.Intn(2) == 0, Unit: Unit(r.Intn(3))}
		if n.Unit == Words {
			n.Distance = 1 + r.Intn(MaxDistance)
		}
		return n
	}
	return AtLeast{Count: 2 + r.Intn(MaxCount-1), Node: randomSide(r, randomField(r))}
}

func randomField(r *rand.Rand) Field {
	return []Field{Anywhere, Anywhere, Title, Lead, Body}[r.Intn(5)]
}

// randomSide is what a Near or an AtLeast may hold.
func randomSide(r *rand.Rand, in Field) Node {
	side := Or{}
	for range 1 + r.Intn(3) {
		side.Nodes = append(side.Nodes, randomWords(r, in))
	}
	return or(side.Nodes...)
}

func randomWords(r *rand.Rand, in Field) Node {
	stems := []string{"sanction", "U.S.A", "l’Iran", "a-b", "北京", "w/5", "NEAR", "AND"}
	stem := stems[r.Intn(len(stems))]
	switch r.Intn(5) {
	case 0:
		return Word{Field: in, Text: stem, Form: Prefix}
	case 1:
		return Word{Field: in, Text: stem + "?x*z", Form: Wildcard}
	case 2:
		return Word{Field: in, Text: stem, Form: Fuzzy, Edits: r.Intn(3)}
	case 3:
		return Phrase{Field: in, Text: randomText(r) + " b", Slop: r.Intn(3)}
	}
	plain := []string{"oil", "OR", "and", "w/5", "NEAR", "-a", "--a", "title:x", "foo:bar", `\a`, `a\b`, "a,", "a.", "a.b.", "10:30",
		"atleast3", "a?", "a*b", "*a", "a~", "a~9", "~a", "http://x.org/?a=b", "x://(a)", "'a'", "#a", "date:2025", "a:", ":a"}
	return Word{Field: in, Text: plain[r.Intn(len(plain))]}
}

func randomText(r *rand.Rand) string {
	texts := []string{"rare earths", `the "Rock"`, `C:\dir\`, "a (b) c", "OR", "title:x", "he said “no”", "a, b;", "-a", `\`, "a*", "x~5", "none", "UA"}
	return texts[r.Intn(len(texts))]
}

func randomLeaf(r *rand.Rand) Node {
	number := func() *int64 {
		if n := r.Int63n(1000); n > 200 {
			return &n
		}
		return nil
	}
	switch r.Intn(5) {
	case 0:
		names := []string{"person", "source", "url", "country"}
		return Property{Name: names[r.Intn(len(names))], Value: randomText(r) + "1"}
	case 1:
		moments := []string{"", "2024", "2024-05", "2024-05-06"}
		from, to := moments[r.Intn(4)], []string{"", "7d", "today"}[r.Intn(3)]
		if from == "" && to == "" {
			from = "7d"
		}
		return Dates{Field: []string{"date", "imported"}[r.Intn(2)], From: from, To: to}
	case 2:
		n := Number{Field: []string{"words", "id"}[r.Intn(2)], Min: number(), Max: number()}
		if n.Min == nil && n.Max == nil || n.Min != nil && n.Max != nil && *n.Min > *n.Max {
			n.Min, n.Max = n.Max, nil
		}
		if n.Min == nil && n.Max == nil {
			return Property{Name: "is", Value: "undated"}
		}
		return n
	}
	return randomWords(r, randomField(r))
}

func TestStringer(t *testing.T) {
	const text = `NOT (a OR "b c") AND person:none`
	if got := fmt.Sprint(Parse(text).Node); got != text {
		t.Errorf("got %s, want %s", got, text)
	}
	if got := Interpreted(Parse(`"rare earths" ukraine`).Node); got != `"rare earths" AND ukraine` {
		t.Errorf("interpreted %s", got)
	}
}
