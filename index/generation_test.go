package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"dateline/archive"
)

// some are n articles about the same thing.
func some(from, n int) []archive.Article {
	var out []archive.Article
	for i := from; i < from+n; i++ {
		out = append(out, archive.Article{GUID: fmt.Sprint(i), Title: fmt.Sprint("Bridge number ", i), Body: text("A bridge was opened.")})
	}
	return out
}

// reopen closes an index and opens it again.
func reopen(t *testing.T, x *Index, store *archive.Store) *Index {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return openIndex(t, store)
}

func wantTotal(t *testing.T, x *Index, want int) {
	t.Helper()
	if r := search(t, x, Query{Text: "bridge"}); r.Total != want {
		t.Errorf("%d articles by word, want %d", r.Total, want)
	}
	if r := search(t, x, Query{}); r.Total != want {
		t.Errorf("%d articles in all, want %d", r.Total, want)
	}
	if faults, err := x.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// folders lists the generations on disk.
func folders(t *testing.T, x *Index) string {
	t.Helper()
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return strings.Join(names, " ")
}

func TestReopen(t *testing.T) {
	store := newArchive(t)
	put(t, store, some(0, 50)...)
	x := openIndex(t, store)
	wantTotal(t, x, 50)

	put(t, store, some(50, 30)...) // while the index is closed
	x.Close()
	x, err := Open(context.Background(), store, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if ready, lag, _ := x.Ready(context.Background()); ready || lag != 30 {
		t.Errorf("before following: ready %v, %d behind", ready, lag)
	}
	if r := search(t, x, Query{}); r.Total != 50 {
		t.Errorf("before following: %d articles, want the 50 whose words are there", r.Total)
	}
	follow(t, x)
	if ready, lag, _ := x.Ready(context.Background()); !ready || lag != 0 {
		t.Errorf("after following: ready %v, %d behind", ready, lag)
	}
	wantTotal(t, x, 80)
	x.Close()
	if _, err := x.Search(context.Background(), Query{}); err == nil {
		t.Error("a closed index answers")
	}
}

// Whatever is wrong with an index, it is built anew, and nothing is missing.
func TestUnusableIndexIsRebuilt(t *testing.T) {
	damages := map[string]func(t *testing.T, dir string, x *Index){
		"removed":    func(t *testing.T, dir string, _ *Index) { os.RemoveAll(dir) },
		"no CURRENT": func(t *testing.T, dir string, _ *Index) { os.Remove(filepath.Join(dir, "CURRENT")) },
		"CURRENT garbage": func(t *testing.T, dir string, _ *Index) {
			os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("x\x00"), 0o644)
		},
		"CURRENT dangling": func(t *testing.T, dir string, _ *Index) {
			os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("77\n"), 0o644)
		},
		"meta garbage": func(t *testing.T, dir string, _ *Index) {
			os.WriteFile(filepath.Join(dir, "1", "index_meta.json"), []byte("{"), 0o644)
		},
		"root garbage": func(t *testing.T, dir string, _ *Index) {
			os.WriteFile(filepath.Join(dir, "1", "store", "root.bolt"), []byte(strings.Repeat("garbage ", 3000)), 0o644)
		},
		"root empty": func(t *testing.T, dir string, _ *Index) {
			os.Truncate(filepath.Join(dir, "1", "store", "root.bolt"), 0)
		},
		"segment damaged": func(t *testing.T, dir string, _ *Index) {
			zaps, _ := filepath.Glob(filepath.Join(dir, "1", "store", "*.zap"))
			for _, z := range zaps {
				data, err := os.ReadFile(z)
				if err != nil {
					t.Fatal(err)
				}
				data[len(data)-60] ^= 1
				os.WriteFile(z, data, 0o644)
			}
		},
		"segments gone": func(t *testing.T, dir string, _ *Index) {
			zaps, _ := filepath.Glob(filepath.Join(dir, "1", "store", "*.zap"))
			for _, z := range zaps {
				os.Remove(z)
			}
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			store := newArchive(t)
			put(t, store, some(0, 40)...)
			x := openIndex(t, store)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, x.dir, x)
			x = openIndex(t, store)
			wantTotal(t, x, 40)
			if got := folders(t, x); strings.Contains(got, " ") {
				t.Errorf("folders left behind: %s", got)
			}
		})
	}
}

// An index that carries another stamp is not this archive's, or not in this
// format, or from the future.
func TestStampsAreChecked(t *testing.T) {
	stamps := map[string]func(b *bleveapi.Batch){
		"other format":   func(b *bleveapi.Batch) { b.SetInternal(keyFormat, []byte("0")) },
		"other database": func(b *bleveapi.Batch) { b.SetInternal(keyDatabase, []byte("elsewhere")) },
		"ahead":          func(b *bleveapi.Batch) { b.SetInternal(keySequence, []byte{0, 0, 0, 0, 0, 0, 99, 99}) },
		"no sequence":    func(b *bleveapi.Batch) { b.DeleteInternal(keySequence) },
	}
	for name, set := range stamps {
		t.Run(name, func(t *testing.T) {
			store := newArchive(t)
			put(t, store, some(0, 10)...)
			x := openIndex(t, store)
			b := bleveapi.NewBatch()
			set(b)
			if err := x.view.generation.engine.Batch(b); err != nil {
				t.Fatal(err)
			}
			x = reopen(t, x, store)
			wantTotal(t, x, 10)
			if got := folders(t, x); got != "2" {
				t.Errorf("folders %s, want a new index in 2", got)
			}
		})
	}
}

func TestReindex(t *testing.T) {
	store := newArchive(t)
	put(t, store, some(0, 30)...)
	x := openIndex(t, store)
	q := Query{Text: "bridge", Limit: 10}
	first := search(t, x, q) // its cursor holds the old index

	told := int64(0)
	if err := x.Reindex(context.Background(), func(done, total int64) { told = done }); err != nil {
		t.Fatal(err)
	}
	if told != 30 {
		t.Errorf("progress ended at %d", told)
	}
	wantTotal(t, x, 30)
	q.Cursor = first.Next
	if r := search(t, x, q); len(r.Hits) != 10 || r.Total != 30 {
		t.Errorf("the old cursor gives %d of %d", len(r.Hits), r.Total)
	}
	if got := folders(t, x); got != "1 2" {
		t.Errorf("while the cursor holds it: folders %s", got)
	}
	x.mu.Lock()
	x.unpin(func(*pin) bool { return true })
	x.mu.Unlock()
	if got := folders(t, x); got != "2" {
		t.Errorf("after its last reader: folders %s", got)
	}
	put(t, store, some(30, 5)...)
	follow(t, x)
	x = reopen(t, x, store)
	wantTotal(t, x, 35)

	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := x.Reindex(cancelled, nil); err == nil {
		t.Error("a cancelled reindex succeeds")
	}
	if got := folders(t, x); got != "2" {
		t.Errorf("after a cancelled reindex: folders %s", got)
	}
	wantTotal(t, x, 35)
}

// Run finds other processes' changes by itself.
func TestRun(t *testing.T) {
	store := newArchive(t)
	x := openIndex(t, store)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- x.Run(ctx) }()
	put(t, store, some(0, 3)...)
	end, _ := store.Sequence(ctx)
	for deadline := time.Now().Add(10 * time.Second); x.Sequence() < end; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the index does not follow")
		}
	}
	wantTotal(t, x, 3)
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
