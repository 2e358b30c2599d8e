package index

import (
	"context"
	"fmt"
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
