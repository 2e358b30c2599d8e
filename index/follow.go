package index

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"dateline/archive"
)

const (
	batchSize = 1000                   // changes a batch; more need memory and gain nothing
	pollEvery = 250 * time.Millisecond // how often Run looks for other processes' changes
	retryMost = 10 * time.Second       // longest pause after a failure
)

// Follow makes everything searchable that the archive holds now.
func (x *Index) Follow(ctx context.Context) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if _, err := x.follow(ctx); err != nil {
		return fmt.Errorf("follow archive: %w", err)
	}
	return nil
}

// Run keeps the index up with the archive until ctx ends, whoever changes it. It
// outlives failures: each is logged, and tried again.
func (x *Index) Run(ctx context.Context) error {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	pause := pollEvery
	for {
		err := x.Follow(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrClosed):
			return err
		case err != nil:
			x.log.Error("the index does not keep up", "error", err, "again in", pause)
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(pause):
			}
			pause = min(2*pause, retryMost)
			continue
		}
		pause = pollEvery
		select {
		case <-ctx.Done():
			return nil
		case <-x.wake:
		case <-ticker.C:
		}
	}
}

// Notify tells Run that the archive has changed, which spares it the wait.
func (x *Index) Notify() {
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// follow reads changes and applies them to the index in use until there are no
// more. The next batch is read and analysed while one is written. The caller
// holds writing.
func (x *Index) follow(ctx context.Context) (applied int, err error) {
	v, err := x.acquire()
	if err != nil {
		return 0, err
	}
	from := v.sequence
	v.release()
	err = x.batches(ctx, from, func(b *prepared) error {
		if err := x.apply(b); err != nil {
			return err
		}
		applied += b.changes
		return nil
	})
	if err == nil && applied == 0 {
		err = x.refresh()
	}
	return applied, err
}

// batches prepares the archive's changes after from and hands them to write, in
// order, until there are no more.
func (x *Index) batches(ctx context.Context, from int64, write func(*prepared) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready := make(chan *prepared, 1)
	failed := make(chan error, 1)
	go func() {
		defer close(ready)
		p := newPreparer()
		for after := from; ; {
			changes, err := x.store.Changes(ctx, after, batchSize)
			if err != nil {
				failed <- err
				return
			}
			if len(changes) == 0 {
				return
			}
			b := p.prepare(changes)
			after = b.sequence
			select {
			case ready <- b:
			case <-ctx.Done():
				failed <- ctx.Err()
				return
			}
		}
	}()
	var err error
	for b := range ready {
		if err != nil {
			continue // the reader is told to stop, and waited for
		}
		if err = write(b); err != nil {
			cancel()
		}
	}
	select {
	case ferr := <-failed:
		if err == nil {
			err = ferr
		}
	default:
	}
	return err
}

// prepared is a batch of changes, ready to be written.
type prepared struct {
	changes  int
	sequence int64                // of the last one
	highest  int64                // key of an entity in it
	docs     []*document.Document // of usable articles
	gone     []string             // ids of the others
	rows     []*archive.Row
}

// preparer turns changes into documents, on all processors.
type preparer struct {
	workers []map[string]*stemmer // each worker's own, by language
}

func newPreparer() *preparer {
	p := &preparer{workers: make([]map[string]*stemmer, runtime.GOMAXPROCS(0))}
	for i := range p.workers {
		p.workers[i] = make(map[string]*stemmer)
	}
	return p
}

func (p *preparer) prepare(changes []archive.Change) *prepared {
	b := &prepared{changes: len(changes), sequence: changes[len(changes)-1].Article.Sequence}
	docs := make([]*document.Document, len(changes))
	var wg sync.WaitGroup
	for w, stems := range p.workers {
		wg.Go(func() {
			for i := w; i < len(changes); i += len(p.workers) {
				a := changes[i].Article
				if a.Status != archive.Usable {
					continue
				}
				if stems[a.Language] == nil {
					stems[a.Language] = newStemmer(a.Language)
				}
				docs[i] = newDocument(a, stems[a.Language])
			}
		})
	}
	wg.Wait()
	for i := range changes {
		if docs[i] != nil {
			b.docs = append(b.docs, docs[i])
		} else {
			b.gone = append(b.gone, docID(changes[i].Article.ID))
		}
		b.rows = append(b.rows, rowOf(&changes[i]))
		for _, key := range changes[i].Keys {
			b.highest = max(b.highest, key)
		}
	}
	return b
}

// write puts a batch and its sequence into an index, in one step.
func (g *generation) write(b *prepared, database string) error {
	batch := bleveapi.NewBatch()
	for _, doc := range b.docs {
		batch.Update(doc)
	}
	for _, id := range b.gone {
		batch.Delete(id)
	}
	g.stamp(batch, database, b.sequence)
	if err := g.engine.Batch(batch); err != nil {
		return fmt.Errorf("write index up to change %d: %w", b.sequence, err)
	}
	return nil
}

// apply writes a batch to the index in use and shows it to searches, words and
// columns in one step.
func (x *Index) apply(b *prepared) error {
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	if last := v.values.last(); b.highest > last {
		named, err := x.store.Named(context.Background(), last)
		if err != nil {
			return err
		}
		v.values.learn(named)
	}
	rows := make([]row, len(b.rows))
	for i, r := range b.rows {
		rows[i] = v.values.row(r)
	}
	if err := v.generation.write(b, x.store.ID()); err != nil {
		return err
	}
	next, err := newView(x.nextView(), v.generation, v.columns.with(rows), v.values, v.segments)
	if err != nil {
		return err
	}
	x.publish(next)
	if x.progress != nil {
		x.progress(next.sequence, max(next.sequence, x.target))
	}
	return nil
}

// refresh takes a new snapshot when Bleve has merged segments since the last
// one, so that the files of the old ones can go.
func (x *Index) refresh() error {
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	next, err := newView(x.nextView(), v.generation, v.columns, v.values, v.segments)
	if err != nil {
		return err
	}
	if sameSegments(v.segments, next.segments) {
		next.release()
		return nil
	}
	x.publish(next)
	return nil
}

func sameSegments(a, b []segment) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].id != b[i].id {
			return false
		}
	}
	return true
}

// Reindex builds the index anew beside the one in use and changes over to it;
// searches see no gap. Progress, if not nil, is told how far it has come, in
// changes.
func (x *Index) Reindex(ctx context.Context, progress func(done, total int64)) (err error) {
	number, err := current(x.dir)
	if err != nil {
		return err
	}
	g, err := createGeneration(x.dir, number+1, x.store.ID())
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			g.remove()
			err = fmt.Errorf("reindex: %w", err)
		}
	}()
	var sequence int64
	write := func(b *prepared) error {
		if err := g.write(b, x.store.ID()); err != nil {
			return err
		}
		sequence = b.sequence
		if progress != nil {
			end, err := x.store.Sequence(ctx)
			if err != nil {
				return err
			}
			progress(sequence, end)
		}
		return nil
	}
	// The long part goes on beside the follower, the rest while it waits.
	if err := x.batches(ctx, 0, write); err != nil {
		return err
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	for sequence != x.Sequence() { // other processes may go on writing to the archive
		if err := x.batches(ctx, sequence, write); err != nil {
			return err
		}
		if _, err := x.follow(ctx); err != nil {
			return err
		}
	}
	return x.changeOver(g)
}

// changeOver makes g, which holds the same changes, the index in use.
func (x *Index) changeOver(g *generation) error {
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	next, err := newView(x.nextView(), g, v.columns, v.values, nil)
	if err != nil {
		return err
	}
	if err := setCurrent(x.dir, g.number); err != nil {
		next.release()
		return err
	}
	v.generation.retire()
	x.publish(next)
	return nil
}
