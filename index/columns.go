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

// block is a run of blockSize rows.
type block struct {
	rows  [blockSize]hot
	cold  [blockSize]cold
	codes []uint32          // of the values of all rows; nil until the block has any
	alike [blockSize]uint32 // how many usable articles have this one as their cluster
}

// hot is what a search reads of every hit. Hits are mostly far apart, and fetching
// a row costs more than reading it, so it is 32 bytes, half of what a processor
// fetches at once.
type hot struct {
	instant int64 // unix seconds of the date's first moment, for sorting
	first   int32 // days the article may be of; undatedDay
	last    int32
	words   uint32
	start   uint32       // in the block's codes
	sizes   [sets]uint16 // of the row's values of each set, one set after the other
	flags   flags
}

// cold is the rest of a row.
type cold struct {
	imported int64                               // unix seconds
	cluster  uint32                              // number of the first article with the same text
	single   [columnCount - columnsOfMany]uint32 // value number + 1, 0 for none
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

// values are the codes of a row's values in a set of columns, one for no value
// where a column has none.
func (b *block) values(set set, i int) []uint32 {
	r := &b.rows[i]
	from := r.start
	for s := range set {
		from += uint32(r.sizes[s])
	}
	return b.codes[from : from+uint32(r.sizes[set])]
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
	hot
	cold
	codes [sets][]uint32
}

// hit is a usable article, with what is counted of it.
type hit struct {
	number      uint32
	first, last int32  // days
	start       uint32 // where the block's codes have those of its facets
	size        uint16
}

func (b *block) hit(i int, number uint32) hit {
	r := &b.rows[i]
	return hit{number, r.first, r.last, r.start, r.sizes[facetSet]}
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

// hits lists all usable articles for which a condition holds.
func (c *columns) hits(holds func(number uint32) bool) []hit {
	var list []hit
	for n, b := range c.blocks {
		if b == nil {
			continue
		}
		for i := range b.rows {
			if number := uint32(n*blockSize + i); b.rows[i].flags&flagLive != 0 && holds(number) {
				list = append(list, b.hit(i, number))
			}
		}
	}
	return list
}

// runs parts hits by the blocks that they are in.
func (c *columns) runs(hits []hit) iter.Seq2[*block, []hit] {
	return func(yield func(*block, []hit) bool) {
		for len(hits) > 0 {
			n := hits[0].number / blockSize
			run := 1
			for run < len(hits) && hits[run].number/blockSize == n {
				run++
			}
			if !yield(c.blocks[n], hits[:run]) {
				return
			}
			hits = hits[run:]
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
	count := func(b *block, i, sign int) { // a row's part in what is kept of all
		if b.rows[i].flags&flagLive == 0 {
			return
		}
		next.live += sign
		next.words += int64(sign) * int64(b.rows[i].words)
		head, at := own(b.cold[i].cluster)
		head.alike[at] += uint32(sign)
	}
	changes := make(map[*block]map[int]*row)
	for i := range rows {
		r := &rows[i]
		b, at := own(uint32(r.id))
		count(b, at, -1)
		b.rows[at].flags, b.rows[at].words, b.cold[at] = r.flags, r.words, r.cold // what is counted; take sets the rest
		count(b, at, 1)
		if changes[b] == nil {
			changes[b] = make(map[int]*row)
		}
		changes[b][at] = r
	}
	for b, rows := range changes {
		b.take(rows)
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
			if have.codes == nil { // counts only
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

// take replaces rows, by place, with their values.
func (b *block) take(rows map[int]*row) {
	codes := make([]uint32, 0, len(b.codes)+16*len(rows))
	for i := range b.rows {
		r := &b.rows[i]
		start := uint32(len(codes))
		if fresh := rows[i]; fresh != nil {
			*r = fresh.hot
			for set, list := range fresh.codes {
				list = list[:min(len(list), math.MaxUint16)]
				r.sizes[set] = uint16(len(list))
				codes = append(codes, list...)
			}
		} else {
			for set := range sets {
				codes = append(codes, b.values(set, i)...)
			}
		}
		r.start = start
	}
	b.codes = slices.Clone(codes)
}

// has says that a row has a code.
func (b *block) has(set set, i int, code uint32) bool {
	for _, n := range b.values(set, i) {
		if n == code {
			return true
		}
	}
	return false
}

// empty says that a row has no value in a column.
func (b *block) empty(c column, i int) bool { return b.has(c.set(), i, uint32(c)) }
