package resolve

// agreement says how well two names agree.
type agreement int

const (
	notSame agreement = iota
	maybeSame
	likelySame // something is missing in one: a middle name, all but the initial
	surelySame
)

// agrees compares two names.
func (h *heard) agrees(o *heard) agreement {
	if len(h.given) == 0 || len(o.given) == 0 || h.suffix != o.suffix && h.suffix != "" && o.suffix != "" {
		return notSame
	}
	v := notSame
	switch {
	case h.eastern && o.eastern:
		if h.surname[0].text == o.surname[0].text && h.given[0].differs(o.given[0].spelling) == 0 {
			v = surelySame
		}
	case h.eastern || o.eastern:
	default:
		v = max(agreeWords(h.words, o.words), h.agreesTurned(o))
		if v == notSame && len(h.words) != len(o.words) && len(h.whole.consonants) >= 6 && h.whole.differs(o.whole) <= 2 {
			v = surelySame // Saif ul-Malook, Saiful Malook
		}
		if v == notSame && slipped(h.words, o.words) {
			v = likelySame
		}
	}
	if h.suffix != o.suffix {
		v = min(v, likelySame)
	}
	return v
}

// slipped tells whether one letter is mistaken in one long word of a name, all
// else being equal. The beginning and the end tell people apart: Andersen, Anderson.
func slipped(a, b []sound) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	slips := 0
	for i := range a {
		x, y := a[i].text, b[i].text
		switch {
		case x == y:
		case min(len(x), len(y)) >= 12-2*min(len(a), 3) && x[0] == y[0] && x[len(x)-2:] == y[len(y)-2:] && isSlip(x, y):
			slips++
		case len(x) > 1 && len(y) > 1 && i < len(a)-1 && agreeFirst(&a[i], &b[i]) == surelySame:
		default:
			return false
		}
	}
	return slips == 1
}

// agreeWords compares the words of two names: the last ones are the surnames.
func agreeWords(a, b []sound) agreement {
	x, y := &a[len(a)-1], &b[len(b)-1]
	if x.text != y.text && !x.alike(y.spelling) {
		return notSame
	}
	return agreeGiven(a[:len(a)-1], b[:len(b)-1])
}

// agreesTurned compares a name with another that has its surname first. Two first
// names may be turned round and be two people, and so may a father and a son.
func (h *heard) agreesTurned(o *heard) agreement {
	n := len(h.words)
	if n != len(o.words) || n < 2 || n > 4 {
		return notSame
	}
	strange := false // there is a word that is no first name
	for i := range h.words {
		strange = strange || h.words[i].names == nil
	}
	if !strange {
		return notSame
	}
	for shift := 1; shift < n; shift++ {
		turned := true
		for i := range h.words {
			x, y := &h.words[i], &o.words[(i+shift)%n]
			turned = turned && len(x.text) > 1 && (x.text == y.text || x.alike(y.spelling))
		}
		if turned {
			return likelySame
		}
	}
	return notSame
}

// agreeGiven compares first and middle names.
func agreeGiven(a, b []sound) agreement {
	if len(a) > len(b) {
		a, b = b, a
	}
	v := agreeFirst(&a[0], &b[0])
	if v == notSame {
		return notSame
	}
	j := 1
	for i := range a[1:] {
		found := notSame
		for ; j < len(b) && found == notSame; j++ {
			found = agreeFirst(&a[i+1], &b[j])
		}
		if found == notSame {
			return notSame
		}
		v = min(v, found)
	}
	switch d := len(b) - len(a); {
	case d > 2: // too much is missing
		v = min(v, maybeSame)
	case d > 0:
		v = min(v, likelySame)
	}
	return v
}

func agreeFirst(a, b *sound) agreement {
	if a.text == b.text {
		return surelySame
	}
	if len(a.text) == 1 || len(b.text) == 1 {
		if a.text != "" && b.text != "" && a.text[0] == b.text[0] {
			return likelySame
		}
		return notSame
	}
	if shareGroup(a.names, b.names) || a.alike(b.spelling) {
		return surelySame
	}
	return notSame
}

// nearly tells whether two names of one first name have surnames so alike that
// an editor should look at them.
func (h *heard) nearly(o *heard) bool {
	if len(h.given) == 0 || len(o.given) == 0 || agreeFirst(&h.given[0], &o.given[0]) == notSame || len(h.given[0].text) == 1 || len(o.given[0].text) == 1 {
		return false
	}
	a, b := h.surname[len(h.surname)-1], o.surname[len(o.surname)-1]
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
