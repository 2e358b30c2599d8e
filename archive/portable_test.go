package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

func TestSetDecisions(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	put(t, s, imp, people(1, "zelenskyy", "volodymyr-zelenskyy", "olena-zelenska"))
	want := entity.Decisions{
		Entities: []entity.Decision{
			{Kind: entity.Organisation, ID: "rferl", Name: "Radio Free Europe/Radio Liberty", Aliases: []string{"RFE/RL", "RFERL"}},
			{Kind: entity.Person, ID: "volodymyr-zelenskyy", Name: "Volodymyr Zelenskyy", Aliases: []string{"Zelenskyy", "Зеленський"},
				Not: []string{"Olena Zelenska"}, Context: []string{"Ukraine", "Kyiv"}, Wikidata: "Q3874799"},
		},
		Countries: []entity.CountryDecision{{Code: "UA", Add: []string{"Bankova"}, Remove: []string{"Crimea"}}},
		Ignore:    []string{"Olive Branch"},
	}
	set := func(d entity.Decisions, added, undone int) {
		t.Helper()
		a, u, err := s.SetDecisions(t.Context(), "ed", d)
		if err != nil || a != added || u != undone {
			t.Errorf("added %d, undone %d, want %d and %d, %v", a, u, added, undone, err)
		}
		got, err := s.Decisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, got); diff != "" {
			t.Error(diff)
		}
	}
	set(want, 13, 0)
	before, _ := s.DecisionsNumber(t.Context())
	set(want, 0, 0)
	if after, _ := s.DecisionsNumber(t.Context()); after != before {
		t.Error("nothing was decided, and the number went up")
	}
	if got := shown(t, s, 1); got != "zelenskyy=zelenskyy, volodymyr-zelenskyy=Volodymyr Zelenskyy, olena-zelenska=olena zelenska" {
		t.Error(got)
	}
	want.Entities[1].Context = nil
	want.Ignore = nil
	set(want, 0, 3)
	if got := shown(t, s, 1); got != "volodymyr-zelenskyy=Volodymyr Zelenskyy, olena-zelenska=olena zelenska" {
		t.Error(got)
	}
	bad := entity.Decisions{Countries: []entity.CountryDecision{{Code: "XX", Add: []string{"x"}}}}
	if _, _, err := s.SetDecisions(t.Context(), "ed", bad); err == nil {
		t.Error("an unknown country was taken")
	}

	// A merge of ids stays, and is told as an alias.
	decide(t, s, about(MergeInto, "olena-zelenska", "volodymyr-zelenskyy"))
	got, err := s.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want.Entities[1].Aliases = append(want.Entities[1].Aliases, "olena zelenska")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	set(want, 1, 0)
	sound(t, s)
}

// Recognition depends on what is decided, but not on the names shown.
func TestRecognitionDecisions(t *testing.T) {
	s := open(t, t.TempDir())
	put(t, s, beginImport(t, s), people(1, "ann-lee", "bob"))
	steps := []struct {
		list   []Decision
		matter bool
	}{
		{[]Decision{about(Rename, "ann-lee", "Anna")}, false},
		{[]Decision{about(SetWikidata, "ann-lee", "Q1")}, false},
		{[]Decision{about(AddAlias, "ann-lee", "Annie")}, true},
		{[]Decision{about(Rename, "ann-lee", "Anne")}, false},
		{[]Decision{about(NeverMeans, "bob", "Rob")}, true},
		{[]Decision{about(MergeInto, "bob", "ann-lee")}, true},
		{[]Decision{{Action: Rename, Kind: entity.Country, Entity: "UA", Value: "The Ukraine"}}, false},
		{[]Decision{{Action: AddName, Kind: entity.Country, Entity: "UA", Value: "Bankova"}}, true},
		{[]Decision{{Action: Ignore, Value: "Olive Branch"}}, true},
	}
	last, err := s.RecognitionDecisions(t.Context())
	if err != nil || !last.IsZero() {
		t.Fatal(last, err)
	}
	for _, step := range steps {
		decide(t, s, step.list...)
		now, err := s.RecognitionDecisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if changed := !cmp.Equal(last, now); changed != step.matter {
			t.Errorf("%+v: changed is %v: %s", step.list, changed, cmp.Diff(last, now))
		}
		last = now
	}
	want := entity.Decisions{
		Entities:  []entity.Decision{{Kind: entity.Person, ID: "ann-lee", Name: "ann lee", Aliases: []string{"Annie", "bob"}}},
		Countries: []entity.CountryDecision{{Code: "UA", Add: []string{"Bankova"}}},
		Ignore:    []string{"Olive Branch"},
	}
	if diff := cmp.Diff(want, last); diff != "" {
		t.Error(diff)
	}
}
