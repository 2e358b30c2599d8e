package resolve

import (
	"cmp"
	"slices"

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
		if !slices.Contains(k.keys, key) {
			k.keys = append(k.keys, key)
			m[key] = append(m[key], k)
		}
	}
	for _, key := range h.soundKeys(false) {
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
