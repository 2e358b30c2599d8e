package resolve

import (
	"cmp"
	"slices"
)

// Settled says of an entity which one it is to be taken for, by their keys; Head is
// its own key where it is nobody else.
type Settled struct{ Key, Head int64 }

// Settle settles these entities, and all whose lot may depend on them.
func (r *Register) Settle(keys []int64) []Settled {
	s := settling{Register: r, of: make(map[int32][]*kin), short: make(map[int32]bool)}
	for _, key := range keys {
		at, ok := r.places[key]
		switch {
		case !ok:
		case r.rows[at].abbreviated():
			s.short[at] = true
		default:
			s.kins(at, true)
		}
	}
	for at := range s.short {
		s.settleShort(at)
	}
	return s.out
}

// settling is one run of Settle.
type settling struct {
	*Register
	of    map[int32][]*kin // of a row: the kins of all rows that are linked with it
	short map[int32]bool   // abbreviated names to settle at the end
	out   []Settled
}

// kins gives the kins of the rows that are linked with one. They are settled, too,
// where that is wanted, and the abbreviated names that may mean one of them.
func (s *settling) kins(at int32, settle bool) []*kin {
	if kins, ok := s.of[at]; ok && !settle {
		return kins
	} else if ok && len(kins) > 0 && kins[0].settled {
		return kins
	}
	rows := s.reach(at)
	kins := s.group(rows)
	for _, at := range rows {
		s.of[at] = kins
		if !settle {
			continue
		}
		s.neighbours(at, func(other int32) {
			if s.rows[other].abbreviated() && s.compare(at, other) >= closelySame {
				s.short[other] = true
			}
		})
	}
	for _, k := range kins {
		k.settled = settle
		if !settle || len(k.rows) == 0 {
			continue
		}
		for _, at := range k.rows {
			s.out = append(s.out, Settled{s.rows[at].key, s.rows[k.head(s.Register)].key})
		}
	}
	return kins
}

// settleShort settles an abbreviated name. It is kept out of the links between full
// names: through "J. Smith" all of John, James and Joan Smith would be linked.
func (s *settling) settleShort(at int32) {
	var kins []*kin
	s.neighbours(at, func(other int32) {
		if !s.rows[other].abbreviated() && s.compare(at, other) >= closelySame {
			for _, k := range s.kins(other, false) {
				if !slices.Contains(kins, k) {
					kins = append(kins, k)
				}
			}
		}
	})
	head := at
	if k := s.belongs(kins, at); k != nil && len(k.rows) > 0 {
		head = k.head(s.Register)
	}
	s.out = append(s.out, Settled{s.rows[at].key, s.rows[head].key})
}

// abbreviated tells whether the first name is an initial, and the whole is not
// listed: J.D. Vance is a full name.
func (one *row) abbreviated() bool {
	return one.known < 0 && one.name.first > 0 && len(one.name.words[0].text) == 1
}

// reach lists the rows that are linked with one through full names that agree.
func (r *Register) reach(from int32) []int32 {
	seen := map[int32]bool{from: true}
	list := []int32{from}
	for i := 0; i < len(list); i++ {
		at := list[i]
		r.neighbours(at, func(other int32) {
			if !seen[other] && !r.rows[other].abbreviated() && r.compare(at, other) >= closelySame {
				seen[other] = true
				list = append(list, other)
			}
		})
	}
	return list
}

// kin are rows that are one.
type kin struct {
	known  int32 // the listed entity that they are, -1 none
	listed []*heard
	rows   []int32

	settled bool // in this run
}

// group groups rows. The order they come in does not matter.
func (r *Register) group(places []int32) []*kin {
	slices.SortFunc(places, func(a, b int32) int { return r.rows[a].order(&r.rows[b]) })
	var kins []*kin
	for _, at := range places {
		one := &r.rows[at]
		if one.key == 0 {
			kins = append(kins, &kin{known: at, listed: r.known.heard().names[at]})
			continue
		}
		k := r.belongs(kins, at)
		if k == nil {
			k = &kin{known: one.known}
			kins = append(kins, k)
		}
		k.rows = append(k.rows, at)
		if k.known < 0 {
			k.known = one.known
		}
	}
	return kins
}

// belongs finds the kin of a row, nil for none, or for several that it might
// belong to.
func (r *Register) belongs(kins []*kin, at int32) *kin {
	one := &r.rows[at]
	var found *kin
	best, several := maybeSame, false
	for _, k := range kins {
		v := k.compare(r, at)
		switch {
		case v == surelySame && one.known >= 0 && k.known == one.known:
			return k
		case v > best:
			found, best, several = k, v, false
		case v == best && found != nil:
			several = true
			if len(k.rows) > len(found.rows) {
				found = k
			}
		}
	}
	if one.disputed || several && best < surelySame {
		return nil // where full names agree, those agree with each other, too, or nearly
	}
	return found
}

// compare compares a row with one of the listed names, or with most of the rows of
// a kin, so that small differences do not add up.
func (k *kin) compare(r *Register, at int32) agreement {
	one := &r.rows[at]
	if k.known >= 0 && one.known >= 0 {
		if k.known != one.known {
			return notSame
		}
		return surelySame
	}
	best := notSame
	if k.known >= 0 {
		if !r.allowed(&r.rows[k.known], one) {
			return notSame
		}
		if one.name.first > 0 {
			for _, name := range k.listed {
				if !name.abjad || !one.name.latin { // there are better names to compare with
					best = max(best, name.agrees(&one.name))
				}
			}
		}
	}
	var count [surelySame + 1]int
	full := 0
	for _, other := range k.rows {
		if !r.allowed(&r.rows[other], one) {
			return notSame
		}
		if name := &r.rows[other].name; name.first > 0 && name.initials() {
			continue // an editor said whose initial it is
		}
		full++
		count[r.compare(other, at)]++
	}
	for v, n := surelySame, 0; v > maybeSame; v-- {
		if n += count[v]; 2*n >= full && n > 0 {
			return max(best, v)
		}
	}
	if best == likelySame && len(k.rows) > 0 {
		return notSame // Sergei B. and Sergei V. are not both Sergei
	}
	return best
}

// head is the row that the others are taken for.
func (k *kin) head(r *Register) int32 {
	return slices.MinFunc(k.rows, func(a, b int32) int {
		x, y := &r.rows[a], &r.rows[b]
		return cmp.Or(
			cmp.Compare(k.strange(r, x), k.strange(r, y)),
			cmp.Compare(x.rank(), y.rank()),
			cmp.Compare(len(x.name.words), len(y.name.words)), // middle names are rarely printed
			cmp.Compare(x.informal(), y.informal()),
			cmp.Compare(x.id, y.id))
	})
}

// strange is 0 for the row under the listed id.
func (k *kin) strange(r *Register, one *row) int {
	if k.known >= 0 && r.known.entities[k.known].ID == one.id {
		return 0
	}
	return 1
}

// informal is 1 for Bob and 0 for Robert.
func (one *row) informal() int {
	if one.name.first > 0 && firstNames().short[one.name.words[0].text] {
		return 1
	}
	return 0
}

// rank orders rows by how much their names say.
func (one *row) rank() int {
	switch {
	case one.organisation:
		return 1
	case one.name.first == 0:
		return 4
	case len(one.name.words[0].text) == 1:
		return 3
	case !one.name.latin:
		return 2
	}
	return 1
}

// order orders rows as they are looked at: those that are listed, then full names
// before initials, the completest first, so that a short name meets all that it
// may be short for.
func (one *row) order(o *row) int {
	listed := func(x *row) int {
		switch {
		case x.key == 0:
			return 0
		case x.known >= 0:
			return 1
		}
		return 2
	}
	return cmp.Or(
		cmp.Compare(listed(one), listed(o)),
		cmp.Compare(one.rank(), o.rank()),
		cmp.Compare(len(o.name.words), len(one.name.words)),
		cmp.Compare(one.id, o.id), cmp.Compare(one.known, o.known), cmp.Compare(one.key, o.key))
}
