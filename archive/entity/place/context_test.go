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
		{"Shell Canada sells.", "Shell Canada", entity.Organisation, "CA"},
		{"The Trump Administration sells.", "Trump Administration", entity.Organisation, "US"},
		{"U.S. TREASURY SELLS NOTES", "U.S. TREASURY", entity.Organisation, "US"},
		{"BANK OF JAPAN SELLS NOTES", "BANK OF JAPAN", entity.Organisation, "JP"},
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

// TestTraps holds names that are not, or not always, what they look like.
func TestTraps(t *testing.T) {
	cases := []struct{ text, want string }{
		{"Georgia held elections. Tbilisi was calm.", "GE GE"},
		{"Russia and Georgia fought a war.", "RU GE"},
		{"Votes are counted in Georgia and Pennsylvania, where Trump leads.", "US US US"},
		{"Georgia is a country in the Caucasus.", "GE"},
		{"In Atlanta, Georgia, the mayor spoke.", "US"},
		{"in Paris, Texas, and in Woodland, Ontario, and London, Paris and Moscow, Iran and Turkey", "US CA GB FR RU IR TR"},
		{"He lives in Manchester, New Hampshire, and in Bristol, Pa.", "US US US"},
		{"in Hyderabad, Pakistan, and in Valencia, Venezuela, from Lyon, Switzerland", "PK VE CH CH"},
		{"The Gold Coast Titans won", "AU"},
		{"Chad Smith and Israel Folau met Georgia O'Keeffe and Tom Holland.", ""},
		{"Chad and Niger signed with Nigeria.", "TD NE NG"},
		{"troops from Guinea, Guinea-Bissau and Equatorial Guinea in New Guinea", "GN GW GQ"},
		{"the Democratic Republic of Congo and the Republic of Congo", "CD CG"},
		{"the Democratic Republic of the Congo; Congo-Brazzaville", "CD CG"},
		{"Santa Fe railways and New England", ""},
		{"George Washington, Denzel Washington", "US US"},
		{"Washington state voters", "US"},
		{"the South China Sea, the Sea of Japan, the Gulf of Mexico and the English Channel", ""},
		{"Air France and American Express", ""},
		{"Latin America and South America", ""},
		{"Cuba Gooding met Paris Hilton", ""},
		{"She met Sydney Brown, and Sydney was kind.", "AU"},
		{"Lake Chad, the Jordan River and the River Niger", ""},
		{"the Warsaw Pact and the Paris Agreement", ""},
		{"American Samoa and the Northern Mariana Islands", "AS MP"},
		{"French and British troops in Stanley on the Falkland Islands", "FR GB FK"},
		{"Dutch Prime Minister", "NL"},
		{"turkey for Thanksgiving, china on the table", ""},
		{"THE WORLD HEALTH ORGANIZATION IN OUR TIME", ""},
		{"it was us who did it, US officials said", "US"},
	}
	g := gazetteer(t)
	for _, c := range cases {
		var codes []string
		for _, m := range find(g, c.text, Context{Language: "en", Day: parseDay(t, "2020-11-05")}) {
			code, _, _ := strings.Cut(m, " ")
			codes = append(codes, code)
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
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
