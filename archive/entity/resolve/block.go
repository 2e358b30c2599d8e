package resolve

import (
	"slices"
	"strconv"
	"strings"
)

// blocks are such that names that may agree have one in common. A name is entered
// in some and looked for in others, so that either of two finds the other. They are
// narrow: what is in one is compared with everything else in it.
func (h *heard) blocks() (enter, seek []uint64) {
	both := func(parts ...string) {
		key := hashString(strings.Join(parts, " "))
		enter, seek = append(enter, key), append(seek, key)
	}
	enter, seek = append(enter, h.whole), append(seek, h.whole)
	if h.eastern { // all of it has to agree
		return enter, seek
	}
	first, last := h.words[0], h.last().key()
	both("first", last, first.key())
	for _, group := range first.names { // Bob and Robert
		both("group", last, strconv.Itoa(int(group)))
	}
	initial, full := hashString("initial "+last+first.text[:1]), hashString("full "+last+first.text[:1])
	if len(first.text) == 1 {
		enter, seek = append(enter, initial), append(seek, initial, full)
	} else {
		enter, seek = append(enter, full), append(seek, initial)
	}
	if h.mayTurn() {
		keys := make([]string, len(h.words))
		for i, w := range h.words {
			keys[i] = w.key()
		}
		slices.Sort(keys)
		both(append(keys, "turned")...)
	}
	if n := len(h.words); n >= 3 { // one may differ
		both("begin", h.words[0].key(), h.words[1].key(), strconv.Itoa(n))
		both("end", h.words[0].key(), h.words[n-1].key(), strconv.Itoa(n))
	}
	for i, w := range h.words {
		if isLong(w.text, len(h.words)) {
			parts := []string{"slip", w.text[:1], w.text[len(w.text)-2:]}
			for j, other := range h.words {
				if j != i {
					parts = append(parts, other.key())
				}
			}
			both(parts...)
		}
	}
	return enter, seek
}

// key is the same for words that may be alike.
func (s *sound) key() string {
	if len(s.consonants) <= 1 { // Li, Lee: only the same word is alike
		return s.text
	}
	return s.coarse()
}
