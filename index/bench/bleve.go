package bench

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveapi "github.com/blevesearch/bleve_index_api"

	"dateline/archive"
)

// bleveEngine is Bleve as its documentation has it: English analyser, BM25,
// keyword fields, its own facets.
type bleveEngine struct{ index bleve.Index }

func bleveMapping() *mapping.IndexMappingImpl {
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = en.AnalyzerName, false, true, false, false
	word := bleve.NewTextFieldMapping()
	word.Analyzer, word.Store, word.IncludeTermVectors, word.IncludeInAll = keyword.Name, false, false, false
	word.SkipFreqNorm = true
	number := bleve.NewNumericFieldMapping()
	number.Store, number.IncludeInAll = false, false

	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", text)
	for _, field := range append([]string{"language", "month"}, facetFields...) {
		doc.AddFieldMappingsAt(field, word)
	}
	doc.AddFieldMappingsAt("first", number)
	doc.AddFieldMappingsAt("last", number)

	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.ScoringModel = doc, bleveapi.BM25Scoring
	return m
}

// buildBleve indexes an archive in a new folder.
func buildBleve(ctx context.Context, store *archive.Store, dir string) error {
	b, err := bleve.NewUsing(dir, bleveMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return fmt.Errorf("bleve: %w", err)
	}
	err = eachBatch(ctx, store, func(articles []*archive.Article) error {
		batch := b.NewBatch()
		for _, a := range articles {
			fields := map[string]any{"text": a.Title + "\n" + a.Text(), "language": a.Language}
			for field, values := range valuesOf(a) {
				fields[field] = values
			}
			if month := monthOf(a); month != "" {
				fields["month"] = month
			}
			if first, last, ok := a.Published.Days(); ok {
				fields["first"], fields["last"] = first, last
			}
			if err := batch.Index(strconv.FormatInt(a.ID, 10), fields); err != nil {
				return err
			}
		}
		return b.Batch(batch)
	})
	if err == nil {
		err = settle(ctx, b)
	}
	if cerr := b.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("bleve: %w", err)
	}
	return nil
}

// settle waits until Bleve has written and merged what it was given, so that the
// searches find it at rest.
func settle(ctx context.Context, b bleve.Index) error {
	var before float64
	for quiet := 0; quiet < 3; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(300 * time.Millisecond):
		}
		stats, _ := b.StatsMap()["index"].(map[string]any)
		segments := number(stats["num_root_filesegments"]) + 1e6*number(stats["num_root_memorysegments"])
		if segments != before || segments >= 1e6 {
			quiet = 0
		} else {
			quiet++
		}
		before = segments
	}
	return nil
}

func number(v any) float64 {
	switch v := v.(type) {
	case uint64:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

func openBleve(dir string) (*bleveEngine, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": "2s"})
	if err != nil {
		return nil, fmt.Errorf("bleve: %w", err)
	}
	return &bleveEngine{b}, nil
}

func (e *bleveEngine) close() error { return e.index.Close() }

func (e *bleveEngine) search(ctx context.Context, q Query) (answer, error) {
	tree, err := bleveQuery(q.tree)
	if err != nil {
		return answer{}, err
	}
	if len(q.Filters) > 0 {
		all := []query.Query{tree}
		for _, f := range q.Filters {
			t := bleve.NewTermQuery(f.Values[0])
			t.SetField(f.Field)
			all = append(all, t)
		}
		tree = bleve.NewConjunctionQuery(all...)
	}
	request := bleve.NewSearchRequestOptions(tree, pageSize, 0, false)
	for _, field := range facetFields {
		request.AddFacet(field, bleve.NewFacetRequest(field, facetSize))
	}
	request.AddFacet("month", bleve.NewFacetRequest("month", mostMonths))
	r, err := e.index.SearchInContext(ctx, request)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(r.Total), months: make(map[string]int)}
	for _, field := range facetFields {
		var counts []int
		for _, t := range r.Facets[field].Terms.Terms() {
			counts = append(counts, t.Count)
		}
		a.facets = append(a.facets, counts)
	}
	for _, t := range r.Facets["month"].Terms.Terms() {
		a.months[t.Term] = t.Count
	}
	return a, nil
}
