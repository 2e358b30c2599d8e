package wire

import (
	"strings"
	"testing"

	"dateline/archive"
	"dateline/archive/entity"
)

func TestStatus(t *testing.T) {
	for word, want := range map[string]archive.Status{
		"stat:usable": archive.Usable, "": archive.Usable, "Usable": archive.Usable, "http://cv.iptc.org/newscodes/pubstatusg2/usable": archive.Usable,
		"stat:canceled": archive.Cancelled, "Cancelled": archive.Cancelled, "killed": archive.Cancelled,
		"stat:withheld": archive.Withheld, "Embargoed": archive.Withheld, "who knows": archive.Withheld,
	} {
		if got := Status(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}

func TestPlace(t *testing.T) {
	for dateline, want := range map[string]string{
		"Paris, 21 jan 2019 (AFP) -":         "Paris",
		"NEW YORK, Feb. 9 (Reuters)":         "NEW YORK",
		"MOSCOW, Monday (Reuters)":           "MOSCOW",
		"WASHINGTON (AP) —":                  "WASHINGTON",
		"Gaza City, Palestinian Territories": "Gaza City, Palestinian Territories",
		"4/4/2018":                           "",
		"":                                   "",
		"加州桑尼維爾":                             "加州桑尼維爾",
		"(AFP) -":                            "",
	} {
		if got := Place(dateline); got != want {
			t.Errorf("%q: %q, want %q", dateline, got, want)
		}
	}
}

func TestByline(t *testing.T) {
	for line, want := range map[string]string{
		"By Ian Jones, Press Association":             "Ian Jones",
		"By Paulo Santalucia and Frances d'Emilio":    "Paulo Santalucia+Frances d'Emilio",
		"Martin Hardenberger/TT":                      "Martin Hardenberger",
		"Von Ursula von der Leyen, dpa":               "Ursula von der Leyen",
		"daa/mt/msr":                                  "",
		"MWE":                                         "",
		"Situation serious, ready for all scenarios":  "",
		"Belga - DPG Media":                           "",
		"Example Agency":                              "",
		"Олена Шевченко":                              "Олена Шевченко",
		"Aaron J. Staples, Michigan State University": "Aaron J. Staples",
		"MAR 04 Reuters":                              "",
	} {
		if got := strings.Join(Byline(line, "Example agency"), "+"); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestTakeByline(t *testing.T) {
	a := archive.Article{Source: "EXA", Body: []archive.Paragraph{{Text: "(Adds detail)"}, {Text: "By Ann Lee"}, {Text: "By Monday all was over."}}}
	TakeByline(&a)
	if len(a.Authors) != 1 || a.Authors[0] != "Ann Lee" || len(a.Body) != 2 || a.Body[1].Text != "By Monday all was over." {
		t.Errorf("%+v", a)
	}
}

func TestConcepts(t *testing.T) {
	for _, c := range []struct {
		concept Concept
		kind    entity.Kind
		name    string
	}{
		{Concept{Type: "cpnat:person", Name: "Ann Lee"}, entity.Person, "Ann Lee"},
		{Concept{Type: "http://cv.iptc.org/newscodes/cpnature/organisation", Name: "Met Office"}, entity.Organisation, "Met Office"},
		{Concept{Type: "cpnat:geoArea", Name: "Ireland"}, entity.Country, "Ireland"},
		{Concept{Type: "country", Code: "iso3166-1a3:FRA"}, entity.Country, "France"},
		{Concept{Code: "subj:04016014"}, entity.Topic, "economy, business and finance"},
		{Concept{Name: "TT:02000000:LAG"}, entity.Topic, "crime, law and justice"},
		{Concept{Code: "medtop:20000574", Name: "election"}, entity.Topic, "election"},
		{Concept{Code: "N2:POL"}, "", ""},
		{Concept{Name: "i"}, "", ""},
		{Concept{}, "", ""},
	} {
		ref, ok := c.concept.Ref()
		if ok != (c.kind != "") || ref.Kind != c.kind || ref.Name != c.name {
			t.Errorf("%+v: %+v %v", c.concept, ref, ok)
		}
	}
}

func TestBody(t *testing.T) {
	paragraphs := func(s string) (out []archive.Paragraph) {
		for p := range strings.SplitSeq(s, "|") {
			if p != "" {
				out = append(out, archive.Paragraph{Text: p})
			}
		}
		return out
	}
	for _, c := range []struct{ title, body, lead, want string }{
		{"Rain", "RAIN!|It rained.|Rain", "", "It rained.|Rain"},
		{"Rain", "It rained.", "All week.", "All week.|It rained."},
		{"Rain", "GALWAY (EXA) - It rained all week, they say.|More.", "It rained all week", "GALWAY (EXA) - It rained all week, they say.|More."},
		{"Rain", "It rained.", "It rained. All week.", "It rained."},
		{"Rain", "", "Rain", ""},
		{"", "", "", ""},
	} {
		var got []string
		for _, p := range Body(c.title, paragraphs(c.body), paragraphs(c.lead)) {
			got = append(got, p.Text)
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%+v: %q", c, joined)
		}
	}
}
