package query

import (
	"fmt"
	"testing"
)

func TestLeavesAndClauses(t *testing.T) {
	for _, c := range []struct {
		text    string
		leaves  string
		clauses int
	}{
		{"", "[]", 0},
		{"a", "[a]", 1},
		{`a OR "b c" -d country:UA`, `[a "b c"]`, 4},
		{"title:a w/5 (b* OR c~)", "[title:a title:b* title:c~]", 3},
		{"atleast3(a OR b)", "[a b]", 2},
		{"NOT (a AND NOT b)", "[]", 2},
		{"date:2025 words:>800", "[]", 2},
	} {
		node := Parse(c.text).Node
		if got := fmt.Sprint(Leaves(node)); got != c.leaves {
			t.Errorf("%q: leaves %s, want %s", c.text, got, c.leaves)
		}
		if got := Clauses(node); got != c.clauses {
			t.Errorf("%q: %d clauses, want %d", c.text, got, c.clauses)
		}
	}
}
