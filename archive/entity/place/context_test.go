package place

import (
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// TestNames checks what other names leave of the countries in them.
func TestNames(t *testing.T) {
	cases := []struct {
		text, name string
		kind       entity.Kind
		want       string
	}{
		{"He met Paris Smith there.", "Paris Smith", entity.Person, ""},
		{"He met Nikolai Ukraine there.", "Nikolai Ukraine", entity.Person, ""},
		{"He met Ukraine there.", "Ukraine", entity.Person, "UA"},
		{"He met Jordan there.", "Jordan", entity.Person, ""},
		{"He met Jordan there.", "Jordan", entity.Place, "JO"},
		{"Vladimir Putin spoke.", "Vladimir Putin", entity.Person, "RU"},
		{"The Russian Foreign Ministry spoke.", "Russian Foreign Ministry", entity.Organisation, "RU"},
		{"The Bank of Japan spoke.", "Bank of Japan", entity.Organisation, "JP"},
		{"The Kremlin spoke.", "Kremlin", entity.Organisation, "RU"},
		{"The Buenos Aires Tribune wrote.", "Buenos Aires Tribune", entity.Organisation, ""},
		{"The Norway Grain Company sells.", "Norway Grain Company", entity.Organisation, ""},
		{"The Trump Organization sells.", "Trump Organization", entity.Organisation, ""},
	}
	g := gazetteer(t)
	for _, c := range cases {
		var text token.Text
		text.Split(c.text)
		at := strings.Index(c.text, c.name)
		n := Name{Kind: c.kind}
		for n.First < text.Len() && int(text.Tokens[n.First].Start) < at {
			n.First++
		}
		for n.Last = n.First; n.Last < text.Len() && int(text.Tokens[n.Last].Start) < at+len(c.name); {
			n.Last++
		}
		var codes []string
		for _, m := range g.Find(&text, &Context{Language: "en", Day: parseDay(t, "2025-02-09"), Names: []Name{n}}, nil) {
			codes = append(codes, m.Code)
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%q with %s %q: %q, want %q", c.text, c.kind, c.name, got, c.want)
		}
	}
}

// TestSplit checks that the table was made with the tokeniser of today.
func TestSplit(t *testing.T) {
	g := gazetteer(t)
	for _, name := range []string{"Washington, D.C.", "Côte d'Ivoire", "N'Djamena", "Guinea-Bissau", "St. Petersburg", "Xi'an", "U.S.S.R.", "United States'", "EE. UU."} {
		var text token.Text
		text.Split("in " + name + " today")
		mentions := g.Find(&text, &Context{Language: "es"}, nil)
		if len(mentions) == 0 || !slices.ContainsFunc(mentions, func(m Mention) bool { return m.First == 1 }) {
			t.Errorf("%q is not found: go generate ./archive/entity/place", name)
		}
	}
}
