package tag

import "slices"

// write writes the words by their keys, in planes of like bytes.
func (x *Lexicon) write(w *writer) {
	var order []int
	for i, k := range x.keys {
		if k != 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return int(x.keys[a]) - int(x.keys[b]) })
	w.text(x.Notes)
	w.number(uint64(len(order)))
	last := uint32(0)
	for _, i := range order {
		w.number(uint64(x.keys[i] - last))
		last = x.keys[i]
	}
	for _, plane := range lexiconPlanes {
		for _, i := range order {
			w.byte(plane.get(x.found[i]))
		}
	}
}

func readLexicon(r *reader) *Lexicon {
	notes := r.text()
	keys := make([]uint32, r.count())
	last := uint32(0)
	for i := range keys {
		last += uint32(r.number())
		keys[i] = max(last, 1)
	}
	entries := make([]entry, len(keys))
	for _, plane := range lexiconPlanes {
		for i, b := range r.plane(len(entries)) {
			plane.set(&entries[i], b)
		}
	}
	x := newLexicon(len(keys))
	x.Notes = notes
	for i, k := range keys {
		x.put(k, entries[i])
	}
	return x
}

// lexiconPlanes are the bytes of an entry.
var lexiconPlanes = []struct {
	get func(entry) byte
	set func(*entry, byte)
}{
	{func(e entry) byte { return byte(e.cluster) }, func(e *entry, b byte) { e.cluster |= uint16(b) }},
	{func(e entry) byte { return byte(e.cluster >> 8) }, func(e *entry, b byte) { e.cluster |= uint16(b) << 8 }},
	{func(e entry) byte { return e.coarse }, func(e *entry, b byte) { e.coarse = b }},
	{func(e entry) byte { return byte(e.lists) }, func(e *entry, b byte) { e.lists |= lists(b) }},
	{func(e entry) byte { return byte(e.lists >> 8) }, func(e *entry, b byte) { e.lists |= lists(b) << 8 }},
	{func(e entry) byte { return byte(e.lists >> 16) }, func(e *entry, b byte) { e.lists |= lists(b) << 16 }},
}
