package place

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"dateline/archive/entity"
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
		{"en", "US/US", "US name US/US"},
		{"uk", "Президент України прибув до Києва з Харкова.", "UA name України, UA capital Києва, UA city Харкова"},
		{"ru", "Россия и Украина, Ирана, Германию, российские войска", "RU name Россия, UA name Украина, IR name Ирана, DE name Германию, RU demonym российские"},
		{"ru", "в Саудовской Аравии и Соединенных Штатах", "SA name Саудовской Аравии, US name Соединенных Штатах"},
		{"pl", "Prezydent Ukrainy w Warszawie o Niemczech", "UA name Ukrainy, PL capital Warszawie, DE name Niemczech"},
		{"de", "Die ukrainische Armee in Deutschland", "UA demonym ukrainische, DE name Deutschland"},
		{"fr", "le président ukrainien à l'Iran", "UA demonym ukrainien, IR name l'Iran"},
		{"fa", "ایران و اوکراین", "IR name ایران, UA name اوکراین"},
		{"ar", "وقالت روسيا للعراق", "RU name روسيا, IQ name للعراق"},
		{"ar", "التركيز والتركية", "TR demonym والتركية"},
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

// TestResources keeps the table within what the program may carry.
func TestResources(t *testing.T) {
	g := gazetteer(t)
	live := len(g.names.slots)*int(unsafe.Sizeof(slot{})) + len(g.names.seen)*8 +
		cap(g.meanings)*int(unsafe.Sizeof(meaning{})) + cap(g.senses)*int(unsafe.Sizeof(sense{}))
	t.Logf("%d phrases, %d meanings, %d senses, %d countries; %d kB packed, %d kB live",
		g.names.count, len(g.meanings), len(g.senses), len(g.codes), len(packed)/1000, live/1000)
	if len(packed) > 900_000 || live > 12_000_000 {
		t.Errorf("%d bytes packed, %d live", len(packed), live)
	}
	for _, code := range g.codes[1:] {
		if entity.CountryName(code) == "" {
			t.Errorf("the table holds %q, which is no country", code)
		}
	}
	for _, ref := range entity.Countries() {
		if !slices.Contains(g.codes, ref.ID) {
			t.Errorf("no name leads to %s, %s", ref.ID, ref.Name)
		}
	}
}

func TestConcurrent(t *testing.T) {
	g := gazetteer(t)
	const source = "Kyiv and Moscow. George W. Bush met Bush. Congress of the U.S. UKRAINE"
	want := find(g, source, Context{Language: "en"})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if got := find(g, source, Context{Language: "en"}); !slices.Equal(got, want) {
					t.Errorf("%q, want %q", got, want)
				}
			}
		})
	}
	wait.Wait()
}

// TestEveryLanguage finds the countries of texts in languages that only the
// table knows.
func TestEveryLanguage(t *testing.T) {
	cases := []struct{ language, text, want string }{
		{"", "Україна та Росія", "UA RU"},
		{"", "L'Ukraine et la Russie", "UA RU"},
		{"ja", "日本と中国", "JP CN"},
		{"ka", "საქართველო და უკრაინა", "GE UA"},
		{"el", "Η Ουκρανία και η Ρωσία", "UA RU"},
		{"he", "אוקראינה ורוסיה", "UA RU"},
		{"fi", "Ukrainassa ja Ruotsissa", "UA SE"},
		{"hu", "Ukrajnában és Oroszországban", "UA RU"},
		{"cs", "na Ukrajině a v Rusku", "UA RU"},
		{"bg", "в Украйна и Русия", "UA RU"},
		{"sv", "Ukraina och Ryssland", "UA RU"},
		{"sw", "Nchini Kenya na Uganda", "KE UG"},
		{"hy", "Հայաստան", "AM"},
		{"th", "ยูเครน", "UA"},
		{"hi", "भारत और पाकिस्तान", "IN PK"},
		{"zh", "美国和俄罗斯", "US RU"},
	}
	g := gazetteer(t)
	for _, c := range cases {
		var codes []string
		for _, m := range find(g, c.text, Context{Language: c.language}) {
			codes = append(codes, m[:2])
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.language, c.text, got, c.want)
		}
	}
}
