package resolve

import (
	"slices"
	"strings"

	"dateline/archive/entity"
)

// article is the state of one Within.
type article struct {
	*Known
	context *Context
	names   []Name
	group   []int // of each name, its place in groups, -1 none

	forms  []form
	form   []int // of each name, its place in forms, -1 none
	groups []group
	words  map[uint64]bool // of the text, made when first asked for
}

// form is one way in which names of the article are written.
type form struct {
	kind   entity.Kind
	text   string   // without what is around it
	person person   // of a person
	key    []string // folded words of another
	known  int32    // place in Known.entities, -1 none
	group  int      // of a full name, -1 not yet
	first  int      // the first name written so
	count  int
}

// group is an entity, growing.
type group struct {
	kind   entity.Kind
	forms  []int
	known  int32
	names  []int
	first  int    // name that has a full form and comes first, -1 none
	last   int    // the latest such name so far, -1 none
	titles string // " president senator ", of its full names
	sex    byte
	listed *person // of one that is listed and was not named in full
}

// read finds the distinct forms.
func (a *article) read() {
	type written struct {
		kind entity.Kind
		text string
	}
	at := make(map[written]int, len(a.names))
	a.form = make([]int, len(a.names))
	for i, n := range a.names {
		a.group[i] = -1
		w := written{n.Kind, n.Text}
		f, ok := at[w]
		if !ok {
			f = a.readForm(i, n)
			at[w] = f
		}
		a.form[i] = f
		if f >= 0 {
			a.forms[f].count++
		}
	}
}

// readForm adds a form and gives its place, -1 for a name that is nobody's.
func (a *article) readForm(i int, n Name) int {
	f := form{kind: n.Kind, known: -1, group: -1, first: i}
	switch n.Kind {
	case entity.Person:
		f.person = parsePerson(n.Text, n.Before, a.context.Language)
		f.text = f.person.display
		if f.person.words() == 0 {
			return -1
		}
		f.known = a.lookup(entity.Person, f.text, a.context, a.hasWord)
		if f.known < 0 && isCapitals(n.Text) {
			f.known = a.lookup(entity.Person, plainName(n.Text), a.context, a.hasWord) // AMLO
		}
		if f.known < 0 || regnal[f.person.title] {
			if k := a.lookup(entity.Person, titled(n, f.person), a.context, a.hasWord); k >= 0 {
				f.known = k
			}
		}
	default:
		f.text = plainName(n.Text)
		f.key = strings.Fields(entity.Fold(f.text))
		if len(f.key) == 0 {
			return -1
		}
		if n.Kind == entity.Organisation {
			f.key = withoutLegalForm(f.key)
			f.known = a.lookup(entity.Organisation, f.text, a.context, a.hasWord)
		}
	}
	if a.isNothing(f.text) || a.isNothing(n.Text) {
		return -1
	}
	a.forms = append(a.forms, f)
	return len(a.forms) - 1
}

// isNothing reports whether a name is none, also where a page's text has been put
// together without the blank before "and": Privacy Policyand Terms of Use.
func (a *article) isNothing(name string) bool {
	if len(a.ignore) == 0 {
		return false
	}
	folded := entity.Fold(name)
	return a.ignore[folded] || a.ignore[strings.TrimSuffix(folded, "and")]
}

// titled is a name with the title that stands before it or in it: "Pope Francis".
func titled(n Name, p person) string {
	if p.title == "" {
		return ""
	}
	return p.title + " " + p.display
}

// plainName takes marks, the possessive and a leading "the" off a name.
func plainName(text string) string {
	text = strings.TrimFunc(strings.Join(strings.Fields(text), " "), func(r rune) bool { return isEdge(r) && r != '&' })
	text = withoutElision(trimPossessive(text))
	if len(text) > 4 && strings.EqualFold(text[:4], "the ") {
		text = text[4:]
	}
	return text
}

// hasWord tells whether the article has a word, by its hash.
func (a *article) hasWord(h uint64) bool {
	if a.words == nil {
		a.words = map[uint64]bool{}
		add := func(s string) {
			for w := range strings.FieldsSeq(s) {
				h, stem := hashWord(a.lex.fold, w)
				a.words[h] = true
				a.words[stem] = true
			}
		}
		for _, n := range a.names {
			add(n.Text)
			add(n.Before)
			add(n.After)
		}
		if t := a.context.Text; t != nil {
			for i := range t.Len() {
				add(t.At(i))
			}
		}
	}
	return a.words[h]
}

// join puts a name into a group.
func (a *article) join(g, name int) {
	a.group[name] = g
	a.groups[g].names = append(a.groups[g].names, name)
}

// newGroup makes a group of a form; f may be -1.
func (a *article) newGroup(kind entity.Kind, f int, known int32) int {
	g := group{kind: kind, known: known, first: -1, last: -1}
	if f >= 0 {
		g.forms = []int{f}
	}
	a.groups = append(a.groups, g)
	return len(a.groups) - 1
}

// places groups places by their equal name.
func (a *article) places() {
	at := map[string]int{}
	for i, f := range a.form {
		if f < 0 || a.forms[f].kind != entity.Place {
			continue
		}
		key := strings.Join(a.forms[f].key, " ")
		g, ok := at[key]
		if !ok {
			g = a.newGroup(entity.Place, f, -1)
			at[key] = g
		}
		a.join(g, i)
	}
}

// clusters makes the result of the groups that have names.
func (a *article) clusters() []Cluster {
	var clusters []Cluster
	place := make([]int, len(a.groups)) // of a group in clusters, plus one
	ids := map[string]int{}             // kind and id → place in clusters, plus one
	for i, g := range a.group {
		if g < 0 {
			continue
		}
		if place[g] == 0 {
			c := a.cluster(&a.groups[g])
			if c.ID == "" {
				continue
			}
			key := string(c.Kind) + "/" + c.ID
			if ids[key] == 0 {
				clusters = append(clusters, c)
				ids[key] = len(clusters)
			}
			place[g] = ids[key]
		}
		c := &clusters[place[g]-1]
		c.Names = append(c.Names, i)
	}
	return clusters
}

// cluster names a group.
func (a *article) cluster(g *group) Cluster {
	forms := append([]int(nil), g.forms...)
	for _, n := range g.names {
		if f := a.form[n]; !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	if g.known >= 0 {
		return Cluster{Ref: a.entities[g.known], Listed: true}
	}
	best := forms[0]
	for _, f := range forms[1:] {
		if a.better(f, best) {
			best = f
		}
	}
	ref := entity.Ref{Kind: g.kind, Name: a.shown(best)}
	ref.ID = entity.Slug(ref.Name)
	for _, f := range forms {
		if s := a.shown(f); s != ref.Name && !slices.Contains(ref.Aliases, s) && entity.Slug(s) != ref.ID {
			ref.Aliases = append(ref.Aliases, s)
		}
	}
	return Cluster{Ref: ref}
}

// shown is how readers are shown a form.
func (a *article) shown(f int) string {
	form := &a.forms[f]
	if form.kind != entity.Person && strings.Contains(form.text, " ") && isShout(strings.Fields(form.text)) {
		words := strings.Fields(form.text)
		for i, w := range words {
			words[i] = unshout(w)
		}
		return strings.Join(words, " ")
	}
	return form.text
}

// better tells whether form f names its entity better than form g: a full first
// name, then more words, then more often.
func (a *article) better(f, g int) bool {
	x, y := a.fullness(f), a.fullness(g)
	if x != y {
		return x > y
	}
	return a.forms[f].count > a.forms[g].count
}

// fullness grows with how full a form of a name is.
func (a *article) fullness(f int) int {
	form := &a.forms[f]
	if form.kind != entity.Person {
		n := 4 * min(len(form.key), 8)
		if isShout(strings.Fields(form.text)) {
			n -= 1
		}
		if c := form.text[0]; c >= '0' && c <= '9' {
			n -= 8 // "15 Electoral College"
		}
		return n
	}
	p := &form.person
	n := 2 * min(p.words(), 4)
	if p.suffix != "" {
		n++
	}
	if len(p.given) > 0 {
		n += 4
		if len(p.given[0]) > 1 || len(p.given) > 1 && len(p.given[1]) > 1 {
			n += 20
		}
	}
	return n
}
