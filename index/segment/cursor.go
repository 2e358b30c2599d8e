package segment

import (
	"encoding/binary"
	"fmt"
	"math"
)

// None is where a cursor stands after its last document.
const None = math.MaxUint32

// Cursor walks through a list, in order of document. It starts before the first.
type Cursor struct {
	Doc uint32 // where it stands, once Next or Seek were called

	docs, frequencies []uint32 // of the block it is in
	at                int      // in the block
	base              int64    // last document before the block
	last              int64    // last document of the blocks read or skipped
	left              int      // documents after the block
	table             []byte   // of the blocks after it; nil in a list of one block
	body              []byte   // documents of the blocks after it
	beyond            []byte   // places of the blocks after it
	keepsPlaces       bool
	limit             uint32

	places   []byte // of the block, from those of document placesAt on
	placesAt int
	err      error
}

// Cursor starts a walk.
func (l *List) Cursor() *Cursor {
	size := min(l.Count, blockSize)
	buffer := make([]uint32, 2*size)
	c := &Cursor{
		docs: buffer[:0:size], frequencies: buffer[size:], base: -1, last: -1, left: l.Count, body: l.data,
		keepsPlaces: l.places, limit: l.limit,
	}
	if l.Count <= blockSize {
		return c
	}
	r := reader{data: l.data}
	table, docs := r.count(), r.count()
	c.table = r.bytes(table)
	c.body = r.bytes(docs)
	c.beyond = r.data
	if r.bad {
		c.fail()
	}
	return c
}

// Err is what ended the walk early, ErrDamaged.
func (c *Cursor) Err() error { return c.err }

func (c *Cursor) fail() bool {
	c.err = fmt.Errorf("%w: postings", ErrDamaged)
	c.end()
	return false
}

func (c *Cursor) end() {
	c.docs, c.at, c.left, c.Doc = c.docs[:0], 0, 0, None
}

// Next moves to the next document and returns it, or None.
func (c *Cursor) Next() uint32 {
	if c.at++; c.at < len(c.docs) {
		c.Doc = c.docs[c.at]
		return c.Doc
	}
	c.NextBlock()
	return c.Doc
}

// Seek moves to the first document at doc or after it, but never back, and returns
// it, or None.
func (c *Cursor) Seek(doc uint32) uint32 {
	switch n := len(c.docs); {
	case n > 0 && c.Doc >= doc:
		return c.Doc
	case n == 0 || c.docs[n-1] < doc:
		if !c.seekBlock(doc) {
			return None
		}
	}
	docs := c.docs
	i := c.at
	for step := 8; i+step < len(docs) && docs[i+step] < doc; { // near ones first
		i += step
	}
	for docs[i] < doc {
		i++
	}
	c.at, c.Doc = i, docs[i]
	return c.Doc
}

// Rest are the documents of the present block from the present one on, and how
// often each has the term.
func (c *Cursor) Rest() (docs, frequencies []uint32) {
	return c.docs[c.at:], c.frequencies[c.at:len(c.docs)]
}

// Skip moves n documents on within Rest.
func (c *Cursor) Skip(n int) {
	c.at += n
	c.Doc = c.docs[c.at]
}

// NextBlock moves to the first document of the next block; false at the end.
func (c *Cursor) NextBlock() bool { return c.seekBlock(0) }

// seekBlock reads the next block that ends at doc or after it.
func (c *Cursor) seekBlock(doc uint32) bool {
	for c.left > 0 {
		n := min(c.left, blockSize)
		c.base = c.last
		if c.table == nil {
			c.left = 0
			rest, ok := c.decode(c.body, n)
			if !ok {
				return c.fail()
			}
			c.places = rest
			if c.docs[n-1] < doc {
				break
			}
			return true
		}
		entry := reader{data: c.table}
		last, size, placesSize := entry.count(), entry.count(), entry.count()
		c.table = entry.data
		if entry.bad || size > len(c.body) || placesSize > len(c.beyond) {
			return c.fail()
		}
		body, places := c.body[:size], c.beyond[:placesSize]
		c.body, c.beyond, c.left = c.body[size:], c.beyond[placesSize:], c.left-n
		if c.last += int64(last); c.last < int64(doc) {
			continue
		}
		if rest, ok := c.decode(body, n); !ok || len(rest) > 0 || int64(c.docs[n-1]) != c.last {
			return c.fail()
		}
		c.places = places
		return true
	}
	c.end()
	return false
}

// decode reads a block of n documents and returns what follows it.
func (c *Cursor) decode(b []byte, n int) (rest []byte, ok bool) {
	docs, frequencies := c.docs[:n], c.frequencies[:n]
	doc := uint32(c.base + 1) // the least that may come
	i := 0
	for k := range docs {
		if i >= len(b) {
			return nil, false
		}
		v := uint32(b[i])
		if i++; v >= 0x80 {
			if v, i = longer(b, i, v); i == 0 {
				return nil, false
			}
		}
		frequency := uint32(1)
		if c.keepsPlaces {
			if v&1 != 0 {
				if i >= len(b) {
					return nil, false
				}
				f := uint32(b[i])
				if i++; f >= 0x80 {
					if f, i = longer(b, i, f); i == 0 {
						return nil, false
					}
				}
				frequency = f + 2
			}
			v >>= 1
		}
		doc += v
		docs[k], frequencies[k] = doc, frequency
		if doc >= c.limit || v >= c.limit {
			return nil, false
		}
		doc++
	}
	c.docs, c.at, c.Doc, c.placesAt = docs, 0, docs[0], 0
	return b[i:], true
}

// longer goes on with a uvarint of more than one byte; next is 0 when it does not
// end, or is too large.
func longer(b []byte, i int, v uint32) (value uint32, next int) {
	v &= 0x7f
	for shift := 7; shift < 35; shift += 7 {
		if i >= len(b) {
			return 0, 0
		}
		x := b[i]
		i++
		v |= uint32(x&0x7f) << shift
		if x < 0x80 {
			return v, i
		}
	}
	return 0, 0
}

// Frequency is how often the present document has the term.
func (c *Cursor) Frequency() uint32 { return c.frequencies[c.at] }

// encodedPlaces are the bytes of the places in the present document; they can be
// asked for once.
func (c *Cursor) encodedPlaces() []byte {
	skip := 0
	for _, f := range c.frequencies[c.placesAt:c.at] {
		skip += int(f)
	}
	own := int(c.frequencies[c.at])
	c.placesAt = c.at + 1
	from, ok := uvarints(c.places, 0, skip)
	to, ok2 := uvarints(c.places, from, own)
	if !ok || !ok2 {
		c.fail()
		return nil
	}
	own2 := c.places[from:to]
	c.places = c.places[to:]
	return own2
}

// uvarints finds the end of n uvarints from i on.
func uvarints(b []byte, i, n int) (end int, ok bool) {
	for ; n > 0; i++ {
		if i >= len(b) {
			return len(b), false
		}
		if b[i] < 0x80 {
			n--
		}
	}
	return i, true
}

// Places appends where in the present document the term occurs, in order. They can
// be asked for once, and only of a field that keeps them.
func (c *Cursor) Places(to []int32) []int32 {
	place := int32(0)
	for b := c.encodedPlaces(); len(b) > 0; {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			c.fail()
			return to
		}
		place += int32(v)
		to = append(to, place)
		b = b[n:]
	}
	return to
}
