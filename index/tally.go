package index

// tally counts the values of articles, by code. Its zero value is empty; one that
// was cleared keeps its memory.
type tally struct {
	counts []uint32 // by code, one more than counted: 0 are those that never were
	seen   []uint32 // the others, each once
}

// valueCount is how many articles have a value of a column.
type valueCount struct{ number, count uint32 }

// reset empties the tally and makes it large enough for size codes.
func (t *tally) reset(size int) {
	for _, code := range t.seen {
		t.counts[code] = 0
	}
	t.seen = t.seen[:0]
	if len(t.counts) < size {
		t.counts = make([]uint32, size+size/4)
	}
}

// add counts the values of hits in a set of columns.
func (t *tally) add(cols *columns, set set, hits []hit) {
	counts := t.counts
	for block, run := range cols.runs(hits) {
		for i := range run {
			for _, code := range block.counted(set, &run[i]) {
				if counts[code] == 0 {
					t.seen = append(t.seen, code)
					counts[code] = 1
				}
				counts[code]++
			}
		}
	}
}

// remove takes back what add counted.
func (t *tally) remove(cols *columns, set set, hits []hit) {
	for block, run := range cols.runs(hits) {
		for i := range run {
			for _, code := range block.counted(set, &run[i]) {
				t.counts[code]--
			}
		}
	}
}

// addColumn counts the values of hits in one column, each as so many.
func (t *tally) addColumn(v *view, c column, hits []hit, as uint32) {
	values := v.values.codes.all()
	one := func(code uint32) {
		if t.counts[code] == 0 {
			t.seen = append(t.seen, code)
			t.counts[code] = 1
		}
		t.counts[code] += as
	}
	if c < columnsOfMany {
		for block, run := range v.columns.runs(hits) {
			for i := range run {
				for _, code := range block.counted(c.set(), &run[i]) {
					if values[code].column == column8(c) {
						one(code)
					}
				}
			}
		}
		return
	}
	codes := v.values.codes.column(c)
	for block, run := range v.columns.runs(hits) {
		for i := range run {
			code := uint32(c)
			if n := block.cold[run[i].number%blockSize].single[c-columnsOfMany]; n > 0 {
				code = codes[n-1]
			}
			one(code)
		}
	}
}

// counted are the codes of a hit's values, those of facets without a look at its
// row.
func (b *block) counted(set set, h *hit) []uint32 {
	if set == facetSet {
		return b.codes[h.start : h.start+uint32(h.size)]
	}
	return b.values(set, int(h.number%blockSize))
}

// addAll counts what another tally did.
func (t *tally) addAll(other *tally) {
	for _, code := range other.seen {
		if t.counts[code] == 0 {
			t.seen = append(t.seen, code)
			t.counts[code] = 1
		}
		t.counts[code] += other.counts[code] - 1
	}
}

// by lists the values that were counted, by column.
func (t *tally) by(values []coded) (of [columnCount][]valueCount) {
	for _, code := range t.seen {
		if v := values[code]; t.counts[code] > 1 && v.number != noValue {
			of[v.column] = append(of[v.column], valueCount{v.number, t.counts[code] - 1})
		}
	}
	return of
}

// column lists the values of one column that were counted.
func (t *tally) column(c column, values []coded) []valueCount {
	var list []valueCount
	for _, code := range t.seen {
		if v := values[code]; column(v.column) == c && t.counts[code] > 1 && v.number != noValue {
			list = append(list, valueCount{v.number, t.counts[code] - 1})
		}
	}
	return list
}

// none is how many articles have no value in a column.
func (t *tally) none(c column) int { return max(0, int(t.counts[c])-1) }

// totals counts the values of all usable articles, once a view.
func (w *view) totals() *tally {
	w.counting.Do(func() {
		w.counted.reset(len(w.values.codes.all()))
		all := w.columns.hits(func(uint32) bool { return true })
		for set := range sets {
			w.counted.add(w.columns, set, all)
		}
	})
	return &w.counted
}

// counts are the counts of a column's values over all usable articles, by number.
func (w *view) counts(c column) []int32 {
	list := make([]int32, w.values.of[c].size())
	for _, v := range w.totals().column(c, w.values.codes.all()) {
		list[v.number] = int32(v.count)
	}
	return list
}

// tally counts one set of columns over what was found: from all articles, without
// those that were not found, where those are fewer. The caller releases it.
func (r *request) tally(set set) *tally {
	t := r.index.tallies.Get().(*tally)
	cols := r.view.columns
	t.reset(len(r.view.values.codes.all()))
	if 2*len(r.found.hits) < cols.live {
		t.add(cols, set, r.found.hits)
		return t
	}
	t.addAll(r.view.totals())
	found := make([]uint64, len(cols.blocks)*blockSize/64)
	for i := range r.found.hits {
		number := r.found.hits[i].number
		found[number/64] |= 1 << (number % 64)
	}
	t.remove(cols, set, cols.hits(func(number uint32) bool { return found[number/64]&(1<<(number%64)) == 0 }))
	return t
}
