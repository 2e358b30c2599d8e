package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// kin are rows that are one.
type kin struct {
	kind  entity.Kind
	head  string // id of the one that all are merged into
	ids   []string
	names []heard
	known int32    // -1 none
	keys  []string // under which it is entered

	listed []heard // the names in the table, of one that is listed
}

// weight is greater for a kin that is better known.
func (k *kin) weight() int {
	if k.known >= 0 {
		return 1 << 30
	}
	return len(k.names)
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
	for _, key := range h.soundKeys(true) {
		for _, k := range r.sounds[key] {
			if slices.Contains(fits, k) {
				continue
			}
			switch v := r.compare(row, fresh, k); {
			case v >= likelySame:
				fits = append(fits, k)
				best = max(best, v)
			case v == maybeSame && !slices.Contains(maybe, k):
				maybe = append(maybe, k)
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
	if best < surelySame && len(k.names) > 0 {
		return notSame // Sergei B. and Sergei V. are not both Sergei
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
