package index

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseValues(t *testing.T) {
	cases := []struct {
		in   string
		want string // canonical
	}{
		{"", ""},
		{"q=rare+earths&person=donald-trump&person=vladimir-putin", "person=donald-trump&person=vladimir-putin&q=rare+earths"},
		{"person=a|b&person=-c&person=none", "person=a%7Cb&person=-c&person=none"},
		{"source=BBC&source=CNN", "source=BBC%7CCNN"},
		{"source=BBC&source=BBC", "source=BBC"},
		{"source=-BBC&source=CNN", "source=-BBC&source=CNN"},
		{"person=a&person=a", "person=a"},
		{"from=2024&to=2025-02-01&sort=newest&limit=50&timeline=auto", "from=2024&limit=50&sort=newest&timeline=auto&to=2025-02-01"},
		{"facets=person,country&facet_limit=5&strict=1&match=any", "facet_limit=5&facets=person%2Ccountry&match=any&strict=true"},
		{"facets=", "facets="},
		{"person=&q=", ""},
	}
	for _, c := range cases {
		in, err := url.ParseQuery(c.in)
		if err != nil {
			t.Fatal(err)
		}
		q, problems := ParseValues(in)
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.in, problems)
		}
		if q.String() != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, q, c.want)
		}
		again, _ := ParseValues(q.Values())
		if diff := cmp.Diff(q, again); diff != "" {
			t.Errorf("%s: not read back equal (-first +again):\n%s", c.in, diff)
		}
	}
}

func TestParseValuesProblems(t *testing.T) {
	cases := []struct{ in, parameter, nearest string }{
		{"persn=a", "persn", "person"},
		{"xyzzy=1", "xyzzy", ""},
		{"limit=0", "limit", ""},
		{"limit=201", "limit", ""},
		{"limit=ten", "limit", ""},
		{"sort=best", "sort", ""},
		{"match=most", "match", ""},
		{"timeline=hour", "timeline", ""},
		{"from=2025-02-30", "from", ""},
		{"to=soon", "to", ""},
		{"facets=mood", "facets", ""},
		{"strict=perhaps", "strict", ""},
		{"q=a&q=b", "q", ""},
	}
	for _, c := range cases {
		in, _ := url.ParseQuery(c.in)
		_, problems := ParseValues(in)
		if len(problems) != 1 || problems[0].Parameter != c.parameter || problems[0].Nearest != c.nearest || problems[0].Message == "" {
			t.Errorf("%s: problems %+v", c.in, problems)
		}
	}
}

func TestQueryChanges(t *testing.T) {
	q := Query{Text: "x", Cursor: "c"}
	steps := []struct {
		q    Query
		want string
	}{
		{q.With("person", "a"), "person=a&q=x"},
		{q.With("person", "a").With("person", "b"), "person=a&person=b&q=x"},
		{q.With("person", "a").With("person", "a"), "person=a&q=x"},
		{q.With("source", "a").With("source", "b"), "q=x&source=a%7Cb"},
		{q.With("source", "a").With("source", "b").Without("source", "a"), "q=x&source=b"},
		{q.With("person", "a").Excluding("person", "a"), "person=-a&q=x"},
		{q.Excluding("person", "a").Without("person", "a"), "q=x"},
		{q.With("person", None), "person=none&q=x"},
	}
	for _, s := range steps {
		if s.q.String() != s.want {
			t.Errorf("got %s, want %s", s.q, s.want)
		}
	}
	base := q.With("source", "a")
	base.With("source", "b")
	if base.String() != "q=x&source=a" {
		t.Errorf("a copy changed its original: %s", base)
	}
	if sel, exc := base.Excluding("person", "p").Selected("person", "p"); sel || !exc {
		t.Errorf("selected %v, excluded %v", sel, exc)
	}
}
