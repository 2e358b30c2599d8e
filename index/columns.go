package index

import (
	"iter"
	"math"
	"slices"
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

// block is a run of blockSize rows. What a search reads of a row lies side by side:
// the rows of hits are mostly far apart, and fetching each costs more than reading
// it.
type block struct {
	rows  [blockSize]fixed
	lists [sets]*lists      // nil until the block has rows
	alike [blockSize]uint32 // how many usable articles have this one as their cluster
}

// fixed is what every row has.
type fixed struct {
	instant  int64 // unix seconds of the date's first moment, for sorting
	imported int64 // unix seconds
	first    int32 // days the article may be of; undatedDay
	last     int32
	words    uint32
	cluster  uint32                              // number of the first article with the same text
	single   [columnCount - columnsOfMany]uint32 // value number + 1, 0 for none
	flags    flags
}

// set is one of two sets of columns, whose values lie together.
type set int

const (
	facetSet set = iota // those of FacetFields
	otherSet
	sets
)

// set tells where the values of a column lie.
func (c column) set() set {
	switch c {
	case columnMentioned, columnPlace, columnSite:
		return otherSet
	}
	return facetSet
}

// lists are the codes of the values of rows: those of row i are
// codes[starts[i]:starts[i+1]], one for no value where a column has none.
type lists struct {
	starts [blockSize + 1]uint32
	codes  []uint32
}

func (l *lists) of(i int) []uint32 {
	if l == nil {
		return nil
	}
	return l.codes[l.starts[i]:l.starts[i+1]]
}

// flags tell the state of a row.
type flags uint8

const (
	flagLive    flags = 1 << iota // a usable article
	flagUpdated                   // in its second version or a later one
)

// row is one article on its way into columns.
type row struct {
	id int64
	fixed
	codes [sets][]uint32
}

// at finds the block and place of an article; nil where there is none.
func (c *columns) at(number uint32) (*block, int) {
	if n := int(number / blockSize); n < len(c.blocks) && c.blocks[n] != nil {
		return c.blocks[n], int(number % blockSize)
	}
	return nil, 0
}

// numbers lists all usable articles.
func (c *columns) numbers() []uint32 {
	list := make([]uint32, 0, c.live)
	for n, b := range c.blocks {
		if b == nil {
			continue
		}
		for i := range b.rows {
			if b.rows[i].flags&flagLive != 0 {
				list = append(list, uint32(n*blockSize+i))
			}
		}
	}
	return list
}

// runs parts articles that are there by the blocks that they are in.
func (c *columns) runs(numbers []uint32) iter.Seq2[*block, []uint32] {
	return func(yield func(*block, []uint32) bool) {
		for len(numbers) > 0 {
			n := numbers[0] / blockSize
			run := 1
			for run < len(numbers) && numbers[run]/blockSize == n {
				run++
			}
			if !yield(c.blocks[n], numbers[:run]) {
				return
			}
			numbers = numbers[run:]
		}
	}
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
	count := func(r *fixed, sign int) { // a row's part in what is kept of all
		if r.flags&flagLive == 0 {
			return
		}
		next.live += sign
		next.words += int64(sign) * int64(r.words)
		head, at := own(r.cluster)
		head.alike[at] += uint32(sign)
	}
	changes := make(map[*block]map[int]*row)
	for i := range rows {
		r := &rows[i]
		b, at := own(uint32(r.id))
		count(&b.rows[at], -1)
		b.rows[at] = r.fixed
		count(&b.rows[at], 1)
		if changes[b] == nil {
			changes[b] = make(map[int]*row)
		}
		changes[b][at] = r
	}
	for b, rows := range changes {
		for set := range sets {
			b.lists[set] = b.lists[set].with(rows, set)
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
			if have.lists[facetSet] == nil { // counts only
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

// with is a copy of the lists in which rows, by place, have theirs replaced.
func (l *lists) with(rows map[int]*row, set set) *lists {
	fresh := new(lists)
	size := 16 * len(rows)
	if l != nil {
		size += len(l.codes)
	}
	codes := make([]uint32, 0, size)
	for i := range blockSize {
		if r := rows[i]; r != nil {
			codes = append(codes, r.codes[set]...)
		} else {
			codes = append(codes, l.of(i)...)
		}
		fresh.starts[i+1] = uint32(len(codes))
	}
	fresh.codes = slices.Clip(slices.Clone(codes))
	return fresh
}

// value is the number of the row's one value in a column of one, and whether it
// has any.
func (r *fixed) value(c column) (uint32, bool) {
	n := r.single[c-columnsOfMany]
	return n - 1, n > 0
}

// has says that a row has a code.
func (b *block) has(set set, i int, code uint32) bool {
	for _, n := range b.lists[set].of(i) {
		if n == code {
			return true
		}
	}
	return false
}

// empty says that a row has no value in a column.
func (b *block) empty(c column, i int) bool { return b.has(c.set(), i, uint32(c)) }
