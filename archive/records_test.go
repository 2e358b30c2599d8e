package archive

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSetStatus(t *testing.T) {
	s := open(t, t.TempDir())
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return now }
	put(t, s, beginImport(t, s), incoming(1))
	set := func(status Status, reason string) {
		t.Helper()
		if err := s.SetStatus(t.Context(), 1, status, reason); err != nil {
			t.Fatal(err)
		}
		if got := read(t, s, 1); got.Status != status {
			t.Errorf("status %s, want %s", got.Status, status)
		}
	}
	set(Withdrawn, "asked by the author")
	if a := read(t, s, 1); a.Sequence != 2 || a.Version != 1 {
		t.Errorf("number %d, version %d", a.Sequence, a.Version)
	}
	set(Withdrawn, "again")
	if n, err := s.Sequence(t.Context()); err != nil || n != 2 {
		t.Errorf("the same status made a change: %d, %v", n, err)
	}
	now = now.Add(time.Minute)
	set(Usable, "agreed\xff")
	got, err := s.StatusChanges(t.Context(), 1)
	want := []StatusChange{
		{now, Withdrawn, Usable, "agreed\uFFFD", false}, {now.Add(-time.Minute), Usable, Withdrawn, "asked by the author", false},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if err := s.SetStatus(t.Context(), 2, Usable, ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown article: %v", err)
	}
	if err := s.SetStatus(t.Context(), 1, "gone", ""); err == nil {
		t.Error("an unknown status was accepted")
	}
	sound(t, s)
}

func TestImports(t *testing.T) {
	s := open(t, t.TempDir())
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return now }
	first, err := s.BeginImport(t.Context(), "ann", []string{"a b.jsonl", "-", "\xff"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.BeginImport(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Second)
	done := Import{ID: first, Read: 7, New: 1, Updated: 2, Unchanged: 2, Rejected: 2, Duplicates: 1}
	rejected := []Rejection{{"b", 2, "date \"x\""}, {"a\xff", 0, "not\x00text"}}
	for range 2 { // closing it again replaces what was said
		if err := s.FinishImport(t.Context(), done, rejected); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Imports(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	done.By, done.Inputs = "ann", []string{"a b.jsonl", "-", "\uFFFD"}
	done.Started, done.Finished = now.Add(-time.Second), now
	want := []Import{{ID: second, Inputs: []string{}, Started: now.Add(-time.Second)}, done}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, err := s.Imports(t.Context(), 1); err != nil || len(got) != 1 || got[0].ID != second {
		t.Error(got, err)
	}
	reasons, err := s.Rejections(t.Context(), first)
	if diff := cmp.Diff([]Rejection{{"b", 2, "date \"x\""}, {"a\uFFFD", 0, "not\uFFFDtext"}}, reasons); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if err := s.FinishImport(t.Context(), Import{ID: 99}, nil); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

func TestStats(t *testing.T) {
	s := open(t, t.TempDir())
	check := func(want Stats) {
		t.Helper()
		got, err := s.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.Bytes <= 0 {
			t.Errorf("%d bytes", got.Bytes)
		}
		got.Bytes = 0
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	check(Stats{})
	imp := beginImport(t, s)
	check(Stats{Imports: 1})
	var items []Incoming
	for i, day := range []string{"", "1999-05", "1650-01-01T01:00+02:00", "2300", ""} {
		in := incoming(i + 1)
		in.Article.Published = date(t, day)
		in.Article.Source = []string{"A", "B", "A", "", "C"}[i]
		items = append(items, in)
	}
	put(t, s, imp, items...)
	check(Stats{Articles: 5, Undated: 2, Sources: 3, Imports: 1, Sequence: 5, First: date(t, "1650-01-01T01:00+02:00"), Last: date(t, "2300")})
	for _, id := range []int64{4, 5} {
		if err := s.SetStatus(t.Context(), id, Withdrawn, "test"); err != nil {
			t.Fatal(err)
		}
	}
	check(Stats{Articles: 3, Undated: 1, Withdrawn: 2, Sources: 2, Imports: 1, Sequence: 7, First: date(t, "1650-01-01T01:00+02:00"), Last: date(t, "1999-05")})
}

func TestCheckFinds(t *testing.T) {
	for name, c := range map[string]struct{ damage, want string }{
		"number":   {"UPDATE articles SET sequence = 9 WHERE id = 1", "article 1 has the number 9, beyond the newest, 2"},
		"version":  {"UPDATE articles SET version = 2 WHERE id = 2", "article 2 lacks its current version, 2"},
		"cluster":  {"UPDATE articles SET cluster = 1 WHERE id = 2", "article 2 is in the cluster 1 instead of 2"},
		"date":     {"UPDATE articles SET published = '31-FEB-1987' WHERE id = 1", `article 1: date "31-FEB-1987": want a form of YYYY-MM-DDThh:mm:ss+hh:mm`},
		"days":     {"UPDATE articles SET published = '1987' WHERE id = 1", `article 1: its days do not agree with its date "1987"`},
		"text":     {"UPDATE versions SET content = CAST('{}' AS BLOB) WHERE id = 1", "article 1 version 1 is not the text that was stored"},
		"original": {"UPDATE originals SET data = (SELECT data FROM originals WHERE size = 7 ORDER BY sha256 DESC LIMIT 1)", "is not the bytes that were received"},
		"link":     {"PRAGMA foreign_keys = 0; DELETE FROM versions WHERE id = 1; UPDATE versions SET import = 5", "database: row 2 of versions refers to something missing from imports"},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			put(t, s, beginImport(t, s), incoming(1), incoming(2))
			sound(t, s)
			if _, err := s.writer.ExecContext(t.Context(), "PRAGMA ignore_check_constraints = 1; "+c.damage); err != nil {
				t.Fatal(err)
			}
			faults, err := s.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				if strings.Contains(f, c.want) {
					return
				}
			}
			t.Errorf("found %q, want %q", faults, c.want)
		})
	}
}
