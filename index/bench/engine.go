package bench

import (
	"context"
	"errors"

	"dateline/archive"
)

// facetFields are the six fields that every engine counts in the same search.
var facetFields = []string{"topic", "person", "country", "organisation", "source", "author"}

const (
	pageSize   = 10 // hits
	facetSize  = 10 // values a facet
	mostMonths = 1200
)

// engine is a search engine that does the work of one full search.
type engine interface {
	// search finds the ten best, the total, six facets and the months.
	search(ctx context.Context, q Query) (answer, error)
	close() error
}

// answer is what engines must agree on.
type answer struct {
	total  int
	facets [][]int        // the ten highest counts of each field
	months map[string]int // articles by month, "2025-02"
}

// errCannot says that an engine has no such kind of query.
var errCannot = errors.New("the engine has no such query")

// eachBatch hands over every usable article of an archive, in order.
func eachBatch(ctx context.Context, store *archive.Store, do func([]*archive.Article) error) error {
	for after := int64(0); ; {
		changes, err := store.Changes(ctx, after, batchSize)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return nil
		}
		var batch []*archive.Article
		for _, c := range changes {
			after = c.Article.Sequence
			if c.Article.Status == archive.Usable {
				batch = append(batch, c.Article)
			}
		}
		if err := do(batch); err != nil {
			return err
		}
	}
}

// valuesOf are the values of an article in each of facetFields.
func valuesOf(a *archive.Article) map[string][]string {
	v := map[string][]string{"source": {a.Source}, "author": a.Authors}
	for _, e := range a.Entities {
		v[string(e.Kind)] = append(v[string(e.Kind)], e.ID)
	}
	return v
}

// monthOf is the month an article is dated in; "" when it is not that exact.
func monthOf(a *archive.Article) string {
	if a.Published.Precision() < archive.ToMonth {
		return ""
	}
	return a.Published.Time().Format("2006-01")
}
