package archive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline/archive/entity"
)

// corpus makes n articles of about 1 kB with six entities each, always the same
// for the same seed.
func corpus(n int, seed uint64) []Incoming {
	rng := rand.New(rand.NewPCG(0, 1)) // one language for all
	lexicon := make([]string, 20000)
	for i := range lexicon {
		b := make([]byte, 2+rng.IntN(9))
		for j := range b {
			b[j] = 'a' + byte(rng.IntN(26))
		}
		lexicon[i] = string(b)
	}
	rng = rand.New(rand.NewPCG(seed, 2))
	word := func() string { return lexicon[int(float64(len(lexicon))*rng.Float64()*rng.Float64()*rng.Float64())] }
	text := func(words int) string {
		var b strings.Builder
		for range words {
			b.WriteString(word())
			b.WriteByte(' ')
		}
		return strings.TrimSpace(b.String())
	}
	items := make([]Incoming, n)
	for i := range items {
		a := Article{
			URL: fmt.Sprintf("https://news%d.example.org/%d/%d", i%40, seed, i), Source: fmt.Sprintf("Paper %d", i%40),
			Title: text(8), Authors: []string{text(2)}, Language: "en",
			Published: NewDate(time.Unix(int64(i)*3600, 0), ToMinute, true),
			Body:      []Paragraph{{Text: text(50)}, {Text: text(50)}, {Text: text(45)}},
		}
		for j := range 6 {
			w := word()
			a.Entities = append(a.Entities, entity.Ref{Kind: entity.Kinds()[j%5], ID: w, Name: strings.ToUpper(w)})
		}
		items[i] = Incoming{
			Article: a, Identity: a.URL, Input: "bench.jsonl", Line: i + 1, MediaType: "application/json",
			Original: []byte(`{"title":"` + a.Title + `","url":"` + a.URL + `","body":"` + a.Text() + `"}`),
		}
	}
	return items
}

// recognise adds what might be found in articles of corpus: twelve entities with
// 25 mentions each article, most of them met often.
func recognise(items []Incoming, annotator string) []Incoming {
	rng := rand.New(rand.NewPCG(uint64(len(items)), 3))
	for i := range items {
		in := &items[i]
		in.Annotator = annotator
		at, seen := 0, make(map[int]bool)
		for len(in.Found) < 12 {
			n := int(30000 * rng.Float64() * rng.Float64() * rng.Float64())
			if seen[n] {
				continue
			}
			seen[n] = true
			f := entity.Found{
				Ref:    entity.Ref{Kind: entity.Kinds()[n%4], ID: fmt.Sprint("name-", n), Name: fmt.Sprint("Name ", n)},
				Weight: 1 + 9*rng.Float32(), Confidence: rng.Float32(), About: n%3 > 0,
			}
			for range 1 + (len(in.Found)+n)%3 + n%2 {
				f.Mentions = append(f.Mentions, entity.Mention{Start: at, End: at + 6, Via: entity.ViaName})
				at += 7 + rng.IntN(20)
			}
			in.Found = append(in.Found, f)
		}
	}
	return items
}

const benchBatch = 1000

// filled is an archive of batches of the corpus.
func filled(b *testing.B, batches int) *Store {
	s := open(b, b.TempDir())
	imp := beginImport(b, s)
	for i := range batches {
		put(b, s, imp, corpus(benchBatch, uint64(i))...)
	}
	return s
}

func perSecond(b *testing.B, n int, unit string) {
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), unit+"/s")
}

func BenchmarkPut(b *testing.B) {
	s := open(b, b.TempDir())
	imp := beginImport(b, s)
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		items := corpus(benchBatch, uint64(i))
		b.StartTimer()
		put(b, s, imp, items...)
	}
	perSecond(b, benchBatch, "articles")
}

func BenchmarkPutUnchanged(b *testing.B) {
	s := open(b, b.TempDir())
	imp := beginImport(b, s)
	items := corpus(benchBatch, 1)
	put(b, s, imp, items...)
	for b.Loop() {
		for _, o := range put(b, s, imp, items...) {
			if o.Result != Unchanged {
				b.Fatal(o)
			}
		}
	}
	perSecond(b, benchBatch, "articles")
}

func BenchmarkPutFound(b *testing.B) {
	s := open(b, b.TempDir())
	imp := beginImport(b, s)
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		items := recognise(corpus(benchBatch, uint64(i)), "v1")
		b.StartTimer()
		put(b, s, imp, items...)
	}
	perSecond(b, benchBatch, "articles")
}

func BenchmarkAnnotate(b *testing.B) {
	s := open(b, b.TempDir())
	items := recognise(corpus(benchBatch, 1), "v1")
	put(b, s, beginImport(b, s), items...)
	var list []Annotation
	for i := range items {
		list = append(list, Annotation{int64(i + 1), 1, "v2", items[i].Found[:11]})
	}
	for i := 0; b.Loop(); i++ {
		if changed, err := s.Annotate(b.Context(), list); err != nil || changed > 0 && i > 0 {
			b.Fatal(changed, err)
		}
	}
	perSecond(b, benchBatch, "articles")
}

func BenchmarkRowsFound(b *testing.B) {
	s := open(b, b.TempDir())
	imp := beginImport(b, s)
	for i := range 20 {
		put(b, s, imp, recognise(corpus(benchBatch, uint64(i)), "v1")...)
	}
	for b.Loop() {
		n := 0
		if err := s.Rows(b.Context(), 1<<62, func(r *Row) error { n += len(r.Links) / 12; return nil }); err != nil {
			b.Fatal(err)
		}
		if n != 20*benchBatch {
			b.Fatal(n)
		}
	}
	perSecond(b, 20*benchBatch, "rows")
}

func BenchmarkRows(b *testing.B) {
	s := filled(b, 20)
	for b.Loop() {
		n := 0
		if err := s.Rows(b.Context(), 1<<62, func(r *Row) error { n += len(r.Links) / 5; return nil }); err != nil {
			b.Fatal(err)
		}
		if n != 20*benchBatch {
			b.Fatal(n)
		}
	}
	perSecond(b, 20*benchBatch, "rows")
}

func BenchmarkChanges(b *testing.B) {
	s := filled(b, 5)
	for b.Loop() {
		changes, err := s.Changes(b.Context(), 2*benchBatch, benchBatch)
		if err != nil || len(changes) != benchBatch {
			b.Fatal(len(changes), err)
		}
	}
	perSecond(b, benchBatch, "articles")
}

func BenchmarkArticles(b *testing.B) {
	s := filled(b, 5)
	rng := rand.New(rand.NewPCG(1, 1))
	ids := make([]int64, 20)
	for b.Loop() {
		for i := range ids {
			ids[i] = 1 + rng.Int64N(5*benchBatch)
		}
		articles, err := s.Articles(b.Context(), ids)
		if err != nil || len(articles) != len(ids) {
			b.Fatal(len(articles), err)
		}
	}
	perSecond(b, 20, "articles")
}

func BenchmarkStats(b *testing.B) {
	s := filled(b, 20)
	for b.Loop() {
		s.counted.valid = false // as after a change
		if _, err := s.Stats(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
