package query

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the table in docs/query-language.md")

func TestTableExamplesAreUnderstood(t *testing.T) {
	for _, h := range Table() {
		parsed := Parse(h.Example)
		if len(parsed.Notes) > 0 {
			t.Errorf("%s: notes %v", h.Example, parsed.Notes)
		}
		if _, empty := parsed.Node.(All); empty || h.Write == "" || h.Means == "" {
			t.Errorf("incomplete: %+v", h)
		}
		check(t, h.Example)
	}
}

// TestPrefixes reads what is there while somebody types.
func TestPrefixes(t *testing.T) {
	for _, h := range Table() {
		for i := range h.Example {
			check(t, h.Example[:i])
			if notes := Parse(h.Example[:i]).Notes; len(notes) > 3 {
				t.Errorf("%q: %d notes: %v", h.Example[:i], len(notes), notes)
			}
		}
	}
}

// TestTableIsComplete fails when the parser knows something that no example
// shows.
func TestTableIsComplete(t *testing.T) {
	shown := map[string]bool{}
	for _, h := range Table() {
		var ns notes
		for _, tk := range lex(h.Example, &ns) {
			shown[fmt.Sprint("token ", tk.kind)] = true
			switch tk.kind {
			case nearToken:
				name, _, _ := strings.Cut(tk.text, "/")
				shown["near "+strings.ToLower(name)] = true
			case notToken:
				shown["not "+tk.text] = true
			case fieldToken:
				shown["field "+tk.field.name] = true
			}
		}
		walk(Parse(h.Example).Node, func(n Node) bool {
			switch n := n.(type) {
			case Word:
				shown[fmt.Sprint("form ", n.Form)] = true
			case Phrase:
				shown[fmt.Sprint("slop ", n.Slop > 0)] = true
			case Near:
				shown[fmt.Sprint("unit ", n.Unit)] = true
			}
			return true
		})
	}
	want := []string{"near near", "near w", "near pre", "not NOT", "not -", "slop true", "slop false"}
	for k := range kinds {
		want = append(want, fmt.Sprint("token ", k))
	}
	for form := range Fuzzy + 1 {
		want = append(want, fmt.Sprint("form ", form))
	}
	for unit := range Paragraph + 1 {
		want = append(want, fmt.Sprint("unit ", unit))
	}
	for _, f := range fields {
		want = append(want, "field "+f.name)
	}
	for _, w := range want {
		if !shown[w] {
			t.Errorf("no example in Table shows %s", w)
		}
	}
}

func TestFields(t *testing.T) {
	help := Fields()
	if len(help) != len(fields) {
		t.Fatalf("%d fields described, want %d", len(help), len(fields))
	}
	for _, h := range help {
		if !strings.Contains(h.Example, h.Name+":") {
			t.Errorf("%s: example %s", h.Name, h.Example)
		}
		for _, v := range h.Values {
			if !strings.Contains(h.Means, v+":") {
				t.Errorf("%s:%s is not explained", h.Name, v)
			}
			if notes := Parse(h.Name + ":" + v).Notes; len(notes) > 0 {
				t.Errorf("%s:%s: notes %v", h.Name, v, notes)
			}
		}
	}
	for name, other := range otherNames {
		if fieldNamed(other) == nil {
			t.Errorf("%s is said to be %s, which is no field", name, other)
		}
	}
	if names := Properties(); !slices.Contains(names, "person") || !slices.Contains(names, "is") || slices.Contains(names, "title") {
		t.Errorf("properties %v", names)
	}
}

func TestSuggest(t *testing.T) {
	for name, want := range map[string]string{
		"titel": "title", "TITEL": "title", "tittle": "title", "langauge": "language",
		"cuontry": "country", "organsation": "organisation", "organizaton": "organisation",
		"athor": "author", "dat": "date", "bodi": "body", "lang": "language",
		"x": "", "ab": "", "israel": "", "covid": "", "note": "", strings.Repeat("title", 9): "",
	} {
		if got := suggest(name); got != want {
			t.Errorf("%s: suggests %q, want %q", name, got, want)
		}
	}
}

// TestDocumentation keeps the table of the documentation equal to Table.
func TestDocumentation(t *testing.T) {
	const path = "../../docs/query-language.md"
	const begin, end = "<!-- table: go test ./index/query -update -->\n", "<!-- end of table -->\n"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := bytes.Cut(page, []byte(begin))
	table, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok1 || !ok2 {
		t.Fatalf("%s: the marks around the table are missing", path)
	}
	want := markdown()
	if string(table) == want {
		return
	}
	if !*update {
		t.Fatalf("%s is out of date; run go test ./index/query -update", path)
	}
	page = slices.Concat(before, []byte(begin+want+end), after)
	if err := os.WriteFile(path, page, 0o644); err != nil {
		t.Fatal(err)
	}
}

func markdown() string {
	var b strings.Builder
	cell := strings.NewReplacer("|", `\|`)
	b.WriteString("\n| write | means | example |\n| --- | --- | --- |\n")
	for _, h := range Table() {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", cell.Replace(h.Write), cell.Replace(h.Means), cell.Replace(h.Example))
	}
	b.WriteString("\n")
	return b.String()
}
