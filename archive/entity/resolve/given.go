package resolve

import (
	_ "embed"
	"strings"
	"sync"
)

// givenTSV has a group of first names that are the same name on each line: a
// letter for the sex, a tab, and the names, folded. The first is the formal one.
//
//go:embed given.tsv
var givenTSV string

// givenNames is the parsed table. A name may be short for several others: Alex
// is Alexander and Alexandra.
type givenNames struct {
	groups map[string][]uint16
	sex    map[string]byte // 'm', 'f', or 0 when it is given to both
}

var firstNames = sync.OnceValue(func() *givenNames {
	g := &givenNames{groups: map[string][]uint16{}, sex: map[string]byte{}}
	n := uint16(0)
	for line := range strings.Lines(givenTSV) {
		sex, names, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		for name := range strings.FieldsSeq(names) {
			g.groups[name] = append(g.groups[name], n)
			if key := soundOf(name); key != "" {
				g.groups[key] = append(g.groups[key], n)
			}
			if old, seen := g.sex[name]; seen && old != sex[0] {
				g.sex[name] = 0
			} else {
				g.sex[name] = sex[0]
			}
		}
		n++
	}
	return g
})

// same tells whether two first names are forms of one name.
func (g *givenNames) same(a, b string) bool {
	if a == b {
		return true
	}
	others := g.of(b)
	if len(others) == 0 {
		return false
	}
	for _, x := range g.of(a) {
		for _, y := range others {
			if x == y {
				return true
			}
		}
	}
	return false
}

// of gives the groups of a name, else those of a name that sounds the same:
// Mikhailo, as Михайло is written in Latin letters, is Mykhailo.
func (g *givenNames) of(name string) []uint16 {
	if groups := g.groups[name]; groups != nil {
		return groups
	}
	return g.groups[soundOf(name)]
}

// soundOf is the key of a name's spelling, "" of one that is too short.
func soundOf(name string) string {
	s := spell(name)
	if len(s.consonants) < 2 {
		return ""
	}
	return "~" + s.consonants + s.vowels
}
