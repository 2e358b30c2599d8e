package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/archive"
	"dateline/archive/reader"
)

// Rejected records are kept with their bytes unless there are too many.
func TestRejectedBytesAreKept(t *testing.T) {
	store, ctx, dir := openStore(t), context.Background(), t.TempDir()
	lines := filepath.Join(dir, "lines.jsonl")
	huge := `{"title":"x","date":"31-FEB-1987","text":"` + strings.Repeat("y", maxKeptOf) + `"}`
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(lines, `{"id":"a","title":"Good","text":"Text."}`+"\n"+`{"id":"b","title":"Bad","date":"31-FEB-1987"}`+"\n"+huge+"\n")
	whole := filepath.Join(dir, "picture.png")
	write(whole, "\x89PNG\r\n\x1a\n\x00\x00")
	rep, err := Run(ctx, store, Options{Reader: reader.Options{Source: "Gazette", Topics: []string{"floods"}}, By: "test"}, dir)
	if err != nil || rep.New != 1 || rep.Rejected != 3 {
		t.Fatalf("%+v, %v", rep, err)
	}
	list, err := store.RefusedBy(ctx, 1, 0, 10)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	for i, want := range []struct {
		line, size int
		kept       bool
	}{{2, 45, true}, {3, len(huge), false}, {0, 10, true}} {
		if r := list[i]; r.Line != want.line || r.Size != want.size || r.Kept != want.kept || r.Reason == "" {
			t.Errorf("%d: %+v", i, r)
		}
	}
	if b, err := store.RefusedBytes(ctx, 1, 2); err != nil || string(b) != "\x89PNG\r\n\x1a\n\x00\x00" {
		t.Errorf("%q, %v", b, err)
	}

	// Read as before but for the date, it is rejected again; then as it should be.
	if rep, err = Retry(ctx, store, Options{By: "test"}, 1, nil); err != nil || rep.New != 0 || rep.Rejected != 2 {
		t.Errorf("%+v, %v", rep, err)
	}
	if rep, err = Retry(ctx, store, Options{By: "test"}, 1, []Again{{Position: 1, Corrected: []byte(`{"id":"c","title":"Short","text":"It is."}`)}}); err != nil || rep.New != 1 {
		t.Errorf("%+v, %v", rep, err)
	}
	a, err := store.Article(ctx, 2)
	if err != nil || a.Source != "Gazette" || len(a.Tagged(archive.Topic)) != 1 {
		t.Errorf("read in another way: %+v, %v", a, err)
	}
	list, err = store.RefusedBy(ctx, 1, 0, 10)
	if err != nil || list[0].Settled != 0 || list[1].Settled != 3 || list[2].Settled != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	revisions, err := store.Revisions(ctx, 2)
	if err != nil || revisions[0].Line != 3 || revisions[0].Input != lines || revisions[0].Import != 3 {
		t.Errorf("%+v, %v", revisions, err)
	}
	for _, c := range []struct {
		id      int64
		records []Again
		want    error
	}{{99, nil, archive.ErrNotFound}, {1, []Again{{Position: 9}}, archive.ErrNotFound}, {3, nil, ErrNothingToRetry}} {
		if _, err := Retry(ctx, store, Options{}, c.id, c.records); !errors.Is(err, c.want) {
			t.Errorf("retry %d %v: %v, want %v", c.id, c.records, err, c.want)
		}
	}
	if _, err := Retry(ctx, store, Options{}, 1, []Again{{Position: 1}}); err == nil {
		t.Error("a record was read whose bytes are not kept")
	}
}

// What an import keeps of rejected records is limited.
func TestRejectedBytesAreLimited(t *testing.T) {
	store := openStore(t)
	r := newRun(store, Options{})
	id, err := store.BeginImport(t.Context(), "test", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.id, r.kept = id, maxKept-10
	var records []archive.Refused
	for i := range 4 {
		records = append(records, refused(reader.Problem{Input: "a", Line: i + 1, Reason: "bad"}, []byte(fmt.Sprint("12345", i)), "text/plain"))
	}
	if err := r.reject(t.Context(), records); err != nil {
		t.Fatal(err)
	}
	list, err := store.RefusedBy(t.Context(), id, 0, 10)
	if err != nil || len(list) != 4 || !list[0].Kept || list[1].Kept || list[3].Kept || list[3].Size != 6 {
		t.Errorf("%+v, %v", list, err)
	}
}
