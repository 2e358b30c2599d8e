package alike

// window hashes the last units of a text that together weigh as much as its
// width in words. The hash is a polynomial in the units (Karp and Rabin, 1987,
// modulo 2^64), so that a step costs the same however wide it is.
type window struct {
	need  int // weight
	held  int
	last  []step // at least those of the window, and the one before it
	first int    // of the window
	sum   uint64 // polynomial of all units so far
}

// step is the window after one unit.
type step struct {
	before uint64 // the polynomial without the unit
	weight int
}

func newWindow(words int) *window { return &window{need: words * wordWeight} }

// base is odd, so that no unit is multiplied away: 2^64 by the golden ratio, as
// in Knuth's multiplicative hashing.
const base = 0x9e3779b97f4a7c15

// powers of base; a window is never wider in units than in the lightest ones.
var powers = func() (p [keyWidth*wordWeight + 1]uint64) {
	p[0] = 1
	for i := range len(p) - 1 {
		p[i+1] = p[i] * base
	}
	return p
}()

// push takes in a unit and returns the hash of the shingle that ends with it, not
// 0; false while there are too few units.
func (w *window) push(unit uint64, weight int) (uint64, bool) {
	w.last = append(w.last, step{w.sum, weight})
	w.sum = w.sum*base + unit
	w.held += weight
	for w.held-w.last[w.first].weight >= w.need {
		w.held -= w.last[w.first].weight
		w.first++
	}
	if w.held < w.need {
		return 0, false
	}
	h := w.sum - w.last[w.first].before*powers[len(w.last)-w.first]
	if w.first >= 256 { // keep little
		n := copy(w.last, w.last[w.first:])
		w.last, w.first = w.last[:n], 0
	}
	return max(mix(h), 1), true
}

// mix spreads the bits of a hash: the finaliser of splitmix64 (Steele, Lea and
// Flood, 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
