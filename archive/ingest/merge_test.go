package ingest

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/entity/recognise"
	"dateline/archive/entity/resolve"
	"dateline/archive/reader"
)

// name imports an article for each name, which its publisher supplies.
func name(t *testing.T, store *archive.Store, opt Options, names ...string) {
	t.Helper()
	_, err := importItems(t, t.Context(), store, opt, func(_ context.Context, yield func(reader.Item) error) error {
		for _, n := range names {
			item := goodItem(0)
			item.Article.GUID = "about " + n
			kind := entity.Person
			if rest, ok := strings.CutPrefix(n, "organisation:"); ok {
				kind, n = entity.Organisation, rest
			}
			ref, _ := entity.NewRef(kind, n)
			item.Article.Entities = []entity.Ref{ref}
			if err := yield(item); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// merges gives the id that an id is taken for by a rule, of those that are.
func merges(t *testing.T, store *archive.Store) map[string]string {
	t.Helper()
	named, err := store.Named(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[int64]string{}
	for _, n := range named {
		ids[n.Key] = n.ID
	}
	merged := map[string]string{}
	for _, n := range named {
		if n.Into != 0 {
			merged[n.ID] = ids[n.Into]
			if n.Rule == archive.ByRule && !strings.HasPrefix(n.MergedBy, "rules ") {
				t.Errorf("%s was merged by %q", n.ID, n.MergedBy)
			}
		}
	}
	return merged
}

func mustKnow(t *testing.T, d entity.Decisions) *resolve.Known {
	t.Helper()
	r, err := recognise.New(recognise.Options{Decisions: d})
	if err != nil {
		t.Fatal(err)
	}
	return r.Known()
}

func runMerger(t *testing.T, m *Merger) int {
	t.Helper()
	n, err := m.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var someNames = []string{
	"Mykhailo Drapatyi", "Mikhail Drapaty", "Robert Malvern", "Bob Malvern", "R. Malvern", "Volodymyr Zelensky", "Volodymyr Zelenskiy", "JD Vance", "J.D. Vance",
	"John Smithers", "James Smithers", "J. Smithers", "organisation:Munich Leather Works Ltd", "organisation:Munich Leather Works",
}

var someMerges = map[string]string{
	"mykhailo-drapatyi": "mikhail-drapaty", "bob-malvern": "robert-malvern", "r-malvern": "robert-malvern",
	"volodymyr-zelensky": "volodymyr-zelenskiy", "j-d-vance": "jd-vance", "munich-leather-works-ltd": "munich-leather-works",
}

// Whatever the order in which names come, and however many at a time, the same are
// merged in the end; "J. Smithers" is for a while, as long as there is one.
func TestMergerInAnyOrder(t *testing.T) {
	known := mustKnow(t, entity.Decisions{})
	random := rand.New(rand.NewPCG(1, 2))
	for range 6 {
		store := openStore(t)
		names := slices.Clone(someNames)
		random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		m := NewMerger(store, known)
		for part := range slices.Chunk(names, 1+random.IntN(len(names))) {
			name(t, store, Options{}, part...)
			runMerger(t, m)
			if random.IntN(3) == 0 {
				m = NewMerger(store, known) // another process
			}
		}
		got := merges(t, store)
		for id := range got { // either may be the head
			if !strings.Contains(id, "smithers") && someMerges[id] == "" {
				got[got[id]] = id
				delete(got, id)
			}
		}
		if diff := cmp.Diff(someMerges, got); diff != "" {
			t.Errorf("in the order %q:\n%s", names, diff)
		}
		if n := runMerger(t, m); n != 0 {
			t.Errorf("%d changed once more", n)
		}
		if n := runMerger(t, NewMerger(store, known)); n != 0 {
			t.Errorf("another process changed %d", n)
		}
	}
}

// What editors say holds, whatever the rules do, and what they take back is merged
// again.
func TestMergerHeedsEditors(t *testing.T) {
	store, ctx := openStore(t), t.Context()
	name(t, store, Options{}, someNames...)
	run := func() map[string]string {
		t.Helper()
		d, err := store.RecognitionDecisions(ctx)
		if err != nil {
			t.Fatal(err)
		}
		runMerger(t, NewMerger(store, mustKnow(t, d)))
		return merges(t, store)
	}
	before := run()
	if before["bob-malvern"] != "robert-malvern" {
		t.Fatal(before)
	}
	if err := store.Split(ctx, "ed", entity.Person, "bob-malvern"); err != nil {
		t.Fatal(err)
	}
	ids, err := store.Decide(ctx, "ed", archive.Decision{Action: archive.MergeInto, Kind: entity.Person, Entity: "j-smithers", Value: "john-smithers"},
		archive.Decision{Action: archive.NeverMeans, Kind: entity.Person, Entity: "mikhail-drapaty", Value: "mykhailo-drapatyi"})
	if err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(before)
	delete(want, "bob-malvern")
	for id, into := range map[string]string{"mykhailo-drapatyi": "mikhail-drapaty", "mikhail-drapaty": "mykhailo-drapatyi"} {
		if want[id] == into {
			delete(want, id)
		}
	}
	want["j-smithers"] = "john-smithers"
	for range 2 {
		if diff := cmp.Diff(want, run()); diff != "" {
			t.Error(diff)
		}
	}
	all, err := store.AllDecisions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.ID != ids[0] {
			if err := store.Undo(ctx, "ed", d.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	before["j-smithers"] = "john-smithers"
	if diff := cmp.Diff(before, run()); diff != "" {
		t.Error("undone: " + diff)
	}
}

// Merges that other rules made are looked at again, and undone where they do not
// hold.
func TestMergerWithOtherRules(t *testing.T) {
	store, ctx := openStore(t), t.Context()
	name(t, store, Options{}, someNames...)
	known := mustKnow(t, entity.Decisions{})
	runMerger(t, NewMerger(store, known))
	want := merges(t, store)
	was, err := store.Merging(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, n, err := store.Merge(ctx, "rules of old", was, archive.Merging{Rules: "of old", Key: was.Key, Changed: was.Changed},
		archive.Merge{From: 10, Into: 11}, archive.Merge{From: 2}, archive.Merge{From: 1})
	if err != nil || n < 2 {
		t.Fatal(n, err)
	}
	for range 2 {
		runMerger(t, NewMerger(store, known))
		if diff := cmp.Diff(want, merges(t, store)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestImportMerges runs the whole: what a publisher supplies and what is found in a
// text meet in one id.
func TestImportMerges(t *testing.T) {
	store, ctx := openStore(t), t.Context()
	r, err := recognise.New(recognise.Options{})
	if err != nil {
		t.Fatal(err)
	}
	name(t, store, Options{Recogniser: r, Merge: true}, "JD Vance", "Anna Valerevna Dultseva")
	text := article("x", "", "", "Court hears Anna Dultseva", "Anna Dultseva told the court that J.D. Vance and Volodymyr Zelenskiy had met her.")
	text.Language = "en"
	rep, err := importItems(t, ctx, store, Options{Recogniser: r, Merge: true}, func(_ context.Context, yield func(reader.Item) error) error {
		return yield(reader.Item{Article: *text, Input: "x"})
	})
	if err != nil || rep.New != 1 {
		t.Fatal(rep, err)
	}
	shown := func(id int64) []string {
		a, err := store.Article(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range a.Tagged(entity.Person) {
			names = append(names, p.ID)
		}
		return names
	}
	third := shown(3)
	for _, id := range []int64{1, 2} {
		if one := shown(id); len(one) != 1 || !slices.Contains(third, one[0]) {
			t.Errorf("article %d has %v, which is not in %v", id, one, third)
		}
	}
	if len(third) != 3 {
		t.Error(third)
	}
}

// TestMergerGoesOn stops a merger between two steps.
func TestMergerGoesOn(t *testing.T) {
	store := openStore(t)
	name(t, store, Options{}, someNames...)
	known := mustKnow(t, entity.Decisions{})
	ctx, cancel := context.WithCancel(t.Context())
	m := NewMerger(store, known)
	at, err := store.Merging(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.read(ctx, at); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := m.settle(ctx, at); err == nil {
		t.Error("went on")
	}
	runMerger(t, m)
	if got := merges(t, store); len(got) != len(someMerges) {
		t.Error(got)
	}
}
