package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
)

// organisations groups the names of organisations: equal names, acronyms with
// the names they stand for, short forms with long ones.
func (a *article) organisations() {
	var forms []int
	for f := range a.forms {
		if a.forms[f].kind == entity.Organisation {
			forms = append(forms, f)
		}
	}
	slices.SortStableFunc(forms, func(x, y int) int {
		return cmp.Compare(len(a.forms[y].key), len(a.forms[x].key))
	})
	bracketed := a.bracketed()
	for _, f := range forms {
		form := &a.forms[f]
		g, ok := bracketed[f]
		if !ok || a.forms[g].group < 0 || a.clash(form, &a.groups[a.forms[g].group]) {
			g = a.organisation(form)
		} else {
			g = a.forms[g].group
		}
		if g < 0 {
			g = a.newGroup(entity.Organisation, f, form.known)
			a.groups[g].first = form.first
		} else {
			a.groups[g].forms = append(a.groups[g].forms, f)
			if a.groups[g].known < 0 {
				a.groups[g].known = form.known
			}
		}
		form.group = g
	}
	for i, f := range a.form {
		if f >= 0 && a.forms[f].kind == entity.Organisation {
			g := a.forms[f].group
			if a.forms[f].known < 0 && len(a.forms[f].key) < 3 {
				g = a.latestShort(i, f, g)
			}
			a.join(g, i)
			a.groups[g].last = i
		}
	}
}

// clash tells whether a form and a group are two listed organisations.
func (a *article) clash(f *form, g *group) bool {
	return f.known >= 0 && g.known >= 0 && f.known != g.known
}

// organisation finds the group of a form, -1 for none.
func (a *article) organisation(f *form) int {
	best := -1
	for g := range a.groups {
		grp := &a.groups[g]
		if grp.kind != entity.Organisation || a.clash(f, grp) {
			continue
		}
		if f.known >= 0 && grp.known == f.known {
			return g
		}
		for _, o := range grp.forms {
			long := &a.forms[o]
			switch {
			case slices.Equal(f.key, long.key), len(f.key) == 1 && f.key[0] == strings.Join(long.key, ""):
				return g
			case f.known >= 0:
			case isAcronym(f.text) && len(long.key) > 1 && standsFor(f.key, long.key):
				return g
			case isShort(f.key, long.key) && (best < 0 || nearer(f.first, grp.first, a.groups[best].first)):
				best = g
			}
		}
	}
	return best
}

// nearer tells whether a long name at x explains a short one better than one at
// y does: the latest before it, else the first after it.
func nearer(short, x, y int) bool {
	if (x < short) != (y < short) {
		return x < short
	}
	if x < short {
		return x > y
	}
	return x < y
}

// latestShort lets a short form mean the latest of several long names: the Post
// after the Washington Post, and another after the New York Post.
func (a *article) latestShort(name, f, g int) int {
	form := &a.forms[f]
	best := g
	for x := range a.groups {
		grp := &a.groups[x]
		if x == g || grp.kind != entity.Organisation || grp.last < 0 || grp.last <= a.groups[best].last {
			continue
		}
		if !slices.ContainsFunc(a.groups[g].forms, func(o int) bool { return o != f && isShort(form.key, a.forms[o].key) }) {
			return g // it is not where it is because it is short
		}
		if slices.ContainsFunc(grp.forms, func(o int) bool { return o != f && isShort(form.key, a.forms[o].key) }) {
			best = x
		}
	}
	return best
}

// bracketed finds pairs like "Munich Security Conference (MSC)", either way
// round: form → the form it stands for.
func (a *article) bracketed() map[int]int {
	var pairs map[int]int
	for i := 1; i < len(a.names); i++ {
		x, y := a.form[i-1], a.form[i]
		if x < 0 || y < 0 || a.forms[x].kind != entity.Organisation || a.forms[y].kind != entity.Organisation {
			continue
		}
		after, ok := strings.CutPrefix(strings.TrimSpace(a.names[i-1].After), "(")
		if !ok || !strings.HasPrefix(strings.TrimLeft(after, `"'“‘ `), a.names[i].Text) {
			continue
		}
		if pairs == nil {
			pairs = map[int]int{}
		}
		switch {
		case isAcronym(a.forms[y].text) && mayStandFor(a.forms[y].key, a.forms[x].key):
			pairs[y] = x
		case isAcronym(a.forms[x].text) && mayStandFor(a.forms[x].key, a.forms[y].key):
			pairs[x] = y
		}
	}
	return pairs
}

// isAcronym tells whether a name is a word in capitals, perhaps with full stops
// or a small letter or two: MSC, U.N., DfID, RFE/RL.
func isAcronym(text string) bool {
	upper, lower, n := 0, 0, 0
	for _, r := range text {
		n++
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case r == ' ':
			return false
		}
	}
	return upper >= 2 && upper > lower && n <= 10
}

// standsFor tells whether an acronym is made of the first letters of a name's
// words, of all or of those that are not small words.
func standsFor(acronym, long []string) bool {
	want := strings.Join(acronym, "")
	var all, big strings.Builder
	for _, w := range long {
		r, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(r)
		if !smallWords[w] {
			big.WriteRune(r)
		}
	}
	return want == all.String() || want == big.String()
}

// mayStandFor asks less, where brackets say that it does: it begins with the
// name's first letter, and its letters come in the name in this order.
func mayStandFor(acronym, long []string) bool {
	if standsFor(acronym, long) {
		return true
	}
	want, name := strings.Join(acronym, ""), strings.Join(long, " ")
	if want == "" || name == "" || want[0] != name[0] || len(name) < 2*len(want) {
		return false
	}
	for _, r := range want {
		_, rest, ok := strings.Cut(name, string(r))
		if !ok {
			return false
		}
		name = rest
	}
	return true
}

var smallWords = wordSet(`of the for and in on to at a an de la le du des et en von der die das und
	fur del los y e do da dos das`)

// isShort tells whether a name is the beginning or the end of a longer one.
func isShort(short, long []string) bool {
	n := len(short)
	if n >= len(long) || n == 1 && (notShort[short[0]] || len(short[0]) < 3) {
		return false
	}
	if slices.Equal(short, long[len(long)-n:]) {
		return !(n == 1 && short[0] == "house")
	}
	if n == 1 && long[1] == "of" && heads[short[0]] {
		return true // the Bureau
	}
	return slices.Equal(short, long[:n]) && !smallWords[long[n]] && long[n] != "s" && (n > 1 || len(long) == 2 || !commonFirst[short[0]])
}

// notShort are words that mean something else alone than as part of a name:
// the House is not the White House.
var notShort = wordSet("house new north south east west white international national people state states union bbc cnn american british")

// commonFirst begin the names of so many organisations that they stand for none.
var commonFirst = wordSet("university ministry department bank court royal united general world european federal supreme air free democratic republican central")

// heads are what kind of organisation a name says it is; alone they mean the one
// that was named.
var heads = wordSet(`academy agency association bank board bureau chamber church college commission committee
	council court department federation institute ministry museum office party society union university`)

// legalForms end the names of companies.
var legalForms = wordSet("inc ltd limited llc corp corporation co company plc gmbh ag sa nv spa srl oy ab as pte pty lp llp holdings")

func withoutLegalForm(words []string) []string {
	n := len(words)
	for n > 1 && legalForms[words[n-1]] {
		n--
	}
	if n == 1 && n < len(words) && saysLittle(words[0]) { // News Corp is not the news
		return words
	}
	return words[:n]
}

// saysLittle tells whether a word needs its legal form to name a company.
func saysLittle(word string) bool {
	if len(word) < 3 || generic[word] || legalForms[word] || commonFirst[word] || notShort[word] || commonSurnames()[word] {
		return true
	}
	_, country := entity.CountryOf(word)
	return country
}

// generic words name no company without its legal form.
var generic = wordSet("news media times post capital energy group global digital technologies technology services systems industries partners research press standard maga associates sons stores trust cable commodity telegraph discount exchange brothers products foods oil gas power")
