package bench

import (
	"context"

	"dateline/archive"
	"dateline/index"
)

// The ways in which Dateline is asked.
const (
	modeFull     = "full"     // ten hits by relevance, six facets, months; no article is read
	modeNewest   = "newest"   // the same, newest first
	modeSnippets = "snippets" // the same as full, with articles and passages
)

// dateline is Dateline's own index.
type dateline struct {
	index *index.Index
	mode  string
}

func openDateline(ctx context.Context, store *archive.Store) (*index.Index, error) {
	x, err := index.Open(ctx, store, index.Options{})
	if err != nil {
		return nil, err
	}
	if err := x.Follow(ctx); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

func (d *dateline) search(ctx context.Context, q Query) (answer, error) {
	request := index.Query{
		Text: q.Text, Filters: q.Filters, Match: index.MatchAll, Limit: pageSize,
		Facets: facetFields, FacetLimit: facetSize, Timeline: index.Month,
	}
	if d.mode == modeNewest {
		request.Sort = index.Newest
	}
	find := d.index.Find
	if d.mode == modeSnippets {
		find = d.index.Search
	}
	r, err := find(ctx, request)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: r.Total, months: make(map[string]int, len(r.Timeline.Buckets))}
	for _, f := range r.Facets {
		var counts []int
		for _, v := range f.Values {
			if len(counts) < facetSize && v.Count > 0 {
				counts = append(counts, v.Count)
			}
		}
		a.facets = append(a.facets, counts)
	}
	for _, b := range r.Timeline.Buckets {
		if b.Count > 0 {
			a.months[b.Start.Time().Format("2006-01")] = b.Count
		}
	}
	return a, nil
}

func (d *dateline) close() error { return nil } // the index belongs to the run
