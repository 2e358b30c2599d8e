package archive

import (
	"testing"
)

// clusters reads cluster and size of the articles 1 to n.
func clusters(t *testing.T, s *Store, n int64) [][2]int64 {
	t.Helper()
	var all [][2]int64
	for id := range n {
		a := read(t, s, id+1)
		all = append(all, [2]int64{a.Cluster, int64(a.Alike)})
	}
	return all
}

func TestClusters(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	item := func(n int, body []Paragraph) Incoming {
		in := incoming(n)
		in.Article.Body = body
		return in
	}
	a, b := long("The same words"), long("Something else")
	expect := func(step string, want ...[2]int64) {
		t.Helper()
		for i, got := range clusters(t, s, int64(len(want))) {
			if got != want[i] {
				t.Errorf("%s: article %d is in cluster %d of %d, want %d of %d", step, i+1, got[0], got[1], want[i][0], want[i][1])
			}
		}
		sound(t, s)
	}
	sequence := func() int64 {
		n, err := s.Sequence(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}

	out := put(t, s, imp, item(1, a), item(2, a), item(3, b), item(4, []Paragraph{{Text: "Short."}}), item(5, []Paragraph{{Text: "Short."}}), item(6, nil), item(7, nil))
	for i, o := range out {
		if o.Duplicate != (i == 1) {
			t.Errorf("article %d: duplicate %t", i+1, o.Duplicate)
		}
	}
	expect("first", [2]int64{1, 2}, [2]int64{1, 2}, [2]int64{3, 1}, [2]int64{4, 1}, [2]int64{5, 1}, [2]int64{6, 1}, [2]int64{7, 1})

	put(t, s, imp, item(8, a), item(9, b))
	expect("joined", [2]int64{1, 3}, [2]int64{1, 3}, [2]int64{3, 2})

	before := sequence()
	retitled := item(1, a)
	retitled.Article.Title = "Other title, same text"
	put(t, s, imp, retitled)
	if n := sequence(); n != before+1 {
		t.Errorf("a new title made %d changes", n-before)
	}
	expect("retitled", [2]int64{1, 3}, [2]int64{1, 3})

	// The first of a cluster leaves it for another: those left behind change too.
	before = sequence()
	put(t, s, imp, item(1, b))
	if n := sequence(); n != before+5 {
		t.Errorf("the move made %d changes, want 5: its own, two left behind, two joined", n-before)
	}
	expect("moved", [2]int64{1, 3}, [2]int64{2, 2}, [2]int64{1, 3}, [2]int64{4, 1}, [2]int64{5, 1}, [2]int64{6, 1}, [2]int64{7, 1}, [2]int64{2, 2}, [2]int64{1, 3})

	put(t, s, imp, item(1, nil))
	expect("emptied", [2]int64{1, 1}, [2]int64{2, 2}, [2]int64{3, 2}, [2]int64{4, 1}, [2]int64{5, 1}, [2]int64{6, 1}, [2]int64{7, 1}, [2]int64{2, 2}, [2]int64{3, 2})

	if err := s.SetStatus(t.Context(), 2, Withheld, "embargo"); err != nil {
		t.Fatal(err)
	}
	expect("withheld", [2]int64{1, 1}, [2]int64{2, 1}, [2]int64{3, 2}, [2]int64{4, 1}, [2]int64{5, 1}, [2]int64{6, 1}, [2]int64{7, 1}, [2]int64{8, 1}, [2]int64{3, 2})

	// A hidden article keeps its status when it changes, and stays on its own.
	put(t, s, imp, item(2, b))
	if got := read(t, s, 2); got.Status != Withheld || got.Version != 2 {
		t.Errorf("status %s, version %d", got.Status, got.Version)
	}
	expect("hidden", [2]int64{1, 1}, [2]int64{2, 1}, [2]int64{3, 2})

	if err := s.SetStatus(t.Context(), 2, Usable, "embargo over"); err != nil {
		t.Fatal(err)
	}
	expect("shown", [2]int64{1, 1}, [2]int64{2, 3}, [2]int64{2, 3}, [2]int64{4, 1}, [2]int64{5, 1}, [2]int64{6, 1}, [2]int64{7, 1}, [2]int64{8, 1}, [2]int64{2, 3})

	// New but not usable: neither joins nor is joined.
	hidden := item(10, long("Third text"))
	hidden.Article.Status = Cancelled
	if out := put(t, s, imp, hidden, item(11, long("Third text"))); out[1].Duplicate {
		t.Error("a copy of a cancelled article is called a duplicate")
	}
	if got := read(t, s, 11); got.Cluster != 11 || got.Alike != 1 {
		t.Errorf("cluster %d of %d", got.Cluster, got.Alike)
	}
	sound(t, s)
}
