package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

// open opens the archive in dir until the end of the test.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// beginImport opens an import record.
func beginImport(t testing.TB, s *Store) int64 {
	t.Helper()
	id, err := s.BeginImport(t.Context(), "tester", []string{"a.jsonl", "-"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// put stores items and fails the test if it cannot.
func put(t testing.TB, s *Store, importID int64, items ...Incoming) []Outcome {
	t.Helper()
	outcomes, err := s.Put(t.Context(), importID, items)
	if err != nil {
		t.Fatal(err)
	}
	if len(outcomes) != len(items) {
		t.Fatalf("%d outcomes of %d items", len(outcomes), len(items))
	}
	return outcomes
}

// read returns one article and fails the test if it cannot.
func read(t testing.TB, s *Store, id int64) *Article {
	t.Helper()
	a, err := s.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sound fails the test if Check finds anything.
func sound(t testing.TB, s *Store) {
	t.Helper()
	faults, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// long is a text that is long enough to be called the same as another.
func long(words string) []Paragraph {
	return []Paragraph{{Text: strings.Repeat(words+" ", 80/len(words)+1)}}
}

// incoming is an article of its own.
func incoming(n int) Incoming {
	return Incoming{
		Identity: fmt.Sprintf("id-%d", n), Input: "a.jsonl", Line: n,
		Original: fmt.Appendf(nil, `{"n":%d}`, n), MediaType: "application/json",
		Article: Article{Title: fmt.Sprintf("Title %d", n), Body: long(fmt.Sprintf("text number %d", n))},
	}
}

func TestPutAndRead(t *testing.T) {
	s := open(t, t.TempDir())
	now := time.Date(2025, 3, 1, 12, 0, 0, 5e6, time.UTC)
	s.now = func() time.Time { return now }
	imp := beginImport(t, s)
	in := Incoming{
		Identity: "guid:1", Input: "x.jsonl", Line: 4, Original: []byte(`{"title":"Peace"}`), MediaType: "application/json",
		Article: Article{
			GUID: "g1", URL: "https://www.example.org/a?b=c#d", Source: "Example", Title: "Peace",
			Authors: []string{"Ann Lee", "Bo"}, Published: date(t, "2025-02-28T23:30+02:00"), Language: "en",
			Body: []Paragraph{{Text: "First things."}, {Kind: Heading, Text: "Head"}, {Kind: Related, Text: "SEE ALSO"}},
			Entities: []entity.Ref{
				{Kind: entity.Person, ID: "donald-trump", Name: "Donald Trump", Aliases: []string{"Trump"}},
				{Kind: entity.Country, ID: "UA", Name: "Ukraine"},
				{Kind: entity.Country, ID: "UA", Name: "Ukraine"},
			},
		},
	}
	out := put(t, s, imp, in)
	if want := []Outcome{{ID: 1, Result: New}}; !cmp.Equal(out, want) {
		t.Fatalf("got %v, want %v", out, want)
	}
	want := in.Article
	want.ID, want.Sequence, want.Version, want.Status, want.Sent, want.Cluster, want.Alike = 1, 1, 1, Usable, Usable, 1, 1
	want.Imported, want.Changed = now, now
	want.Entities = []entity.Ref{
		{Kind: entity.Person, ID: "donald-trump", Name: "Donald Trump"}, {Kind: entity.Country, ID: "UA", Name: "Ukraine"},
	}
	want.Supplied = want.Entities
	if diff := cmp.Diff(&want, read(t, s, 1)); diff != "" {
		t.Error(diff)
	}
	changes, err := s.Changes(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Change{{Article: &want, Links: []Linked{
		{Link{1, true}, entity.Person, "donald-trump"}, {Link{2, true}, entity.Country, "UA"},
	}, Words: 3}}, changes); diff != "" {
		t.Error(diff)
	}
	var rows []Row
	err = s.Rows(t.Context(), 1, func(r *Row) error { rows = append(rows, *r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	wantRow := Row{ID: 1, Sequence: 1, Status: Usable, Published: want.Published, Imported: now, Source: "Example",
		Language: "en", Site: "example.org", Authors: want.Authors, Links: []Link{{1, true}, {2, true}}, Words: 3, Version: 1, Cluster: 1}
	if diff := cmp.Diff([]Row{wantRow}, rows); diff != "" {
		t.Error(diff)
	}
	if ids, err := s.ByURL(t.Context(), want.URL); err != nil || !cmp.Equal(ids, []int64{1}) {
		t.Errorf("by address: %v, %v", ids, err)
	}
	if _, err := s.Article(t.Context(), 2); !errors.Is(err, ErrNotFound) {
		t.Errorf("article 2: %v", err)
	}
	sound(t, s)
}

func TestOpenPaths(t *testing.T) {
	for _, name := range []string{"plain", "with space", "a?b=c&d", "x#y", "100%", "%41", "ünï çødé", "a'b\"c", "semi;colon", "new\nline", "file:x"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			s := open(t, dir)
			put(t, s, beginImport(t, s), incoming(1))
			if s.Dir() != dir || len(s.ID()) != 32 {
				t.Errorf("dir %q, id %q", s.Dir(), s.ID())
			}
			id := s.ID()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(dir, "archive.db")); err != nil {
				t.Error(err)
			}
			if again := open(t, dir); again.ID() != id {
				t.Errorf("id %s became %s", id, again.ID())
			}
		})
	}
}

func TestClosed(t *testing.T) {
	s := open(t, t.TempDir())
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Sequence(context.Background()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if _, err := s.Put(context.Background(), 1, []Incoming{incoming(1)}); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}
