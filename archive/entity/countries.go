package entity

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// countriesTSV lists every country of ISO 3166-1 and every former one of ISO
// 3166-3 that needs an id of its own, one a line. Its columns are named in its
// first line; other names are separated by semicolons.
//
// A state that only changed its name has today's code, and its earlier name and
// codes lead there: Burma is MM, Zaire CD. A state that broke up, or was taken
// into another, keeps its own four-letter code: the Soviet Union is SUHH, East
// Germany DDDE. West Germany has no other code than DE and goes on as Germany,
// as North Yemen does as YE and South Vietnam as VN. Kosovo has the code XK that
// the standard leaves to its users.
//
//go:embed countries.tsv
var countriesTSV string

// gazetteer is the parsed table.
type gazetteer struct {
	refs  []Ref          // in the order of the table
	codes map[string]int // every code in capitals → place in refs
	names map[string]int // countryKey of every name → place in refs
}

var countries = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{codes: map[string]int{}, names: map[string]int{}}
	for line := range strings.Lines(countriesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code, alpha3, earlier, name := column[0], column[1], column[2], column[3]
		official, others := column[4], column[5]

		i := len(g.refs)
		for _, c := range append(strings.Fields(earlier), code, alpha3) {
			g.codes[c] = i
		}
		aliases := strings.FieldsFunc(official+";"+others, func(r rune) bool { return r == ';' })
		for _, n := range append(aliases, name) {
			g.names[countryKey(n)] = i
		}
		if alpha3 != "" {
			aliases = append(aliases, alpha3)
		}
		g.refs = append(g.refs, Ref{Kind: Country, ID: code, Name: name, Aliases: slices.Clip(aliases)})
	}
	delete(g.codes, "") // a former state may lack an alpha-3 code of its own
	return g
})

// Countries returns every country and former country, sorted by code, the
// former ones last. The refs are shared: callers do not change their aliases.
func Countries() []Ref { return slices.Clone(countries().refs) }

// CountryName gives the name of a country by its id, or "".
func CountryName(code string) string {
	g := countries()
	if i, ok := g.codes[code]; ok && g.refs[i].ID == code {
		return g.refs[i].Name
	}
	return ""
}

// CountryOf finds a country by what a publisher writes in a field that holds
// countries: a code of two or three letters, a former code, a name in English,
// or the name as a slug ("el-salvador"). Names match whatever their case,
// accents and punctuation. A code matches in capitals or in small letters, but
// not mixed: "US" and "us" are the United States, "Us" is nothing.
//
// It is not for running text, where "us" and "it" are words. Georgia is the
// country and Congo the one called after Brazzaville; the parts of the United
// Kingdom are not countries here.
func CountryOf(name string) (Ref, bool) {
	g := countries()
	name = strings.TrimSpace(name)
	if len(name) >= 2 && len(name) <= 4 {
		if upper := strings.ToUpper(name); name == upper || name == strings.ToLower(name) {
			if i, ok := g.codes[upper]; ok {
				return g.refs[i], true
			}
		}
	}
	if i, ok := g.names[countryKey(name)]; ok {
		return g.refs[i], true
	}
	return Ref{}, false
}

// countryKey is Fold without the words that writers add and leave out.
func countryKey(name string) string {
	key := Fold(name)
	if !strings.Contains(key, " ") {
		return key
	}
	words := strings.Fields(key)
	kept := words[:0]
	for _, w := range words {
		switch w {
		case "the", "and":
		case "st":
			kept = append(kept, "saint")
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
