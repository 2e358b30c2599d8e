package index

import (
	"bytes"

	"dateline/archive"
)

// names are all spellings of a column's values, to be looked through for one that
// starts with what a reader types: plain text, since a processor reads a hundred
// thousand names in a millisecond, and no other structure is as small. They
// only grow, so that a copy stays true while the original does; a value that gets
// other names is written once more.
type names struct {
	text    []byte   // of each spelling a line end, then its folded words, each after a space
	ends    []int    // by entry: where its spellings end in text
	numbers []uint32 // by entry: the value
	values  int      // of the dictionary that are in, all before this one
	renamed int      // likewise of its changed names
}

// grown takes in what d has gained. Once most entries are of names that were
// changed, it starts again.
func (n names) grown(d *dictionary) names {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if len(d.renamed)-n.renamed+len(n.numbers) > 2*len(d.values)+1000 {
		n = names{renamed: len(d.renamed)}
	}
	for _, number := range d.renamed[n.renamed:] {
		n.add(number, d.values[number])
	}
	for i, ref := range d.values[n.values:] {
		n.add(uint32(n.values+i), ref)
	}
	n.values, n.renamed = len(d.values), len(d.renamed)
	return n
}

func (n *names) add(number uint32, ref archive.Ref) {
	n.text = appendSpellings(n.text, ref)
	n.ends = append(n.ends, len(n.text))
	n.numbers = append(n.numbers, number)
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
// where that counts, its last word. Some numbers come more than once.
func (n names) starting(key string, familyNames bool, found func(number uint32, first bool)) {
	if key == "" {
		for _, number := range n.numbers {
			found(number, true)
		}
		return
	}
	wanted := []byte(" " + key)
	entry := 0
	for at := 0; ; at += len(wanted) {
		i := bytes.Index(n.text[at:], wanted)
		if i < 0 {
			return
		}
		at += i
		for n.ends[entry] <= at {
			entry++
		}
		found(n.numbers[entry], n.text[at-1] == '\n' || familyNames && n.endsAfter(at+len(wanted)))
	}
}

// endsAfter says that the word at or before an offset is the last of its spelling.
func (n names) endsAfter(at int) bool {
	for n.text[at] > ' ' {
		at++
	}
	return n.text[at] == '\n'
}
