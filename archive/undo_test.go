package archive

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestUndoImport(t *testing.T) {
	s := open(t, t.TempDir())
	item := func(n int, body []Paragraph) Incoming {
		in := incoming(n)
		in.Article.Body, in.Input = body, fmt.Sprint("file-", n)
		return in
	}
	good := beginImport(t, s)
	put(t, s, good, item(1, reprint("flood", 0, 100, false)), item(2, reprint("vote", 0, 100, false)))
	wrong := beginImport(t, s)
	changed := item(1, reprint("storm", 0, 100, false))
	changed.Input, changed.Original = "wrong", []byte("other bytes")
	put(t, s, wrong, changed, item(3, reprint("vote", 0, 90, false)), item(4, reprint("storm", 0, 90, false)))
	if err := s.SetStatus(t.Context(), 4, Withheld, "an editor"); err != nil {
		t.Fatal(err)
	}
	expect := func(step string, want ...string) {
		t.Helper()
		var got []string
		for id := range int64(len(want)) {
			a := read(t, s, id+1)
			got = append(got, fmt.Sprintf("%s v%d %.5s in %d", a.Status, a.Version, a.Body[0].Text, a.Cluster))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", step, diff)
		}
		sound(t, s)
	}
	expect("before", "usable v2 storm in 1", "usable v1 vote0 in 2", "usable v1 vote0 in 2", "withheld v1 storm in 4")
	before, err := s.Sequence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.UndoImport(t.Context(), wrong, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Undone{Import: wrong + 1, Withdrawn: 2, Returned: 1}, done); diff != "" {
		t.Error(diff)
	}
	after, err := s.Sequence(t.Context())
	if err != nil || after < before+3 {
		t.Errorf("%d changes to follow, %v", after-before, err)
	}
	expect("undone", "usable v3 flood in 1", "usable v1 vote0 in 2", "withdrawn v1 vote0 in 3", "withdrawn v1 storm in 4")
	if changes, err := s.StatusChanges(t.Context(), 3); err != nil || len(changes) != 1 || changes[0].Reason != fmt.Sprintf("import %d was undone", wrong) {
		t.Errorf("%+v, %v", changes, err)
	}
	revisions, err := s.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 3 || revisions[0].Import != done.Import || revisions[0].Original != revisions[2].Original {
		t.Errorf("%+v, %v", revisions, err)
	}
	imp, err := s.Import(t.Context(), wrong)
	if err != nil || imp.Undone.IsZero() {
		t.Errorf("%+v, %v", imp, err)
	}
	for _, c := range []struct {
		id   int64
		want error
	}{{wrong, ErrUndone}, {done.Import, ErrIsUndo}, {99, ErrNotFound}} {
		if _, err := s.UndoImport(t.Context(), c.id, "", false); !errors.Is(err, c.want) {
			t.Errorf("undo %d: %v, want %v", c.id, err, c.want)
		}
	}

	// What went with its import comes back with the next, as it was; what an editor
	// hid does not.
	again := beginImport(t, s)
	out := put(t, s, again, changed, item(3, reprint("vote", 0, 90, false)), item(4, reprint("storm", 0, 90, false)))
	if out[0].Result != Updated || out[1].Result != Updated || out[2].Result != Unchanged {
		t.Errorf("%+v", out)
	}
	expect("imported again", "usable v4 storm in 1", "usable v1 vote0 in 2", "usable v2 vote0 in 2", "withdrawn v1 storm in 4")
	if out := put(t, s, again, item(3, reprint("vote", 0, 90, false))); out[0].Result != Unchanged {
		t.Errorf("and again: %+v", out)
	}

	// Later imports changed articles of the first one.
	var touched *TouchedError
	if _, err := s.UndoImport(t.Context(), good, "", false); !errors.As(err, &touched) || cmp.Diff([]Touched{{again, 1}}, touched.By) != "" {
		t.Fatalf("%v", err)
	}
	done, err = s.UndoImport(t.Context(), good, "", true)
	if err != nil || done.Withdrawn != 1 || done.Kept != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	expect("the rest undone", "usable v4 storm in 1", "withdrawn v1 vote0 in 2", "usable v2 vote0 in 3", "withdrawn v1 storm in 4")

	// All imports that brought an article are gone: so is it.
	if _, err := s.UndoImport(t.Context(), again, "", false); err != nil {
		t.Fatal(err)
	}
	expect("all undone", "withdrawn v4 storm in 1", "withdrawn v1 vote0 in 2", "withdrawn v2 vote0 in 3", "withdrawn v1 storm in 4")
}

// An undoing that was cut off is completed by the next call.
func TestUndoGoesOn(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	var items []Incoming
	for i := range 3*undoAtOnce + 1 {
		items = append(items, incoming(i))
	}
	put(t, s, imp, items...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	steps := 0
	s.now = func() time.Time { // called once a transaction
		if steps++; steps == 3 {
			cancel()
		}
		return time.Now()
	}
	if _, err := s.UndoImport(ctx, imp, "", false); err == nil {
		t.Fatal("the undoing was not cut off")
	}
	st, err := s.Stats(t.Context())
	if err != nil || st.Articles == 0 || st.Articles == len(items) {
		t.Fatalf("%d articles left of %d, %v", st.Articles, len(items), err)
	}
	done, err := s.UndoImport(t.Context(), imp, "", false)
	if err != nil || done.Withdrawn != st.Articles {
		t.Errorf("%+v of %d, %v", done, st.Articles, err)
	}
	if _, err := s.UndoImport(t.Context(), imp, "", false); !errors.Is(err, ErrUndone) {
		t.Error(err)
	}
	sound(t, s)
}

func TestRefused(t *testing.T) {
	s := open(t, t.TempDir())
	first, second := beginImport(t, s), beginImport(t, s)
	records := []Refused{
		{Rejection: Rejection{"a.jsonl", 2, "bad date"}, MediaType: "application/json", Original: []byte(`{"date":"x"}`)},
		{Rejection: Rejection{"b\xff", 0, "too\x00large"}, Size: 1 << 30},
	}
	for range 2 {
		if err := s.Refuse(t.Context(), first, records); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.FinishImport(t.Context(), Import{ID: first, Read: 4, Rejected: 4}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Settle(t.Context(), first, []int{2}, second); err != nil {
		t.Fatal(err)
	}
	got, err := s.RefusedBy(t.Context(), first, 1, 2)
	want := []Refused{
		{Rejection: Rejection{"b\uFFFD", 0, "too\uFFFDlarge"}, Position: 1, Size: 1 << 30},
		{Rejection: Rejection{"a.jsonl", 2, "bad date"}, Position: 2, MediaType: "application/json", Size: 12, Kept: true, Settled: second},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if b, err := s.RefusedBytes(t.Context(), first, 2); err != nil || string(b) != `{"date":"x"}` {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := s.RefusedBytes(t.Context(), first, 1); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.UndoImport(t.Context(), second, "", false); err != nil {
		t.Fatal(err)
	}
	if got, err := s.RefusedBy(t.Context(), first, 2, 1); err != nil || got[0].Settled != 0 {
		t.Errorf("settled by an import that is undone: %+v, %v", got, err)
	}
	sound(t, s)
}
