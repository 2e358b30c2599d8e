// Package index finds: it keeps a Bleve index of the archive's words and columns
// of everything else, follows the archive's changes, and answers queries with
// exact counts. No Bleve type leaves it.
package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline/archive"
)

// Index answers queries about one archive. It is safe for concurrent use.
//
// Only one process may hold an archive's index open; whoever calls Open sees to
// that.
type Index struct {
	store    *archive.Store
	dir      string // of all generations
	log      *slog.Logger
	progress func(done, total int64)
	now      func() time.Time
	turns    chan struct{} // of heavy searches

	suggester suggester
	tallies   sync.Pool // of *tally, and
	hits      sync.Pool // of *[]hit, for searches to count with

	writing sync.Mutex // held by whoever changes the index; guards learnt and kept
	learnt  learnt
	kept    [2]int64 // change and state of the entities whose columns are in the file
	wake    chan struct{}
	ready   atomic.Bool // the index has once reached the archive's end
	target  int64       // where the archive's end was at opening

	mu     sync.Mutex // guards view, pinned and closed
	view   *view
	ids    uint64
	pinned map[uint64]*pin
	closed bool
}

// Options change how an index is opened.
type Options struct {
	Log *slog.Logger // nil for none

	// Progress, if not nil, is told how far a long follow has come, in changes.
	Progress func(done, total int64)
}

// Open opens the index of the archive, or starts a new one where there is none,
// or where the one there is damaged, of another format or another database. It
// returns before what the archive has gained meanwhile is searchable: Follow or
// Run see to that, and Ready tells.
func Open(ctx context.Context, store *archive.Store, opt Options) (*Index, error) {
	x := &Index{
		store: store, dir: filepath.Join(store.Dir(), "index"), log: opt.Log, progress: opt.Progress,
		now: time.Now, turns: newTurns(), wake: make(chan struct{}, 1), ids: rand.Uint64() >> 16, pinned: make(map[uint64]*pin),
	}
	x.tallies.New = func() any { return new(tally) }
	x.hits.New = func() any { return new([]hit) }
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(x.dir, 0o755); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	end, err := store.Sequence(ctx)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	g, err := x.openCurrent(end)
	if err != nil {
		return nil, err
	}
	v, err := x.load(ctx, g)
	if err != nil {
		g.close()
		return nil, fmt.Errorf("open index: %w", err)
	}
	x.view, x.target = v, end
	x.ready.Store(v.sequence >= end)
	return x, nil
}

// openCurrent opens the generation in use, or makes a new one.
func (x *Index) openCurrent(end int64) (*generation, error) {
	number, err := current(x.dir)
	if err != nil {
		return nil, err
	}
	var g *generation
	if number > 0 {
		g, err = openGeneration(x.dir, number, x.store.ID())
		if err == nil {
			err = g.notAhead(end)
		}
		if err != nil && !errors.Is(err, errStale) {
			return nil, err
		}
		if err != nil {
			x.log.Warn("the index is built anew", "reason", err)
			g, number = nil, 0
		}
	}
	next, err := sweep(x.dir, number)
	if g != nil || err != nil {
		return g, err
	}
	if err := os.Remove(filepath.Join(x.dir, keptFile)); err != nil && !errors.Is(err, fs.ErrNotExist) { // it may be of a past that was undone
		return nil, fmt.Errorf("open index: %w", err)
	}
	g, err = createGeneration(x.dir, next, x.store.ID())
	if err != nil {
		return nil, err
	}
	if err := setCurrent(x.dir, next); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

// notAhead refuses an index that knows more changes than its database: one of
// the two was put back.
func (g *generation) notAhead(end int64) error {
	r, err := g.engine.Reader()
	if err != nil {
		return fmt.Errorf("%w: %w", errStale, err)
	}
	sequence, err := sequenceOf(r)
	r.Close()
	if err == nil && sequence > end {
		err = fmt.Errorf("%w: it holds change %d, the archive ends at %d", errStale, sequence, end)
	}
	if err != nil {
		g.close()
	}
	return err
}

// load fills the columns with the archive as the index knows it: articles that
// changed after its sequence are left to the follower.
func (x *Index) load(ctx context.Context, g *generation) (*view, error) {
	r, err := g.engine.Reader()
	if err != nil {
		return nil, err
	}
	sequence, err := sequenceOf(r)
	r.Close()
	if err != nil {
		return nil, err
	}
	named, number, err := x.store.NamedSince(ctx, 0, 0)
	if err != nil {
		return nil, err
	}
	x.learnt.take(named, number)
	vals, _ := newValues().learn(named)
	cols, err := x.readKept(ctx, vals, sequence, number)
	if errors.Is(err, errNotKept) {
		x.log.Info("the columns are read from the archive", "reason", err)
		vals, _ = newValues().learn(named)
		cols, err = x.loadColumns(ctx, vals, sequence)
	}
	if err != nil {
		return nil, err
	}
	x.ids++
	return newView(x.ids, g, cols, vals)
}

// loadColumns reads the rows of all articles up to a change, one part of the
// archive for each processor.
func (x *Index) loadColumns(ctx context.Context, vals *values, sequence int64) (*columns, error) {
	last, err := x.store.LastID(ctx)
	if err != nil {
		return nil, err
	}
	blocks := last/blockSize + 1
	parts := make([]*columns, min(int64(runtime.GOMAXPROCS(0)), blocks))
	share := (blocks + int64(len(parts)) - 1) / int64(len(parts)) * blockSize
	group, ctx := errgroup.WithContext(ctx)
	for n := range parts {
		group.Go(func() error {
			first := int64(n) * share
			part, err := x.loadPart(ctx, vals, first, first+share-1, sequence)
			parts[n] = part
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	whole := new(columns)
	for _, part := range parts {
		whole.join(part)
	}
	return whole, nil
}

func (x *Index) loadPart(ctx context.Context, vals *values, first, last, sequence int64) (*columns, error) {
	part := new(columns)
	var rows []row
	err := x.store.RowsBetween(ctx, first, last, sequence, func(a *archive.Row) error {
		if n := len(rows); n > 0 && rows[0].id/blockSize != a.ID/blockSize {
			part = part.with(rows)
			rows = rows[:0]
		}
		rows = append(rows, vals.row(a))
		return nil
	})
	if len(rows) > 0 {
		part = part.with(rows)
	}
	return part, err
}

// Close ends all searches' snapshots and closes the index. It does not stop Run:
// end its context first.
func (x *Index) Close() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	if x.closed {
		x.mu.Unlock()
		return nil
	}
	x.closed = true
	last := x.view
	if err := x.keepView(last); err != nil {
		x.log.Warn("the next start will read the whole archive", "reason", err)
	}
	x.unpin(func(*pin) bool { return true })
	x.mu.Unlock()
	g := last.generation
	last.release()
	if err := g.close(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// ErrClosed says that the index has been closed.
var ErrClosed = errors.New("index is closed")

// acquire returns the newest view; the caller releases it.
func (x *Index) acquire() (*view, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, ErrClosed
	}
	x.view.users.Add(1)
	return x.view, nil
}

// publish makes a view the newest one.
func (x *Index) publish(v *view) {
	x.mu.Lock()
	old := x.view
	x.view = v
	x.mu.Unlock()
	old.release()
	if v.sequence >= x.target {
		x.ready.Store(true)
	}
}

// nextView numbers a view to be.
func (x *Index) nextView() uint64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.ids++
	return x.ids
}

// Sequence is the last change that is searchable.
func (x *Index) Sequence() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.view.sequence
}

// Ready says whether searches see the whole archive as it was when the index was
// opened, or later, and how many changes they do not see yet.
func (x *Index) Ready(ctx context.Context) (ready bool, lag int64, err error) {
	end, err := x.store.Sequence(ctx)
	if err != nil {
		return false, 0, err
	}
	return x.ready.Load(), max(0, end-x.Sequence()), nil
}
