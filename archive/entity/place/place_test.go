package place

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/archive/entity/token"
)

func gazetteer(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// find lists the mentions of a text as "UA name Ukraine".
func find(g *Gazetteer, source string, c Context) (found []string) {
	var text token.Text
	text.Split(source)
	for _, m := range g.Find(&text, &c, nil) {
		found = append(found, fmt.Sprintf("%s %s %s", m.Code, m.Via, source[text.Tokens[m.First].Start:text.Tokens[m.Last-1].End]))
	}
	return found
}

func parseDay(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFind(t *testing.T) {
	cases := []struct{ language, text, want string }{
		{"en", "Ukraine and Russia met.", "UA name Ukraine, RU name Russia"},
		{"en", "Iranians protest in Tehran.", "IR demonym Iranians, IR capital Tehran"},
		{"en", "The Kremlin said the U.S. Senate", "RU metonym Kremlin, US name U.S."},
		{"en", "United\nStates", "US name United\nStates"},
		{"en", "He ate turkey in Turkey.", "TR name Turkey"},
		{"en", "New England, New Mexico and Mexico", "US city New Mexico, MX name Mexico"},
		{"en", "Mexico City is the capital", "MX capital Mexico City"},
		{"en", "ships in the Indian Ocean and the South China Sea", ""},
		{"en", "UKRAINE SAYS IRAN SENDS DRONES", "UA name UKRAINE, IR name IRAN"},
		{"en", "UNITED STATES OF AMERICA", "US name UNITED STATES OF AMERICA"},
		{"en", "Michael Jordan visited Jordan on Monday", "JO name Jordan"},
		{"en", "the West German government", "DE demonym West German"},
		{"en", "East German guards", "DDDE demonym East German"},
		{"en", "Soviet leader", "SUHH demonym Soviet"},
		{"en", "Niger and Nigeria, Nigerien and Nigerian", "NE name Niger, NG name Nigeria, NE demonym Nigerien, NG demonym Nigerian"},
		{"en", "Papua New Guinea, Guinea-Bissau, Equatorial Guinea and Guinea", "PG name Papua New Guinea, GW name Guinea-Bissau, GQ name Equatorial Guinea, GN name Guinea"},
		{"en", "London, Ontario and London", "CA city London, Ontario, GB capital London"},
		{"en", "a US-China summit", "US name US, CN name China"},
		{"uk", "Президент України прибув до Києва з Харкова.", "UA name України, UA capital Києва, UA city Харкова"},
		{"ru", "Россия и Украина, Ирана, Германию, российские войска", "RU name Россия, UA name Украина, IR name Ирана, DE name Германию, RU demonym российские"},
		{"ru", "в Саудовской Аравии и Соединенных Штатах", "SA name Саудовской Аравии, US name Соединенных Штатах"},
		{"pl", "Prezydent Ukrainy w Warszawie o Niemczech", "UA name Ukrainy, PL capital Warszawie, DE name Niemczech"},
		{"de", "Die ukrainische Armee in Deutschland", "UA demonym ukrainische, DE name Deutschland"},
		{"fr", "le président ukrainien à l'Iran", "UA demonym ukrainien, IR name l'Iran"},
		{"fa", "ایران و اوکراین", "IR name ایران, UA name اوکراین"},
		{"ar", "وقالت روسيا للعراق", "RU name روسيا, IQ name للعراق"},
		{"tr", "Rusya'nın Ukrayna", "RU name Rusya'nın, UA name Ukrayna"},
	}
	g := gazetteer(t)
	for _, c := range cases {
		if got := strings.Join(find(g, c.text, Context{Language: c.language}), ", "); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWith(t *testing.T) {
	g := gazetteer(t)
	edited := g.With(map[string][]string{"UA": {"Bankova", "Moscow", "the hill"}, "XX": {"Nowhere"}, "FR": {""}},
		map[string][]string{"UA": {"Crimea"}, "RU": {"Russia"}})
	const text = "Bankova, the hill, Moscow, Crimea, Russia and France"
	if got, want := find(edited, text, Context{Language: "en"}), []string{"UA name Bankova", "UA name the hill", "UA name Moscow", "FR name France"}; !slices.Equal(got, want) {
		t.Errorf("edited: %q, want %q", got, want)
	}
	if got, want := find(g, text, Context{Language: "en"}), []string{"UA metonym Bankova", "RU capital Moscow", "UA metonym Crimea", "RU name Russia", "FR name France"}; !slices.Equal(got, want) {
		t.Errorf("unedited: %q, want %q", got, want)
	}
	if g.Version() == edited.Version() || g.Version() == "" {
		t.Error("an edited gazetteer has the version of the other")
	}
}
