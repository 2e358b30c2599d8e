package index

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/archive"
)

// shared finds a folder of the shared data; without it the test is skipped, but
// never in CI.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatalf("the shared data are missing: %v", err)
		}
		t.Skipf("the shared data are not here: %v", err)
	}
	return path
}

// judged is a query with the GUIDs of all articles that answer it.
type judged struct {
	query    string
	relevant map[string]bool
}

// figures are the usual measures of a ranking, each a mean over queries.
type figures struct{ averagePrecision, ndcg10, recall1000 float64 }

// measure ranks the archive for each query and compares with the judgements
// (binary gain, depth 1000).
func measure(t testing.TB, x *Index, queries []judged) figures {
	names := make(map[int64]string)
	for _, a := range readOracle(t, x.store).articles {
		names[a.ID] = a.GUID
	}
	var sum figures
	for _, j := range queries {
		q := Query{Text: j.query, Match: MatchAny, Limit: MaxLimit, Facets: []string{}}
		found, rank := 0, 0
		precision, gain, ideal := 0.0, 0.0, 0.0
		for i := range min(10, len(j.relevant)) {
			ideal += 1 / math.Log2(float64(i)+2)
		}
		for rank < 1000 {
			r, err := x.Find(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range r.Hits {
				rank++
				if !j.relevant[names[h.ID]] {
					continue
				}
				found++
				precision += float64(found) / float64(rank)
				if rank <= 10 {
					gain += 1 / math.Log2(float64(rank)+1)
				}
			}
			if q.Cursor = r.Next; q.Cursor == "" {
				break
			}
		}
		n := float64(len(j.relevant))
		sum.averagePrecision += precision / n
		sum.ndcg10 += gain / ideal
		sum.recall1000 += float64(found) / n
	}
	n := float64(len(queries))
	return figures{sum.averagePrecision / n, sum.ndcg10 / n, sum.recall1000 / n}
}

func (f figures) String() string {
	return fmt.Sprintf("MAP %.4f, nDCG@10 %.4f, recall@1000 %.4f", f.averagePrecision, f.ndcg10, f.recall1000)
}

// The bar is BM25 in Lucene 8.7 with its English analyser: 0.420.
func TestCranfield(t *testing.T) {
	dir := shared(t, "cranfield")
	var docs []archive.Article
	for id, fields := range smart(t, filepath.Join(dir, "cran.all.1400")) {
		docs = append(docs, archive.Article{GUID: fmt.Sprint(id + 1), Title: fields["T"], Body: text(fields["W"])})
	}
	var queries []judged
	for _, fields := range smart(t, filepath.Join(dir, "cran.qry")) {
		queries = append(queries, judged{strings.TrimSpace(fields["W"]), map[string]bool{}})
	}
	rels, err := os.ReadFile(filepath.Join(dir, "cranqrel"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(rels)) {
		var query, doc, code int
		if _, err := fmt.Sscan(line, &query, &doc, &code); err == nil {
			queries[query-1].relevant[fmt.Sprint(doc)] = true
		}
	}
	store := newArchive(t)
	put(t, store, docs...)
	f := measure(t, openIndex(t, store), queries)
	t.Log(f)
	if f.averagePrecision < 0.420 {
		t.Errorf("%v, want a MAP of 0.420", f)
	}
}

// smart reads a file in the format of the SMART system: records that start with
// .I and fields that start with a dot and a letter.
func smart(t testing.TB, name string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]string
	field := ""
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, ".I") {
			records = append(records, map[string]string{})
			continue
		}
		if len(line) >= 2 && line[0] == '.' && 'A' <= line[1] && line[1] <= 'Z' {
			field = line[1:2]
			continue
		}
		records[len(records)-1][field] += line
	}
	return records
}

func TestNewsEvents(t *testing.T) {
	dir := shared(t, "queries")
	store := newArchive(t)
	for _, set := range []string{"en-basil-2010-2019", "en-5w1h-gold-2016"} {
		put(t, store, jsonArticles(t, filepath.Join(shared(t, "articles"), set+".jsonl.gz"))...)
	}
	data, err := os.ReadFile(filepath.Join(dir, "event-queries.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var queries []judged
	for line := range strings.Lines(string(data)) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		if parts[0] == "set" {
			continue
		}
		j := judged{parts[1], map[string]bool{}}
		for _, id := range strings.Fields(parts[2]) {
			j.relevant[id] = true
		}
		queries = append(queries, j)
	}
	f := measure(t, openIndex(t, store), queries)
	t.Log(f)
	if f.averagePrecision < 0.93 {
		t.Errorf("%v, want a MAP of 0.93", f)
	}
}

func jsonArticles(t testing.TB, name string) []archive.Article {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []archive.Article
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var a struct{ ID, Title, Text, Source, URL string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		out = append(out, archive.Article{GUID: a.ID, Title: a.Title, Source: a.Source, URL: a.URL, Language: "en", Body: text(a.Text)})
	}
	return out
}
