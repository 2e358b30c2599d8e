// Package markup reads XML as it is found: it cuts one kind of element out of a
// stream, and makes a tree of the element whatever is wrong with it. It knows
// nothing of document types and expands no entities but those of HTML.
package markup

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"dateline/archive/reader/prose"
)

// MaxElement is the most memory one element may take, in bytes.
const MaxElement = 16 << 20

const (
	maxHead  = 4 << 20 // how much before the first element is kept
	buffered = 64 << 10
)

// ErrUnclosed says that an element does not end, ErrTooLong that it is larger
// than MaxElement. There may be more elements after it.
var (
	ErrUnclosed = errors.New("the element is not closed")
	ErrTooLong  = fmt.Errorf("the element has more than %d MiB", MaxElement>>20)
)

// Cutter cuts a stream into the elements of several names. They do not nest: one
// that begins inside another ends it, unclosed.
type Cutter struct {
	src   *bufio.Reader
	back  func([]byte) []byte
	names [][]byte
	line  int
	head  []byte
	found bool
	begun []byte // the name whose start tag was read too far
}

// NewCutter cuts src. Names are case-sensitive and have their prefix.
func NewCutter(src io.Reader, names ...string) *Cutter {
	body, back := prose.Transcode(bufio.NewReaderSize(src, buffered))
	c := &Cutter{src: bufio.NewReaderSize(body, buffered), back: back, line: 1}
	for _, n := range names {
		c.names = append(c.names, []byte(n))
	}
	return c
}

// Head is what stands before the first element, complete once Next was called,
// but for what is beyond the first 4 MiB.
func (c *Cutter) Head() []byte { return c.head }

// Received gives the bytes that a piece of the stream was received as.
func (c *Cutter) Received(raw []byte) []byte { return c.back(raw) }

// Text decodes a piece of the stream.
func (c *Cutter) Text(raw []byte) string { return decode(raw, c.head) }

// Next gives the bytes of the next element with its tags, which are the
// caller's, and the line it begins on, from 1. With ErrUnclosed or ErrTooLong it
// gives the beginning of the element. Other errors are io.EOF and those of the
// stream.
func (c *Cutter) Next() (raw []byte, line int, err error) {
	e := element{c: c}
	if c.begun != nil {
		e.name, e.raw = c.begun, append([]byte("<"), c.begun...)
		line, c.begun = c.line, nil
	}
	for {
		if err := e.until('<'); err != nil {
			if err == io.EOF && e.name != nil {
				return e.raw, line, ErrUnclosed
			}
			return nil, 0, err
		}
		next, _ := c.src.Peek(64)
		switch {
		case bytes.HasPrefix(next, []byte("![CDATA[")):
			err = e.through("]]>")
		case bytes.HasPrefix(next, []byte("!--")):
			err = e.through("-->")
		case e.name != nil && bytes.HasPrefix(next, []byte("/")) && isTag(next[1:], e.name):
			if err = e.until('>'); err == nil {
				if e.long {
					return e.raw, line, ErrTooLong
				}
				return e.raw, line, nil
			}
		default:
			name := c.starts(next)
			if name == nil {
				continue
			}
			if e.name != nil { // its start is read again by the next call
				c.src.Discard(len(name))
				c.begun = name
				return bytes.TrimSuffix(e.raw, []byte("<")), line, ErrUnclosed
			}
			c.found = true
			c.head = bytes.TrimSuffix(c.head, []byte("<"))
			e.name, e.raw, line = name, []byte("<"), c.line
		}
		if err == io.EOF {
			continue // until tells
		}
		if err != nil {
			return nil, 0, err
		}
	}
}

func (c *Cutter) starts(next []byte) []byte {
	for _, name := range c.names {
		if isTag(next, name) {
			return name
		}
	}
	return nil
}

// isTag says that a tag has a name, and not one that begins alike.
func isTag(tag, name []byte) bool {
	rest, ok := bytes.CutPrefix(tag, name)
	return ok && len(rest) > 0 && bytes.IndexByte([]byte(" \t\r\n/>"), rest[0]) >= 0
}

// element is the one being cut; without a name, what stands between elements.
type element struct {
	c    *Cutter
	name []byte
	raw  []byte
	long bool
}

// until takes everything up to a byte, and that.
func (e *element) until(b byte) error {
	for {
		part, err := e.c.src.ReadSlice(b)
		e.take(part)
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// through takes everything up to a mark that ends in ">", and that.
func (e *element) through(mark string) error {
	var last [2]byte
	for {
		part, err := e.c.src.ReadSlice('>')
		e.take(part)
		ends := append(last[:], part[max(0, len(part)-3):]...)
		if bytes.HasSuffix(ends, []byte(mark)) {
			return nil
		}
		copy(last[:], ends[max(0, len(ends)-2):])
		if err != nil && err != bufio.ErrBufferFull {
			return err
		}
	}
}

func (e *element) take(part []byte) {
	e.c.line += bytes.Count(part, []byte("\n"))
	switch {
	case e.name != nil && len(e.raw)+len(part) > MaxElement:
		e.long = true
	case e.name != nil:
		e.raw = append(e.raw, part...)
	case !e.c.found && len(e.c.head) < maxHead:
		e.c.head = append(e.c.head, part...)
	}
}
