package archive

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

func TestRevisions(t *testing.T) {
	s := open(t, t.TempDir())
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return now }
	first := beginImport(t, s)
	in := incoming(1)
	put(t, s, first, in, incoming(2))

	now = now.Add(time.Hour)
	second := beginImport(t, s)
	if got := put(t, s, second, in)[0]; got != (Outcome{ID: 1, Result: Unchanged}) {
		t.Fatal(got)
	}
	changed := in
	changed.Article.Title = "Corrected"
	changed.Article.Entities = []entity.Ref{{Kind: entity.Country, ID: "IR", Name: "Iran"}}
	changed.Input, changed.Line, changed.Original = "b.jsonl", 9, []byte("other bytes")
	if got := put(t, s, second, changed)[0]; got != (Outcome{ID: 1, Result: Updated}) {
		t.Fatal(got)
	}
	a := read(t, s, 1)
	if a.Version != 2 || a.Sequence != 3 || a.Title != "Corrected" || len(a.Entities) != 1 || !a.Imported.Equal(now.Add(-time.Hour)) || !a.Changed.Equal(now) {
		t.Errorf("updated: %+v", a)
	}
	// Back to what it was: a third version, not the first again.
	back := in
	back.Input, back.Line = "b.jsonl", 9
	if got := put(t, s, second, back)[0]; got != (Outcome{ID: 1, Result: Updated}) {
		t.Fatal(got)
	}
	revisions, err := s.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 3 {
		t.Fatal(revisions, err)
	}
	for i, want := range []struct {
		version int
		title   string
		imp     int64
		input   string
		line    int
		bytes   string
	}{{3, "Title 1", second, "b.jsonl", 9, `{"n":1}`}, {2, "Corrected", second, "b.jsonl", 9, "other bytes"}, {1, "Title 1", first, "a.jsonl", 1, `{"n":1}`}} {
		r := revisions[i]
		if r.Version != want.version || r.Article.Title != want.title || r.Import != want.imp || r.Input != want.input || r.Line != want.line ||
			r.Article.ID != 1 || r.Article.Version != want.version || r.Article.Status != Usable {
			t.Errorf("revision %d: %+v", i, r)
		}
		if b, mediaType, err := s.Original(t.Context(), r.Original); err != nil || string(b) != want.bytes || mediaType != "application/json" {
			t.Errorf("revision %d: original %q %s, %v", i, b, mediaType, err)
		}
	}
	if !cmp.Equal(revisions[1].Article.Entities, changed.Article.Entities) || revisions[2].Article.Entities != nil {
		t.Error("entities of old versions differ")
	}
	if _, err := s.Revisions(t.Context(), 3); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	for _, sum := range []string{"", "zz", revisions[0].Original[:10], "00" + revisions[0].Original[2:]} {
		if _, _, err := s.Original(t.Context(), sum); !errors.Is(err, ErrNotFound) {
			t.Errorf("original %q: %v", sum, err)
		}
	}
	sound(t, s)
}

func TestUnchangedWritesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	in := incoming(1)
	put(t, s, imp, in, incoming(2))
	before := contents(t, s)
	in.Input, in.Line, in.Original, in.MediaType = "elsewhere", 77, []byte("other bytes"), "text/plain"
	put(t, s, imp, in)
	put(t, s, imp, in, in)
	if diff := cmp.Diff(before, contents(t, s)); diff != "" {
		t.Error(diff)
	}
}

// contents counts the rows of every table.
func contents(t *testing.T, s *Store) map[string]int {
	t.Helper()
	counts := make(map[string]int)
	for _, table := range []string{"articles", "versions", "originals", "entities", "aliases", "article_entities", "rejections", "status_changes"} {
		var n int
		if err := s.readers.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[table] = n
	}
	n, err := s.Sequence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counts["sequence"] = int(n)
	return counts
}

func TestSameIdentityInOneBatch(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	a, b := incoming(1), incoming(1)
	a.Article.Entities = []entity.Ref{{Kind: entity.Topic, ID: "oil", Name: "Oil"}}
	b.Article.Title = "Second"
	b.Article.Entities = []entity.Ref{{Kind: entity.Topic, ID: "gas", Name: "Gas"}, {Kind: entity.Topic, ID: "oil", Name: "Oil"}}
	got := put(t, s, imp, a, a, b, incoming(2), a, b, b)
	want := []Outcome{
		{ID: 1, Result: New}, {ID: 1, Result: Unchanged}, {ID: 1, Result: Updated}, {ID: 2, Result: New},
		{ID: 1, Result: Updated}, {ID: 1, Result: Updated}, {ID: 1, Result: Unchanged},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if a := read(t, s, 1); a.Version != 4 || a.Sequence != 5 || a.Title != "Second" || len(a.Entities) != 2 || a.Entities[0].ID != "gas" {
		t.Errorf("%+v", a)
	}
	// All of it is there as it is but for the last, which undoes the one before.
	if got := put(t, s, imp, b, a, b); got[0].Result != Unchanged || got[1].Result != Updated || got[2].Result != Updated {
		t.Errorf("got %v", got)
	}
	sound(t, s)
}

func TestChanges(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	for i := range 10 {
		put(t, s, imp, incoming(i+1))
	}
	again := incoming(3)
	again.Article.Title = "New title"
	put(t, s, imp, again)
	if err := s.SetStatus(t.Context(), 5, Cancelled, "withdrawn by the agency"); err != nil {
		t.Fatal(err)
	}
	order := func(after int64, limit int) []int64 {
		changes, err := s.Changes(t.Context(), after, limit)
		if err != nil {
			t.Fatal(err)
		}
		ids := []int64{}
		for _, c := range changes {
			if c.Article.Sequence <= after {
				t.Errorf("article %d has the number %d", c.Article.ID, c.Article.Sequence)
			}
			after = c.Article.Sequence
			ids = append(ids, c.Article.ID)
		}
		return ids
	}
	for _, c := range []struct {
		after int64
		limit int
		want  []int64
	}{
		{0, 100, []int64{1, 2, 4, 6, 7, 8, 9, 10, 3, 5}}, {0, 3, []int64{1, 2, 4}}, {4, 2, []int64{6, 7}},
		{11, 10, []int64{5}}, {12, 10, []int64{}}, {0, 0, []int64{}}, {0, -1, []int64{}},
	} {
		if got := order(c.after, c.limit); !slices.Equal(got, c.want) {
			t.Errorf("after %d up to %d: %v, want %v", c.after, c.limit, got, c.want)
		}
	}
	changes, err := s.Changes(t.Context(), 11, 1)
	if err != nil || changes[0].Article.Status != Cancelled {
		t.Error(changes, err)
	}
	var rows []int64
	err = s.Rows(t.Context(), 11, func(r *Row) error { rows = append(rows, r.ID); return nil })
	if want := []int64{1, 2, 3, 4, 6, 7, 8, 9, 10}; err != nil || !slices.Equal(rows, want) {
		t.Errorf("rows %v, %v", rows, err)
	}
	stop := errors.New("enough")
	if err := s.Rows(t.Context(), 11, func(*Row) error { return stop }); err != stop {
		t.Error(err)
	}
}

func TestArticlesKeepTheirOrder(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	for i := range 5 {
		put(t, s, imp, incoming(i+1))
	}
	articles, err := s.Articles(t.Context(), []int64{4, 99, 1, 5, -1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	if want := []int64{4, 1, 5, 1}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if articles, err := s.Articles(t.Context(), nil); err != nil || len(articles) != 0 {
		t.Error(articles, err)
	}
}

func TestPutStopsWithItsContext(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, imp, corpus(10, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: %v", err)
	}
	for i := range 5 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*3*time.Millisecond)
		_, err := s.Put(ctx, imp, corpus(500, uint64(i)))
		cancel()
		want := 500
		if err != nil {
			want = 0
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("ended during: %v", err)
			}
		}
		var n int
		if err := s.readers.QueryRowContext(t.Context(), "SELECT count(*) FROM articles WHERE url LIKE ?", "%/"+string(rune('0'+i))+"/%").Scan(&n); err != nil || n != want {
			t.Errorf("run %d: %d articles, want %d, %v", i, n, want, err)
		}
	}
	put(t, s, imp, incoming(1)) // the store is as good as before
	sound(t, s)
}

// A file that holds an article in two versions settles; a record that changes in
// its place does not.
func TestPutSettles(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	record := func(line int, text string) Incoming {
		in := incoming(1)
		in.Line, in.Original = line, []byte(text)
		in.Article.Body = []Paragraph{{Text: text}}
		return in
	}
	old, changed := record(3, "The first text."), record(8, "The second text.")
	steps := []struct {
		in   Incoming
		want Result
	}{
		{old, New}, {changed, Updated},
		{old, Unchanged}, {changed, Unchanged}, // the same file again
		{record(8, "The third text."), Updated},
		{changed, Updated}, // back to what it was, in its place
		{record(9, "The first text."), Updated},
	}
	for i, step := range steps {
		if got := put(t, s, imp, step.in)[0].Result; got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
}
