package place

import (
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"dateline/archive/entity/token"
)

// benchmarkFind measures tokens a second on unlike texts, which were not seen
// before; it fails when the countries found are not those of the first pass.
func benchmarkFind(b *testing.B, language string, sources []string) {
	g := gazetteer(b)
	texts, tokens, want := make([]token.Text, len(sources)), 0, 0
	c := Context{Language: language}
	for i, s := range sources {
		texts[i].Split(s)
		tokens += texts[i].Len()
		want += len(g.Find(&texts[i], &c, nil))
	}
	if want < len(sources) {
		b.Fatalf("%d mentions in %d texts", want, len(sources))
	}
	var mentions []Mention
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		for i := range texts {
			mentions = g.Find(&texts[i], &c, mentions[:0])
			got += len(mentions)
			g.Score(&texts[i], &c, mentions)
		}
		if got != want {
			b.Fatalf("%d mentions, want %d", got, want)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkEnglish(b *testing.B) {
	var sources []string
	for _, s := range reuters(b)[:3000] {
		sources = append(sources, s.title+"\n\n"+s.dateline+" "+s.body)
	}
	benchmarkFind(b, "en", sources)
}

func BenchmarkRussian(b *testing.B) {
	text := string(shared(b, "data", "nerel", "nerel-ru.jsonl.gz"))
	benchmarkFind(b, "ru", strings.Split(text, "\n"))
}

func BenchmarkUnpack(b *testing.B) {
	want := len(gazetteer(b).meanings)
	for b.Loop() {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		if err != nil {
			b.Fatal(err)
		}
		text, err := d.DecodeAll(packed, nil)
		d.Close()
		if err != nil {
			b.Fatal(err)
		}
		if g, err := read(string(text)); err != nil || len(g.meanings) != want {
			b.Fatal(len(g.meanings), err)
		}
	}
}
