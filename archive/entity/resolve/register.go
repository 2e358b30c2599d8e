package resolve

import (
	"strings"

	"dateline/archive/entity"
)

// Register knows how the people and organisations of an archive are called, and
// tells which of them are one. It only takes for one what is safe: the same listed
// entity, or a surname that sounds the same and first names that agree, when no
// other entity agrees as well. All else that is alike is for an editor.
//
// What it tells depends on what is in it, not on the order in which that came: a
// newcomer may part what was one before ("J. Smith" once there are two). It takes
// about 250 bytes a person, and is not safe for concurrent use. The zero value is
// not ready: Known.Register makes one.
type Register struct {
	known  *Known
	ear    *ear
	rows   []row              // first the listed entities, by their place in known
	places map[int64]int32    // key of a row → its place
	blocks map[uint64]int32   // → place in links of the row entered last
	links  []link             // rows of the same block
	called map[int32][]uint64 // organisations → hashes of what articles call them besides
}

// row is an entity of the archive, or a listed one.
type row struct {
	key          int64  // 0 of a listed one
	id           string // "" of a listed one
	name         heard  // of an organisation only whole, a hash of its name
	known        int32  // place of the listed entity that it is, -1 none
	organisation bool
	disputed     bool // the name is listed for two people, or for somebody only at a time
}

type link struct{ row, next int32 }

// Register makes an empty register.
func (k *Known) Register() *Register {
	listed := k.heard()
	r := &Register{
		known: k, ear: newEar(listed.ear), places: map[int64]int32{}, blocks: map[uint64]int32{},
		links: make([]link, 1), called: map[int32][]uint64{},
	}
	for i, names := range listed.names {
		r.rows = append(r.rows, row{known: int32(i), organisation: k.entities[i].Kind == entity.Organisation})
		r.enter(uint64(i), int32(i))
		for j := range names {
			enter, _ := names[j].blocks()
			for _, block := range enter {
				r.enter(block, int32(i))
			}
		}
	}
	return r
}

// Len is how many entities are in it.
func (r *Register) Len() int { return len(r.places) }

// Put takes in a person or organisation under a key above 0; other kinds are left
// out. One that is there already stays as it is.
func (r *Register) Put(key int64, ref entity.Ref) {
	if ref.ID == "" || r.places[key] != 0 || ref.Kind != entity.Person && ref.Kind != entity.Organisation {
		return
	}
	one := row{key: key, id: ref.ID, known: -1, organisation: ref.Kind == entity.Organisation}
	if own, ok := r.known.byID[string(ref.Kind)+"/"+ref.ID]; ok {
		one.known = own
	} else {
		one.known = r.known.lookup(ref.Kind, ref.Name, &Context{}, nil)
	}
	at := int32(len(r.rows))
	var enter []uint64
	switch {
	case one.organisation:
		one.name.whole = organisationKey(ref.Name)
		enter = []uint64{one.name.whole}
		long := strings.Fields(entity.Fold(ref.Name))
		for _, alias := range ref.Aliases {
			if isShort(strings.Fields(entity.Fold(alias)), long) {
				continue // every army is called the army
			}
			if h := organisationKey(alias); h != one.name.whole {
				r.called[at] = append(r.called[at], h)
			}
		}
	default:
		one.name = *r.ear.hear(ref.Name)
		if one.name.first == 0 {
			one.name.whole = hashString("person/" + entity.Fold(ref.Name))
			enter = []uint64{one.name.whole}
			break
		}
		one.disputed = one.known < 0 && r.known.disputed(ref.Name)
		enter, _ = one.name.blocks()
	}
	r.rows = append(r.rows, one)
	r.places[key] = at
	if one.known >= 0 {
		r.enter(uint64(one.known), at)
	}
	for _, block := range enter {
		r.enter(block, at)
	}
}

// enter makes a row findable in a block. Those of listed entities are small
// numbers, which hashes are not.
func (r *Register) enter(block uint64, row int32) {
	head := r.blocks[block]
	if head != 0 && r.links[head].row == row {
		return
	}
	r.links = append(r.links, link{row, head})
	r.blocks[block] = int32(len(r.links) - 1)
}

// inBlock calls found for the rows of a block.
func (r *Register) inBlock(block uint64, found func(int32)) {
	for at := r.blocks[block]; at != 0; at = r.links[at].next {
		found(r.links[at].row)
	}
}

// neighbours calls found for every row that one may be the same as; some come
// more than once.
func (r *Register) neighbours(at int32, found func(int32)) {
	one := &r.rows[at]
	if one.known >= 0 {
		r.inBlock(uint64(one.known), found)
	}
	if one.organisation || one.key > 0 && one.name.first == 0 {
		r.inBlock(one.name.whole, found)
		return
	}
	for _, name := range r.names(at) {
		_, seek := name.blocks()
		for _, block := range seek {
			r.inBlock(block, found)
		}
	}
}

// compare compares two rows by the best of their names.
func (r *Register) compare(a, b int32) agreement {
	x, y := &r.rows[a], &r.rows[b]
	switch {
	case x.organisation != y.organisation || !r.allowed(x, y):
		return notSame
	case x.known >= 0 && x.known == y.known:
		return surelySame
	case x.organisation || x.key > 0 && x.name.first == 0 || y.key > 0 && y.name.first == 0:
		if x.key > 0 && y.key > 0 && x.name.whole == y.name.whole {
			return surelySame
		}
		return notSame
	case x.key > 0 && y.key > 0:
		return x.name.agrees(&y.name)
	}
	best := notSame
	for _, n := range r.names(a) {
		for _, o := range r.names(b) {
			if n.abjad != o.abjad && n.latin != o.latin && (x.key == 0 || y.key == 0) {
				continue // a listed name has Latin forms, which say more
			}
			best = max(best, n.agrees(o))
		}
	}
	return best
}

// names are how a row is called.
func (r *Register) names(at int32) []*heard {
	if one := &r.rows[at]; one.key > 0 {
		return []*heard{&one.name}
	}
	return r.known.heard().names[at]
}

// allowed tells whether neither the table nor an editor keeps two apart.
func (r *Register) allowed(x, y *row) bool {
	if x.known >= 0 && y.known >= 0 && x.known != y.known {
		return false
	}
	return !r.never(x, y) && !r.never(y, x)
}

// never tells whether y's name never means x.
func (r *Register) never(x, y *row) bool {
	if x.known < 0 || y.id == "" {
		return false
	}
	not := r.known.not[x.known]
	return len(not) > 0 && not[entity.Fold(y.id)]
}

// disputed tells whether a name is listed for two people, or for somebody only
// at a time: "George Bush" is no spelling of either.
func (k *Known) disputed(name string) bool {
	disputed := false
	k.whole(name, func(a alias) { disputed = disputed || a.entity != nobody && k.entities[a.entity].Kind == entity.Person })
	return disputed
}

// organisationKey is the same for names that differ in the legal form only.
func organisationKey(name string) uint64 {
	words := withoutLegalForm(strings.Fields(entity.Fold(plainName(name))))
	return hashString("organisation/" + strings.Join(words, " "))
}

// Rules identifies the rules and tables by which a register goes, without
// editors' decisions.
func (k *Known) Rules() string { return k.rules }
