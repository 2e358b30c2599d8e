package index

import (
	"context"
	"fmt"
	"math"
	"time"

	"dateline/archive"
	"dateline/index/query"
)

// searchTime bounds one search: what takes longer is refused, with the reason.
const searchTime = 10 * time.Second

// Search answers a query. Its errors are *CostError, *StrictError, ErrCursor and
// ErrCursorExpired where the query is at fault, and context errors.
func (x *Index) Search(ctx context.Context, q Query) (*Results, error) {
	return x.answer(ctx, q, (*request).hits)
}

// Find is Search without the articles: its hits have an ID and a Score only.
func (x *Index) Find(ctx context.Context, q Query) (*Results, error) {
	return x.answer(ctx, q, (*request).ids)
}

func (x *Index) answer(ctx context.Context, q Query, hits func(*request, context.Context) ([]Hit, error)) (*Results, error) {
	start := x.now()
	r, err := x.prepare(ctx, q)
	if err != nil {
		return nil, err
	}
	defer r.release()
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := r.run(ctx); err != nil {
		return nil, err
	}
	out := &Results{
		Interpreted: query.String(r.tree), Relaxed: r.relaxed, Notes: r.notes, Total: len(r.found.hits), Listed: r.listed(),
		Facets: r.facets(), Timeline: r.timeline(), Next: r.next(),
	}
	if out.Hits, err = hits(r, ctx); err != nil {
		return nil, err
	}
	out.Suggestion = r.suggestion
	out.Took = x.now().Sub(start)
	return out, nil
}

// bounded gives a search its time.
func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, searchTime,
		&CostError{fmt.Sprintf("the search took longer than %v; ask for rarer words, or for fewer", searchTime)})
}

// request is one search on its way.
type request struct {
	index   *Index
	query   Query
	view    *view
	tree    query.Node // the reading in use
	notes   []query.Note
	parsed  query.Parsed
	relaxed bool
	filters filters
	after   *position // the last hit of the page before; nil at the start
	found   found
	room    *[]hit // what found.hits grows in, given back at the end

	suggestion string // what may have been meant
}

// prepare reads a query and takes the view it is to be asked of, which the
// caller releases.
func (x *Index) prepare(ctx context.Context, q Query) (*request, error) {
	if err := checkLength(q.Text); err != nil {
		return nil, err
	}
	r := &request{index: x, query: q, parsed: query.Parse(q.Text)}
	r.tree, r.notes = r.parsed.Node, r.parsed.Notes
	r.room = x.hits.Get().(*[]hit)
	r.found.hits = *r.room
	if q.Strict && len(r.notes) > 0 {
		return nil, &StrictError{r.notes}
	}
	if n := query.Clauses(r.tree); n > maxClauses {
		return nil, &CostError{fmt.Sprintf("the query has %d parts; %d are allowed", n, maxClauses)}
	}
	var err error
	if r.view, r.after, err = x.viewFor(q); err != nil {
		return nil, err
	}
	if r.filters, err = x.filtersOf(r.view, q); err != nil {
		r.view.release()
		return nil, err
	}
	return r, nil
}

// release lets go of what prepare took.
func (r *request) release() {
	r.view.release()
	*r.room = r.found.hits[:0]
	r.index.hits.Put(r.room)
}

// checkLength refuses a text that costs too much to read.
func checkLength(text string) error {
	if len(text) > MaxTextLength {
		return &CostError{fmt.Sprintf("the query is %d bytes long; %d are allowed", len(text), MaxTextLength)}
	}
	return nil
}

// run finds what matches; plain words that nothing has all of are asked for one
// by one.
func (r *request) run(ctx context.Context) error {
	if r.query.Match == MatchAny {
		r.tree = someWords(r.tree)
		return r.scan(ctx)
	}
	if err := r.scan(ctx); err != nil {
		return err
	}
	if r.query.Match == MatchAuto && r.parsed.Plain && len(r.found.hits) == 0 {
		all := r.tree
		r.tree = someWords(all)
		if err := r.scan(ctx); err != nil {
			return err
		}
		if r.relaxed = len(r.found.hits) > 0; !r.relaxed {
			r.tree = all
		}
	}
	return nil
}

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

// hits reads the page's articles and finds their passages.
func (r *request) hits(ctx context.Context) ([]Hit, error) {
	var err error
	if r.suggestion, err = r.meant(ctx); err != nil {
		return nil, err
	}
	page := r.page()
	ids := make([]int64, len(page))
	for i, p := range page {
		ids[i] = int64(p.id)
	}
	articles, err := r.index.store.Articles(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	scores := make(map[int64]float64, len(page))
	for _, p := range page {
		scores[int64(p.id)] = p.score
	}
	mark := newMarker(r.tree)
	hits := make([]Hit, 0, len(articles))
	for _, a := range articles {
		if a.Status != archive.Usable { // withdrawn since the view was taken
			continue
		}
		h := Hit{ID: a.ID, Article: a, Score: scores[a.ID], Folded: r.folded(uint32(a.ID))}
		h.Title, h.Snippet = mark.hit(a)
		hits = append(hits, h)
	}
	return hits, nil
}

// ids are the page's hits without their articles.
func (r *request) ids(context.Context) ([]Hit, error) {
	page := r.page()
	hits := make([]Hit, len(page))
	for i, p := range page {
		hits[i] = Hit{ID: int64(p.id), Score: p.score, Folded: r.folded(p.id)}
	}
	return hits, nil
}

// limit is the length of a page.
func (q Query) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// order is the order of the hits: without words there is nothing to rank by.
func (q Query) order(scored bool) Sort {
	switch q.Sort {
	case Newest, Oldest, Added:
		return q.Sort
	}
	if scored {
		return Relevance
	}
	return Newest
}
