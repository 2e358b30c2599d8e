package resolve

import (
	"hash/fnv"
	"strconv"
	"strings"
	"sync"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Known is what is known of people and organisations before a text is read: the
// table that the program carries, and an editor's decisions, which win. It does
// not change and is safe for concurrent use.
type Known struct {
	lex      *lexicon
	entities []entity.Ref
	byID     map[string]int32 // of people and organisations, "person/id"
	not      map[int32]map[string]bool
	decided  map[int32]bool  // an editor has spoken about it
	ignore   map[string]bool // folded names
	version  string
	rules    string
	scratch  *sync.Pool // of *token.Text
	heard    func() listedPeople
}

// Default is the table that the program carries. It is read at the first call,
// in a few hundredths of a second.
var Default = sync.OnceValues(func() (*Known, error) { return build(entity.Decisions{}) })

// Version identifies the table and the decisions by their content: names that
// were resolved under another version may be resolved otherwise now.
func (k *Known) Version() string { return k.version }

// Entity gives a listed person or organisation by its id.
func (k *Known) Entity(kind entity.Kind, id string) (entity.Ref, bool) {
	i, ok := k.byID[string(kind)+"/"+id]
	if !ok {
		return entity.Ref{}, false
	}
	return k.entities[i], true
}

// Lookup gives the listed person or organisation that a whole name means without
// regard to any text, in any script and case form it is listed in. It reports
// false for a name that is not listed, that means two, or that means somebody
// only in a certain time or place.
func (k *Known) Lookup(kind entity.Kind, name string) (entity.Ref, bool) {
	if i := k.lookup(kind, name, &Context{}, nil); i >= 0 {
		return k.entities[i], true
	}
	return entity.Ref{}, false
}

// lookup finds the entity that a whole name means, -1 for none or two.
func (k *Known) lookup(kind entity.Kind, name string, c *Context, words func(uint64) bool) int32 {
	if words == nil {
		words = func(uint64) bool { return false }
	}
	found, rank, twice := int32(-1), -1, false
	k.whole(name, func(a alias) {
		if a.entity == nobody || k.entities[a.entity].Kind != kind || !a.when.holds(c, words) || a.how == acronym && !isCapitals(name) {
			return
		}
		r := 0
		if k.decided[a.entity] {
			r = 2
		} else if a.when != nil {
			r = 1 // said of this time and place
		}
		switch {
		case r > rank:
			found, rank, twice = a.entity, r, false
		case r == rank && found != a.entity:
			twice = true
		}
	})
	if found < 0 {
		if rest := withoutPrefix(name); rest != "" {
			return k.lookup(kind, rest, c, words)
		}
	}
	if twice || found >= 0 && k.not[found][entity.Fold(name)] {
		return -1
	}
	return found
}

// whole calls found for each way in which a whole name is listed.
func (k *Known) whole(name string, found func(alias)) {
	if name == "" || len(name) > 200 {
		return
	}
	t := k.scratch.Get().(*token.Text)
	defer k.scratch.Put(t)
	t.Split(name)
	end := t.Len()
	for end > 1 && isJoint(t.At(end-1)) {
		end--
	}
	if end == 0 {
		return
	}
	k.lex.match(t, 0, func(node int32, j int) {
		if j == end {
			for _, a := range k.lex.ends[node] {
				found(a)
			}
		}
	})
}

// build makes a Known of the tables and decisions.
func build(d entity.Decisions) (*Known, error) {
	records, err := tables()
	if err != nil {
		return nil, err
	}
	k := &Known{
		lex:     newLexicon(),
		byID:    map[string]int32{},
		not:     map[int32]map[string]bool{},
		decided: map[int32]bool{},
		ignore:  map[string]bool{},
		scratch: &sync.Pool{New: func() any { return new(token.Text) }},
	}
	k.heard = sync.OnceValue(k.hearListed)
	sum := fnv.New64a()
	sum.Write([]byte(rulesVersion + peopleTSV + organisationsTSV + givenTSV + commonTXT + neverTXT))
	for _, r := range records {
		i := k.enter(r.ref)
		for _, n := range r.names {
			k.lex.add(n.name, alias{entity: i, how: n.how, when: n.when})
		}
	}
	for line := range strings.Lines(neverTXT) {
		k.ignore[entity.Fold(line)] = true
	}
	k.rules = strconv.FormatUint(sum.Sum64(), 36)
	k.decide(d)
	writeDecisions(sum, d)
	k.version = strconv.FormatUint(sum.Sum64(), 36)
	return k, nil
}

// rulesVersion changes when the rules of this package resolve names otherwise.
const rulesVersion = "4"

// enter adds an entity, or gives the place of the one with its id.
func (k *Known) enter(ref entity.Ref) int32 {
	key := string(ref.Kind) + "/" + ref.ID
	if i, ok := k.byID[key]; ok {
		return i
	}
	i := int32(len(k.entities))
	k.entities = append(k.entities, ref)
	k.byID[key] = i
	return i
}
