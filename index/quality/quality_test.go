package quality

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// shared finds a file of the shared data; without it the test is skipped, but
// never in CI.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatalf("the shared data are missing: %v", err)
		}
		t.Skipf("the shared data are not here: %v", err)
	}
	return path
}

func measure(t *testing.T, documents []string, queries, judgements string) Figures {
	t.Helper()
	c, err := Read(documents, queries, judgements)
	if err != nil {
		t.Fatal(err)
	}
	f, err := c.Measure(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Log(f)
	return f
}

// The bar is BM25 in Lucene 8.7 with its English analyser: 0.420.
func TestCranfield(t *testing.T) {
	f := measure(t, []string{shared(t, "cranfield/cran.all.1400")}, shared(t, "cranfield/cran.qry"), shared(t, "cranfield/cranqrel"))
	if f.Documents != 1400 || f.Queries != 225 || f.MAP < 0.420 {
		t.Errorf("%v, want 1400 documents, 225 queries and a MAP of 0.420", f)
	}
}

func TestNewsEvents(t *testing.T) {
	f := measure(t, []string{shared(t, "articles/en-basil-2010-2019.jsonl.gz"), shared(t, "articles/en-5w1h-gold-2016.jsonl.gz")},
		shared(t, "queries/event-queries.tsv"), "")
	if f.Queries != 78 || f.MAP < 0.93 {
		t.Errorf("%v, want 78 queries and a MAP of 0.93", f)
	}
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The figures of a ranking that can be worked out by hand.
func TestFigures(t *testing.T) {
	docs := write(t, "docs", ".I 1\n.T\nwing\n.W\nwing wing wing\n.I 2\n.W\nwing and tail of it\n.I 3\n.W\ntail\n.I 4\n.W\nnothing\n")
	queries := write(t, "queries", ".I 7\n.W\nwing\n.I 9\n.W\nrudder\n")
	// The first query finds 1, then 2; documents 2 and 3 answer it. The second
	// finds nothing.
	for name, judgements := range map[string]string{"smart": "1 2 1\n1 3 4\n2 4 1\n", "trec": "1 0 2 1\n1 0 3 2\n1 0 1 0\n2 0 4 1\n"} {
		f := measure(t, []string{docs}, queries, write(t, name, judgements))
		ndcg := (1 / math.Log2(3)) / (1 + 1/math.Log2(3)) / 2
		if f.Queries != 2 || math.Abs(f.MAP-0.125) > 1e-9 || math.Abs(f.NDCG10-ndcg) > 1e-9 || f.Recall1000 != 0.25 {
			t.Errorf("%s: %v, want MAP 0.125, nDCG %.4f, recall 0.25", name, f, ndcg)
		}
	}
}

func TestDamagedCollections(t *testing.T) {
	docs, queries := write(t, "docs", ".I 1\n.W\nwing\n"), write(t, "queries", ".I 1\n.W\nwing\n")
	for name, read := range map[string]func() error{
		"no file":              func() error { _, err := Read([]string{docs}, "missing", ""); return err },
		"no column":            func() error { _, err := Read([]string{docs}, write(t, "q", "a\tb\n"), ""); return err },
		"unknown query":        func() error { _, err := Read([]string{docs}, queries, write(t, "j", "2 1 1\n")); return err },
		"document without id":  func() error { _, err := Read([]string{write(t, "d", `{"text":"a"}`)}, queries, ""); return err },
		"document not in JSON": func() error { _, err := Read([]string{write(t, "d", "wing")}, queries, ""); return err },
	} {
		if read() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
