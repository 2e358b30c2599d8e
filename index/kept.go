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
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/mmap-go"
)

// The columns are kept in a file beside the index, so that opening need not read
// the whole archive. The file is worth nothing by itself: it says of which
// archive, change and state of the entities it is, whatever is newer is read from
// the archive, and where anything is amiss all of it is. A checksum ends it.
const (
	keptFile  = "columns"
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
