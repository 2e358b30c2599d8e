package index

import "math"

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
