package resolve

import (
	"cmp"
	"slices"
)

// Likeness says why two entities may be one.
type Likeness int

// The reasons for which an editor should look at two entities, the best first.
const (
	NotAlike    Likeness = iota
	SameName             // the names agree, but one is known to be several people's
	FitsSeveral          // the shorter name fits others as well: J. Smith
	CalledSo             // an article calls one organisation as the other is called
	OneLetter            // the first names agree and the surnames nearly do: Hansen, Hanson
	InPart               // the names agree in part, but too much is left out
)

func (l Likeness) String() string {
	return [...]string{
		"not alike",
		"the names agree, and may be those of several people",
		"the names agree, but fit others as well",
		"an article calls one by the other's name",
		"the first names agree, the surnames nearly do",
		"the names agree in part",
	}[l]
}

// Alike is a pair of entities that may be one, by their keys. Stays is the one
// whose name says more.
type Alike struct {
	Stays, Other int64
	Why          Likeness
}

// Alike lists the pairs of entities that are so alike that an editor should look.
// Root gives the key of the one that an entity is taken for now, its own where that
// is nobody else, and 0 to leave it out. A pair of roots comes once, with its best
// reason; better reasons come first.
func (r *Register) Alike(root func(key int64) int64) []Alike {
	best := map[[2]int64]Alike{}
	near := r.near()
	for at := range int32(len(r.rows)) {
		one := &r.rows[at]
		mine := int64(0)
		if one.key > 0 {
			mine = root(one.key)
		}
		if mine == 0 {
			continue
		}
		look := func(other int32, known Likeness) {
			if r.rows[other].key == 0 {
				return
			}
			theirs := root(r.rows[other].key)
			if theirs == 0 || theirs == mine || !r.mayJoin(mine, theirs) {
				return
			}
			why := known
			if why == NotAlike {
				why = r.likeness(at, other)
			}
			if why == NotAlike {
				return
			}
			key := [2]int64{min(mine, theirs), max(mine, theirs)}
			if have, ok := best[key]; !ok || why < have.Why {
				best[key] = r.pair(mine, theirs, why)
			}
		}
		for _, name := range r.called[at] {
			r.inBlock(name, func(other int32) { look(other, CalledSo) })
		}
		r.neighbours(at, func(other int32) {
			if other > at { // each pair once
				look(other, NotAlike)
			}
		})
		for _, other := range near[one.name.near()] {
			if other > at {
				look(other, NotAlike)
			}
		}
	}
	list := make([]Alike, 0, len(best))
	for _, a := range best {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b Alike) int {
		return cmp.Or(cmp.Compare(a.Why, b.Why), cmp.Compare(a.Stays, b.Stays), cmp.Compare(a.Other, b.Other))
	})
	return list
}

// near groups the rows whose surnames may be near, by heard.near.
func (r *Register) near() map[uint64][]int32 {
	rows := map[uint64][]int32{}
	for at := range r.rows {
		if key := r.rows[at].name.near(); key != 0 {
			rows[key] = append(rows[key], int32(at))
		}
	}
	return rows
}

// near is the same for full names of one first name with surnames that begin in
// the same way; 0 for others.
func (h *heard) near() uint64 {
	if h.first == 0 || h.eastern || len(h.words[0].text) == 1 || len(h.last().text) < 4 {
		return 0
	}
	return hashString(h.words[0].key() + " " + h.last().text[:2])
}

// likeness tells why two rows may be one although they are not merged.
func (r *Register) likeness(a, b int32) Likeness {
	x, y := &r.rows[a], &r.rows[b]
	switch v := r.compare(a, b); {
	case v >= closelySame && (x.disputed || y.disputed):
		return SameName
	case v >= closelySame:
		return FitsSeveral
	case v == maybeSame:
		return InPart
	case x.name.nearly(&y.name) && r.allowed(x, y):
		return OneLetter
	}
	return NotAlike
}

// mayJoin tells whether neither the table nor an editor keeps two heads apart.
func (r *Register) mayJoin(a, b int64) bool {
	x, y := r.places[a], r.places[b]
	return x == 0 || y == 0 || r.rows[x].organisation == r.rows[y].organisation && r.allowed(&r.rows[x], &r.rows[y])
}

// pair puts the entity that would stay first.
func (r *Register) pair(a, b int64, why Likeness) Alike {
	if x, y := r.places[a], r.places[b]; x != 0 && y != 0 {
		k := kin{known: max(r.rows[x].known, r.rows[y].known), rows: []int32{x, y}}
		if k.head(r) == y {
			a, b = b, a
		}
	}
	return Alike{a, b, why}
}
