package index

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/blevesearch/mmap-go"
)

// The columns are kept in a file beside the index, so that opening need not read
// the whole archive. The file is worth nothing by itself: it says of which
// archive, change and state of the entities it is, whatever is newer is read from
// the archive, and where anything is amiss all of it is.
//
// It starts with keptMagic and the name of the archive; all numbers are varints.
// Codes are written with the ids of what they stand for, since values may be
// numbered otherwise the next time. A checksum ends it.
const (
	keptFile  = "columns"
	keptMagic = "dateline columns 1\n"
	keptEvery = 10 * time.Minute // how often Run keeps columns that change
)

// keptMost is the part of an archive that may have changed since its columns were
// kept: reading articles one by one costs more than their rows in bulk.
const keptMost = 10

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// keep writes the columns of the newest view, unless the file has them.
func (x *Index) keep() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	return x.keepView(v)
}

// keepView is keep for who holds writing.
func (x *Index) keepView(v *view) error {
	state := [2]int64{v.sequence, x.learnt.number}
	if x.kept == state {
		return nil
	}
	file, err := os.CreateTemp(x.dir, keptFile+".*")
	if err != nil {
		return fmt.Errorf("keep columns: %w", err)
	}
	defer os.Remove(file.Name())
	sum := crc32.New(castagnoli)
	w := &columnWriter{to: bufio.NewWriterSize(io.MultiWriter(file, sum), 1<<16)}
	w.header(x.store.ID(), state)
	w.columns(v)
	err = errors.Join(w.to.Flush(), finish(file, sum))
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(x.dir, keptFile))
	}
	if err != nil {
		return fmt.Errorf("keep columns: %w", err)
	}
	x.kept = state
	return nil
}

// finish ends the file with its checksum.
func finish(file *os.File, sum hash.Hash32) error {
	_, err := file.Write(binary.LittleEndian.AppendUint32(nil, sum.Sum32()))
	return errors.Join(err, file.Close())
}

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

// errNotKept says that the file is of no use.
var errNotKept = errors.New("columns are not kept")

// readKept reads columns up to a change from the file, and from the archive what
// has changed since it was written. It fails with errNotKept where all must be
// read from the archive.
func (x *Index) readKept(ctx context.Context, vals *values, sequence, entities int64) (*columns, error) {
	file, err := os.Open(filepath.Join(x.dir, keptFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNotKept
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotKept, err)
	}
	data, err := mmap.Map(file, mmap.RDONLY, 0)
	file.Close()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotKept, err)
	}
	defer data.Unmap()
	end := len(data) - 4
	if end < len(keptMagic) || string(data[:len(keptMagic)]) != keptMagic ||
		crc32.Checksum(data[:end], castagnoli) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, fmt.Errorf("%w: the file is damaged or of another version", errNotKept)
	}
	r := &columnReader{data: data[len(keptMagic):end]}
	if id := r.text(); id != x.store.ID() {
		return nil, fmt.Errorf("%w: they are of another archive", errNotKept)
	}
	upTo, state := r.number(), r.number()
	if upTo > sequence || state != entities {
		return nil, fmt.Errorf("%w: they are of another moment", errNotKept)
	}
	cols, err := r.columns(vals)
	if err != nil {
		return nil, err
	}
	if sequence-upTo > int64(cols.live/keptMost) {
		return nil, fmt.Errorf("%w: too much has changed", errNotKept)
	}
	x.kept = [2]int64{upTo, state}
	return x.since(ctx, cols, vals, upTo, sequence)
}

// since takes in what changed after one change, up to another. An article that has
// changed once more is left out, as it is when all rows are read: what it was at
// that change is no longer known.
func (x *Index) since(ctx context.Context, cols *columns, vals *values, from, upTo int64) (*columns, error) {
	for from < upTo {
		changes, err := x.store.Changes(ctx, from, batchSize)
		if err != nil {
			return nil, err
		}
		if len(changes) == 0 {
			break
		}
		rows := make([]row, len(changes))
		for i := range changes {
			a := rowOf(&changes[i])
			if from = a.Sequence; a.Sequence > upTo {
				rows[i] = row{id: a.ID}
				continue
			}
			rows[i] = vals.row(a)
		}
		cols = cols.with(rows)
	}
	return cols, nil
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
