package index

import (
	"context"
	"fmt"
)

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
	next, err := newView(x.nextView(), g, v.columns, v.values)
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
