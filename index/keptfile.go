package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// The file of columns starts with keptMagic, the name of the archive, the change
// and the state of the entities; all numbers are varints. Then come the codes, with
// the ids of what they stand for, since values may be numbered otherwise the next
// time, and the rows of each block.
const keptMagic = "dateline columns 1\n"

// columnWriter encodes columns.
type columnWriter struct {
	to  *bufio.Writer
	buf []byte
}

func (w *columnWriter) header(id string, state [2]int64) {
	w.to.WriteString(keptMagic)
	w.text(id)
	w.number(state[0])
	w.number(state[1])
}

func (w *columnWriter) number(n int64) {
	w.buf = binary.AppendVarint(w.buf[:0], n)
	w.to.Write(w.buf)
}

func (w *columnWriter) text(s string) {
	w.number(int64(len(s)))
	w.to.WriteString(s)
}

func (w *columnWriter) columns(v *view) {
	all := v.values.codes.all()
	w.number(int64(len(all)))
	for _, c := range all[columnCount:] {
		w.number(int64(c.column))
		w.text(v.values.of[c.column].value(c.number).ID)
	}
	w.number(int64(v.columns.live))
	w.number(v.columns.words)
	w.number(int64(len(v.columns.blocks)))
	for n, b := range v.columns.blocks {
		if b == nil {
			w.number(0)
			continue
		}
		w.number(1)
		for i := range b.rows {
			w.row(v.values.codes, b, n*blockSize+i, i)
		}
	}
}

// row writes each number as its distance from one that it is mostly near.
func (w *columnWriter) row(codes *codes, b *block, number, i int) {
	w.number(int64(b.alike[i]))
	r, cold := &b.rows[i], &b.cold[i]
	if b.codes == nil || r.sizes[facetSet] == 0 { // no article
		w.number(-1)
		return
	}
	w.number(int64(r.flags))
	w.number(int64(r.first))
	w.number(int64(r.last) - int64(r.first))
	w.number(r.instant - int64(r.first)*86400)
	w.number(cold.imported)
	w.number(int64(r.words))
	w.number(int64(number) - int64(cold.cluster))
	for c, n := range cold.single {
		code := uint32(0)
		if n > 0 {
			code = codes.code(columnsOfMany+column(c), n-1)
		}
		w.number(int64(code))
	}
	for set := range sets {
		list := b.values(set, i)
		w.number(int64(len(list)))
		for _, code := range list {
			w.number(int64(code))
		}
	}
}

// columnReader decodes columns.
type columnReader struct {
	data  []byte
	codes []uint32 // of the present block
	bad   bool
}

func (r *columnReader) number() int64 {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return n
}

func (r *columnReader) text() string {
	n := r.number()
	if n < 0 || n > int64(len(r.data)) {
		r.bad = true
		return ""
	}
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// index reads a number from 0 to below size.
func (r *columnReader) index(size int) int {
	n := r.number()
	if n < 0 || n >= int64(size) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *columnReader) columns(vals *values) (*columns, error) {
	codes, err := r.readCodes(vals)
	if err != nil {
		return nil, err
	}
	cols := &columns{live: r.index(math.MaxInt), words: r.number()}
	for n := range r.index(math.MaxUint32 / blockSize) {
		var b *block
		if r.number() != 0 {
			b = new(block)
			r.codes = r.codes[:0]
			for i := 0; i < blockSize && !r.bad; i++ {
				r.row(b, n*blockSize+i, i, codes)
			}
			b.codes = slices.Clone(r.codes)
		}
		if r.bad {
			break
		}
		cols.blocks = append(cols.blocks, b)
	}
	if r.bad || len(r.data) > 0 {
		return nil, fmt.Errorf("%w: the file makes no sense", errNotKept)
	}
	return cols, nil
}

// readCodes reads what codes stand for, gives that its code of now, and returns both
// by the code of the file.
func (r *columnReader) readCodes(vals *values) ([]keptCode, error) {
	size := r.index(math.MaxUint32)
	list := make([]keptCode, 0, min(size, len(r.data)))
	for c := range column(columnCount) {
		list = append(list, keptCode{code: uint32(c)})
	}
	for len(list) < size && !r.bad {
		c, id := column(r.index(int(columnCount))), r.text()
		number, known := vals.of[c].known(id)
		switch {
		case known:
		case c == columnAuthor || c >= columnsOfMany:
			number = vals.found(c, id)
		default:
			return nil, fmt.Errorf("%w: %s %q is unknown", errNotKept, columnNames[c], id)
		}
		list = append(list, keptCode{vals.codes.add(c, number), number + 1})
	}
	return list, nil
}

// keptCode is a code, and one more than the number of its value.
type keptCode struct{ code, number uint32 }

func (r *columnReader) row(b *block, number, i int, codes []keptCode) {
	b.alike[i] = uint32(r.number())
	if flag := r.number(); flag >= 0 {
		row, cold := &b.rows[i], &b.cold[i]
		row.flags = flags(flag)
		row.first = int32(r.number())
		row.last = int32(r.number() + int64(row.first))
		row.instant = r.number() + int64(row.first)*86400
		cold.imported = r.number()
		row.words = uint32(r.number())
		cold.cluster = uint32(int64(number) - r.number())
		for c := range cold.single {
			cold.single[c] = codes[r.index(len(codes))].number
		}
		row.start = uint32(len(r.codes))
		for set := range sets {
			row.sizes[set] = uint16(r.index(min(len(r.data), math.MaxUint16) + 1))
			for range row.sizes[set] {
				r.codes = append(r.codes, codes[r.index(len(codes))].code)
			}
		}
	}
}
