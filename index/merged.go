package index

import (
	"maps"
	"slices"
	"sync"

	"dateline/archive"
)

// values are the dictionaries of all columns, with the entities' small keys, and
// what entities are merged into at one moment. The dictionaries, keys and codes are
// shared by all moments; a view has the merges that its columns were made with.
// Values are safe for concurrent use.
type values struct {
	of    [columnCount]*dictionary
	known *entities
	codes *codes

	into   map[int64]int64 // by key of a merged entity: the key of the one it is taken for; hidden ones lead to 0
	merged [columnCount]map[uint32]uint32
}

// nobody is what the number of a hidden entity leads to in values.merged.
const nobody = ^uint32(0)

// entities knows where the keys of entities stand in the columns.
type entities struct {
	mu    sync.RWMutex
	byKey []entityNumber // keys are dense
}

// entityNumber is where an entity's key stands in the columns.
type entityNumber struct {
	column column
	number uint32
	known  bool // false for kinds without a column
}

func newValues() *values {
	v := &values{known: new(entities), codes: newCodes()}
	for c := range v.of {
		v.of[c] = newDictionary()
	}
	v.of[columnMentioned] = v.of[columnCountry]
	return v
}

// at is where a key stands.
func (k *entities) at(key int64) entityNumber {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.get(key)
}

// get is at for who holds the lock.
func (k *entities) get(key int64) entityNumber {
	if key < 0 || key >= int64(len(k.byKey)) {
		return entityNumber{}
	}
	return k.byKey[key]
}

func (k *entities) set(key int64, n entityNumber) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for int64(len(k.byKey)) <= key {
		k.byKey = append(k.byKey, entityNumber{})
	}
	k.byKey[key] = n
}

// learn takes in entities the archive has named. What it returns are the values to
// go on with, v itself where nothing is merged otherwise, and the keys of the
// entities that are read as others now: the rows of their articles must be made
// anew.
func (v *values) learn(named []archive.Named) (next *values, moved []int64) {
	into := v.into
	for _, e := range named {
		v.take(e)
		to, merged := into[e.Key]
		want, wanted := e.Into, e.Into != 0 || e.Hidden
		if e.Hidden {
			want = 0
		}
		if merged == wanted && to == want {
			continue
		}
		if next == nil {
			next = &values{of: v.of, known: v.known, codes: v.codes, into: make(map[int64]int64)}
			maps.Copy(next.into, v.into)
			into = next.into
		}
		if wanted {
			into[e.Key] = want
		} else {
			delete(into, e.Key)
		}
	}
	if next == nil {
		return v, nil
	}
	next.merge()
	return next, v.moved(next)
}

// take gives an entity its number, or its names of now.
func (v *values) take(e archive.Named) {
	if old := v.known.at(e.Key); old.known {
		d := v.of[old.column]
		if have := d.value(old.number); have.Name != e.Name || !slices.Equal(have.Aliases, e.Aliases) {
			d.rename(old.number, e.Ref)
		}
		return
	}
	if c, ok := columnOf(e.Kind); ok {
		v.known.set(e.Key, entityNumber{c, v.of[c].number(e.Ref), true})
	}
}

// root is the key of the entity that one is taken for; 0 when it is hidden.
func (v *values) root(key int64) int64 {
	if len(v.into) == 0 {
		return key
	}
	for range len(v.into) + 1 {
		to, ok := v.into[key]
		if !ok {
			return key
		}
		key = to
	}
	return 0 // a circle, in a damaged archive
}

// merge fills merged from into.
func (v *values) merge() {
	v.merged = [columnCount]map[uint32]uint32{}
	for key := range v.into {
		e := v.known.at(key)
		if !e.known {
			continue
		}
		to := nobody
		if root := v.known.at(v.root(key)); root.known && root.column == e.column {
			to = root.number
		}
		if v.merged[e.column] == nil {
			v.merged[e.column] = make(map[uint32]uint32)
		}
		v.merged[e.column][e.number] = to
	}
	v.merged[columnMentioned] = v.merged[columnCountry]
}

// moved lists the keys that are read as other entities in next.
func (v *values) moved(next *values) []int64 {
	var keys []int64
	for _, m := range []map[int64]int64{v.into, next.into} {
		for key := range m {
			if v.root(key) != next.root(key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// read replaces numbers by those that they are read as, each once.
func (v *values) read(c column, numbers []uint32) []uint32 {
	m := v.merged[c]
	if len(m) == 0 {
		return numbers
	}
	var out []uint32
	for _, n := range numbers {
		if to, ok := m[n]; ok {
			n = to
		}
		if n != nobody {
			out = appendNew(out, n)
		}
	}
	return out
}

// named is dictionary.named for entities as they are read.
func (v *values) named(c column, spelling string, loose bool) []uint32 {
	return v.read(c, v.of[c].named(spelling, loose))
}

// startingWith is dictionary.startingWith for entities as they are read.
func (v *values) startingWith(c column, prefix string) map[uint32]bool {
	found := v.of[c].startingWith(prefix)
	for n, to := range v.merged[c] {
		if found[n] {
			delete(found, n)
			if to != nobody {
				found[to] = true
			}
		}
	}
	return found
}

// aliases are all other names of a value, those of what is merged into it
// included.
func (v *values) aliases(c column, n uint32) []string {
	ref := v.of[c].value(n)
	names := slices.Clone(ref.Aliases)
	for other, into := range v.merged[c] {
		if into == n {
			r := v.of[c].value(other)
			names = append(append(names, r.Name), r.Aliases...)
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == ref.Name })
}
