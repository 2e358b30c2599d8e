package resolve

import "slices"

// within tells whether two full names of one article may be one person's, p not
// having more words than o.
func within(p, o *person) bool {
	if p.suffix != o.suffix && p.suffix != "" && o.suffix != "" {
		return false
	}
	if p.eastern == o.eastern && samePeople(p, o) >= likely {
		return true
	}
	// "López Obrador" in "Andrés Manuel López Obrador", "Kim Jong Un" in other order
	if p.words() < 2 || p.words() > o.words() {
		return false
	}
	all, part := o.all, p.all
	if slices.Equal(part, all[len(all)-len(part):]) || slices.Equal(part, all[:len(part)]) {
		return true
	}
	return len(part) == len(all) && (p.eastern || o.eastern) && slices.Equal(sorted(part), sorted(all))
}

func sorted(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return words
}

// How well a name of one part stands for a person.
const (
	noTier = iota
	byNear
	byWord
	byFirst
	byPart
	bySurname
)

// partOf tells how a name of one part stands for a full name.
func partOf(p, full *person, formal bool) int {
	words := p.surname
	if slices.Equal(words, full.surname) || !full.sonOf() && slices.Equal(words, full.core()) {
		return bySurname
	}
	if len(words) > 1 {
		if slices.Equal(words, full.all[max(0, full.words()-len(words)):]) {
			return bySurname
		}
		if w := p.core(); len(w) == 1 && slices.Equal(w, full.core()) {
			return bySurname // al-Assad, Assad
		}
		return noTier
	}
	w := words[0]
	if full.eastern && w == full.given[len(full.given)-1] && len(full.given) == 1 && !formal {
		return byFirst
	}
	if full.compact && slices.Contains(full.surname, w) || len(full.given) > 1 && w == full.given[len(full.given)-1] && len(w) > 3 {
		return byPart // López of López Obrador
	}
	if !formal || len(full.given) > 1 {
		if first := full.given[0]; w == first || shareGroup(p.names, full.names) {
			return byFirst
		}
	}
	if formal {
		return noTier
	}
	if slices.Contains(full.given, w) || slices.Contains(full.surname, w) && !particles[w] && !full.sonOf() {
		return byWord
	}
	if last := full.surname[len(full.surname)-1]; len(w) >= 5 && !full.sonOf() && (p.sound.alike(full.sound) || isSlip(w, last)) {
		return byNear
	}
	return noTier
}

// isSlip tells whether two words of five letters or more differ by one letter that was left
// out, added or mistaken, or two that were exchanged.
func isSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return i == len(a) || a[i+1:] == b[i+1:] ||
		i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// core is a surname without its particles.
func (p *person) core() []string {
	i := 0
	for i < len(p.surname)-1 && particles[p.surname[i]] {
		i++
	}
	return p.surname[i:]
}

// sonOf tells whether the surname says whose child somebody is: bin Salman is not
// Salman, while Assad is al-Assad.
func (p *person) sonOf() bool {
	return len(p.surname) > 1 && patronymic[p.surname[0]]
}

var patronymic = wordSet("bin ibn bint ben abu ould")
