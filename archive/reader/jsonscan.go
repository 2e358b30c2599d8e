package reader

import (
	"bytes"
	"fmt"
	"io"

	"dateline/archive/reader/format"
)

// maxNesting is how deep JSON may nest: articles need a handful.
const maxNesting = 128

// scanner cuts a stream of JSON into values without decoding them, and knows the
// line each begins on. It holds no more than one value at a time.
type scanner struct {
	src  io.Reader
	buf  []byte
	pos  int // of the next byte in buf
	mark int // bytes before it may be thrown away; those after it are kept
	line int // of buf[pos], from 1
	// indent counts the blanks before buf[pos] on its line, -1 after anything else.
	indent int
	err    error
}

func newScanner(src io.Reader) *scanner {
	return &scanner{src: src, buf: make([]byte, 0, 64<<10), line: 1}
}

// syntaxError says why a value could not be cut out.
type syntaxError struct {
	line   int
	reason string
}

func (e *syntaxError) Error() string { return e.reason }

// more reads on; false means the end or s.err.
func (s *scanner) more() bool {
	if s.err != nil {
		return false
	}
	if s.mark > 0 && (s.mark == len(s.buf) || s.mark >= cap(s.buf)/2) {
		n := copy(s.buf, s.buf[s.mark:])
		s.buf = s.buf[:n]
		s.pos -= s.mark
		s.mark = 0
	}
	if len(s.buf) == cap(s.buf) {
		s.buf = append(s.buf, 0)[:len(s.buf)]
	}
	for range 100 {
		n, err := s.src.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		s.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// peek gives the next byte without taking it; ok is false at the end.
func (s *scanner) peek() (c byte, ok bool) {
	if s.pos == len(s.buf) && !s.more() {
		return 0, false
	}
	return s.buf[s.pos], true
}

func (s *scanner) take() {
	switch c := s.buf[s.pos]; {
	case c == '\n':
		s.line++
		s.indent = 0
	case s.indent >= 0 && (c == ' ' || c == '\t'):
		s.indent++
	case c != '\r':
		s.indent = -1
	}
	s.pos++
}

// space skips white space, and the record separators of JSON text sequences.
func (s *scanner) space() (next byte, ok bool) {
	for {
		c, ok := s.peek()
		if !ok {
			return 0, false
		}
		switch c {
		case ' ', '\t', '\r', '\n', 0x1e:
			s.take()
		default:
			return c, true
		}
	}
}

// drop forgets everything before the next byte.
func (s *scanner) drop() { s.mark = s.pos }

// kept is what was taken since drop.
func (s *scanner) kept() []byte { return s.buf[s.mark:s.pos] }

// What value expects next.
const (
	wantValue = iota
	wantValueOrEnd
	wantKey
	wantKeyOrEnd
	wantColon
	wantCommaOrEnd
)

// value takes one whole value. On a line-based input a value must not go on to
// the next line, so that one broken line costs no other. The bytes are in
// kept() until drop.
func (s *scanner) value(oneLine bool) error {
	var stack []byte
	state := wantValue
	for {
		if s.pos-s.mark > format.MaxRecord {
			return s.fail("record of more than %d MiB", format.MaxRecord>>20)
		}
		c, ok := s.peek()
		if !ok {
			return s.fail("the record ends too early")
		}
		switch {
		case c == '\n' && oneLine:
			return s.fail("the record ends too early")
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			s.take()
			continue
		case (c == '}' || c == ']') && (state == wantCommaOrEnd || state == wantKeyOrEnd || state == wantValueOrEnd):
			if open := stack[len(stack)-1]; open == '{' != (c == '}') {
				return s.fail("%q does not close %q", c, open)
			}
			s.take()
			stack = stack[:len(stack)-1]
			state = wantCommaOrEnd
		case c == ',' && state == wantCommaOrEnd:
			s.take()
			state = wantValue
			if stack[len(stack)-1] == '{' {
				state = wantKey
			}
		case c == ':' && state == wantColon:
			s.take()
			state = wantValue
		case c == '"' && (state == wantKey || state == wantKeyOrEnd):
			if err := s.string(); err != nil {
				return err
			}
			state = wantColon
		case state != wantValue && state != wantValueOrEnd:
			return s.fail("%q stands where %s should", c, wanted[state])
		case c == '{' || c == '[':
			if len(stack) == maxNesting {
				return s.fail("it is nested more than %d deep", maxNesting)
			}
			s.take()
			stack = append(stack, c)
			state = wantKeyOrEnd
			if c == '[' {
				state = wantValueOrEnd
			}
		case c == '"':
			if err := s.string(); err != nil {
				return err
			}
			state = wantCommaOrEnd
		default:
			if err := s.literal(); err != nil {
				return err
			}
			state = wantCommaOrEnd
		}
		if len(stack) == 0 {
			return nil
		}
	}
}

var wanted = [...]string{
	wantValue: "a value", wantValueOrEnd: "a value", wantKey: "a name in quotation marks",
	wantKeyOrEnd: "a name in quotation marks", wantColon: "a colon", wantCommaOrEnd: "a comma or a closing bracket",
}

// string takes a string with its quotation marks.
func (s *scanner) string() error {
	s.take()
	for {
		rest := s.buf[s.pos:]
		if i := bytes.IndexAny(rest, "\"\\\n"); i >= 0 {
			s.pos += i
			switch rest[i] {
			case '"':
				s.pos++
				return nil
			case '\n':
				return s.fail("a string is not closed on its line")
			}
			s.pos++ // the backslash, and below what it escapes
			if _, ok := s.peek(); !ok {
				return s.fail("the record ends in the middle of a string")
			}
			if s.buf[s.pos] != '\n' {
				s.pos++
			}
			continue
		}
		s.pos = len(s.buf)
		if s.pos-s.mark > format.MaxRecord {
			return s.fail("record of more than %d MiB", format.MaxRecord>>20)
		}
		if !s.more() {
			return s.fail("the record ends in the middle of a string")
		}
	}
}

// literal takes a number, true, false or null; the decoder looks at it closely.
func (s *scanner) literal() error {
	start := s.pos - s.mark
	for {
		c, ok := s.peek()
		if !ok || !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '+' || c == '.') {
			break
		}
		s.take()
		if s.pos-s.mark > format.MaxRecord {
			return s.fail("record of more than %d MiB", format.MaxRecord>>20)
		}
	}
	if s.pos-s.mark == start {
		c, _ := s.peek()
		return s.fail("%q stands where a value should", c)
	}
	return nil
}

// fail reports what is wrong here; the error of reading the stream comes first.
func (s *scanner) fail(format string, args ...any) error {
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	return &syntaxError{s.line, fmt.Sprintf(format, args...)}
}

// nextLine goes to the start of the next line and forgets what is before it;
// false at the end.
func (s *scanner) nextLine() bool {
	for {
		rest := s.buf[s.pos:]
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			s.pos += i
			s.take()
			s.drop()
			return true
		}
		s.pos = len(s.buf)
		s.drop()
		if !s.more() {
			return false
		}
	}
}

// wholeLine gives what is kept and the rest of the line, without going on; nil
// when that is more than limit.
func (s *scanner) wholeLine(limit int) []byte {
	for seen := s.pos - s.mark; ; {
		if i := bytes.IndexByte(s.buf[s.mark+seen:], '\n'); i >= 0 {
			return s.buf[s.mark : s.mark+seen+i]
		}
		if seen = len(s.buf) - s.mark; seen > limit {
			return nil
		}
		if !s.more() {
			return s.buf[s.mark:]
		}
	}
}

// resync goes on after a broken record that began on line after indent blanks:
// to the next line that begins an object after as many. It may be there already,
// when the broken record ran into the next one. False means the end.
func (s *scanner) resync(line, indent int) bool {
	if c, ok := s.peek(); ok && c == '{' && s.line > line && s.indent == indent {
		return true
	}
	for s.nextLine() {
		for {
			c, ok := s.peek()
			if !ok {
				return false
			}
			if c == '{' && s.indent == indent {
				return true
			}
			if c != ' ' && c != '\t' {
				break
			}
			s.take()
		}
	}
	return false
}
