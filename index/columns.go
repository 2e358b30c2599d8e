package index

import (
	"math"
	"sync"

	"dateline/archive"
)

// columns hold everything about articles that searches filter, count and sort
// by, except their words: one row an article, found by its number, which is its
// id. They never change: with returns a copy that shares all untouched blocks,
// so a search sees one moment of the archive however long it runs.
type columns struct {
	blocks []*block // nil where no article is
	live   int      // usable articles
	words  int64    // of all usable articles
}

// blockSize is how many articles share a block: a change copies one, so it is
// small enough to copy for a single article and large enough to scan quickly.
const blockSize = 4096

// undatedDay is the day of an article without a date.
const undatedDay = math.MinInt32

// block is a run of blockSize rows.
type block struct {
	flags    [blockSize]flags
	first    [blockSize]int32 // days the article may be of; undatedDay
	last     [blockSize]int32
	instant  [blockSize]int64 // unix seconds of the date's first moment, for sorting
	imported [blockSize]int64 // unix seconds
	words    [blockSize]uint32
	single   [columnCount - columnsOfMany][blockSize]uint32 // value number + 1, 0 for none
	many     [columnsOfMany]*lists                          // nil until the block has rows
	clusters [blockSize]uint32                              // number of the first article with the same text
	alike    [blockSize]uint32                              // how many usable articles have this one as their cluster
}

// lists are the values of one column that takes several: those of row i are
// numbers[starts[i]:starts[i+1]].
type lists struct {
	starts  [blockSize + 1]uint32
	numbers []uint32
}

func (l *lists) of(i int) []uint32 {
	if l == nil {
		return nil
	}
	return l.numbers[l.starts[i]:l.starts[i+1]]
}

// flags tell the state of a row.
type flags uint8

const (
	flagLive    flags = 1 << iota // a usable article
	flagUpdated                   // in its second version or a later one
)

// row is one article on its way into columns.
type row struct {
	id       int64
	flags    flags
	first    int32
	last     int32
	instant  int64
	imported int64
	words    uint32
	cluster  uint32
	single   [columnCount - columnsOfMany]uint32
	many     [columnsOfMany][]uint32
}

// at finds the block and place of an article; nil where there is none.
func (c *columns) at(number uint32) (*block, int) {
	if n := int(number / blockSize); n < len(c.blocks) && c.blocks[n] != nil {
		return c.blocks[n], int(number % blockSize)
	}
	return nil, 0
}

// with returns columns in which rows, in any order but each id once, replace
// those of the same id.
func (c *columns) with(rows []row) *columns {
	next := &columns{blocks: append([]*block(nil), c.blocks...), live: c.live, words: c.words}
	fresh := make(map[int]bool)
	own := func(number uint32) (*block, int) { // a place that may be written to
		n := int(number / blockSize)
		for n >= len(next.blocks) {
			next.blocks = append(next.blocks, nil)
		}
		if !fresh[n] {
			copied := new(block)
			if old := next.blocks[n]; old != nil {
				*copied = *old
			}
			next.blocks[n], fresh[n] = copied, true
		}
		return next.blocks[n], int(number % blockSize)
	}
	count := func(b *block, i, sign int) { // a row's part in what is kept of all
		if b.flags[i]&flagLive == 0 {
			return
		}
		next.live += sign
		next.words += int64(sign) * int64(b.words[i])
		head, at := own(b.clusters[i])
		head.alike[at] += uint32(sign)
	}
	changes := make(map[*block]map[int]*row)
	for i := range rows {
		r := &rows[i]
		b, at := own(uint32(r.id))
		count(b, at, -1)
		b.set(at, r)
		count(b, at, 1)
		if changes[b] == nil {
			changes[b] = make(map[int]*row)
		}
		changes[b][at] = r
	}
	for b, rows := range changes {
		for c := range b.many {
			b.many[c] = b.many[c].with(rows, column(c))
		}
	}
	return next
}

// join takes in the blocks of another part of the archive. Both parts must be
// the caller's own; a block that both have holds rows of one part only, and in
// the other at most counts of what is alike.
func (c *columns) join(part *columns) {
	for len(c.blocks) < len(part.blocks) {
		c.blocks = append(c.blocks, nil)
	}
	for n, b := range part.blocks {
		switch have := c.blocks[n]; {
		case b == nil:
		case have == nil:
			c.blocks[n] = b
		default:
			if have.many[0] == nil { // counts only
				have, b = b, have
			}
			for i, alike := range b.alike {
				have.alike[i] += alike
			}
			c.blocks[n] = have
		}
	}
	c.live += part.live
	c.words += part.words
}

// set writes everything of a row but its lists.
func (b *block) set(i int, r *row) {
	b.flags[i], b.first[i], b.last[i] = r.flags, r.first, r.last
	b.instant[i], b.imported[i] = r.instant, r.imported
	b.words[i], b.clusters[i] = r.words, r.cluster
	for c := range b.single {
		b.single[c][i] = r.single[c]
	}
}

// with is a copy of the lists in which rows, by place, have theirs replaced.
func (l *lists) with(rows map[int]*row, c column) *lists {
	fresh := &lists{numbers: make([]uint32, 0, 8*len(rows))}
	for i := range blockSize {
		if r := rows[i]; r != nil {
			fresh.numbers = append(fresh.numbers, r.many[c]...)
		} else {
			fresh.numbers = append(fresh.numbers, l.of(i)...)
		}
		fresh.starts[i+1] = uint32(len(fresh.numbers))
	}
	return fresh
}

// value is the number of the row's one value in a column of one, and whether it
// has any.
func (b *block) value(c column, i int) (uint32, bool) {
	n := b.single[c-columnsOfMany][i]
	return n - 1, n > 0
}

// has says that a row has a value in a column.
func (b *block) has(c column, i int, number uint32) bool {
	if c >= columnsOfMany {
		return b.single[c-columnsOfMany][i] == number+1
	}
	for _, n := range b.many[c].of(i) {
		if n == number {
			return true
		}
	}
	return false
}

// empty says that a row has no value in a column.
func (b *block) empty(c column, i int) bool {
	if c >= columnsOfMany {
		return b.single[c-columnsOfMany][i] == 0
	}
	return len(b.many[c].of(i)) == 0
}

// values are the dictionaries of all columns, with the entities' small keys.
// They are safe for concurrent use.
type values struct {
	of [columnCount]*dictionary

	mu       sync.RWMutex           // guards the rest
	entities map[int64]entityNumber // by archive key
	lastKey  int64
}

// entityNumber is where an entity's key stands in the columns.
type entityNumber struct {
	column column
	number uint32
	known  bool // false for kinds without a column
}

func newValues() *values {
	v := &values{entities: make(map[int64]entityNumber)}
	for c := range v.of {
		v.of[c] = newDictionary()
	}
	return v
}

// learn takes in entities the archive has named.
func (v *values) learn(named []archive.Named) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, e := range named {
		n := entityNumber{}
		if c, ok := columnOf(e.Kind); ok {
			n = entityNumber{c, v.of[c].number(e.Ref), true}
		}
		v.entities[e.Key] = n
		v.lastKey = max(v.lastKey, e.Key)
	}
}

// last is the highest key of an entity that has been learnt.
func (v *values) last() int64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.lastKey
}

// row makes the row of an article out of what the archive says about it.
func (v *values) row(a *archive.Row) row {
	r := row{
		id: a.ID, first: undatedDay, last: undatedDay, instant: math.MinInt64,
		imported: a.Imported.Unix(), words: uint32(a.Words), cluster: uint32(a.Cluster),
	}
	if a.Status == archive.Usable {
		r.flags |= flagLive
	}
	if a.Version > 1 {
		r.flags |= flagUpdated
	}
	if first, last, ok := a.Published.Days(); ok {
		r.first, r.last, r.instant = int32(first), int32(last), a.Published.Time().Unix()
	}
	v.set(&r, columnSource, a.Source)
	v.set(&r, columnLanguage, a.Language)
	v.set(&r, columnSite, a.Site)
	for _, author := range a.Authors {
		n := v.of[columnAuthor].number(archive.Ref{ID: author, Name: author})
		r.many[columnAuthor] = appendNew(r.many[columnAuthor], n)
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, link := range a.Links {
		if e := v.entities[link.Key]; e.known {
			r.many[e.column] = appendNew(r.many[e.column], e.number)
		}
	}
	return r
}

// set gives a row its one value in a column; an empty one is none.
func (v *values) set(r *row, c column, value string) {
	if value == "" {
		return
	}
	ref := archive.Ref{ID: value, Name: value}
	if c == columnLanguage {
		ref.Name = languageName(value)
	}
	r.single[c-columnsOfMany] = v.of[c].number(ref) + 1
}

func appendNew(list []uint32, n uint32) []uint32 {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

// rowOf is the archive's row of a change the follower read.
func rowOf(c *archive.Change) *archive.Row {
	a := c.Article
	links := make([]archive.Link, len(c.Links))
	for i := range c.Links {
		links[i] = c.Links[i].Link
	}
	return &archive.Row{
		ID: a.ID, Sequence: a.Sequence, Status: a.Status, Published: a.Published, Imported: a.Imported,
		Source: a.Source, Language: a.Language, Site: archive.SiteOf(a.URL), Authors: a.Authors, Links: links,
		Words: c.Words, Version: a.Version, Cluster: a.Cluster,
	}
}
