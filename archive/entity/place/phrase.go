package place

// A phrase is a name cut into tokens. Phrases are kept by 64-bit hashes alone:
// with a quarter of a million of them, the odds that any word of a text is taken
// for another are below one in ten million million.
//
// The hash is FNV-1a, because it can be carried on: the hash of a phrase goes on
// from that of the phrase without its last token, and while a token is hashed,
// the hash of each of its beginnings comes free, which inflected languages need.
type hash uint64

const (
	noHash   hash = 14695981039346656037
	fnvPrime hash = 1099511628211
)

// The ends of a token, as bytes that stand in no UTF-8 text.
const (
	endWord = 0xff // as written
	endStem = 0xfe // more letters may follow
)

func (h hash) byte(b byte) hash { return (h ^ hash(b)) * fnvPrime }

func (h hash) string(s string) hash {
	for i := range len(s) {
		h = (h ^ hash(s[i])) * fnvPrime
	}
	return h
}

// slot is one place in the table of phrases.
type slot struct {
	key   hash
	first uint32 // the first meaning, counted from 1, 0 for none: the phrase only begins others
	flags uint32
}

// What flags say of a phrase.
const (
	goesOn     = 1 << iota // a longer phrase begins with it
	goesOnStem             // one goes on with a stem
	nounEnding             // a stem that takes the endings of nouns
	adjEnding              // of adjectives
	anyEnding              // any few letters
)

// phrases is a table of phrases with open addressing.
type phrases struct {
	slots []slot // a power of two
	shift uint   // 64 - log2(len(slots))
	count int
	// seen has a bit for the hash of each first token, so that most words of a
	// text are told apart without a miss of the cache.
	seen [1 << 14]uint64
}

func newPhrases(count int) *phrases {
	p := &phrases{}
	p.grow(count)
	return p
}

func (p *phrases) grow(count int) {
	bits := uint(10)
	for 1<<bits < count*3/2 {
		bits++
	}
	old := p.slots
	p.slots, p.shift = make([]slot, 1<<bits), 64-bits
	for _, s := range old {
		if s.key != 0 {
			*p.place(s.key) = s
		}
	}
}

// place is the slot of a key, or the free one where it belongs.
func (p *phrases) place(key hash) *slot {
	mask := uint64(len(p.slots) - 1)
	for i := uint64(key) * 0x9e3779b97f4a7c15 >> p.shift; ; i++ {
		s := &p.slots[i&mask]
		if s.key == key || s.key == 0 {
			return s
		}
	}
}

// find is the slot of a key, or nil.
func (p *phrases) find(key hash) *slot {
	if s := p.place(key); s.key != 0 {
		return s
	}
	return nil
}

// add is the slot of a key, which is made when it is new.
func (p *phrases) add(key hash) *slot {
	s := p.place(key)
	if s.key == 0 {
		if p.count*10 >= len(p.slots)*8 {
			p.grow(p.count * 2)
			s = p.place(key)
		}
		p.count++
		s.key = key
	}
	return s
}

// mark notes that a phrase begins with the token of this hash.
func (p *phrases) mark(first hash) {
	bit := uint64(first) * 0x9e3779b97f4a7c15 >> 44
	p.seen[bit>>6] |= 1 << (bit & 63)
}

// begins reports whether a phrase may begin with the token of this hash.
func (p *phrases) begins(first hash) bool {
	bit := uint64(first) * 0x9e3779b97f4a7c15 >> 44
	return p.seen[bit>>6]&(1<<(bit&63)) != 0
}
