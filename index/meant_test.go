package index

import (
	"testing"

	"dateline/archive"
	"dateline/index/query"
)

// newspapers is an archive in which some words are common and some are rare.
func newspapers(t *testing.T) *Index {
	t.Helper()
	store := newArchive(t)
	var articles []archive.Article
	for guid, body := range map[string]string{
		"a": "Zelensky spoke of sanctions and tariffs in Kharkiv.",
		"b": "Zelensky and Putin spoke. Sanctions stay.",
		"c": "Zelenska visited a school in Kharkiv.",
		"d": "Le président a parlé de l'énergie à Genève.",
		"e": "COVID-19 was a subject in Tehran, as were minerals.",
	} {
		articles = append(articles, archive.Article{GUID: guid, Title: guid, Body: text(body), Language: "en"})
	}
	put(t, store, articles...)
	return openIndex(t, store)
}

func TestMeant(t *testing.T) {
	x := newspapers(t)
	tests := []struct{ q, want string }{
		{"zelensky", ""},                                 // it is there
		{"sanctioned", ""},                               // its stem is
		{"zelenksy", "zelensky"},                         // swapped
		{"Zelenksy minerals", "Zelensky minerals"},       // only what is absent changes, capitals stay
		{"zelensk", "zelensky"},                          // as near as Zelenska, in more articles
		{"selensky", "zelensky"},                         // the first letter, when nothing else is near
		{"tarrifs", "tariffs"},                           // one too many, one too few
		{"presidnet", "president"},                       // without the accent that the archive has
		{"présidnet genéuve", "president geneve"},        // words of the index have none
		{"zelenksy kharkivv", "zelensky kharkiv"},        // both
		{"iran", ""},                                     // nothing like it
		{"put", ""},                                      // too short to tell
		{"covid-91", ""},                                 // numbers are not slips
		{"xylophonists", ""},                             // nothing like it
		{"zelensky OR zelenksa", "zelensky OR zelenska"}, // also where something was found
		{"kharkiv AND NOT zelenksy", ""},                 // it is not wanted
		{"title:zelenksy", "title:zelensky"},             // in a field
		{`"zelenksy spoke" zelenksy`, `"zelenksy spoke" AND zelensky`},
		{"source:zelenksy zelenksy", "source:zelenksy AND zelensky"},
		{"(zelenksy w/5 sanctions) minerals", "(zelensky w/5 sanctions) minerals"},
		{"atleast2(zelenksy)", "atleast2(zelensky)"},
		{"zelenksy's school", "zelensky's school"},
		{`\zelenksy`, `\zelensky`},
		{"zelenksy~ sanctionz", "zelenksy~ sanctions"}, // the first says itself that it may be misspelt
		{"", ""},
	}
	for _, tt := range tests {
		r := search(t, x, Query{Text: tt.q})
		if r.Suggestion != tt.want {
			t.Errorf("%q: suggested %q, want %q", tt.q, r.Suggestion, tt.want)
		}
		if notes := query.Parse(r.Suggestion).Notes; notes != nil {
			t.Errorf("%q: the suggestion %q has notes %v", tt.q, r.Suggestion, notes)
		}
	}
	if r := search(t, x, Query{Text: "zelenksy kharkiv", Match: MatchAny}); r.Suggestion != "zelensky kharkiv" || r.Total != 2 {
		t.Errorf("match any: suggested %q, found %d", r.Suggestion, r.Total)
	}
	// Of many absent words only the first few are tried.
	if r := search(t, x, Query{Text: "aaaaa bbbbb ccccc ddddd zelenksy"}); r.Suggestion != "" {
		t.Errorf("many absent words: suggested %q", r.Suggestion)
	}
	r, err := x.Find(t.Context(), Query{Text: "zelenksy"})
	if err != nil || r.Suggestion != "" {
		t.Errorf("Find suggests %q, %v", r.Suggestion, err)
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"iran", "iran", 0}, {"irna", "iran", 1}, {"zelenksy", "zelensky", 1},
		{"ca", "abc", 3}, {"київ", "киев", 1}, {"kitten", "sitting", 3}, {"abcd", "badc", 2},
	} {
		if got := distance(tt.a, tt.b); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := distance(tt.b, tt.a); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}
