package archive

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sending puts versions of one article, as a publisher sends them.
type sending struct {
	t      *testing.T
	store  *Store
	imp    int64
	number int
}

func (s *sending) send(title string, wire Wire, status Status) Result {
	s.t.Helper()
	s.number++
	in := incoming(1)
	in.Line, in.Original = s.number, []byte(title+string(status)+wire.PublisherVersion)
	in.Article.Title, in.Article.Wire, in.Article.Status = title, wire, status
	return put(s.t, s.store, s.imp, in)[0].Result
}

func (s *sending) status(want Status) {
	s.t.Helper()
	if got := read(s.t, s.store, 1).Status; got != want {
		s.t.Errorf("status %s, want %s", got, want)
	}
}

func sender(t *testing.T) (*sending, *time.Time) {
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	store := open(t, t.TempDir())
	store.now = func() time.Time { return now }
	return &sending{t: t, store: store, imp: beginImport(t, store)}, &now
}

func TestWireIsKept(t *testing.T) {
	s, _ := sender(t)
	want := Wire{
		Slug: "HARBOUR-STRIKE", Section: "Economy", Place: "ROTTERDAM", Rights: "© Example", Usage: "No archives", Note: "Updates paragraph 3",
		Urgency: 3, PublisherVersion: "7", Revised: date(t, "2025-03-01T11:00:00Z"), Embargo: date(t, "2025-03-01T10:00:00+01:00"),
	}
	s.send("One", want, "")
	s.send("Two", Wire{PublisherVersion: "8"}, "")
	if diff := cmp.Diff(Wire{PublisherVersion: "8"}, read(t, s.store, 1).Wire); diff != "" {
		t.Error(diff)
	}
	revisions, err := s.store.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 2 {
		t.Fatal(revisions, err)
	}
	if diff := cmp.Diff(want, revisions[1].Article.Wire); diff != "" {
		t.Error(diff)
	}
	sound(t, s.store)
}

func TestOlderVersionsDoNotReplace(t *testing.T) {
	for _, c := range []struct {
		name          string
		stored, comes Wire
		keeps         bool // what is stored stays the current one
	}{
		{"lower number", Wire{PublisherVersion: "10"}, Wire{PublisherVersion: "9"}, true},
		{"same number with nothing else", Wire{PublisherVersion: "10"}, Wire{PublisherVersion: "010"}, false},
		{"higher number", Wire{PublisherVersion: "9"}, Wire{PublisherVersion: "10"}, false},
		{"number far beyond 64 bits", Wire{PublisherVersion: "99999999999999999999999"}, Wire{PublisherVersion: "1"}, true},
		{"no number", Wire{PublisherVersion: "10"}, Wire{Slug: "x"}, false},
		{"a name is no number", Wire{PublisherVersion: "final"}, Wire{PublisherVersion: "draft"}, false},
		{"made before", Wire{Revised: date(t, "2025-03-01T11:00:00Z")}, Wire{Revised: date(t, "2025-03-01T11:30:00+01:00")}, true},
		{"made after", Wire{Revised: date(t, "2025-03-01T11:00:00Z")}, Wire{Revised: date(t, "2025-03-01T11:30:00Z")}, false},
		{"made on a day", Wire{Revised: date(t, "2025-03-02")}, Wire{Revised: date(t, "2025-03-01")}, false},
		{
			"a count that starts anew", Wire{PublisherVersion: "5", Revised: date(t, "2025-03-01T11:00:00Z")},
			Wire{PublisherVersion: "1", Revised: date(t, "2025-03-02T11:00:00Z")}, false,
		},
		{
			"same number made before", Wire{PublisherVersion: "5", Revised: date(t, "2025-03-01T11:00:00Z")},
			Wire{PublisherVersion: "5", Revised: date(t, "2025-03-01T10:00:00Z")}, true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := sender(t)
			s.send("Stored", c.stored, "")
			if got := s.send("Comes", c.comes, ""); got != Updated {
				t.Errorf("got %s", got)
			}
			if got := s.send("Comes", c.comes, ""); c.keeps && got != Unchanged {
				t.Errorf("again: %s", got)
			}
			want, older := "Comes", "Stored"
			if c.keeps {
				want, older = older, want
			}
			if a := read(t, s.store, 1); a.Title != want || a.Version != 2 {
				t.Errorf("version %d of the archive has %q", a.Version, a.Title)
			}
			revisions, err := s.store.Revisions(t.Context(), 1)
			if err != nil || len(revisions) != 2 || revisions[0].Article.Title != want || revisions[1].Article.Title != older {
				t.Errorf("%+v, %v", revisions, err)
			}
			sound(t, s.store)
		})
	}
}

func TestCancelledByItsPublisher(t *testing.T) {
	s, now := sender(t)
	s.send("Mayor resigns", Wire{PublisherVersion: "1"}, "")
	s.status(Usable)
	if got := s.send("KILL: Mayor resigns", Wire{PublisherVersion: "2", Note: "Mayor did not resign"}, Cancelled); got != Updated {
		t.Error(got)
	}
	s.status(Cancelled)
	changes, err := s.store.StatusChanges(t.Context(), 1)
	if diff := cmp.Diff([]StatusChange{{*now, Usable, Cancelled, "Mayor did not resign", true}}, changes); err != nil || diff != "" {
		t.Error(diff, err)
	}
	// The record that was cancelled does not bring it back, wherever it lies.
	if got := s.send("Mayor resigns", Wire{PublisherVersion: "1"}, ""); got != Unchanged {
		t.Error(got)
	}
	s.status(Cancelled)
	revisions, err := s.store.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 2 || revisions[0].Article.Sent != Cancelled || revisions[1].Article.Sent != Usable {
		t.Errorf("%+v, %v", revisions, err)
	}
	// A later version does.
	s.send("Mayor stays", Wire{PublisherVersion: "3"}, Usable)
	s.status(Usable)
	sound(t, s.store)
}

func TestSameTextCancelled(t *testing.T) {
	s, _ := sender(t)
	copied := incoming(1)
	copied.Identity = "copy"
	s.send("Title", Wire{}, "")
	put(t, s.store, s.imp, copied)
	if a := read(t, s.store, 2); a.Cluster != 1 {
		t.Fatalf("cluster %d", a.Cluster)
	}
	if got := s.send("Title", Wire{}, Withheld); got != Updated {
		t.Error(got)
	}
	s.status(Withheld)
	if a := read(t, s.store, 2); a.Cluster != 2 || a.Alike != 1 {
		t.Errorf("a withheld article heads the cluster %d of %d", a.Cluster, a.Alike)
	}
	// Without number or time, the same bytes say the same as before the change.
	if got := s.send("Title", Wire{}, ""); got != Unchanged {
		t.Error(got)
	}
	s.status(Withheld)
	s.send("Title, released", Wire{}, "")
	s.status(Usable)
	sound(t, s.store)
}

func TestEditorsDecisionOutlivesVersions(t *testing.T) {
	s, _ := sender(t)
	s.send("One", Wire{}, "")
	set := func(status Status) {
		t.Helper()
		if err := s.store.SetStatus(t.Context(), 1, status, "editor"); err != nil {
			t.Fatal(err)
		}
	}
	set(Withdrawn)
	s.send("Two", Wire{}, "")
	s.status(Withdrawn)
	set(Usable)
	s.send("Three", Wire{}, Cancelled)
	s.status(Cancelled)
	set(Usable) // shown against the publisher's word
	s.status(Usable)
	s.send("Four", Wire{}, Cancelled)
	s.status(Cancelled)
	set(Cancelled) // the same, now the editor's
	s.send("Five", Wire{}, Usable)
	s.status(Cancelled)
	sound(t, s.store)
}

func TestEmbargo(t *testing.T) {
	s, now := sender(t)
	until := func(clock string) Wire { return Wire{Embargo: date(t, "2025-03-01T"+clock)} }
	release := func(want int) {
		t.Helper()
		before, _ := s.store.Sequence(t.Context())
		n, err := s.store.Release(t.Context())
		after, _ := s.store.Sequence(t.Context())
		if err != nil || n != want || after-before != int64(want) {
			t.Errorf("released %d with %d changes, want %d, %v", n, after-before, want, err)
		}
	}
	s.send("One", until("11:00:00Z"), "") // over already
	s.status(Usable)
	s.send("Two", until("14:00+01:00"), "") // 13:00 UTC
	s.status(Withheld)
	release(0)
	sound(t, s.store)
	*now = now.Add(time.Hour)
	release(1)
	s.status(Usable)
	changes, err := s.store.StatusChanges(t.Context(), 1)
	if diff := cmp.Diff([]StatusChange{
		{*now, Withheld, Usable, "its embargo ended", true},
		{now.Add(-time.Hour), Usable, Withheld, "under embargo until 2025-03-01T14:00+01:00", true},
	}, changes); err != nil || diff != "" {
		t.Error(diff, err)
	}
	release(0)
	// Another version may put it off, lift it, or be withheld for good.
	s.send("Three", until("15:00:00Z"), "")
	s.status(Withheld)
	s.send("Four", Wire{}, "")
	s.status(Usable)
	s.send("Five", until("15:00:00Z"), Withheld)
	*now = now.Add(24 * time.Hour)
	release(0)
	s.status(Withheld)
	sound(t, s.store)
}

func TestEditorsAndEmbargo(t *testing.T) {
	s, now := sender(t)
	s.send("One", Wire{Embargo: date(t, "2025-03-01T13:00:00Z")}, "")
	if err := s.store.SetStatus(t.Context(), 1, Withheld, "court order"); err != nil {
		t.Fatal(err)
	}
	sound(t, s.store)
	*now = now.Add(24 * time.Hour)
	if n, err := s.store.Release(t.Context()); n != 0 || err != nil {
		t.Error(n, err)
	}
	s.status(Withheld)
	sound(t, s.store)
}
