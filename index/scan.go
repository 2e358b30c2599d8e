package index

import (
	"context"
	"math"
)

// found is what a scan of the archive found.
type found struct {
	hits   []hit              // all matching articles
	almost [columnCount][]hit // those that match but for the widening filters of one column
	best   top
	page   []position // the best in order, once taken
	scored bool
	folds  map[uint32]bestOf // by cluster; nil when nothing is folded
}

// checkEvery is how many documents are read between two looks at the clock.
const checkEvery = 4096

// scan finds the articles that match the tree and the filters.
func (r *request) scan(ctx context.Context) error {
	c := r.index.newCompiler(ctx, r.view)
	made, err := c.compile(r.tree)
	if err != nil {
		return err
	}
	r.found = found{scored: made.words != nil, hits: r.found.hits[:0]}
	r.found.best = newTop(r.query.limit()+1, r.query.order(r.found.scored), r.after)
	if r.query.Duplicates == Fold {
		r.found.folds = make(map[uint32]bestOf)
	}
	defer r.offerFolds()
	if made.words == nil {
		return r.scanColumns(ctx, made.columns)
	}
	leave, err := r.index.admit(ctx, made.words.work())
	if err != nil {
		return err
	}
	defer leave()
	var failed error
	cols := r.view.columns
	for n := range r.view.segments {
		s := &scan{view: r.view, segment: n, average: average(cols), failed: &failed}
		m := made.words.open(s)
		part := &r.view.segments[n]
		seen := 0
		for doc := m.seek(0); doc != noDoc && failed == nil; doc = m.seek(doc + 1) {
			if seen++; seen%checkEvery == 0 && ctx.Err() != nil {
				return context.Cause(ctx)
			}
			number := part.numbers[doc]
			b, i := cols.at(number)
			if part.gone(doc) || b == nil || b.rows[i].flags&flagLive == 0 || !holdAll(made.columns, b, i, number) {
				continue
			}
			s.length = float64(b.rows[i].words)
			r.take(b, i, number, m)
		}
		if failed != nil {
			return failed
		}
	}
	return nil
}

// average is the mean length of an article in words, for ranking.
func average(c *columns) float64 {
	if c.live == 0 || c.words == 0 {
		return 1
	}
	return float64(c.words) / float64(c.live)
}

// scanColumns is scan for a query without words.
func (r *request) scanColumns(ctx context.Context, conditions []predicate) error {
	for n := len(r.view.columns.blocks) - 1; n >= 0; n-- { // the newest first: most others then need no place among the best
		b := r.view.columns.blocks[n]
		if b == nil {
			continue
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		for i := blockSize - 1; i >= 0; i-- {
			number := uint32(n*blockSize + i)
			if b.rows[i].flags&flagLive != 0 && holdAll(conditions, b, i, number) {
				r.take(b, i, number, nil)
			}
		}
	}
	return nil
}

func holdAll(conditions []predicate, b *block, i int, number uint32) bool {
	for _, p := range conditions {
		if !p(b, i, number) {
			return false
		}
	}
	return true
}

// take counts one article that matches the query's text, if the filters let it.
func (r *request) take(b *block, i int, number uint32, m matcher) {
	if !holdAll(r.filters.narrowing, b, i, number) {
		return
	}
	failing := column(-1)
	for _, w := range r.filters.widening {
		if !w.holds(b, i, number) {
			if failing >= 0 {
				return
			}
			failing = w.column
		}
	}
	if failing >= 0 {
		r.found.almost[failing] = append(r.found.almost[failing], b.hit(i, number))
		return
	}
	r.found.hits = append(r.found.hits, b.hit(i, number))
	score := 0.0
	if m != nil && r.found.best.order == Relevance {
		score = m.score()
	}
	p := position{score: score, instant: b.sortKey(i, r.found.best.order), id: number}
	if r.found.folds == nil || !r.fold(b.cold[i].cluster, p) {
		r.found.best.offer(p)
	}
}

// sortKey is what orders articles besides their score: the date, or, for Added,
// the time of import. Undated articles come last in both directions of time.
func (b *block) sortKey(i int, order Sort) int64 {
	switch {
	case order == Added:
		return b.cold[i].imported
	case order == Oldest && b.rows[i].first == undatedDay:
		return math.MaxInt64
	}
	return b.rows[i].instant
}
