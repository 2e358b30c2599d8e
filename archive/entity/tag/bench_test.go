package tag

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"dateline/archive/entity/token"
)

// news reads real articles, of the test data.
func news(tb testing.TB, most int) []string {
	tb.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "articles", "en-news-2024.jsonl.gz")
	f, err := os.Open(path)
	if err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			tb.Fatal(err)
		}
		tb.Skip("needs the articles of the test data: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var texts []string
	d := json.NewDecoder(bufio.NewReader(z))
	for len(texts) < most {
		var a struct{ Title, Text string }
		if err := d.Decode(&a); err == io.EOF {
			break
		} else if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, a.Title+"\n\n"+a.Text)
	}
	return texts
}

// BenchmarkCold cuts and tags articles that the tagger has never seen, each round
// with an empty cache, on one core.
func BenchmarkCold(b *testing.B) { benchmark(b, true) }

// BenchmarkWarm does it again with what it has kept of them.
func BenchmarkWarm(b *testing.B) { benchmark(b, false) }

func benchmark(b *testing.B, cold bool) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	m, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	texts := news(b, 400)
	t := m.Tagger()
	var text token.Text
	var spans []Span
	tokens, found := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		if cold {
			t = m.Tagger()
		}
		for _, s := range texts {
			text.Split(s)
			spans = t.Tag(&text, spans[:0])
			tokens += text.Len()
			found += len(spans)
		}
	}
	if found < tokens/100 {
		b.Fatalf("%d names among %d tokens", found, tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tok/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		m, err := loadBuiltIn()
		if err != nil || len(m.stored) == 0 {
			b.Fatal("no features", err)
		}
	}
}
