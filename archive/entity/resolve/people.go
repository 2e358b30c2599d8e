package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// people groups the names of people: full names first, then each surname, first
// name or nickname with the full name it stands for.
func (a *article) people() {
	var full []int
	for f := range a.forms {
		if form := &a.forms[f]; form.kind == entity.Person && form.person.full() {
			full = append(full, f)
		}
	}
	slices.SortStableFunc(full, func(x, y int) int {
		return cmp.Compare(a.forms[y].person.words(), a.forms[x].person.words())
	})
	for _, f := range full {
		a.placeFull(f)
	}
	for i, f := range a.form {
		if f < 0 || a.forms[f].kind != entity.Person {
			continue
		}
		if g := a.forms[f].group; g >= 0 && a.groups[g].first < 0 {
			a.groups[g].first = i
		}
	}
	alone := map[string]int{} // surnames without a full name → group
	for i, f := range a.form {
		if f < 0 || a.forms[f].kind != entity.Person {
			continue
		}
		g := a.forms[f].group
		if g < 0 {
			g = a.person(i, f, alone)
		}
		if a.forms[f].group >= 0 || a.groups[g].listed != nil {
			a.groups[g].last = i
		}
		a.join(g, i)
	}
}

// placeFull finds the group of a full name, or makes one.
func (a *article) placeFull(f int) {
	form := &a.forms[f]
	best := -1
	for g := range a.groups {
		if a.groups[g].kind == entity.Person && a.fits(form, &a.groups[g]) && (best < 0 || form.known >= 0 && a.groups[g].known == form.known) {
			best = g
		}
	}
	if best < 0 {
		best = a.newGroup(entity.Person, f, form.known)
	} else {
		a.groups[best].forms = append(a.groups[best].forms, f)
	}
	g := &a.groups[best]
	if g.known < 0 {
		g.known = form.known
	}
	form.group = best
	p := &form.person
	if p.title != "" {
		g.titles += " " + p.title + " "
	}
	if g.sex == 0 {
		g.sex = p.sex
	}
	if g.sex == 0 {
		g.sex = firstNames().sex[p.given[0]]
	}
}

// fits tells whether a full name is one more way to write the person of a group.
func (a *article) fits(f *form, g *group) bool {
	if f.known >= 0 && g.known >= 0 {
		return f.known == g.known
	}
	if g.known >= 0 && a.not[g.known][entity.Fold(f.text)] {
		return false
	}
	for _, o := range g.forms {
		if !within(&f.person, &a.forms[o].person) {
			return false
		}
	}
	return true
}

// person finds the group of a name that is no full name, or makes one.
func (a *article) person(i, f int, alone map[string]int) int {
	form := &a.forms[f]
	title := titleAtEnd(a.names[i].Before)
	if title == "" {
		title = form.person.title
	}
	known := form.known
	if regnal[title] {
		if k := a.lookup(entity.Person, title+" "+form.text, a.context, a.hasWord); k >= 0 {
			known = k
		}
	}
	best, tier := a.candidates(form, known, title)
	if tier >= byFirst && len(best) > 1 {
		best = a.decideBetween(best, known, title)
	}
	if known >= 0 && (tier < bySurname || !a.anyKnown(best, known)) && !a.contradicts(known, title) {
		best = nil // who is so well known by this name that it is not the other
		if g, ok := a.groupOf(known); ok {
			return g
		}
		g := a.newGroup(entity.Person, f, known)
		listed := parsePerson(a.entities[known].Name, "", "")
		a.groups[g].listed, a.groups[g].first = &listed, i
		return g
	}
	if len(best) == 0 {
		key := strings.Join(form.person.surname, " ")
		g, ok := alone[key]
		if !ok {
			g = a.newGroup(entity.Person, f, -1)
			alone[key] = g
		}
		return g
	}
	return a.latest(best, i)
}

// candidates are the groups that a name may stand for, those of the best tier.
func (a *article) candidates(form *form, known int32, title string) ([]int, int) {
	var best []int
	tier := byNear
	_, formal := honorifics[title]
	for g := range a.groups {
		grp := &a.groups[g]
		if grp.kind != entity.Person || grp.first < 0 && grp.listed == nil {
			continue
		}
		t := noTier
		if known >= 0 && grp.known == known {
			t = bySurname
		} else if grp.known < 0 || !a.not[grp.known][entity.Fold(form.text)] {
			for _, o := range grp.forms {
				o := &a.forms[o].person
				switch {
				case o.full():
					t = max(t, partOf(&form.person, o, formal))
				case isSlip(form.person.surname[0], o.surname[0]):
					t = max(t, byNear)
				}
			}
			if grp.listed != nil && grp.listed.full() {
				t = max(t, partOf(&form.person, grp.listed, formal))
			}
		}
		switch {
		case t == noTier || t < tier:
		case t > tier:
			best, tier = append(best[:0], g), t
		default:
			best = append(best, g)
		}
	}
	return best, tier
}

// decideBetween leaves those that fit the title and sex told by what stands
// before a name, and among these the one that is listed under it.
func (a *article) decideBetween(groups []int, known int32, title string) []int {
	keep := func(f func(*group) bool) {
		var kept []int
		for _, g := range groups {
			if f(&a.groups[g]) {
				kept = append(kept, g)
			}
		}
		if len(kept) > 0 {
			groups = kept
		}
	}
	if sex := honorifics[title]; sex != 0 {
		keep(func(g *group) bool { return g.sex == sex })
		keep(func(g *group) bool { return g.sex == sex || g.sex == 0 })
		return groups
	}
	if title != "" {
		keep(func(g *group) bool { return strings.Contains(g.titles, " "+title+" ") })
	}
	if known >= 0 {
		keep(func(g *group) bool { return g.known == known })
	}
	return groups
}

// anyKnown tells whether one of the groups is a listed person.
func (a *article) anyKnown(groups []int, known int32) bool {
	for _, g := range groups {
		if a.groups[g].known == known {
			return true
		}
	}
	return false
}

// contradicts tells whether a title is of the other sex than a listed person.
func (a *article) contradicts(known int32, title string) bool {
	sex := honorifics[title]
	if sex == 0 {
		return false
	}
	p := parsePerson(a.entities[known].Name, "", "")
	is := byte(0)
	if len(p.given) > 0 {
		is = firstNames().sex[p.given[0]]
	}
	return is != 0 && is != sex
}

// groupOf finds the group of a listed person.
func (a *article) groupOf(known int32) (int, bool) {
	for g := range a.groups {
		if a.groups[g].kind == entity.Person && a.groups[g].known == known {
			return g, true
		}
	}
	return 0, false
}

// latest is the group whose full name came last before a name, else the one
// whose comes first after it.
func (a *article) latest(groups []int, name int) int {
	best := groups[0]
	for _, g := range groups[1:] {
		x, y := &a.groups[g], &a.groups[best]
		switch {
		case x.last >= 0 && x.last > y.last,
			x.last < 0 && y.last < 0 && x.first < y.first:
			best = g
		}
	}
	return best
}
