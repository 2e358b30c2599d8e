package archive

import (
	"fmt"
	"slices"
	"strings"
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

// words are n words that no other topic has, in an order of their own.
func words(topic string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s%d", topic, i*7919%10007)
	}
	return list
}

// reprint is a body of the words of a topic from first to last, in two
// paragraphs, every twentieth of them changed if so asked.
func reprint(topic string, first, last int, changed bool) []Paragraph {
	list := slices.Clone(words(topic, last)[first:])
	for i := range list {
		if changed && i%20 == 10 {
			list[i] = "other"
		}
	}
	half := len(list) / 3
	return []Paragraph{{Text: strings.Join(list[:half], " ")}, {Text: strings.Join(list[half:], " ")}}
}

// TestNearCopies has copies come, change, hide and come back, in one batch and in
// several, and looks whether the clusters are those of the texts there are.
func TestNearCopies(t *testing.T) {
	for _, batch := range []int{1, 3, 100} {
		t.Run(fmt.Sprint("batches of ", batch), func(t *testing.T) {
			s := open(t, t.TempDir())
			imp := beginImport(t, s)
			item := func(n int, body []Paragraph) Incoming {
				in := incoming(n)
				in.Article.Body = body
				return in
			}
			store := func(items ...Incoming) (duplicates int) {
				for part := range slices.Chunk(items, batch) {
					for _, o := range put(t, s, imp, part...) {
						if o.Duplicate {
							duplicates++
						}
					}
				}
				return duplicates
			}
			expect := func(step string, want ...int64) {
				t.Helper()
				for i, c := range clusters(t, s, int64(len(want))) {
					if c[0] != want[i] {
						t.Errorf("%s: article %d is in cluster %d, want %d", step, i+1, c[0], want[i])
					}
				}
				sound(t, s)
			}
			whole := reprint("flood", 0, 200, false)
			n := store(
				item(1, whole),
				item(2, reprint("flood", 0, 140, false)), // cut
				item(3, reprint("vote", 0, 200, false)),
				item(4, reprint("flood", 0, 200, true)), // changed
				item(5, whole),
				item(6, append(reprint("market", 0, 150, false), reprint("flood", 20, 180, false)...)), // within another
				item(7, reprint("vote", 60, 200, true)),
			)
			if n != 5 {
				t.Errorf("%d duplicates, want 5", n)
			}
			expect("first", 1, 1, 3, 1, 1, 1, 3)

			if n := store(item(1, whole), item(2, reprint("flood", 0, 140, false))); n != 0 {
				t.Errorf("%d duplicates of articles that came again", n)
			}
			expect("again", 1, 1, 3, 1, 1, 1, 3)

			store(item(1, reprint("vote", 0, 180, false)))
			expect("the first moved over", 1, 2, 1, 2, 2, 2, 1)

			store(item(1, reprint("flood", 0, 190, false)))
			expect("and back", 1, 1, 3, 1, 1, 1, 3)

			for _, id := range []int64{1, 5} {
				if err := s.SetStatus(t.Context(), id, Withheld, "test"); err != nil {
					t.Fatal(err)
				}
			}
			expect("the whole ones hidden", 1, 2, 3, 2, 5, 2, 3)

			if err := s.SetStatus(t.Context(), 1, Usable, "test"); err != nil {
				t.Fatal(err)
			}
			expect("one shown again", 1, 1, 3, 1, 5, 1, 3)

			// Two parts of a story have nothing in common until the whole comes.
			store(item(8, reprint("storm", 0, 100, false)), item(9, reprint("storm", 100, 200, false)))
			expect("parts", 1, 1, 3, 1, 5, 1, 3, 8, 9)
			store(item(10, reprint("storm", 0, 200, false)))
			expect("the whole", 1, 1, 3, 1, 5, 1, 3, 8, 8, 8)
			if err := s.SetStatus(t.Context(), 10, Withdrawn, "test"); err != nil {
				t.Fatal(err)
			}
			expect("parts again", 1, 1, 3, 1, 5, 1, 3, 8, 9, 10)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}

			// Another process finds what this one stored.
			s = open(t, s.Dir())
			store(item(11, reprint("storm", 0, 100, true)), item(12, reprint("vote", 0, 150, true)))
			expect("opened again", 1, 1, 3, 1, 5, 1, 3, 8, 9, 10, 8, 3)
		})
	}
}

// Two stores, as of two processes, find each other's articles.
func TestNearCopiesOfAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	imp := beginImport(t, a)
	for n, s := range []*Store{a, b, a, b} {
		in := incoming(n)
		in.Article.Body = reprint("flood", 10*n, 200, n%2 > 0)
		if out := put(t, s, imp, in); out[0].Duplicate != (n > 0) {
			t.Errorf("article %d: duplicate %t", n+1, out[0].Duplicate)
		}
	}
	sound(t, a)
}

// An archive that is older than the search for copies has them found later, with
// what comes in meanwhile.
func TestCompare(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	item := func(n int, topic string, first, last int) Incoming {
		in := incoming(n)
		in.Article.Body = reprint(topic, first, last, false)
		return in
	}
	put(t, s, imp, item(1, "flood", 0, 200), item(2, "flood", 0, 150), item(3, "vote", 0, 200), item(4, "vote", 50, 200), item(5, "flood", 0, 200))
	_, err := s.writer.Exec(`DELETE FROM copies; DELETE FROM copy_keys; UPDATE meta SET value = 0 WHERE key IN ('copy_keys', 'compared');
		UPDATE meta SET value = 5 WHERE key = 'compare';
		UPDATE articles SET cluster = CASE id WHEN 5 THEN 1 ELSE id END`)
	if err != nil {
		t.Fatal(err)
	}
	s.copyKeys = new(keyTable)
	sound(t, s)
	put(t, s, imp, item(6, "flood", 50, 200), item(3, "vote", 0, 190)) // an old one changes before it was looked at
	if n, err := s.Uncompared(t.Context()); n != 5 || err != nil {
		t.Errorf("%d uncompared, %v; want 5", n, err)
	}
	for _, want := range []int{2, 2, 1, 0} {
		if n, err := s.Compare(t.Context(), 2); n != want || err != nil {
			t.Errorf("compared %d, %v; want %d", n, err, want)
		}
		sound(t, s)
	}
	for i, c := range clusters(t, s, 6) {
		if want := []int64{1, 1, 3, 3, 1, 1}[i]; c[0] != want {
			t.Errorf("article %d is in cluster %d, want %d", i+1, c[0], want)
		}
	}
}
