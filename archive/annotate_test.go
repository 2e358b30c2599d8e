package archive

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

// describe names entities as "kind id, kind id".
func describe(refs []entity.Ref) []string {
	list := []string{}
	for _, r := range refs {
		list = append(list, string(r.Kind)+" "+r.ID)
	}
	return list
}

func TestPutFound(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	in := incoming(1)
	in.Article.Entities = []entity.Ref{
		{Kind: entity.Topic, ID: "oil", Name: "Oil"}, {Kind: entity.Person, ID: "ann", Name: "Ann"}, {Kind: entity.Country, ID: "IR", Name: "Iran"},
	}
	in.Annotator = "v1"
	in.Found = []entity.Found{
		found(entity.Person, "bob", 6, true, 0, 9), found(entity.Person, "ann", 3, true, 15),
		found(entity.Country, "UA", 5, true, 30), found(entity.Country, "DE", 1, false, 40),
	}
	put(t, s, imp, in)

	a := read(t, s, 1)
	want := []string{"person ann", "person bob", "country UA", "topic oil", "country IR"} // 4+3, 6, 5, 4, 4
	if diff := cmp.Diff(want, describe(a.Entities)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(in.Article.Entities, a.Supplied); diff != "" {
		t.Error(diff)
	}
	changes, err := s.Changes(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	wantLinks := []Linked{
		{Link{1, true}, entity.Topic, "oil"}, {Link{2, true}, entity.Person, "ann"}, {Link{3, true}, entity.Country, "IR"},
		{Link{4, true}, entity.Person, "bob"}, {Link{5, true}, entity.Country, "UA"}, {Link{6, false}, entity.Country, "DE"},
	}
	if diff := cmp.Diff(wantLinks, changes[0].Links); diff != "" {
		t.Error(diff)
	}
	rows := func(r *Row) error {
		if len(r.Links) != 6 || r.Links[5] != (Link{6, false}) {
			t.Errorf("row %v", r.Links)
		}
		return nil
	}
	if err := errors.Join(s.Rows(t.Context(), 1, rows), s.RowsOf(t.Context(), []int64{7, 1}, 1, rows)); err != nil {
		t.Fatal(err)
	}
	annotation, err := s.Annotation(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	wantFound := []entity.Found{in.Found[0], in.Found[2], in.Found[1], in.Found[3]}
	wantFound[2].Name = "Ann" // under which it was supplied
	if diff := cmp.Diff(Annotation{Article: 1, Version: 1, Annotator: "v1", Found: wantFound}, annotation); diff != "" {
		t.Error(diff)
	}

	// Other findings alone are no news; a new text is, and drops what was found in
	// the old one.
	again := in
	again.Annotator, again.Found = "v2", nil
	if got := put(t, s, imp, again)[0]; got.Result != Unchanged {
		t.Error(got)
	}
	if now, err := s.Annotation(t.Context(), 1); err != nil || !cmp.Equal(now, annotation) {
		t.Errorf("%+v, %v", now, err)
	}
	again.Article.Title, again.Annotator = "Another", ""
	if got := put(t, s, imp, again)[0]; got.Result != Updated {
		t.Error(got)
	}
	if now, err := s.Annotation(t.Context(), 1); err != nil || !cmp.Equal(now, Annotation{}) {
		t.Errorf("%+v, %v", now, err)
	}
	if got := describe(read(t, s, 1).Entities); len(got) != 3 {
		t.Error(got)
	}
	sound(t, s)
}

func TestPutRefusesFound(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	in := incoming(1)
	in.Annotator, in.Found = "v1", []entity.Found{found(entity.Person, "ann", 1, true, in.Article.wholeLength()-4)}
	var item *ItemError
	if _, err := s.Put(t.Context(), imp, []Incoming{in}); !errors.As(err, &item) || item.Index != 0 {
		t.Error(err)
	}
	in.Found[0].Mentions[0] = entity.Mention{Start: in.Article.wholeLength() - 5, End: in.Article.wholeLength(), Via: entity.ViaName}
	put(t, s, imp, in)
	sound(t, s)
}

// Recognition costs most of an import, so it is asked for what is new only.
func TestPutRecognises(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	var calls atomic.Int64 // articles of one batch are recognised side by side
	with := func(title string) Incoming {
		in := incoming(1)
		in.Article.Title, in.Annotator = title, "v1"
		in.Recognise = func() []entity.Found {
			calls.Add(1)
			return []entity.Found{found(entity.Person, "ann", 1, true, 0)}
		}
		return in
	}
	see := func(want int64, left int) {
		t.Helper()
		if n, err := s.CountUnannotated(t.Context(), "v1"); calls.Load() != want || n != left || err != nil {
			t.Errorf("asked %d times, want %d; %d left, want %d, %v", calls.Load(), want, n, left, err)
		}
	}
	put(t, s, imp, with("First"))
	see(1, 0)
	put(t, s, imp, with("First"))
	see(1, 0)
	put(t, s, imp, with("Second"), with("Second"))
	see(3, 0)
	// The first of these is as it was when the batch is looked at, and the third
	// differs from the second when it is stored.
	put(t, s, imp, with("Second"), with("Third"), with("Second"))
	see(4, 1)
	if got := describe(read(t, s, 1).Entities); len(got) != 0 {
		t.Errorf("has %v of another text", got)
	}
	sound(t, s)
}

func TestAnnotate(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	for n := range 5 {
		put(t, s, imp, incoming(n+1))
	}
	if err := s.SetStatus(t.Context(), 5, Withdrawn, "test"); err != nil { // change 6
		t.Fatal(err)
	}
	left := func(annotator string, after int64, want ...int64) {
		t.Helper()
		var ids []int64
		for {
			articles, err := s.Unannotated(t.Context(), annotator, after, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(articles) == 0 {
				break
			}
			for _, a := range articles {
				if a.Version == 0 || a.Title == "" || len(a.Body) == 0 {
					t.Errorf("%+v", a)
				}
				after = a.ID
				ids = append(ids, a.ID)
			}
		}
		if n, err := s.CountUnannotated(t.Context(), annotator); err != nil || !slices.Equal(ids, want) || after == 0 && n != len(want) {
			t.Errorf("not by %s: %v, counted %d, want %v, %v", annotator, ids, n, want, err)
		}
	}
	left("v1", 0, 1, 2, 3, 4)
	annotate := func(want int, list ...Annotation) {
		t.Helper()
		before, _ := s.Sequence(t.Context())
		changed, err := s.Annotate(t.Context(), list)
		after, _ := s.Sequence(t.Context())
		if err != nil || changed != want || after != before+int64(want) {
			t.Errorf("%d changed, want %d; from %d to %d, %v", changed, want, before, after, err)
		}
	}
	ann, bob := found(entity.Person, "ann", 2, true, 0), found(entity.Person, "bob", 1, true, 9)
	annotate(2,
		Annotation{1, 1, "v1", []entity.Found{ann, bob}}, Annotation{2, 1, "v1", nil}, Annotation{3, 1, "v1", []entity.Found{ann}},
		Annotation{4, 2, "v1", []entity.Found{ann}}, Annotation{99, 1, "v1", []entity.Found{ann}}) // another version, no article
	left("v1", 0, 4)
	left("v1", 4)
	left("v2", 0, 1, 2, 3, 4)

	// The same entities with other weights and mentions are stored, but no change.
	ann.Weight, ann.Mentions[0].Start = 9, 1
	annotate(0, Annotation{1, 1, "v2", []entity.Found{bob, ann}}, Annotation{3, 1, "v2", []entity.Found{ann}})
	if a, err := s.Annotation(t.Context(), 1); err != nil || a.Annotator != "v2" || a.Found[0].Weight != 9 {
		t.Errorf("%+v, %v", a, err)
	}
	left("v2", 0, 2, 4)
	if err := s.SetStatus(t.Context(), 1, Withheld, "test"); err != nil { // read by v2, and no longer to be
		t.Fatal(err)
	}
	left("v2", 0, 2, 4)
	left("v1", 0, 3, 4)
	if err := s.SetStatus(t.Context(), 1, Usable, "test"); err != nil {
		t.Fatal(err)
	}
	ann.About = false
	annotate(2, Annotation{1, 1, "v3", nil}, Annotation{3, 1, "v3", []entity.Found{ann}})
	annotate(1, Annotation{1, 1, "v3", []entity.Found{bob}}, Annotation{1, 1, "v3", []entity.Found{bob}})
	if got := describe(read(t, s, 1).Entities); !slices.Equal(got, []string{"person bob"}) {
		t.Error(got)
	}
	if _, err := s.Annotate(t.Context(), []Annotation{{1, 1, "", nil}}); err == nil {
		t.Error("an annotation by nobody was taken")
	}
	if _, err := s.Annotation(t.Context(), 99); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	sound(t, s)
}

// Names found in capitals or without accents are no aliases; others are, and are
// noticed where the entity was known before.
func TestFoundNames(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	number := func() (n int64) {
		t.Helper()
		if err := s.readers.QueryRowContext(t.Context(), "SELECT value FROM meta WHERE key = 'entities'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for n, step := range []struct {
		name    string
		aliases []string
		number  int64
	}{
		{"Nicolás Maduro", []string{"Maduro"}, 0}, {"NICOLAS MADURO", []string{"maduro"}, 0},
		{"Nicolás Maduro Moros", nil, 1}, {"Nicolas Maduro Moros", []string{"Maduro Moros"}, 2}, {"Nicolás Maduro", nil, 2},
	} {
		in := incoming(n)
		f := found(entity.Person, "nicolas-maduro", 1, true, 0)
		f.Name, f.Aliases = step.name, step.aliases
		in.Annotator, in.Found = "v1", []entity.Found{f}
		put(t, s, imp, in)
		if got := number(); got != step.number {
			t.Errorf("step %d: number %d, want %d", n, got, step.number)
		}
	}
	named, err := s.Named(t.Context(), 0)
	want := entity.Ref{Kind: entity.Person, ID: "nicolas-maduro", Name: "Nicolás Maduro", Aliases: []string{"Maduro", "Maduro Moros", "Nicolás Maduro Moros"}}
	if err != nil || len(named) != 1 || !cmp.Equal(named[0].Ref, want) {
		t.Errorf("%+v, %v", named, err)
	}
}
