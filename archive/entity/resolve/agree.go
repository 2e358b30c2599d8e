package resolve

import "strings"

// agreement says how well two names agree.
type agreement int

const (
	notSame agreement = iota
	maybeSame
	closelySame // a letter is mistaken
	likelySame  // something is missing in one: a middle name, all but the initial
	surelySame
)

// agrees compares two names.
func (h *heard) agrees(o *heard) agreement {
	if h.first == 0 || o.first == 0 || legalForms[h.last().text] || legalForms[o.last().text] || h.suffix != o.suffix && h.suffix != "" && o.suffix != "" {
		return notSame
	}
	v := notSame
	switch {
	case h.eastern && o.eastern:
		if h.surname()[0].text == o.surname()[0].text && h.words[0].consonants == o.words[0].consonants && h.words[0].differs(o.words[0].spelling) == 0 {
			v = surelySame
		}
	case h.eastern || o.eastern:
	case h.abjad != o.abjad && (len(h.last().consonants) < 3 || len(o.last().consonants) < 3):
		// where vowels are not written, too many short names are alike
	default:
		v = max(agreeWords(h.words, o.words), h.agreesTurned(o))
		if v == notSame && h.agreesWhole(o) {
			v = surelySame
		}
		if v == notSame && (slipped(h.words, o.words) || agreeButOne(h.words, o.words)) {
			v = closelySame
		}
	}
	if h.suffix != o.suffix || h.compact != o.compact && len(h.words) != len(o.words) { // a father and his son, Newton-Miller and Miller
		v = min(v, maybeSame)
	}
	return v
}

// agreesWhole tells whether two names are one but for where a word ends: Saif
// ul-Malook, Saiful Malook.
func (h *heard) agreesWhole(o *heard) bool {
	if len(h.words) == len(o.words) || h.whole != o.whole {
		return false
	}
	a, b := h.together(), o.together()
	return len(a.consonants) >= 6 && a.differs(b) <= 2
}

// slipped tells whether one letter is mistaken in one long word of a name, all
// else being equal. The beginning and the end tell people apart: Andersen, Anderson.
func slipped(a, b []*sound) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	slips := 0
	for i := range a {
		x, y := a[i].text, b[i].text
		switch {
		case x == y:
		case i == len(a)-1 && a[i].common && b[i].common: // MacDonald, McDonald
			return false
		case isLong(x, len(a)) && isLong(y, len(a)) && x[0] == y[0] && x[len(x)-2:] == y[len(y)-2:] && isSlip(x, y) && !otherConsonant(x, y):
			slips++
		case len(x) > 1 && len(y) > 1 && i < len(a)-1 && sureFirst(a[i], b[i]):
		default:
			return false
		}
	}
	return slips == 1
}

// otherConsonant tells whether two words of less than ten letters differ by one
// consonant for another: McKinley is not McGinley.
func otherConsonant(a, b string) bool {
	if len(a) != len(b) || len(a) >= 10 {
		return false
	}
	others := 0
	for i := range len(a) {
		if a[i] != b[i] {
			others++
			if strings.IndexByte("aeiouy", a[i]) >= 0 || strings.IndexByte("aeiouy", b[i]) >= 0 {
				return false
			}
		}
	}
	return others == 1
}

// agreeButOne compares names of three words or more, in which one word that is not
// the first may be written rather differently: brothers have different first names.
func agreeButOne(a, b []*sound) bool {
	if len(a) != len(b) || len(a) < 3 {
		return false
	}
	least := 0.8
	if len(a) == 3 {
		least = 0.88
	}
	others := 0
	for i := range a {
		x, y := a[i], b[i]
		if v, _ := agreeFirst(x, y, true); v == surelySame {
			continue
		}
		if others++; others > 1 || i == 0 || x.given && y.given || len(x.text) < 4 || len(y.text) < 4 || jaroWinkler(x.text, y.text) < least {
			return false
		}
	}
	return true
}

// isLong tells whether a word of a name of so many words is long enough for a slip
// in it to be no other name.
func isLong(word string, words int) bool { return len(word) >= 12-2*min(words, 3) }

// agreeWords compares the words of two names: the last ones are the surnames. The
// more of the names agrees, the more it may differ in vowels, and the surer one
// part is, the less sure the other may be.
func agreeWords(a, b []*sound) agreement {
	many := len(a) > 2 && len(b) > 2
	x, y := a[len(a)-1], b[len(b)-1]
	g := agreeGiven(a[:len(a)-1], b[:len(b)-1], many)
	spelt, ok := x.surnameDiffers(y, many)
	if !ok {
		return notSame
	}
	loose := g.agreement < surelySame || g.short
	switch {
	case g.agreement == notSame:
		return notSame
	case spelt+g.differ > (g.consonants+len(x.consonants))/3:
		return maybeSame
	case loose && !many && (x.common || y.common): // Paul Watson, Paul Joseph Watson
		return maybeSame
	case g.differ > 0 && !many && (x.common || y.common): // Jane Harris, Joanne Harris
		return maybeSame
	case loose && x.text != y.text && len(x.consonants) < 4: // Dave Winer, David Winner
		return maybeSame
	}
	return g.agreement
}

// surnameDiffers tells whether two surnames may be spellings of one, and how much
// they differ. Two that are borne by many are two, however alike: Davis, Davies.
func (s *sound) surnameDiffers(o *sound, many bool) (int, bool) {
	if s.text == o.text {
		return 0, true
	}
	if (s.common || o.common) && !s.foreign && !o.foreign && !shareGroup(s.names, o.names) {
		return 0, false
	}
	d := s.differs(o.spelling)
	if len(s.consonants) == 2 && !many {
		return d, d == 0 || d == 1 && s.closeVowels(o.spelling)
	}
	return d, s.tolerates(d, many)
}

// tolerates tells whether a word may be another although their vowels differ so
// much: the longer it is, and the more other words there are, the more.
func (s *sound) tolerates(d int, many bool) bool {
	n := len(s.consonants)
	if many {
		n++
	}
	switch {
	case len(s.consonants) < 2:
		return false
	case n <= 4:
		return d <= 1 || d <= 3 && n == 4 && many
	case n == 5:
		return d <= 2
	}
	return d <= 3
}

// agreesTurned compares a name with another that has its surname first. Two first
// names may be turned round and be two people, and so may a father and a son.
func (h *heard) agreesTurned(o *heard) agreement {
	n := len(h.words)
	if n != len(o.words) || !h.mayTurn() {
		return notSame
	}
	for shift := 1; shift < n; shift++ {
		turned := true
		for i := range h.words {
			x, y := h.words[i], o.words[(i+shift)%n]
			turned = turned && (x.text == y.text || len(x.consonants) > 2 && x.tolerates(x.differs(y.spelling), false))
		}
		if turned {
			return likelySame
		}
	}
	return notSame
}

// mayTurn tells whether there is a word in a name that is no first name, and no
// initial.
func (h *heard) mayTurn() bool {
	if n := len(h.words); n < 2 || n > 4 {
		return false
	}
	strange := false
	for _, w := range h.words {
		if len(w.text) < 2 {
			return false
		}
		strange = strange || w.names == nil
	}
	return strange
}

// givenAgreement is how first and middle names agree.
type givenAgreement struct {
	agreement
	short      bool // one is a short form of the other
	differ     int  // how much their vowels differ
	consonants int  // of those that agree
}

// agreeGiven compares first and middle names.
func agreeGiven(a, b []*sound, many bool) givenAgreement {
	if len(a) > len(b) {
		a, b = b, a
	}
	g := givenAgreement{agreement: surelySame}
	j := 0
	for i := range a {
		found, d := notSame, 0
		for ; j < len(b) && found == notSame; j++ {
			if found, d = agreeFirst(a[i], b[j], many); found != notSame {
				g.differ += d
				g.consonants += len(a[i].consonants)
				g.short = g.short || found == surelySame && a[i].text != b[j].text && !a[i].tolerates(a[i].differs(b[j].spelling), many)
			} else if i == 0 { // the first ones have to agree
				return givenAgreement{}
			}
		}
		if found == notSame {
			return givenAgreement{}
		}
		g.agreement = min(g.agreement, found)
	}
	switch d := len(b) - len(a); {
	case d > 2 || d > 0 && allInitials(b): // too much is missing, or contradicts: J.C. Walter, Jim Walter
		g.agreement = min(g.agreement, maybeSame)
	case d > 0:
		g.agreement = min(g.agreement, likelySame)
	}
	return g
}

func allInitials(words []*sound) bool {
	for _, w := range words {
		if len(w.text) > 1 {
			return false
		}
	}
	return true
}

// agreeFirst compares two first names, and tells how much their vowels differ.
func agreeFirst(a, b *sound, many bool) (agreement, int) {
	if a.text == b.text {
		return surelySame, 0
	}
	if len(a.text) == 1 || len(b.text) == 1 {
		if a.text != "" && b.text != "" && a.text[0] == b.text[0] {
			return likelySame, 0
		}
		return notSame, 0
	}
	if shareGroup(a.names, b.names) {
		if a.short && b.short && !a.alike(b.spelling) { // Tina and Chris
			return notSame, 0
		}
		return surelySame, 0
	}
	if a.given && b.given { // two names
		return notSame, 0
	}
	if d := a.differs(b.spelling); a.tolerates(d, many) {
		return surelySame, d
	}
	return notSame, 0
}

func sureFirst(a, b *sound) bool {
	v, _ := agreeFirst(a, b, false)
	return v == surelySame
}

// nearly tells whether two names of one first name have surnames so alike that
// an editor should look at them.
func (h *heard) nearly(o *heard) bool {
	if h.first == 0 || o.first == 0 || len(h.words[0].text) == 1 || len(o.words[0].text) == 1 || !sureFirst(h.words[0], o.words[0]) {
		return false
	}
	a, b := h.last(), o.last()
	return len(a.text) > 3 && len(b.text) > 3 && (isSlip(a.text, b.text) || a.consonants == b.consonants || jaroWinkler(a.text, b.text) >= 0.9)
}

// jaroWinkler is the similarity of two words, 0 to 1 (Winkler 1990, with the
// usual weight of 0.1 for up to four equal first letters).
func jaroWinkler(a, b string) float64 {
	if a == b {
		return 1
	}
	window := max(len(a), len(b))/2 - 1
	used := make([]bool, len(b))
	var matched []byte
	for i := range len(a) {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !used[j] && a[i] == b[j] {
				used[j] = true
				matched = append(matched, a[i])
				break
			}
		}
	}
	m := float64(len(matched))
	if m == 0 {
		return 0
	}
	swapped, i := 0.0, 0
	for j, u := range used {
		if u {
			if b[j] != matched[i] {
				swapped++
			}
			i++
		}
	}
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-swapped/2)/m) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}
