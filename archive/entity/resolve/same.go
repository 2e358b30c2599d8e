package resolve

// verdict says whether two full names are one person's.
type verdict int

const (
	different verdict = iota
	maybe             // for an editor to say
	likely            // when no other person could be meant
	same              // safe
)

// samePeople compares two full names: the surnames have to sound alike, and no
// first name may contradict.
func samePeople(p, o *person) verdict {
	if len(p.given) == 0 || len(o.given) == 0 || p.suffix != o.suffix && p.suffix != "" && o.suffix != "" {
		return different
	}
	a, b := p.core(), o.core()
	if _, ok := differConsonants(p.sound.consonants, o.sound.consonants); !ok || len(a) != len(b) {
		return different
	}
	for i := range a {
		if a[i] != b[i] && (i == len(a)-1 && !p.sound.alike(o.sound) || i < len(a)-1 && !spell(a[i]).alike(spell(b[i]))) {
			return different
		}
	}
	if p.given[0] != o.given[0] && len(p.given[0]) > 1 && len(o.given[0]) > 1 && !shareGroup(p.names, o.names) && !p.first.alike(o.first) {
		return different
	}
	return sameGiven(p.given, o.given)
}

// sameGiven compares first and middle names.
func sameGiven(a, b []string) verdict {
	if len(a) > len(b) {
		a, b = b, a
	}
	v := sameFirst(a[0], b[0])
	if v == different {
		return different
	}
	// each further name of the shorter is, in order, one of the longer
	j := 1
	for _, w := range a[1:] {
		found := different
		for ; j < len(b) && found == different; j++ {
			found = sameFirst(w, b[j])
		}
		if found == different {
			return different
		}
		v = min(v, found)
	}
	if len(b) > len(a) {
		v = min(v, likely)
	}
	return v
}

// sameFirst compares two first names, either of which may be an initial.
func sameFirst(a, b string) verdict {
	if a == b {
		return same
	}
	la, lb := latin(a), latin(b)
	if len(la) == 1 || len(lb) == 1 {
		if la != "" && lb != "" && la[0] == lb[0] {
			return likely
		}
		return different
	}
	if firstNames().same(la, lb) || spell(a).alike(spell(b)) {
		return same
	}
	return different
}
