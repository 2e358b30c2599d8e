package index

import (
	"bytes"

	"dateline/archive"
)

// names are all spellings of a column's values, to be looked through for one that
// starts with what a reader types: plain text, since a processor reads a hundred
// thousand names in a millisecond, and no other structure is as small. They
// only grow, so that a copy stays true while the original does.
type names struct {
	text []byte // of each spelling a line end, then its folded words, each after a space
	ends []int  // by value number: where its spellings end in text
}

// grown takes in the values that d has gained.
func (n names) grown(d *dictionary) names {
	d.mu.RLock()
	fresh := d.values[len(n.ends):]
	d.mu.RUnlock()
	for _, ref := range fresh {
		n.text = appendSpellings(n.text, ref)
		n.ends = append(n.ends, len(n.text))
	}
	return n
}

// appendSpellings writes all that a value is called.
func appendSpellings(to []byte, ref archive.Ref) []byte {
	name := foldName(ref.Name)
	to = append(append(to, "\n "...), name...)
	for _, alias := range ref.Aliases {
		to = append(append(to, "\n "...), foldName(alias)...)
	}
	if id := foldName(ref.ID); id != name {
		to = append(append(to, "\n "...), id...)
	}
	return append(to, '\n')
}

// starting calls found with each value that has a spelling one of whose words
// starts with key, which is folded; first says that the spelling itself does, or,
// where that counts, its last word. Numbers come in order, some more than once.
func (n names) starting(key string, familyNames bool, found func(number uint32, first bool)) {
	if key == "" {
		for number := range n.ends {
			found(uint32(number), true)
		}
		return
	}
	wanted := []byte(" " + key)
	number := 0
	for at := 0; ; at += len(wanted) {
		i := bytes.Index(n.text[at:], wanted)
		if i < 0 {
			return
		}
		at += i
		for n.ends[number] <= at {
			number++
		}
		found(uint32(number), n.text[at-1] == '\n' || familyNames && n.endsAfter(at+len(wanted)))
	}
}

// endsAfter says that the word at or before an offset is the last of its spelling.
func (n names) endsAfter(at int) bool {
	for n.text[at] > ' ' {
		at++
	}
	return n.text[at] == '\n'
}
