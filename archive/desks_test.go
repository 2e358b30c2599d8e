package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A source's desk makes the annotations of its articles out of date, and no others,
// until they are made with it.
func TestDesks(t *testing.T) {
	s, ctx := open(t, t.TempDir()), t.Context()
	list := []Incoming{incoming(1), incoming(2), incoming(3), incoming(4)}
	for i := range list {
		list[i].Article.Source = []string{"Post", "Post", "Wire", ""}[i]
		if i != 3 {
			list[i].Annotator = "v1"
		}
	}
	put(t, s, beginImport(t, s), list...)
	due := func(version string, want ...int64) {
		t.Helper()
		articles, err := s.Unannotated(ctx, version, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, a := range articles {
			got = append(got, a.ID)
		}
		n, err := s.CountUnannotated(ctx, version)
		if diff := cmp.Diff(want, got); diff != "" || err != nil || n != len(want) {
			t.Errorf("%s: counted %d, %v: %s", version, n, err, diff)
		}
	}
	set := func(source, country string) {
		t.Helper()
		before, err := s.DecisionsNumber(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetDesk(ctx, "ed", source, country); err != nil {
			t.Fatal(err)
		}
		if now, err := s.DecisionsNumber(ctx); err != nil || now <= before {
			t.Error("a server would not notice", now, err)
		}
	}
	due("v1", 4)
	set("Post", "US")
	set("Later", "CA")
	due("v1", 1, 2, 4)
	due("v2", 1, 2, 3, 4)
	desks, err := s.Desks(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Annotate(ctx, []Annotation{{Article: 1, Version: 1, Annotator: DeskVersion("v1", desks["Post"])}}); err != nil {
		t.Fatal(err)
	}
	due("v1", 2, 4)
	set("Post", "GB")
	due("v1", 1, 2, 4)
	set("Post", "US")
	set("Wire", "US")
	due("v1", 2, 3, 4)
	set("Wire", "")
	set("Post", "")
	due("v1", 1, 4)
	set("Post", "US")
	sources, err := s.Sources(ctx)
	want := []Desk{{"", "", 1}, {"Later", "CA", 0}, {"Post", "US", 2}, {"Wire", "", 1}}
	if diff := cmp.Diff(want, sources); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for source, country := range map[string]string{"": "US", "Wire": "XX", "a\xff": "US"} {
		if err := s.SetDesk(ctx, "ed", source, country); err == nil {
			t.Errorf("%q has the desk %s", source, country)
		}
	}
	sound(t, s)
}
