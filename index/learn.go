package index

import (
	"context"
	"fmt"
	"slices"

	"dateline/archive"
)

// learnt is how much an index knows of the archive's entities.
type learnt struct {
	last   int64 // the highest key
	number int64 // the last change to entities
}

// learnChanged takes in what has changed about entities since the last time: new
// names at once, merges with the rows of all articles concerned, in one step. The
// caller holds writing.
func (x *Index) learnChanged(ctx context.Context) error {
	number, err := x.store.EntitiesNumber(ctx)
	if err != nil || number == x.learnt.number {
		return err
	}
	return x.learn(ctx)
}

// learn takes in the entities that are new or changed. The caller holds writing.
func (x *Index) learn(ctx context.Context) error {
	named, number, err := x.store.NamedSince(ctx, x.learnt.last, x.learnt.number)
	if err != nil {
		return err
	}
	v, err := x.acquire()
	if err != nil {
		return err
	}
	defer v.release()
	vals, moved := v.values.learn(named)
	if vals != v.values {
		cols, err := x.reread(ctx, v, vals, moved)
		if err != nil {
			return fmt.Errorf("take in merged entities: %w", err)
		}
		next, err := newView(x.nextView(), v.generation, cols, vals)
		if err != nil {
			return err
		}
		x.publish(next)
	}
	x.learnt.take(named, number)
	return nil
}

func (l *learnt) take(named []archive.Named, number int64) {
	for _, e := range named {
		l.last = max(l.last, e.Key)
	}
	l.number = number
}

// warm makes the names of entities ready to be asked for.
func (x *Index) warm() {
	v, err := x.acquire()
	if err != nil {
		return
	}
	defer v.release()
	for _, d := range v.values.of {
		d.warm()
	}
}

// rereadSize is how many rows are read before the columns take them in.
const rereadSize = 20_000

// reread makes the rows anew of the articles that carry entities which are read
// as others now. An article that has changed since the view keeps its row; the
// follower is about to replace it.
func (x *Index) reread(ctx context.Context, v *view, vals *values, moved []int64) (*columns, error) {
	numbers, err := v.carrying(moved)
	if err != nil {
		return nil, err
	}
	cols := v.columns
	for chunk := range slices.Chunk(numbers, rereadSize) {
		var rows []row
		err := x.store.RowsOf(ctx, chunk, v.sequence, func(a *archive.Row) error {
			rows = append(rows, vals.row(a))
			return nil
		})
		if err != nil {
			return nil, err
		}
		cols = cols.with(rows)
	}
	return cols, nil
}

// carrying lists, in order, the ids of the articles that carry any of the entities
// with these keys: Bleve knows them by the ids that are stored. Of topics it knows
// nothing, so that any article may carry one.
func (v *view) carrying(keys []int64) ([]int64, error) {
	find := newLookup(v)
	found := make(map[uint32]bool)
	for _, key := range keys {
		e := v.values.known.at(key)
		if !e.known {
			continue
		}
		c := e.column
		switch c {
		case columnTopic:
			for _, number := range v.columns.numbers() {
				found[number] = true
			}
			continue
		case columnCountry:
			c = columnMentioned
		}
		t, err := find.term(columnNames[c], v.values.of[c].value(e.number).ID)
		if err != nil {
			return nil, err
		}
		if err := v.articles(&t, found); err != nil {
			return nil, err
		}
	}
	ids := make([]int64, 0, len(found))
	for number := range found {
		ids = append(ids, int64(number))
	}
	slices.Sort(ids)
	return ids, nil
}

// articles adds the numbers of the articles that have a term.
func (v *view) articles(t *term, found map[uint32]bool) error {
	var failed error
	for n := range v.segments {
		p := &v.segments[n]
		c := t.open(n, &failed)
		if c == nil {
			continue
		}
		for doc := c.seek(0); doc != noDoc; doc = c.seek(doc + 1) {
			if !p.gone(doc) {
				found[p.numbers[doc]] = true
			}
		}
	}
	return failed
}
