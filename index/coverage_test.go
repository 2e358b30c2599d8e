package index

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
)

func TestCoverage(t *testing.T) {
	store := newArchive(t)
	var list []archive.Article
	for i, a := range []struct{ source, date string }{
		{"Post", "2024-01-31"}, {"Post", "2024-02-01"}, {"Post", "2024-02-29T23:59:00-08:00"}, {"Post", "2024-05"}, {"Post", "2025"}, {"Post", ""},
		{"Gazette", "0001-01-01"}, {"Gazette", "9999-12-31"}, {"", "2024-03-03"}, {"Gone", "2024-03-03"}, {"Timeless", ""},
	} {
		list = append(list, archive.Article{GUID: fmt.Sprint(i), Title: fmt.Sprint(i), Source: a.source, Published: date(t, a.date)})
	}
	ids := put(t, store, list...)
	if err := store.SetStatus(t.Context(), ids[9], archive.Withdrawn, "test"); err != nil {
		t.Fatal(err)
	}
	x := openIndex(t, store)
	all, err := x.Coverage()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range all {
		got = append(got, fmt.Sprintf("%s %d (%d undated, %d coarse) %s to %s", c.Source, c.Articles, c.Undated, c.Coarse, c.First, c.Last))
		for _, m := range c.Months {
			got = append(got, fmt.Sprintf("  %s to %s: %d", m.Start, m.End, m.Count))
		}
		for _, g := range c.Gaps {
			got = append(got, fmt.Sprintf("  none from %s to %s: %d", g.Start, g.End, g.Count))
		}
	}
	want := []string{
		"Post 6 (1 undated, 1 coarse) 2024-01-31 to 2025-12-31",
		"  2024-01-01 to 2024-01-31: 1", "  2024-02-01 to 2024-02-29: 2", "  2024-05-01 to 2024-05-31: 1",
		"  none from 2024-03-01 to 2024-04-30: 2",
		"Gazette 2 (0 undated, 0 coarse) 0001-01-01 to 9999-12-31",
		"  0001-01-01 to 0001-01-31: 1", "  9999-12-01 to 9999-12-31: 1",
		"  none from 0001-02-01 to 9999-11-30: 119986",
		" 1 (0 undated, 0 coarse) 2024-03-03 to 2024-03-03",
		"  2024-03-01 to 2024-03-31: 1",
		"Timeless 1 (1 undated, 0 coarse)  to ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
