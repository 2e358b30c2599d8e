package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

const (
	// maxRow is the most bytes of one row.
	maxRow = 16 << 20
	// trusted is how many quotation marks may lack their end before a cell has to
	// end on its line. Each end is looked for through all that is left.
	trusted  = 3
	buffered = 64 << 10
)

// rows cuts a stream into the rows of a table. It holds one row.
type rows struct {
	dialect
	src     *bufio.Reader
	line    int  // of the next row
	ended   bool // the last row had no line end
	strict  bool // a cell ends on its line
	runaway int  // quotation marks without an end
}

func newRows(src *bufio.Reader, d dialect) *rows { return &rows{dialect: d, src: src, line: 1} }

// rowsOf looks at the beginning of a table.
func rowsOf(head []byte, d dialect) *rows {
	return newRows(bufio.NewReaderSize(bytes.NewReader(head), 4<<10), d)
}

// row is one row. Cells are of the bytes as received, without their quotation
// marks.
type row struct {
	raw    []byte
	cells  [][]byte
	line   int
	broken string // why it could not be cut into cells

	open bool   // the last cell began with a quotation mark and has not ended
	cell []byte // that cell so far
}

func (r *row) empty() bool {
	for _, cell := range r.cells {
		if len(bytes.TrimSpace(cell)) > 0 {
			return false
		}
	}
	return true
}

// fit gives the cells without those too many at the end that are empty.
func (r *row) fit(width int) [][]byte {
	cells := r.cells
	for len(cells) > width && len(cells[len(cells)-1]) == 0 {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// next gives the next row. Errors are io.EOF and those of the stream.
func (c *rows) next() (*row, error) {
	r := &row{line: c.line}
	for first := true; ; first = false {
		at := len(r.raw)
		err := c.readLine(r)
		switch {
		case err == errLong && at == 0:
			c.line++
			return &row{raw: r.raw, line: r.line, broken: errLong.Error()}, nil
		case err == errLong:
			return c.giveUp(r, errLong.Error()), nil
		case err == io.EOF && first:
			return nil, io.EOF
		case err == io.EOF:
			return c.giveUp(r, "a quotation mark is not closed"), nil
		case err != nil:
			return nil, err
		}
		c.feed(r, bytes.TrimRight(r.raw[at:], "\r\n"))
		switch {
		case !r.open:
			c.line += max(1, bytes.Count(r.raw, []byte("\n")))
			return r, nil
		case c.strict:
			return c.giveUp(r, "a quotation mark is not closed on its line"), nil
		}
	}
}

var errLong = fmt.Errorf("the row has more than %d MiB", maxRow>>20)

// readLine adds the next line to a row. Of a line that makes it too long only
// the beginning is kept.
func (c *rows) readLine(r *row) error {
	long := false
	for begun := false; ; begun = true {
		part, err := c.src.ReadSlice('\n')
		if len(r.raw)+len(part) > maxRow {
			long = true
		} else {
			r.raw = append(r.raw, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && (begun || len(part) > 0):
			c.ended = true
		case err != nil:
			return err
		}
		if long {
			return errLong
		}
		return nil
	}
}

// giveUp makes a broken row of the first line of r; reading goes on with the
// second.
func (c *rows) giveUp(r *row, reason string) *row {
	first := bytes.IndexByte(r.raw, '\n') + 1
	if first == 0 {
		first = len(r.raw)
	}
	if rest := r.raw[first:]; len(rest) > 0 {
		c.src = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(rest), c.src), buffered)
		c.ended = false
		if c.runaway++; c.runaway >= trusted {
			c.strict = true
		}
	}
	c.line++
	given := &row{raw: r.raw[:first:first], line: r.line, broken: reason}
	if c.separator == '\t' { // where quotation marks often mean nothing
		given.cells = bytes.Split(bytes.TrimRight(given.raw, "\r\n"), []byte("\t"))
	}
	return given
}

// feed adds the cells of a line, without its end, to a row.
func (c *rows) feed(r *row, s []byte) {
	for {
		if !r.open {
			if quoted := bytes.TrimLeft(s, " "); len(quoted) > 0 && quoted[0] == '"' {
				r.open, r.cell, s = true, nil, quoted[1:]
			} else {
				cell, rest, more := bytes.Cut(s, []byte{c.separator})
				if r.cells = append(r.cells, bytes.TrimSpace(cell)); !more {
					return
				}
				s = rest
				continue
			}
		}
		rest, closed, more := c.quoted(r, s)
		if !closed {
			r.cell = append(r.cell, '\n')
			return
		}
		r.cells = append(r.cells, r.cell)
		if r.open, r.cell = false, nil; !more {
			return
		}
		s = rest
	}
}

// quoted adds to the open cell what comes up to the quotation mark that ends it:
// one before a separator or the end of the line. Any other is part of the text,
// as is a doubled one. It gives what comes after the separator, if there is one.
func (c *rows) quoted(r *row, s []byte) (rest []byte, closed, more bool) {
	for {
		i := bytes.IndexByte(s, '"')
		if b := bytes.IndexByte(s, '\\'); c.backslash && b >= 0 && (i < 0 || b < i) && b+1 < len(s) {
			r.cell = append(append(r.cell, s[:b]...), s[b+1])
			s = s[b+2:]
			continue
		}
		if i < 0 {
			r.cell = append(r.cell, s...)
			return nil, false, false
		}
		r.cell = append(r.cell, s[:i]...)
		s = s[i+1:]
		after := bytes.TrimLeft(s, " ")
		switch {
		case len(after) == 0:
			return nil, true, false
		case after[0] == c.separator:
			return after[1:], true, true
		case s[0] == '"':
			s = s[1:]
		}
		r.cell = append(r.cell, '"')
	}
}
