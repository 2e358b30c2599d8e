package tag

// document is a text, or a part of one, whose words are numbered for votes.
type document struct {
	votes votes
	ids   []int32 // of each token; -1 for a word that is no name by its look
	first []label // of the first pass
	names table
	small table
}

// voteKey is the same for the ways of writing a name that are taken together:
// TRUMP is Trump, but WHO is not Who.
func (w *word) voteKey(length int) uint64 {
	if w.form == capitals && length <= 4 {
		return ^w.low
	}
	return w.low
}

// number gives the words of a document their numbers.
func (d *document) number(words []word) {
	d.ids = grown(d.ids, len(words))
	d.names.reset(len(words))
	d.small.reset(len(words))
	n := int32(0)
	for i := range words {
		w := &words[i]
		d.ids[i] = -1
		switch {
		case w.form == lowerForm:
			d.small.put(w.low, 0)
		case w.form.named():
			if id := d.names.put(w.key, n); id < n {
				d.ids[i] = id
			} else {
				d.ids[i] = n
				n++
			}
		}
	}
	d.votes.reset(int(n))
	for i := range words {
		if id := d.ids[i]; id >= 0 && !d.votes.lower[id] {
			d.votes.lower[id] = d.small.has(words[i].low)
		}
	}
}

// observe takes in how a sentence, whose first token is from, writes its words.
func (d *document) observe(words []word, from int, s style) {
	if s != plainStyle {
		return
	}
	for i := 1; i < len(words); i++ {
		if id := d.ids[from+i]; id >= 0 {
			if n := &d.votes.middle[id]; *n < 0xffff {
				*n++
			}
		}
	}
}

// table maps hashes to numbers, with room for as many as it was reset to.
type table struct {
	keys   []uint64 // 0 is free
	values []int32
}

func (t *table) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	t.keys = grown(t.keys, size)
	if cap(t.values) < size {
		t.values = make([]int32, size)
	}
	t.values = t.values[:size]
}

// put gives the value of a key, which is v if it is new.
func (t *table) put(k uint64, v int32) int32 {
	i, free := t.slot(k)
	if free {
		t.keys[i], t.values[i] = max(k, 1), v
	}
	return t.values[i]
}

func (t *table) has(k uint64) bool {
	_, free := t.slot(k)
	return !free
}

func (t *table) slot(k uint64) (at int, free bool) {
	k = max(k, 1)
	mask := len(t.keys) - 1
	for i := int(k>>20) & mask; ; i = (i + 1) & mask {
		switch t.keys[i] {
		case k:
			return i, false
		case 0:
			return i, true
		}
	}
}
