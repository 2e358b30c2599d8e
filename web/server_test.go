package web

import (
	"context"
	"testing"

	"dateline/archive"
	"dateline/archive/ingest"
	"dateline/archive/sample"
	"dateline/index"
)

// opened is a server over a real archive in a folder of its own.
type opened struct {
	*Server
	store *archive.Store
	index *index.Index
}

// open serves an archive that holds items, all searchable.
func open(t *testing.T, items ...archive.Incoming) opened {
	t.Helper()
	store := openStore(t)
	if len(items) > 0 {
		ctx := t.Context()
		id, err := store.BeginImport(ctx, "test", []string{"test"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Put(ctx, id, items); err != nil {
			t.Fatal(err)
		}
		if err := store.FinishImport(ctx, archive.Import{ID: id, Read: len(items), New: len(items)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return serve(t, store, Config{})
}

// openSample serves the built-in sample.
func openSample(t *testing.T) opened {
	t.Helper()
	store := openStore(t)
	if _, err := ingest.Bytes(t.Context(), store, ingest.Options{By: "test"}, sample.Name, sample.Articles()); err != nil {
		t.Fatal(err)
	}
	return serve(t, store, Config{Demo: true})
}

func openStore(t *testing.T) *archive.Store {
	t.Helper()
	store, err := archive.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func serve(t *testing.T, store *archive.Store, cfg Config) opened {
	t.Helper()
	x, err := index.Open(t.Context(), store, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if err := x.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	cfg.Store, cfg.Index = store, x
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return opened{s, store, x}
}

// background is a context that outlives the test's own, for clean-up.
func background() context.Context { return context.Background() }
