package index

import (
	"context"
	"errors"
	"fmt"
	"time"

	bleveapi "github.com/blevesearch/bleve_index_api"
)

const (
	batchSize = 1000                   // changes a batch; more need memory and gain nothing
	pollEvery = 250 * time.Millisecond // how often Run looks for other processes' changes
	retryMost = 10 * time.Second       // longest pause after a failure
	warmAfter = time.Second            // until names are made ready: whoever only asks once does not pay for it
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
	warming := time.AfterFunc(warmAfter, x.warm)
	defer warming.Stop()
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	pause := pollEvery
	kept := time.Now()
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
		if time.Since(kept) > keptEvery {
			kept = time.Now()
			if err := x.keep(); err != nil {
				x.log.Warn("columns are not kept", "error", err)
			}
		}
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
	if _, err := x.store.Release(ctx); err != nil { // an embargo that ends is a change nobody else makes
		return 0, err
	}
	if err := x.learnChanged(ctx); err != nil {
		return 0, err
	}
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
	if b.highest > x.learnt.last {
		if err := x.learn(context.Background()); err != nil {
			return err
		}
	}
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	rows := make([]row, len(b.rows))
	for i, r := range b.rows {
		rows[i] = v.values.row(r)
	}
	if err := v.generation.write(b, x.store.ID()); err != nil {
		return err
	}
	next, err := newView(x.nextView(), v.generation, v.columns.with(rows), v.values)
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
	next, err := newView(x.nextView(), v.generation, v.columns, v.values)
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

func sameSegments(a, b []part) bool {
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
