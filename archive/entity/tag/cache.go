package tag

// cached is a word type with what it adds to the scores of the tokens around it.
type cached struct {
	word
	hash    uint64
	text    uint32 // where it is in cache.bytes
	length  uint32
	columns [window]vector
}

// cache keeps word types, most of the work of tagging a token. It is emptied when
// it is full; since an entry depends on its word alone, nobody can tell.
type cache struct {
	slots   []int32 // open addressing: number in entries plus one, 0 is free
	entries []cached
	bytes   []byte // the words
}

// How many word types are kept, and how many tokens are tagged together, which
// may all be new ones. Together they bound the memory of a tagger, to 10 MB.
const (
	cacheSize  = 24 << 10
	chunkSize  = 8 << 10
	cacheSlots = 64 << 10
)

// makeRoom empties the cache unless n more words fit.
func (c *cache) makeRoom(n int) {
	if c.slots == nil {
		c.slots = make([]int32, cacheSlots)
	}
	if len(c.entries)+n > cacheSize+chunkSize {
		clear(c.slots)
		c.entries, c.bytes = c.entries[:0], c.bytes[:0]
	}
}

// number is the place of a word among the entries; it is taken in if it is new.
func (c *cache) number(m *Model, w string) int32 {
	w = clip(w)
	h := hashString(0, w)
	for i := h & (cacheSlots - 1); ; i = (i + 1) & (cacheSlots - 1) {
		n := c.slots[i]
		if n == 0 {
			c.slots[i] = int32(len(c.entries) + 1)
			c.take(m, w, h)
			return c.slots[i] - 1
		}
		if e := &c.entries[n-1]; e.hash == h && string(c.bytes[e.text:e.text+e.length]) == w {
			return n - 1
		}
	}
}

// take adds up the weights of a new word.
func (c *cache) take(m *Model, w string, h uint64) {
	e := cached{hash: h, text: uint32(len(c.bytes)), length: uint32(len(w))}
	c.bytes = append(c.bytes, w...)
	var low string
	e.word, low = m.lexicon.describe(w)
	var sums [window][labels]int32
	var room [64]property
	for _, p := range e.properties(w, low, room[:0]) {
		f := m.features.find(p.key)
		if f == nil || f.columns&p.where == 0 {
			continue
		}
		rows := m.features.rows[f.row:]
		for col := range window {
			if f.columns&(1<<col) == 0 {
				continue
			}
			if p.where&(1<<col) != 0 {
				for l, v := range rows[0] {
					sums[col][l] += int32(v)
				}
			}
			rows = rows[1:]
		}
	}
	for col := range sums {
		e.columns[col] = pack(&sums[col])
	}
	c.entries = append(c.entries, e)
}
