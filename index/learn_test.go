package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/archive"
	"dateline/archive/entity"
)

// foundIn makes findings of "person:Ann Example", "country:Ukraine" and the like;
// one that begins with "?" is something that the article only names.
func foundIn(list ...string) []entity.Found {
	var out []entity.Found
	for _, s := range list {
		name, about := strings.CutPrefix(s, "?")
		out = append(out, entity.Found{Ref: refs(name)[0], Weight: 1, Confidence: 1, About: !about})
	}
	return out
}

func putFound(t *testing.T, store *archive.Store, guid string, supplied []archive.Ref, list ...string) int64 {
	t.Helper()
	in := incoming(t, archive.Article{GUID: guid, Title: "Talks " + guid, Entities: supplied})
	in.Annotator, in.Found = "v1", foundIn(list...)
	return putAll(t, store, []archive.Incoming{in})[0]
}

// total is how many articles a text finds.
func total(t *testing.T, x *Index, text string) int {
	t.Helper()
	return search(t, x, Query{Text: text, Match: MatchAll}).Total
}

func TestCountriesMentioned(t *testing.T) {
	store := newArchive(t)
	putFound(t, store, "a", refs("country:Iran"), "country:Ukraine", "?country:Germany", "?country:Iran")
	putFound(t, store, "b", nil, "?country:Ukraine")
	x := openIndex(t, store)
	for text, want := range map[string]int{
		"country:UA": 1, "country:DE": 0, "country:iran": 1, "country:none": 1,
		"mentions:UA": 2, "mentions:germany": 1, "mentions:Iran": 1, "mentions:none": 0, "mentions:FR": 0,
	} {
		if got := total(t, x, text); got != want {
			t.Errorf("%s: %d articles, want %d", text, got, want)
		}
	}
	r := search(t, x, Query{Sort: Oldest})
	if got := facet(t, r, "country"); got != "Iran 1, Ukraine 1; none 1" {
		t.Error(got)
	}
	if got := r.Hits[0].Article.Tagged(archive.Country); len(got) != 2 {
		t.Errorf("shown as countries of the first: %v", got)
	}
	if f, err := x.Facet(t.Context(), Query{}, "country", "ger"); err != nil || len(f.Values) != 0 {
		t.Errorf("countries that begin with ger: %v, %v", f.Values, err)
	}
	suggested := func(text string) (list []string) {
		t.Helper()
		s, err := x.Suggest(t.Context(), text, 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range s {
			list = append(list, fmt.Sprintf("%s %s %d %s", one.Kind, one.Name, one.Count, one.Query))
		}
		return list
	}
	if got := suggested("mentions:ger"); !slices.Equal(got, []string{"country Germany 1 mentions:DE"}) {
		t.Error(got)
	}
	if got := suggested("country:ger"); got != nil {
		t.Error(got)
	}
}

// Whatever is decided about an entity can be asked for at once, under all its
// names, and is gone at once when it is undone.
func TestDecisionsAreFollowed(t *testing.T) {
	ctx := t.Context()
	store := newArchive(t)
	putFound(t, store, "a", refs("person:Ann Lee"))
	putFound(t, store, "b", nil, "person:Bob Ray", "organisation:Acme")
	both := putFound(t, store, "c", nil, "person:Bob Ray", "person:Ann Lee")
	putFound(t, store, "d", nil)
	x := openIndex(t, store)
	other, err := archive.Open(ctx, store.Dir()) // as another process, which edits
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	people := func(want string) {
		t.Helper()
		if got := facet(t, search(t, x, Query{}), "person"); got != want {
			t.Errorf("people: %s, want %s", got, want)
		}
		if faults, err := x.Check(ctx); err != nil || len(faults) > 0 {
			t.Errorf("check: %v, %v", faults, err)
		}
	}
	asked := func(text string, want int) {
		t.Helper()
		if got := total(t, x, text); got != want {
			t.Errorf("%s: %d articles, want %d", text, got, want)
		}
	}
	decide := func(list ...archive.Decision) (ids []int64) {
		t.Helper()
		ids, err := other.Decide(ctx, "ed", list...)
		if err != nil {
			t.Fatal(err)
		}
		follow(t, x)
		return ids
	}
	person := func(action archive.Action, id, value string) archive.Decision {
		return archive.Decision{Action: action, Kind: archive.Person, Entity: id, Value: value}
	}
	people("Ann Lee 2, Bob Ray 2; none 1")

	renamed := decide(person(archive.Rename, "ann-lee", "Anna Leigh"), person(archive.AddAlias, "bob-ray", "The Builder"))
	people("Anna Leigh 2, Bob Ray 2; none 1")
	for _, text := range []string{`person:"anna leigh"`, `person:"Ann Lee"`, "person:ann-lee", "person:leigh", `person:"the builder"`} {
		asked(text, 2)
	}
	if s, err := x.Suggest(ctx, "builder", 5); err != nil || len(s) != 1 || s[0].Name != "Bob Ray" {
		t.Errorf("suggested %v, %v", s, err)
	}
	before := search(t, x, Query{Limit: 1, Sort: Relevance, Text: "talks"})

	merged := decide(person(archive.MergeInto, "bob-ray", "ann-lee"))
	people("Anna Leigh 3; none 1")
	for _, text := range []string{"person:ann-lee", "person:bob-ray", `person:"bob ray"`, `person:"the builder"`, "person:ray"} {
		asked(text, 3)
	}
	r := search(t, x, Query{Filters: []Filter{{Field: "person", Values: []string{"bob-ray"}}}})
	if got := facet(t, r, "person"); r.Total != 3 || got != "Anna Leigh 3+; none 0" {
		t.Errorf("%d by the merged id, people: %s", r.Total, got)
	}
	e, ok := x.Entity(archive.Person, "bob-ray")
	if !ok || e.ID != "ann-lee" || e.Count != 3 || !slices.Equal(e.Aliases, []string{"Ann Lee", "Bob Ray", "The Builder"}) {
		t.Errorf("%+v", e)
	}
	if got := x.Name("person", "bob-ray"); got != "Anna Leigh" {
		t.Error(got)
	}
	if s, err := x.Suggest(ctx, "person:bob", 5); err != nil || len(s) != 1 || s[0].ID != "ann-lee" || s[0].Count != 3 {
		t.Errorf("suggested %v, %v", s, err)
	}
	if f, err := x.Facet(ctx, Query{}, "person", "bob"); err != nil || summary(f) != "Anna Leigh 3; none 1" {
		t.Errorf("people who begin with bob: %s, %v", summary(f), err)
	}
	// A reader who leafs through an older moment still sees all of it.
	seen := 1
	for q := (Query{Limit: 1, Sort: Relevance, Text: "talks", Cursor: before.Next}); q.Cursor != ""; seen++ {
		old := search(t, x, q)
		if got := facet(t, old, "person"); got != "Anna Leigh 2, Bob Ray 2; none 1" {
			t.Errorf("an older moment: %s", got)
		}
		q.Cursor = old.Next
	}
	if seen != before.Total {
		t.Errorf("%d articles on the pages of an older moment, of %d", seen, before.Total)
	}

	for _, id := range append(renamed, merged...) {
		if err := other.Undo(ctx, "ed", id); err != nil {
			t.Fatal(err)
		}
	}
	follow(t, x)
	people("Ann Lee 2, Bob Ray 2; none 1")
	asked(`person:"anna leigh"`, 0)
	asked(`person:"the builder"`, 0)
	asked("person:bob-ray", 2)

	ignored := decide(archive.Decision{Action: archive.Ignore, Value: "Bob Ray"})
	people("Ann Lee 2; none 2")
	asked("person:bob-ray", 0)
	if _, ok := x.Entity(archive.Person, "bob-ray"); ok {
		t.Error("one that is ignored has a page")
	}
	// What comes in, and what is recognised anew, obeys the same.
	putFound(t, store, "e", refs("person:Bob Ray"), "person:Cid")
	if _, err := store.Annotate(ctx, []archive.Annotation{{Article: both, Version: 1, Annotator: "v2", Found: foundIn("person:Bob Ray")}}); err != nil {
		t.Fatal(err)
	}
	follow(t, x)
	people("Ann Lee 1, Cid 1; none 3")
	if err := other.Undo(ctx, "ed", ignored[0]); err != nil {
		t.Fatal(err)
	}
	follow(t, x)
	people("Bob Ray 3, Ann Lee 1, Cid 1; none 1")

	again := reopened(t, store, x)
	if got := facet(t, search(t, again, Query{}), "person"); got != "Bob Ray 3, Ann Lee 1, Cid 1; none 1" {
		t.Error(got)
	}
}

// reopened closes an index and opens it again.
func reopened(t *testing.T, store *archive.Store, x *Index) *Index {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return openIndex(t, store)
}

// An entity may be known as another from the moment it is first met.
func TestMergedBeforehand(t *testing.T) {
	store := newArchive(t)
	x := openIndex(t, store)
	_, err := store.Decide(context.Background(), "ed", archive.Decision{Action: archive.AddAlias, Kind: archive.Person, Entity: "ann-lee", Value: "Annie"})
	if err != nil {
		t.Fatal(err)
	}
	putFound(t, store, "a", nil, "person:Annie")
	follow(t, x)
	if got := facet(t, search(t, x, Query{}), "person"); got != "ann lee 1; none 0" {
		t.Error(got)
	}
	if got := total(t, x, "person:annie"); got != 1 {
		t.Error(got)
	}
}

func BenchmarkLearnMerge(b *testing.B) {
	store := newArchive(b)
	const articles = 20_000
	var batch []archive.Article
	for i := range articles {
		batch = append(batch, archive.Article{GUID: fmt.Sprint(i), Title: "Talks", Entities: refs("person:Ann", fmt.Sprint("person:P", i%500))})
	}
	put(b, store, batch...)
	x := openIndex(b, store)
	for b.Loop() {
		if _, err := store.Decide(b.Context(), "ed", archive.Decision{Action: archive.MergeInto, Kind: archive.Person, Entity: "ann", Value: "p1"}); err != nil {
			b.Fatal(err)
		}
		follow(b, x)
		if err := store.Split(b.Context(), "ed", archive.Person, "ann"); err != nil {
			b.Fatal(err)
		}
		follow(b, x)
	}
}
