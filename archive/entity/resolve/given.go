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
	sounds map[spelling][]uint16
	sex    map[string]byte // 'm', 'f', or 0 when it is given to both
	short  map[string]bool // true for those that are the formal one of no group
}

var firstNames = sync.OnceValue(func() *givenNames {
	g := &givenNames{groups: map[string][]uint16{}, sounds: map[spelling][]uint16{}, sex: map[string]byte{}, short: map[string]bool{}}
	formal := map[string]bool{}
	n := uint16(0)
	for line := range strings.Lines(givenTSV) {
		sex, names, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		for i, name := range strings.Fields(names) {
			if i == 0 {
				formal[name] = true
			}
			g.groups[name] = append(g.groups[name], n)
			if s := spell(name); len(s.consonants) > 1 {
				g.sounds[s.usual()] = append(g.sounds[s.usual()], n)
			}
			if old, seen := g.sex[name]; seen && old != sex[0] {
				g.sex[name] = 0
			} else {
				g.sex[name] = sex[0]
			}
		}
		n++
	}
	for name := range g.groups {
		g.short[name] = !formal[name]
	}
	return g
})

// same tells whether two first names are forms of one name.
func (g *givenNames) same(a, b string) bool {
	if a == b {
		return true
	}
	return shareGroup(g.of(a), g.of(b))
}

// of gives the groups of a name, else those of a name that sounds the same:
// Mikhailo, as Михайло is written in Latin letters, is Mykhailo.
func (g *givenNames) of(name string) []uint16 {
	if groups := g.groups[name]; groups != nil {
		return groups
	}
	return g.sounds[spell(name).usual()]
}

// ofSound is of, when the spelling is known.
func (g *givenNames) ofSound(name string, s spelling) []uint16 {
	if groups := g.groups[name]; groups != nil {
		return groups
	}
	return g.sounds[s.usual()]
}

//go:embed common.txt
var commonTXT string

// commonSurnames are borne by so many people that a first name which only may be
// the same does not tell who is meant. They are the commonest surnames in news of
// English-speaking countries and of some large populations, by general knowledge,
// folded.
var commonSurnames = sync.OnceValue(func() map[string]bool { return wordSet(commonTXT) })

// shareGroup tells whether two names are in one group.
func shareGroup(a, b []uint16) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
