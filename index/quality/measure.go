package quality

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"dateline/archive"
	"dateline/index"
)

// Figures are the usual measures of rankings, each a mean over the queries that
// any document answers, with binary gain.
type Figures struct {
	Documents  int     `json:"documents"`
	Queries    int     `json:"queries"`
	MAP        float64 `json:"map"`         // mean average precision to depth 1000
	NDCG10     float64 `json:"ndcg_10"`     // normalised discounted cumulative gain of the first ten
	Recall1000 float64 `json:"recall_1000"` // of what answers, how much is among the first thousand
}

func (f Figures) String() string {
	return fmt.Sprintf("%d documents, %d queries: MAP %.4f, nDCG@10 %.4f, recall@1000 %.4f", f.Documents, f.Queries, f.MAP, f.NDCG10, f.Recall1000)
}

const depth = 1000

// Measure puts a collection into an archive in the empty folder dir and asks it
// every query as it stands, for articles that have any of the words.
func (c *Collection) Measure(ctx context.Context, dir string) (f Figures, err error) {
	store, err := archive.Open(ctx, dir)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	names, err := c.fill(ctx, store)
	if err != nil {
		return f, err
	}
	x, err := index.Open(ctx, store, index.Options{})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if err := x.Follow(ctx); err != nil {
		return f, err
	}
	f.Documents = len(c.Documents)
	for _, q := range c.Queries {
		if len(q.Relevant) == 0 {
			continue
		}
		ranked, err := rank(ctx, x, q.Text)
		if err != nil {
			return f, fmt.Errorf("query %q: %w", q.Text, err)
		}
		f.add(q, ranked, names)
	}
	if n := float64(f.Queries); n > 0 {
		f.MAP, f.NDCG10, f.Recall1000 = f.MAP/n, f.NDCG10/n, f.Recall1000/n
	}
	return f, nil
}

// add adds the figures of one query.
func (f *Figures) add(q Query, ranked []int64, names map[int64]string) {
	found, precision, gain, ideal := 0, 0.0, 0.0, 0.0
	for i := range min(10, len(q.Relevant)) {
		ideal += 1 / math.Log2(float64(i)+2)
	}
	for i, id := range ranked {
		if !q.Relevant[names[id]] {
			continue
		}
		found++
		precision += float64(found) / float64(i+1)
		if i < 10 {
			gain += 1 / math.Log2(float64(i)+2)
		}
	}
	n := float64(len(q.Relevant))
	f.Queries++
	f.MAP += precision / n
	f.NDCG10 += gain / ideal
	f.Recall1000 += float64(found) / n
}

// rank gives the ids of the best articles for a query.
func rank(ctx context.Context, x *index.Index, text string) ([]int64, error) {
	q := index.Query{Text: text, Match: index.MatchAny, Limit: index.MaxLimit, Facets: []string{}}
	var ids []int64
	for {
		r, err := x.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range r.Hits {
			if ids = append(ids, h.ID); len(ids) == depth {
				return ids, nil
			}
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			return ids, nil
		}
	}
}

// fill stores the documents and gives their names by article id.
func (c *Collection) fill(ctx context.Context, store *archive.Store) (map[int64]string, error) {
	names := make(map[int64]string, len(c.Documents))
	imp, err := store.BeginImport(ctx, "bench quality", nil)
	if err != nil {
		return nil, err
	}
	const batch = 1000
	for start := 0; start < len(c.Documents); start += batch {
		docs := c.Documents[start:min(start+batch, len(c.Documents))]
		items := make([]archive.Incoming, len(docs))
		for i, d := range docs {
			a := archive.Article{GUID: d.ID, Title: d.Title, Language: "en"}
			for p := range strings.SplitSeq(d.Text, "\n\n") {
				if p = strings.TrimSpace(p); p != "" {
					a.Body = append(a.Body, archive.Paragraph{Text: p})
				}
			}
			items[i] = archive.Incoming{Article: a, Identity: "guid:" + d.ID, Input: "collection", Original: []byte(d.ID), MediaType: "text/plain"}
		}
		outcomes, err := store.Put(ctx, imp, items)
		if err != nil {
			return nil, err
		}
		for i, o := range outcomes {
			names[o.ID] = docs[i].ID
		}
	}
	return names, nil
}
