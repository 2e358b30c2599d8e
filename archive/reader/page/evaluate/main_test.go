package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPages holds the reading of real pages to what was reached: 95 % of the
// titles, 90 % of the days, 85 % of the bylines, and an F1 of 0.95 of the body over
// all. Of the pages of 2023 some expected texts are parts of their articles only,
// or hold what is around them.
func TestPages(t *testing.T) {
	data := filepath.Join("..", "..", "..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	var all score
	for _, folder := range []struct {
		name string
		body float64
	}{{"readability", 0.955}, {"web-2023", 0.94}} {
		cases, err := load(filepath.Join(data, "html-pages", folder.name), filepath.Join(data, "articles", "en-web-2023.jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		var s score
		for _, c := range cases {
			content, err := c.content()
			if err != nil {
				t.Fatal(err)
			}
			s.add(judge(c, content))
		}
		if f := s.f1 / float64(s.pages); f < folder.body {
			t.Errorf("%s: body F1 %.3f, had %.3f", folder.name, f, folder.body)
		}
		all.merge(s)
	}
	for _, c := range []struct {
		what      string
		right, of int
		bar       float64
	}{{"titles", all.titles, all.titlesOf, 0.95}, {"days", all.days, all.daysOf, 0.90}, {"bylines", all.bylines, all.bylinesOf, 0.85}} {
		if float64(c.right) < c.bar*float64(c.of) {
			t.Errorf("%d of %d %s right, want %.0f %%", c.right, c.of, c.what, 100*c.bar)
		}
	}
	if f := all.f1 / float64(all.pages); f < 0.95 {
		t.Errorf("all: body F1 %.3f", f)
	}
	if all.failed > 0 || all.pages < 80 {
		t.Errorf("%d pages, %d failed", all.pages, all.failed)
	}
}

func TestJudging(t *testing.T) {
	for _, c := range []struct {
		got, want string
		same      bool
	}{
		{"River floods", "River floods", true}, {"‘River’ floods", "'River' floods", true}, {"River floods town", "River floods town | The Gazette", true},
		{"River floods", "River floods again", false}, {"Live", "Live | River floods again", false},
	} {
		if sameTitle(c.got, c.want) != c.same {
			t.Errorf("%q, %q: same %t", c.got, c.want, !c.same)
		}
	}
	if p, r := overlap("a b c d", "a b c d e f"); p != 1 || r != 4.0/6 {
		t.Errorf("precision %f, recall %f", p, r)
	}
	if names("By Ann Ash and Bob Birch22 Dec 2016") != names("Bob Birch, Ann Ash") {
		t.Error(names("By Ann Ash and Bob Birch22 Dec 2016"))
	}
}
