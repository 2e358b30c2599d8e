package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

func TestEntities(t *testing.T) {
	dir := t.TempDir()
	s, other := open(t, dir), open(t, dir) // as two processes
	imp := beginImport(t, s)
	with := func(n int, refs ...entity.Ref) Incoming {
		in := incoming(n)
		in.Article.Entities = refs
		return in
	}
	usa := entity.Ref{Kind: entity.Country, ID: "US", Name: "United States", Aliases: []string{"USA", "United States", ""}}
	america := entity.Ref{Kind: entity.Country, ID: "US", Name: "America", Aliases: []string{"USA", "the States"}}
	oil := entity.Ref{Kind: entity.Topic, ID: "US", Name: "US"} // same id, other kind
	nameless := entity.Ref{Kind: entity.Topic, ID: "gold"}
	put(t, s, imp, with(1, oil, usa))
	put(t, other, imp, with(2, america, nameless))
	put(t, s, imp, with(3, nameless, america, usa))

	// A batch that fails takes its entities along, and their keys.
	lost := with(4, entity.Ref{Kind: entity.Person, ID: "nobody", Name: "Nobody", Aliases: []string{"No one"}})
	if _, err := s.Put(t.Context(), 99, []Incoming{lost}); err == nil {
		t.Fatal("an unknown import was accepted")
	}
	put(t, other, imp, with(5, entity.Ref{Kind: entity.Person, ID: "ann", Name: "Ann"}))
	put(t, s, imp, lost)

	named, err := s.Named(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []Named{
		{Key: 1, Ref: oil},
		{Key: 2, Ref: entity.Ref{Kind: entity.Country, ID: "US", Name: "United States", Aliases: []string{"America", "USA", "the States"}}},
		{Key: 3, Ref: entity.Ref{Kind: entity.Topic, ID: "gold", Name: "gold"}},
		{Key: 4, Ref: entity.Ref{Kind: entity.Person, ID: "ann", Name: "Ann"}},
		{Key: 5, Ref: entity.Ref{Kind: entity.Person, ID: "nobody", Name: "Nobody", Aliases: []string{"No one"}}},
	}
	if diff := cmp.Diff(want, named); diff != "" {
		t.Error(diff)
	}
	if rest, err := s.Named(t.Context(), 3); err != nil || len(rest) != 2 || rest[0].Key != 4 {
		t.Error(rest, err)
	}
	a := read(t, s, 2)
	if want := []entity.Ref{{Kind: entity.Country, ID: "US", Name: "United States"}, want[2].Ref}; !cmp.Equal(a.Entities, want) {
		t.Errorf("got %v, want %v", a.Entities, want)
	}
	changes, err := s.Changes(t.Context(), 2, 1)
	if err != nil || len(changes[0].Links) != 2 || changes[0].Links[0].Key != 3 || changes[0].Links[1].Key != 2 {
		t.Error(changes, err)
	}
	sound(t, s)
}

// More links than one statement takes, parted unevenly over the articles.
func TestManyEntities(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	var items []Incoming
	for n := range 30 {
		in := incoming(n)
		for k := range (n * 7) % 90 {
			id := string(rune('a'+k%26)) + string(rune('a'+(k+n)%26))
			in.Article.Entities = append(in.Article.Entities, entity.Ref{Kind: entity.Topic, ID: id, Name: id})
		}
		items = append(items, in)
	}
	put(t, s, imp, items...)
	for i, in := range items {
		want := contentOf(&in.Article).Entities
		if got := read(t, s, int64(i+1)).Entities; !cmp.Equal(got, want) {
			t.Errorf("article %d: %d entities, want %d in their order", i+1, len(got), len(want))
		}
	}
	sound(t, s)
}
