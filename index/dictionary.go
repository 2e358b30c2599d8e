package index

import (
	"slices"
	"strings"
	"sync"

	"dateline/archive"
)

// column is the number of a facet's column.
type column int

// The columns that can be counted. The first columnsOfMany hold any number of
// values for an article, the others at most one.
const (
	columnTopic column = iota
	columnPerson
	columnCountry   // that the article is about
	columnMentioned // countries named at all; their numbers are those of columnCountry
	columnOrganisation
	columnPlace
	columnAuthor
	columnSource
	columnLanguage
	columnSite
	columnCount

	columnsOfMany = columnSource
)

// columnNames are the fields by which readers ask for columns.
var columnNames = [columnCount]string{"topic", "person", "country", "mentions", "organisation", "place", "author", "source", "language", "site"}

// columnNamed finds a column by its field.
func columnNamed(field string) (column, bool) {
	for c, name := range columnNames {
		if name == field {
			return column(c), true
		}
	}
	return 0, false
}

// columnOf is the column of a kind of entity.
func columnOf(kind archive.Kind) (column, bool) { return columnNamed(string(kind)) }

// widens says that a field's repeated parameters widen a search: an article has
// one of them, so asking for two asks for either.
func (c column) widens() bool { return c >= columnsOfMany }

// dictionary numbers the values of one column, from 0. Numbers are never taken
// back, so that a reader of older columns can still name what it counted. Names
// may change; then all readers see the new ones. It is safe for concurrent use.
type dictionary struct {
	mu      sync.RWMutex
	values  []archive.Ref
	byID    map[string]uint32
	byName  map[string][]uint32 // folded id, name or alias
	spelt   int                 // the values before this one are in byName; the others once names are asked for
	renamed []uint32            // values that got other names, one entry a time
}

func newDictionary() *dictionary {
	return &dictionary{byID: make(map[string]uint32), byName: make(map[string][]uint32)}
}

// known is the number of the value with an id, if there is one.
func (d *dictionary) known(id string) (uint32, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	n, ok := d.byID[id]
	return n, ok
}

// number is the number of the value with ref's ID, which is added if need be.
func (d *dictionary) number(ref archive.Ref) uint32 {
	if n, ok := d.known(ref.ID); ok {
		return n
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if n, ok := d.byID[ref.ID]; ok {
		return n
	}
	n := uint32(len(d.values))
	d.values = append(d.values, ref)
	d.byID[ref.ID] = n
	return n
}

// spell brings byName up to date, for up to limit values, and says whether it is.
// The caller holds the lock for writing.
func (d *dictionary) spell(limit int) bool {
	for ; d.spelt < len(d.values) && limit > 0; limit-- {
		d.learnAll(uint32(d.spelt))
		d.spelt++
	}
	return d.spelt == len(d.values)
}

// warm does what the first question for a name would wait for, bit by bit.
func (d *dictionary) warm() {
	const bit = 1000
	for done := false; !done; {
		d.mu.Lock()
		done = d.spell(bit)
		d.mu.Unlock()
	}
}

// readNames holds the lock with byName up to date, until unlock.
func (d *dictionary) readNames() (unlock func()) {
	d.mu.RLock()
	if d.spelt == len(d.values) {
		return d.mu.RUnlock
	}
	d.mu.RUnlock()
	d.mu.Lock()
	d.spell(len(d.values))
	return d.mu.Unlock
}

// rename gives a value its names and aliases of now, in place of those it had.
func (d *dictionary) rename(n uint32, ref archive.Ref) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if int(n) < d.spelt {
		for _, spelling := range append([]string{d.values[n].Name}, d.values[n].Aliases...) {
			d.forget(n, spelling)
		}
	}
	d.values[n] = ref
	d.renamed = append(d.renamed, n)
	if int(n) < d.spelt {
		d.learnAll(n)
	}
}

// forget is the inverse of learn.
func (d *dictionary) forget(n uint32, spelling string) {
	key := foldName(spelling)
	left := slices.DeleteFunc(slices.Clone(d.byName[key]), func(known uint32) bool { return known == n })
	if len(left) > 0 {
		d.byName[key] = left
	} else {
		delete(d.byName, key)
	}
}

// learnAll makes a value known by all its spellings. The caller holds the lock.
func (d *dictionary) learnAll(n uint32) {
	ref := d.values[n]
	d.learn(n, ref.ID)
	d.learn(n, ref.Name)
	for _, alias := range ref.Aliases {
		d.learn(n, alias)
	}
}

// learn makes a value known by a spelling. The caller holds the lock.
func (d *dictionary) learn(n uint32, spelling string) {
	key := foldName(spelling)
	for _, known := range d.byName[key] {
		if known == n {
			return
		}
	}
	if key != "" {
		d.byName[key] = append(d.byName[key], n)
	}
}

// value is the value of a number.
func (d *dictionary) value(n uint32) archive.Ref {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.values[n]
}

// size is how many values there are.
func (d *dictionary) size() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.values)
}

// named finds the values that a reader's word for them means: the one with that
// id, else those with that name or alias, else, when loose, those whose name has
// all its words ("zelenskyy").
func (d *dictionary) named(spelling string, loose bool) []uint32 {
	if n, ok := d.known(spelling); ok {
		return []uint32{n}
	}
	defer d.readNames()()
	key := foldName(spelling)
	if ns := d.byName[key]; len(ns) > 0 {
		return ns
	}
	if !loose || key == "" {
		return nil
	}
	var found []uint32
	wanted := strings.Fields(key)
	for n, ref := range d.values {
		if hasWords(foldName(ref.Name), wanted) {
			found = append(found, uint32(n))
		}
	}
	return found
}

// matching returns the values whose ids satisfy a condition.
func (d *dictionary) matching(holds func(id string) bool) []uint32 {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var found []uint32
	for n, ref := range d.values {
		if holds(ref.ID) {
			found = append(found, uint32(n))
		}
	}
	return found
}

// startingWith returns the values one of whose names' words starts with prefix.
func (d *dictionary) startingWith(prefix string) map[uint32]bool {
	defer d.readNames()()
	key := foldName(prefix)
	found := make(map[uint32]bool)
	for name, ns := range d.byName {
		if strings.HasPrefix(name, key) || strings.Contains(name, " "+key) {
			for _, n := range ns {
				found[n] = true
			}
		}
	}
	return found
}

// foldName brings a name to its words, folded and joined by single spaces.
func foldName(name string) string { return strings.Join(termsOf(name), " ") }

// hasWords says that name, folded, has all the words wanted.
func hasWords(name string, wanted []string) bool {
	have := strings.Fields(name)
	for _, w := range wanted {
		found := false
		for _, h := range have {
			if h == w {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
