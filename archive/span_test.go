package archive

import (
	"strings"
	"testing"
)

func TestLocate(t *testing.T) {
	bodies := map[string]Article{
		"title and text": {Title: "Kyiv talks", Body: []Paragraph{{Text: "In Kyiv."}, {Kind: Heading, Text: "Next"}, {Text: "Moscow said no."}}},
		"no title":       {Body: []Paragraph{{Text: "In Kyiv."}, {Text: "Moscow said no."}}},
		"related links":  {Title: "T", Body: []Paragraph{{Kind: Related, Text: "SEE ALSO"}, {Text: "a"}, {Kind: Related, Text: "more"}, {Text: "b"}}},
		"empty at first": {Title: "T", Body: []Paragraph{{}, {Text: "a"}, {}, {Text: "b"}}},
		"title only":     {Title: "Kyiv talks"},
		"nothing":        {},
		"other scripts":  {Title: "Путін у Києві", Body: []Paragraph{{Text: "Зустріч…"}, {Text: "كييف"}}},
	}
	for name, a := range bodies {
		whole := a.Whole()
		if len(whole) != a.wholeLength() {
			t.Errorf("%s: %d bytes, said to be %d", name, len(whole), a.wholeLength())
		}
		covered := 0
		for start := range whole {
			for end := start + 1; end <= len(whole); end++ {
				paragraph, from, to, ok := a.Locate(start, end)
				if !ok {
					continue
				}
				place := a.Title
				if paragraph != InTitle {
					place = a.Body[paragraph].Text
				}
				if place[from:to] != whole[start:end] {
					t.Errorf("%s: %d to %d is %q in place %d, want %q", name, start, end, place[from:to], paragraph, whole[start:end])
				}
				if to-from == len(place) {
					covered++
				}
			}
		}
		want := 0
		for _, p := range append(a.Body, Paragraph{Text: a.Title}) {
			if p.Kind != Related && p.Text != "" {
				want++
			}
		}
		if covered != want {
			t.Errorf("%s: %d places found whole, want %d", name, covered, want)
		}
	}
}

func TestLocateRefuses(t *testing.T) {
	a := Article{Title: "Kyiv talks", Body: []Paragraph{{Text: "In Kyiv."}, {Text: "Moscow said no."}}}
	for _, c := range [][2]int{{-1, 2}, {3, 2}, {8, 14}, {10, 12}, {11, 13}, {15, 24}, {20, 22}, {22, 99}, {99, 100}} {
		if p, from, to, ok := a.Locate(c[0], c[1]); ok {
			t.Errorf("%d to %d: found in place %d, %d to %d", c[0], c[1], p, from, to)
		}
	}
	if whole := a.Whole(); whole != strings.Join([]string{"Kyiv talks", "In Kyiv.", "Moscow said no."}, "\n\n") {
		t.Error(whole)
	}
}
