package bench

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/index"
	"dateline/index/query"
)

// made is an archive of the built-in sample alone, which is the same everywhere.
func made(t testing.TB, articles int) (*archive.Store, *Generator) {
	t.Helper()
	ctx := context.Background()
	m, err := Load(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	store, err := archive.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	g := NewGenerator(m)
	g.english = true
	if err := g.Fill(ctx, store, articles, nil); err != nil {
		t.Fatal(err)
	}
	return store, g
}

func opened(t testing.TB, store *archive.Store) *index.Index {
	t.Helper()
	x, err := openDateline(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func queries(t testing.TB) []Query {
	t.Helper()
	list, err := Queries()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestGeneratorRepeats(t *testing.T) {
	m, err := Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	a, b := NewGenerator(m), NewGenerator(m)
	size := 0
	for n := 999; n >= 0; n-- { // in any order
		got, want := a.Article(n), b.Article(n)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("article %d differs:\n%s", n, diff)
		}
		size += len(got.Text())
	}
	if mean := size / 1000; mean < 700 || mean > 1100 {
		t.Errorf("an article has %d bytes of text, want about 900", mean)
	}
}

func TestFillGoesOn(t *testing.T) {
	store, g := made(t, 1200)
	if err := g.Fill(t.Context(), store, 1500, nil); err != nil {
		t.Fatal(err)
	}
	a, err := store.Article(t.Context(), 1500)
	if err != nil {
		t.Fatal(err)
	}
	if want := g.Article(1499); a.GUID != want.GUID || a.Text() != want.Text() {
		t.Errorf("article 1500 is %s, want %s", a.GUID, want.GUID)
	}
}

func TestWordsDiffer(t *testing.T) {
	seen := make(map[string]int)
	for n := range 300_000 {
		w := word(n)
		if before, ok := seen[w]; ok {
			t.Fatalf("words %d and %d are both %s", before, n, w)
		}
		seen[w] = n
		env := snowballstem.NewEnv(w)
		if english.Stem(env); n < 10_000 && env.Current() != w {
			t.Fatalf("%s has the stem %s", w, env.Current())
		}
	}
}

func TestQueryFile(t *testing.T) {
	tags := make(map[string]int)
	for _, q := range queries(t) {
		tags[q.Tag]++
	}
	want := map[string]int{
		"rare": 20, "common": 20, "and": 20, "or": 20, "phrase": 20, "proximity": 20, "prefix": 20, "fuzzy": 20,
		"date": 20, "filtered": 20, "all": 10, "huge": 10,
	}
	if diff := cmp.Diff(want, tags); diff != "" {
		t.Error(diff)
	}
	for text, problem := range map[string]string{
		"rare":                     "queries.txt:1: want TAG",
		"# x\n\nrare\toil\tUA":     `queries.txt:3: filter "UA"`,
		"rare\toil\tcountry=UA\tx": "queries.txt:1: want TAG",
		"rare\ttitel:oil":          "queries.txt:1: unknown field",
	} {
		if _, err := parseQueries(text); err == nil || !strings.HasPrefix(err.Error(), problem) {
			t.Errorf("%q: %v, want %s …", text, err, problem)
		}
	}
}

// TestCounts compares every total, facet and month of a small archive with what a
// plain reading of the articles gives.
func TestCounts(t *testing.T) {
	store, g := made(t, 2000)
	x := opened(t, store)
	var texts []plain
	for n := range 2000 {
		texts = append(texts, newPlain(g, n))
	}
	found := 0
	for _, q := range queries(t) {
		if strings.Contains(q.Text, "w/s") {
			continue // what a sentence is, the index defines
		}
		want := answer{months: make(map[string]int)}
		facets := make(map[string]int)
		verdicts := make(map[query.Word]map[string]bool)
		for i := range texts {
			texts[i].verdicts = verdicts
			if !texts[i].matches(q) {
				continue
			}
			want.total++
			for field, values := range texts[i].values {
				for _, v := range values {
					facets[field+"="+v]++
				}
			}
			if m := monthOf(&texts[i].article); m != "" {
				want.months[m]++
			}
		}
		for _, field := range facetFields {
			want.facets = append(want.facets, highest(facets, field+"="))
		}
		if want.total > 0 {
			found++
		}
		for _, mode := range []string{modeFull, modeNewest, modeSnippets} {
			got, err := (&dateline{x, mode}).search(t.Context(), q)
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			if got.total != want.total {
				t.Errorf("%s, %s: %d articles, want %d", q, mode, got.total, want.total)
			} else if !sameCounts(q, want, got) {
				t.Errorf("%s, %s: facets %v, months %v, want %v, %v", q, mode, got.facets, got.months, want.facets, want.months)
			}
		}
	}
	if found < 200 {
		t.Errorf("%d queries find something, want 200", found)
	}
}

// highest are the ten highest counts under names that begin so.
func highest(counts map[string]int, prefix string) []int {
	var list []int
	for name, n := range counts {
		if strings.HasPrefix(name, prefix) {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b int) int { return b - a })
	return list[:min(len(list), facetSize)]
}

// BenchmarkSearch asks each kind of query of 5,000 articles, and checks the counts
// on the way.
func BenchmarkSearch(b *testing.B) {
	store, _ := made(b, 5000)
	x := opened(b, store)
	byTag := make(map[string][]Query)
	for _, q := range queries(b) {
		byTag[q.Tag] = append(byTag[q.Tag], q)
	}
	for _, mode := range []string{modeFull, modeNewest, modeSnippets} {
		e := &dateline{x, mode}
		for tag, list := range byTag {
			var want []int
			for _, q := range list {
				a, err := (&dateline{x, modeFull}).search(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				want = append(want, a.total)
			}
			b.Run(mode+"/"+tag, func(b *testing.B) {
				for n := 0; b.Loop(); n++ {
					i := n % len(list)
					if a, err := e.search(b.Context(), list[i]); err != nil || a.total != want[i] {
						b.Fatalf("%s: %d articles and %v, want %d", list[i], a.total, err, want[i])
					}
				}
			})
		}
	}
}

// BenchmarkGenerate makes articles out of the built-in sample.
func BenchmarkGenerate(b *testing.B) {
	m, err := Load(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	g := NewGenerator(m)
	for n := 0; b.Loop(); n++ {
		g.Article(n)
	}
}
