package archive

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

// people makes an article with these people supplied, each by its id.
func people(n int, ids ...string) Incoming {
	in := incoming(n)
	for _, id := range ids {
		name := strings.ReplaceAll(id, "-", " ")
		in.Article.Entities = append(in.Article.Entities, entity.Ref{Kind: entity.Person, ID: id, Name: name})
	}
	return in
}

// shown lists the ids and names of an article's entities as readers see them.
func shown(t *testing.T, s *Store, id int64) string {
	t.Helper()
	var list []string
	for _, r := range read(t, s, id).Entities {
		list = append(list, r.ID+"="+r.Name)
	}
	return strings.Join(list, ", ")
}

func decide(t *testing.T, s *Store, list ...Decision) []int64 {
	t.Helper()
	ids, err := s.Decide(t.Context(), "ed", list...)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func about(action Action, id, value string) Decision {
	return Decision{Action: action, Kind: entity.Person, Entity: id, Value: value}
}

// What editors decide shows at once, in articles that are there and in those that
// come later, and is gone at once when it is undone; no article changes.
func TestDecide(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	put(t, s, imp, people(1, "ann", "bob", "cid"), people(2, "bob"))
	before := read(t, s, 1)
	for name, c := range map[string]struct {
		list []Decision
		want string
	}{
		"rename":            {[]Decision{about(Rename, "ann", "Anna")}, "ann=Anna, bob=bob, cid=cid"},
		"rename twice":      {[]Decision{about(Rename, "ann", "Anna"), about(Rename, "ann", "Anne")}, "ann=Anne, bob=bob, cid=cid"},
		"merge":             {[]Decision{about(MergeInto, "bob", "ann")}, "ann=ann, cid=cid"},
		"chain":             {[]Decision{about(MergeInto, "bob", "ann"), about(MergeInto, "cid", "bob")}, "ann=ann"},
		"renamed target":    {[]Decision{about(MergeInto, "bob", "ann"), about(Rename, "ann", "Anna"), about(Rename, "bob", "Robert")}, "ann=Anna, cid=cid"},
		"unknown target":    {[]Decision{about(MergeInto, "bob", "dan-lee")}, "ann=ann, dan-lee=dan lee, cid=cid"},
		"alias":             {[]Decision{about(AddAlias, "ann", "Bob"), about(AddAlias, "ann", "Bobby")}, "ann=ann, cid=cid"},
		"alias with a word": {[]Decision{about(AddAlias, "ann", "Bob"), about(NeedsWord, "ann", "Kyiv")}, "ann=ann, bob=bob, cid=cid"},
		"alias of two":      {[]Decision{about(AddAlias, "ann", "Bob"), about(AddAlias, "bob", "Robert")}, "ann=ann, bob=bob, cid=cid"},
		"ignored":           {[]Decision{{Action: Ignore, Value: "BOB!"}}, "ann=ann, cid=cid"},
		"target ignored":    {[]Decision{{Action: Ignore, Value: "Ann"}, about(MergeInto, "bob", "ann")}, "cid=cid"},
		"about nobody":      {[]Decision{about(Rename, "zoe", "Zoe"), about(NeverMeans, "ann", "Bob")}, "ann=ann, bob=bob, cid=cid"},
	} {
		t.Run(name, func(t *testing.T) {
			ids := decide(t, s, c.list...)
			if got := shown(t, s, 1); got != c.want {
				t.Errorf("shown: %s, want %s", got, c.want)
			}
			if again := decide(t, s, c.list[len(c.list)-1]); again[0] != ids[len(ids)-1] {
				t.Errorf("decided again as %v", again)
			}
			sound(t, s)
			for _, id := range ids {
				if err := s.Undo(t.Context(), "ed", id); err != nil && !errors.Is(err, ErrNotFound) {
					t.Fatal(err)
				}
			}
			if got := shown(t, s, 1); got != "ann=ann, bob=bob, cid=cid" {
				t.Errorf("undone: %s", got)
			}
		})
	}
	if diff := cmp.Diff(before, read(t, s, 1)); diff != "" {
		t.Error(diff)
	}
	if err := s.Undo(t.Context(), "ed", 1); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	all, err := s.AllDecisions(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	for i, d := range all {
		if d.By != "ed" || d.UndoneBy != "ed" || d.Undone.IsZero() || i > 0 && d.ID > all[i-1].ID {
			t.Errorf("%+v", d)
		}
	}
}

// Decisions wait for entities that the archive has not met.
func TestDecideBeforehand(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	decide(t, s, about(Rename, "ann", "Anna"), about(AddAlias, "ann", "Annie Lee"), about(MergeInto, "nan", "ann"), Decision{Action: Ignore, Value: "Olive Branch"})
	put(t, s, imp, people(1, "annie-lee", "olive-branch"), people(2, "nan", "ann"))
	for id, want := range map[int64]string{1: "ann=Anna", 2: "ann=Anna"} {
		if got := shown(t, s, id); got != want {
			t.Errorf("article %d: %s, want %s", id, got, want)
		}
	}
	// Those who contradict themselves stop no import.
	decide(t, s, about(MergeInto, "x", "y"), about(MergeInto, "y", "x"))
	put(t, s, imp, people(3, "x", "y"))
	sound(t, s)
}

func TestDecideRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	put(t, s, beginImport(t, s), people(1, "ann", "bob"))
	decide(t, s, about(MergeInto, "bob", "ann"))
	for name, d := range map[string]Decision{
		"no value":           about(Rename, "ann", " – "),
		"no id":              about(Rename, "", "Ann"),
		"unknown":            about("praise", "ann", "x"),
		"no kind":            {Action: Rename, Entity: "ann", Value: "x"},
		"ignore an entity":   {Action: Ignore, Kind: entity.Person, Entity: "ann", Value: "x"},
		"into itself":        about(MergeInto, "ann", "ann"),
		"a circle":           about(MergeInto, "ann", "bob"),
		"country of people":  about(AddName, "ann", "x"),
		"unknown country":    {Action: AddName, Kind: entity.Country, Entity: "XX", Value: "x"},
		"countries together": {Action: MergeInto, Kind: entity.Country, Entity: "UA", Value: "RU"},
		"not UTF-8":          about(Rename, "ann", "a\xff"),
	} {
		before := contents(t, s)
		if _, err := s.Decide(t.Context(), "ed", about(Rename, "cid", "C"), d); err == nil {
			t.Errorf("%s: was taken", name)
		}
		if diff := cmp.Diff(before, contents(t, s)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if list, err := s.AllDecisions(t.Context()); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
}

// keyOf is the key of a person, 99 for one that the archive lacks and 0 for none.
func keyOf(t *testing.T, s *Store, id string) int64 {
	t.Helper()
	named, err := s.Named(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range named {
		if n.ID == id {
			return n.Key
		}
	}
	if id == "" {
		return 0
	}
	return 99
}

func TestMergeAndSplit(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, beginImport(t, s), people(1, "ann", "bob", "cid"))
	merge := func(want int, pairs ...string) {
		t.Helper()
		var list []Merge
		for _, p := range pairs {
			from, into, _ := strings.Cut(p, ">")
			list = append(list, Merge{keyOf(t, s, from), keyOf(t, s, into)})
		}
		was, err := s.Merging(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, got, err := s.Merge(t.Context(), "skeleton", was, Merging{"r1", 3, was.Changed + 1}, list...); err != nil || got != want {
			t.Errorf("merge %v: %d, want %d, %v", pairs, got, want, err)
		}
	}
	see := func(want string) {
		t.Helper()
		if got := shown(t, s, 1); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		sound(t, s)
	}
	merge(2, "bob>ann", "cid>bob", "ann>cid", "bob>cid", "ann>ann", "zoe>ann", "ann>zoe") // no circle, nothing twice, nobody
	see("ann=ann")
	named, err := s.Named(t.Context(), 1)
	if err != nil || named[0].Into != 1 || named[0].Rule != "auto" || named[0].MergedBy != "skeleton" || named[0].Merged.IsZero() {
		t.Errorf("%+v, %v", named, err)
	}
	if err := s.Split(t.Context(), "ed", entity.Person, "bob"); err != nil {
		t.Fatal(err)
	}
	see("bob=bob, ann=ann") // cid goes with bob; two weigh more than one
	merge(0, "bob>ann", "ann>bob")
	merge(1, "ann>cid") // names a third, whom nobody spoke of
	see("bob=bob")
	decide(t, s, about(MergeInto, "bob", "ann")) // the editor's word counts, and ends the merge in its way
	see("ann=ann")
	if err := s.Split(t.Context(), "ed", entity.Person, "bob"); err != nil {
		t.Fatal(err)
	}
	see("bob=bob, ann=ann")
	for _, id := range []string{"bob", "zoe"} {
		if err := s.Split(t.Context(), "ed", entity.Person, id); !errors.Is(err, ErrNotFound) {
			t.Error(id, err)
		}
	}
	decide(t, s, about(AddAlias, "ann", "Cid"))
	see("ann=ann, bob=bob")
	if err := s.Split(t.Context(), "ed", entity.Person, "cid"); err != nil {
		t.Fatal(err)
	}
	see("ann=ann, bob=bob, cid=cid")

	other := open(t, dir) // another process, which has read nothing of it yet
	if got := shown(t, other, 1); got != "ann=ann, bob=bob, cid=cid" {
		t.Error(got)
	}
	was, err := other.Merging(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := other.Merge(t.Context(), "x", Merging{"r0", 1, 1}, was, Merge{3, 2}); !errors.Is(err, ErrOvertaken) {
		t.Error(err)
	}
	if _, _, err := other.Merge(t.Context(), "x", was, was, Merge{3, 2}); err != nil {
		t.Fatal(err)
	}
	see("bob=bob, ann=ann")
	merge(1, "cid>") // the rules say otherwise now
	see("ann=ann, bob=bob, cid=cid")
}

// What is merged is one in an article, with all its mentions.
func TestCarriedMerged(t *testing.T) {
	s := open(t, t.TempDir())
	in := people(1, "ann", "annie", "cid")
	in.Annotator = "v1"
	in.Found = []entity.Found{found(entity.Person, "ann", 2, true, 9), found(entity.Person, "nan", 3, true, 0, 20), found(entity.Country, "DE", 1, false, 30)}
	in.Found[0].Confidence, in.Found[1].Confidence = 0.4, 0.6
	put(t, s, beginImport(t, s), in)
	decide(t, s, about(MergeInto, "nan", "ann"), about(MergeInto, "annie", "ann"), Decision{Action: Ignore, Value: "cid"})
	list, err := s.Carried(t.Context(), 1)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	ann := list[0]
	if ann.ID != "ann" || !ann.Supplied || !ann.Recognised || ann.Weight != 2*suppliedWeight+5 || ann.Confidence != 0.6 || len(ann.Mentions) != 3 {
		t.Errorf("%+v", ann)
	}
	if de := list[1]; de.ID != "DE" || de.Supplied || de.About {
		t.Errorf("%+v", de)
	}
	a, err := s.Annotation(t.Context(), 1)
	if err != nil || len(a.Found) != 2 || a.Found[0].Weight != 5 || a.Found[0].Mentions[1].Start != 9 {
		t.Errorf("%+v, %v", a, err)
	}
	if got := describe(read(t, s, 1).Entities); len(got) != 1 {
		t.Error(got) // Germany is only named
	}
	if _, err := s.Carried(t.Context(), 2); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

func TestNamedSince(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	put(t, s, imp, people(1, "ann", "bob", "cid"))
	_, number, err := s.NamedSince(t.Context(), 0, 0)
	if err != nil || number != 0 {
		t.Fatal(number, err)
	}
	since := func(after int64, want ...string) {
		t.Helper()
		var named []Named
		if named, number, err = s.NamedSince(t.Context(), after, number); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range named {
			got = append(got, n.ID+"="+n.Name+" "+strings.Join(n.Aliases, "/"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if n, err := s.EntitiesNumber(t.Context()); err != nil || n != number {
			t.Errorf("number %d, %v, want %d", n, err, number)
		}
	}
	since(3)
	in := people(2, "bob")
	in.Article.Entities[0].Aliases = []string{"Bobby"}
	put(t, s, imp, in)
	since(3, "bob=bob Bobby")
	put(t, s, imp, people(3, "bob", "dan"))
	since(3, "dan=dan ")
	since(4)
	ids := decide(t, s, about(Rename, "ann", "Anna"), about(AddAlias, "cid", "Sid"), Decision{Action: AddName, Kind: entity.Country, Entity: "UA", Value: "Bankova"})
	since(4, "ann=Anna ann", "cid=cid Sid")
	if err := s.Undo(t.Context(), "ed", ids[1]); err != nil {
		t.Fatal(err)
	}
	since(4, "cid=cid ")
}
