package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/archive"
)

// open gives a session as a command of another process would have it: its own
// store, and no owner yet.
func open(t *testing.T, dir, command string) *session {
	t.Helper()
	var log bytes.Buffer
	s, err := openSession(context.Background(), &env{archive: dir, command: command, log: newLog(&log, command)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if log.Len() > 0 {
			t.Logf("log of %s:\n%s", command, log.String())
		}
	})
	return s
}

func put(t *testing.T, s *session, ids ...string) {
	t.Helper()
	ctx := context.Background()
	imp, err := s.store.BeginImport(ctx, "test", nil)
	if err != nil {
		t.Fatal(err)
	}
	var items []archive.Incoming
	for _, id := range ids {
		items = append(items, archive.Incoming{
			Identity: id,
			Article:  archive.Article{Title: "Title " + id, Body: []archive.Paragraph{{Text: "About harbours."}}},
		})
	}
	if _, err := s.store.Put(ctx, imp, items); err != nil {
		t.Fatal(err)
	}
}

func wantTotal(t *testing.T, s *session, want int) {
	t.Helper()
	body, err := s.get(context.Background(), http.MethodGet, "/api/v1/search?q=harbours")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), fmt.Sprintf(`"total":%d,`, want)) {
		t.Errorf("search answers %s, want a total of %d", body, want)
	}
}

func TestTheIndexPassesFromOwnerToOwner(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	first, second := open(t, dir, "serve"), open(t, dir, "import")
	if err := first.connect(ctx); err != nil {
		t.Fatal(err)
	}
	if err := second.connect(ctx); err != nil {
		t.Fatal(err)
	}
	if first.owner == nil || second.owner != nil {
		t.Fatalf("owners: first %v, second %v, want only the first", first.owner, second.owner)
	}

	// What one stores can be found by both as soon as the owner has followed.
	put(t, second, "a")
	if err := second.follow(ctx, nil); err != nil {
		t.Fatal(err)
	}
	wantTotal(t, first, 1)
	wantTotal(t, second, 1)

	// The owner goes while the other needs the index: it takes it over.
	put(t, second, "b")
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	if err := second.follow(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if second.owner == nil {
		t.Error("the second session does not own the index")
	}
	wantTotal(t, second, 2)
	if err := second.close(); err != nil {
		t.Fatal(err)
	}
}

// A process that holds the lock and does not answer is named, and nobody waits
// for it for ever.
func TestASilentOwner(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, "search")
	defer s.close()
	l, err := tryLock(dir, "serve")
	if err != nil {
		t.Fatal(err)
	}
	defer l.release()
	s.wait = 100 * time.Millisecond
	if err := s.connect(context.Background()); err == nil || !strings.Contains(err.Error(), "(dateline serve) has locked") {
		t.Errorf("connect = %v, want an error that names the process", err)
	}
}

// Pages tell that the index is being opened or cannot be; commands get the
// reason.
func TestAnIndexThatCannotBeOpened(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := open(t, dir, "import")
	defer s.close()
	writeFile(t, dir+"/index", "in the way of the index's folder")
	put(t, s, "a")
	if err := s.follow(ctx, nil); err == nil || !strings.Contains(err.Error(), "index") {
		t.Errorf("follow = %v, want the reason", err)
	}
	body, err := s.get(ctx, http.MethodGet, "/local/check")
	if err != nil || !strings.Contains(string(body), "the index cannot be opened") {
		t.Errorf("check answers %s, %v", body, err)
	}
	if _, err := s.get(ctx, http.MethodGet, "/api/v1/search"); err == nil {
		t.Error("search answers without an index")
	}
}
