package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"dateline/index/segment"
)

// generation is one Bleve index, in the folder index/N of the archive. The file
// index/CURRENT names the N in use; an index is never changed in its format, but
// built anew beside the old one.
type generation struct {
	number  int
	path    string
	bleve   bleve.Index
	engine  bleveapi.Index
	users   atomic.Int32 // views that read it
	retired atomic.Bool  // replaced: to be closed and removed after its last reader
}

// The internal keys an index carries. All three are written in the batch that
// makes a sequence searchable.
var (
	keySequence = []byte("dateline:sequence")
	keyDatabase = []byte("dateline:database")
	keyFormat   = []byte("dateline:format")
)

// errStale says that an index can't be used as it is and must be built anew.
var errStale = errors.New("index is stale")

// boltTimeout bounds the wait for an index that another process holds open.
const boltTimeout = "2s"

// merging has segments merged earlier than scorch would: each costs every search a
// look into its dictionaries, and merging ours costs little.
var merging = map[string]any{"maxSegmentsPerTier": 4}

// config has scorch keep words in segments of our own format.
func config() map[string]any {
	segment.Register()
	return map[string]any{
		"bolt_timeout": boltTimeout, "forceSegmentType": segment.Type, "forceSegmentVersion": segment.Version,
		"scorchMergePlanOptions": merging,
	}
}

// createGeneration makes an empty index, in place of whatever is at its path.
func createGeneration(dir string, number int, database string) (*generation, error) {
	path := filepath.Join(dir, strconv.Itoa(number))
	if err := os.RemoveAll(path); err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping() // documents are handed over analysed
	b, err := bleve.NewUsing(path, m, scorch.Name, scorch.Name, config())
	if err != nil {
		return nil, fmt.Errorf("create index %s: %w", path, err)
	}
	g, err := newGeneration(number, path, b)
	if err != nil {
		return nil, err
	}
	batch := bleveapi.NewBatch()
	g.stamp(batch, database, 0)
	if err := g.engine.Batch(batch); err != nil {
		g.close()
		return nil, fmt.Errorf("create index %s: %w", path, err)
	}
	return g, nil
}

// openGeneration opens an index that was made for database; errStale when it was
// made for another, or in another format, or is damaged.
func openGeneration(dir string, number int, database string) (*generation, error) {
	path := filepath.Join(dir, strconv.Itoa(number))
	b, err := openBleve(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errStale, path, err)
	}
	g, err := newGeneration(number, path, b)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errStale, path, err)
	}
	if err := g.verify(database); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

// openBleve opens an index that may be damaged; Bleve panics on some damage.
func openBleve(path string) (b bleve.Index, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged: %v", p)
		}
	}()
	return bleve.OpenUsing(path, config())
}

func newGeneration(number int, path string, b bleve.Index) (*generation, error) {
	engine, err := b.Advanced()
	if err != nil {
		b.Close()
		return nil, err
	}
	return &generation{number: number, path: path, bleve: b, engine: engine}, nil
}

// stamp adds to a batch what the index is worth once the batch is in it.
func (g *generation) stamp(batch *bleveapi.Batch, database string, sequence int64) {
	batch.SetInternal(keyFormat, []byte(strconv.Itoa(formatVersion)))
	batch.SetInternal(keyDatabase, []byte(database))
	batch.SetInternal(keySequence, binary.BigEndian.AppendUint64(nil, uint64(sequence)))
}

// verify compares an index's stamp with this program and database.
func (g *generation) verify(database string) error {
	r, err := g.engine.Reader()
	if err != nil {
		return fmt.Errorf("%w: %s: %w", errStale, g.path, err)
	}
	defer r.Close()
	format, err := r.GetInternal(keyFormat)
	if err != nil || string(format) != strconv.Itoa(formatVersion) {
		return fmt.Errorf("%w: %s has format %q, want %d", errStale, g.path, format, formatVersion)
	}
	owner, err := r.GetInternal(keyDatabase)
	if err != nil || string(owner) != database {
		return fmt.Errorf("%w: %s belongs to another archive", errStale, g.path)
	}
	return nil
}

// sequenceOf is the last change that a snapshot holds.
func sequenceOf(r bleveapi.IndexReader) (int64, error) {
	b, err := r.GetInternal(keySequence)
	if err != nil {
		return 0, fmt.Errorf("index sequence: %w", err)
	}
	if len(b) != 8 {
		return 0, fmt.Errorf("%w: no sequence", errStale)
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}

func (g *generation) close() error { return g.bleve.Close() }

// release ends one use; the last use of a retired index closes and removes it.
func (g *generation) release() {
	if g.users.Add(-1) == 0 && g.retired.Load() {
		g.remove()
	}
}

// retire marks the index as replaced. The caller still counts as a user.
func (g *generation) retire() { g.retired.Store(true) }

func (g *generation) remove() {
	g.close()
	os.RemoveAll(g.path) // what is left is removed by the next start
}

// current reads which index is in use; 0 when there is none.
func current(dir string) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("open index: %w", err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || n < 1 {
		return 0, nil // a damaged file is as good as none: the index is built anew
	}
	return n, nil
}

// setCurrent replaces the file CURRENT in one step.
func setCurrent(dir string, number int) error {
	temp, err := os.CreateTemp(dir, "CURRENT.*")
	if err != nil {
		return fmt.Errorf("switch index: %w", err)
	}
	defer os.Remove(temp.Name())
	_, err = fmt.Fprintln(temp, number)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), filepath.Join(dir, "CURRENT"))
	}
	if err != nil {
		return fmt.Errorf("switch index: %w", err)
	}
	if d, err := os.Open(dir); err == nil { // make the new name last; not every system can
		d.Sync()
		d.Close()
	}
	return nil
}

// sweep removes the indexes that an interrupted rebuild or swap left behind, and
// columns that were not written to the end. It returns the first number that no
// index has had.
func sweep(dir string, keep int) (next int, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("open index: %w", err)
	}
	next = keep + 1
	for _, e := range entries {
		n, err := strconv.Atoi(e.Name())
		if unfinished := strings.HasPrefix(e.Name(), keptFile+"."); (err != nil || n == keep) && !unfinished {
			continue
		}
		next = max(next, n+1)
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return 0, fmt.Errorf("remove old index: %w", err)
		}
	}
	return next, nil
}
