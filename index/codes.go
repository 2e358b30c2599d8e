package index

import (
	"slices"
	"sync"
)

// codes number the values of all columns in one row of numbers, so that an
// article's values lie side by side and are counted in one go. The first
// columnCount codes stand for having no value in a column. Codes are never taken
// back. They are safe for concurrent use.
type codes struct {
	mu     sync.RWMutex
	values []coded               // by code
	of     [columnCount][]uint32 // by column and value: its code, 0 for none yet
}

// coded is what a code stands for.
type coded struct {
	column column8
	number uint32 // of the value; noValue where there is none
}

type column8 uint8

// noValue is the number of what stands for no value.
const noValue = ^uint32(0)

func newCodes() *codes {
	c := new(codes)
	for column := range column8(columnCount) {
		c.values = append(c.values, coded{column, noValue})
	}
	return c
}

// code is the code of a value, 0 if no row has had it.
func (c *codes) code(column column, number uint32) uint32 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if int(number) < len(c.of[column]) {
		return c.of[column][number]
	}
	return 0
}

// add is the code of a value, which is given one if need be.
func (c *codes) add(column column, number uint32) uint32 {
	if code := c.code(column, number); code > 0 {
		return code
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for int(number) >= len(c.of[column]) {
		c.of[column] = append(c.of[column], 0)
	}
	code := &c.of[column][number]
	if *code == 0 {
		*code = uint32(len(c.values))
		c.values = append(c.values, coded{column8(column), number})
	}
	return *code
}

// column lists the codes of a column's values, by number.
func (c *codes) column(column column) []uint32 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return slices.Clone(c.of[column])
}

// all lists what the codes given so far stand for. It must not be changed.
func (c *codes) all() []coded {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.values[:len(c.values):len(c.values)]
}
