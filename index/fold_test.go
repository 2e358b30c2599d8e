package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/archive"
)

// story is a text of 60 words that no other number has, of which the first cut
// are left out.
func story(n, cut int) string {
	var b strings.Builder
	for i := range 60 {
		if i >= cut {
			fmt.Fprintf(&b, "w%dx%d ", n, i*37%61)
		}
	}
	return b.String()
}

// newCopies is an archive of 40 articles with the word "storm": every fourth is on
// its own, the others are three copies each of ten stories, of different days.
func newCopies(t *testing.T) (*archive.Store, *Index) {
	store := newArchive(t)
	var list []archive.Article
	for i := range 40 {
		n := i % 10
		if i%4 == 3 {
			n = 100 + i
		}
		list = append(list, archive.Article{
			GUID: fmt.Sprint(i), Title: fmt.Sprint("Title ", i), Source: []string{"A", "B", "C"}[i%3],
			Published: date(t, fmt.Sprintf("2025-02-%02d", 1+i*7%28)),
			Body:      text(story(n, i%3*4) + strings.Repeat(" storm", 1+i%5)),
		})
	}
	put(t, store, list...)
	return store, openIndex(t, store)
}

func TestFold(t *testing.T) {
	_, x := newCopies(t)
	for _, q := range []Query{
		{Text: "storm"}, {}, {Text: "storm", Sort: Newest}, {Text: "storm", Sort: Oldest}, {Sort: Added}, {Text: "storm -w3x1"},
		{Text: "storm", Filters: []Filter{{Field: "source", Values: []string{"A"}}}},
	} {
		q.Limit = 200
		shown := search(t, x, q)
		if shown.Listed != shown.Total || len(shown.Hits) != shown.Total {
			t.Fatalf("%v: %d of %d listed", q, shown.Listed, shown.Total)
		}
		// The first hit of each cluster, in order, with how many others there are.
		var want []string
		count := make(map[int64]int)
		for _, h := range shown.Hits {
			count[h.Article.Cluster]++
		}
		seen := make(map[int64]bool)
		for _, h := range shown.Hits {
			if c := h.Article.Cluster; !seen[c] {
				seen[c] = true
				want = append(want, fmt.Sprint(h.ID, " +", count[c]-1))
			}
		}
		if len(want) == shown.Total {
			t.Fatalf("%v: nothing to fold", q)
		}
		q.Duplicates = Fold
		for _, limit := range []int{1, 3, 200} {
			q.Limit, q.Cursor = limit, ""
			var got []string
			for {
				r := search(t, x, q)
				if r.Total != shown.Total || r.Listed != len(want) {
					t.Fatalf("%v: total %d, %d listed; want %d, %d", q, r.Total, r.Listed, shown.Total, len(want))
				}
				for _, h := range r.Hits {
					got = append(got, fmt.Sprint(h.ID, " +", h.Folded))
				}
				if q.Cursor = r.Next; r.Next == "" {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v, %d a page:\n%v, want\n%v", q, limit, got, want)
			}
		}
	}
}

// Facets, timeline and has:duplicates count articles, folded or not, and follow
// what becomes of a cluster.
func TestFoldCountsArticles(t *testing.T) {
	store, x := newCopies(t)
	q := Query{Text: "storm", Timeline: Day, Limit: 200}
	shown := search(t, x, q)
	q.Duplicates = Fold
	folded := search(t, x, q)
	if fmt.Sprint(shown.Facets) != fmt.Sprint(folded.Facets) || fmt.Sprint(shown.Timeline) != fmt.Sprint(folded.Timeline) {
		t.Error("counts differ")
	}
	copies := search(t, x, Query{Text: "has:duplicates", Limit: 200})
	for _, h := range copies.Hits {
		if h.Article.Alike < 2 {
			t.Errorf("article %d has no duplicates", h.ID)
		}
	}
	if copies.Total < 20 {
		t.Fatalf("%d articles have duplicates", copies.Total)
	}
	var gone []int64
	for _, h := range copies.Hits {
		if h.Article.Cluster != h.ID {
			gone = append(gone, h.ID)
		}
	}
	for _, id := range gone {
		if err := store.SetStatus(t.Context(), id, archive.Withdrawn, "test"); err != nil {
			t.Fatal(err)
		}
	}
	follow(t, x)
	if n := search(t, x, Query{Text: "has:duplicates"}).Total; n != 0 {
		t.Errorf("%d articles have duplicates that are withdrawn", n)
	}
	if r := search(t, x, Query{Text: "storm", Duplicates: Fold}); r.Listed != r.Total {
		t.Errorf("%d of %d listed", r.Listed, r.Total)
	}
}
