package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// Row is a person or organisation of an archive.
type Row struct {
	entity.Ref
	Mentions int // in all articles, for who is better known; 0 is fine
}

// Pair says that From is to be taken for Into, or perhaps; both are ids of Kind.
type Pair struct {
	Kind       entity.Kind
	From, Into string
}

// Register finds the entities of an archive that are one, as they come in. Merges
// are safe ones only: the same listed entity, or a surname that sounds the same
// and first names that agree, when no other entity of the register agrees as
// well. All else that is alike is left to an editor. What comes out is for a
// table that is read when entities are; so it can be undone.
//
// It is not safe for concurrent use. The zero value is not ready: Known.Register
// makes one.
type Register struct {
	known   *Known
	has     map[string]*kin   // kind/id → its kin
	listed  map[int32]*kin    // of listed entities
	sounds  map[string][]*kin // by the consonants of the surname
	near    map[string][]*kin // by the first name and the first letter of the surname
	keys    map[string]*kin   // of organisations and people of one name
	aliases map[string]*kin   // of organisations
}

// kin are rows that are one.
type kin struct {
	kind  entity.Kind
	head  string // id of the one that all are merged into
	ids   []string
	names []heard
	known int32 // -1 none

	listed []heard // the names in the table, of one that is listed
}

// weight is greater for a kin that is better known.
func (k *kin) weight() int {
	if k.known >= 0 {
		return 1 << 30
	}
	return len(k.names)
}

// Register makes an empty register. The first takes a few hundredths of a second,
// to learn how the listed people sound.
func (k *Known) Register() *Register {
	r := &Register{known: k, has: map[string]*kin{}, listed: map[int32]*kin{}, sounds: map[string][]*kin{}, near: map[string][]*kin{}, keys: map[string]*kin{}, aliases: map[string]*kin{}}
	for i, names := range k.heard() {
		if len(names) == 0 {
			continue
		}
		one := &kin{kind: entity.Person, known: int32(i), listed: names}
		for j := range names {
			r.index(&names[j], one)
		}
		r.listed[int32(i)] = one
	}
	return r
}

// index makes a kin findable by how a name sounds.
func (r *Register) index(h *heard, k *kin) {
	put := func(m map[string][]*kin, key string) {
		if !slices.Contains(m[key], k) {
			m[key] = append(m[key], k)
		}
	}
	for _, key := range h.soundKeys() {
		put(r.sounds, key)
	}
	put(r.near, h.nearKey())
}

// Merges finds all merges and suggestions among the rows of an archive. The
// result does not depend on their order: those that are listed come first, then
// full names before initials, those with more mentions, and by id.
func (k *Known) Merges(rows []Row) (merge, maybe []Pair) {
	rows = slices.Clone(rows)
	rank := make(map[string]int, len(rows))
	for _, r := range rows {
		rank[string(r.Kind)+"/"+r.ID] = k.rank(r)
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(rank[string(a.Kind)+"/"+a.ID], rank[string(b.Kind)+"/"+b.ID]),
			cmp.Compare(b.Mentions, a.Mentions),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	r := k.Register()
	for _, row := range rows {
		m, s := r.Add(row)
		merge, maybe = append(merge, m...), append(maybe, s...)
	}
	return merge, maybe
}

// rank orders rows by how good a head they make.
func (k *Known) rank(r Row) int {
	if _, ok := k.Entity(r.Kind, r.ID); ok {
		return 0
	}
	if r.Kind != entity.Person {
		return 1
	}
	h := k.hear(r.Name)
	switch {
	case len(h.given) == 0:
		return 4
	case len(h.given[0].text) == 1:
		return 3
	case !h.latin:
		return 2
	}
	return 1
}

// Add takes in a row and gives the merges and suggestions that it brings. A row
// that was added before brings none.
func (r *Register) Add(row Row) (merge, maybe []Pair) {
	key := string(row.Kind) + "/" + row.ID
	if row.ID == "" || r.has[key] != nil || row.Kind != entity.Person && row.Kind != entity.Organisation {
		return nil, nil
	}
	known := int32(-1)
	own, isListed := r.known.byID[key]
	if isListed {
		known = own
	} else {
		known = r.known.lookup(row.Kind, row.Name, &Context{}, nil)
	}
	fresh := &kin{kind: row.Kind, head: row.ID, ids: []string{row.ID}, known: known}
	into, likes := r.find(row, fresh)
	for _, l := range likes {
		if l != into {
			if l.head == "" {
				continue // nobody has named it yet
			}
			maybe = append(maybe, Pair{row.Kind, row.ID, l.head})
		}
	}
	if into == nil {
		r.has[key] = fresh
		r.enter(row, fresh)
		return nil, maybe
	}
	r.has[key] = into
	switch {
	case into.head == "": // a listed one of which no row had come
		into.head = row.ID
	case isListed && into.head != row.ID: // who is listed is the head
		for _, id := range into.ids {
			merge = append(merge, Pair{row.Kind, id, row.ID})
		}
		into.head = row.ID
	default:
		merge = []Pair{{row.Kind, row.ID, into.head}}
	}
	into.ids = append(into.ids, row.ID)
	into.names = append(into.names, fresh.names...)
	if into.known < 0 {
		into.known = known
	}
	r.enterAs(row, fresh, into)
	return merge, maybe
}

// find finds the kin that a row belongs to, and those it may belong to.
func (r *Register) find(row Row, fresh *kin) (into *kin, maybe []*kin) {
	if row.Kind == entity.Organisation {
		return r.findOrganisation(row, fresh)
	}
	h := r.known.hear(row.Name)
	fresh.names = []heard{h}
	if fresh.known >= 0 {
		if k := r.listed[fresh.known]; k != nil {
			return k, nil
		}
	}
	if len(h.given) == 0 {
		return r.keys["person/"+entity.Fold(row.Name)], nil
	}
	open := fresh.known < 0 && r.known.disputed(row.Name)
	var fits []*kin
	best := maybeSame
	for _, key := range h.soundKeys() {
		for _, k := range r.sounds[key] {
			if slices.Contains(fits, k) {
				continue
			}
			if v := r.compare(row, fresh, k); v >= likelySame {
				fits = append(fits, k)
				best = max(best, v)
			}
		}
	}
	if len(fits) == 0 {
		for _, k := range r.near[h.nearKey()] {
			if r.compare(row, fresh, k) >= likelySame {
				fits = append(fits, k)
				best = likelySame
			}
		}
	}
	if best == surelySame { // what agrees wholly goes before what agrees in part
		fits = slices.DeleteFunc(fits, func(k *kin) bool {
			if r.compare(row, fresh, k) == surelySame {
				return false
			}
			maybe = append(maybe, k)
			return true
		})
	}
	switch {
	case open:
		maybe = append(maybe, fits...)
	case len(fits) == 1:
		into = fits[0]
	case best == surelySame: // they agree with each other, too, or nearly
		into = slices.MaxFunc(fits, func(a, b *kin) int { return cmp.Compare(a.weight(), b.weight()) })
		maybe = append(maybe, slices.DeleteFunc(fits, func(k *kin) bool { return k == into })...)
	default:
		maybe = append(maybe, fits...)
	}
	if into == nil {
		for _, k := range r.near[h.nearKey()] {
			if !slices.Contains(maybe, k) && k.nearly(&h) && r.allowed(row, fresh, k) {
				maybe = append(maybe, k)
			}
		}
	}
	return into, maybe
}

// compare compares a row with a kin: with one of its listed names, or with most
// of the rows in it, so that small differences do not add up.
func (r *Register) compare(row Row, fresh, k *kin) agreement {
	if !r.allowed(row, fresh, k) {
		return notSame
	}
	h := &fresh.names[0]
	best := notSame
	for i := range k.listed {
		best = max(best, k.listed[i].agrees(h))
	}
	var count [surelySame + 1]int
	for i := range k.names {
		count[k.names[i].agrees(h)]++
	}
	for v, n := surelySame, 0; v > maybeSame; v-- {
		if n += count[v]; 2*n >= len(k.names) && n > 0 {
			return max(best, v)
		}
	}
	return best
}

// allowed tells whether neither the table nor an editor keeps two apart.
func (r *Register) allowed(row Row, fresh, k *kin) bool {
	if fresh.known >= 0 && k.known >= 0 && fresh.known != k.known {
		return false
	}
	if k.known >= 0 {
		not := r.known.not[k.known]
		if not[entity.Fold(row.Name)] || not[entity.Fold(row.ID)] {
			return false
		}
	}
	if fresh.known >= 0 {
		for _, id := range k.ids {
			if r.known.not[fresh.known][entity.Fold(id)] {
				return false
			}
		}
		for _, n := range k.names {
			if r.known.not[fresh.known][n.fold] {
				return false
			}
		}
	}
	return true
}

// nearly tells whether a name is so alike that an editor should look.
func (k *kin) nearly(h *heard) bool {
	if len(k.names) > 0 {
		return k.names[0].nearly(h)
	}
	return len(k.listed) > 0 && k.listed[0].nearly(h)
}

// disputed tells whether a name is listed for two people, or for somebody only
// at a time: "George Bush" is no spelling of either.
func (k *Known) disputed(name string) bool {
	disputed := false
	k.whole(name, func(a alias) { disputed = disputed || a.entity != nobody && k.entities[a.entity].Kind == entity.Person })
	return disputed
}

func (r *Register) findOrganisation(row Row, fresh *kin) (*kin, []*kin) {
	if fresh.known >= 0 {
		if k := r.listed[fresh.known]; k != nil {
			return k, nil
		}
	}
	if k := r.keys[organisationKey(row.Name)]; k != nil && r.allowed(row, fresh, k) {
		return k, nil
	}
	var maybe []*kin
	alike := func(k *kin) {
		if k != nil && !slices.Contains(maybe, k) && r.allowed(row, fresh, k) {
			maybe = append(maybe, k)
		}
	}
	alike(r.aliases[organisationKey(row.Name)])
	for _, a := range row.Aliases {
		alike(r.keys[organisationKey(a)])
	}
	return nil, maybe
}

func organisationKey(name string) string {
	words := withoutLegalForm(strings.Fields(entity.Fold(plainName(name))))
	return "organisation/" + strings.Join(words, " ")
}

// enter makes a new kin findable.
func (r *Register) enter(row Row, k *kin) { r.enterAs(row, k, k) }

// enterAs makes a kin findable under the name of a row that was read into fresh.
func (r *Register) enterAs(row Row, fresh, k *kin) {
	if k.known >= 0 {
		r.listed[k.known] = k
	}
	if row.Kind == entity.Organisation {
		key := organisationKey(row.Name)
		if r.keys[key] == nil {
			r.keys[key] = k
		}
		for _, a := range row.Aliases {
			if key := organisationKey(a); r.aliases[key] == nil {
				r.aliases[key] = k
			}
		}
		return
	}
	h := &fresh.names[0]
	if len(h.given) == 0 {
		if key := "person/" + entity.Fold(row.Name); r.keys[key] == nil {
			r.keys[key] = k
		}
		return
	}
	r.index(h, k)
}
