package reader

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkJSONLines reads articles of the length news has.
func BenchmarkJSONLines(b *testing.B) {
	var lines strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&lines, `{"id":"a/%d","title":"River floods lower town","date":"2025-02-09T14:10:05Z","url":"https://example.com/%d","source":"Gazette","author":"By Ann Ash and Bob Birch","tags":["Floods","Rivers"],"countries":["Ukraine","IR"],"text":"%s"}`+"\n",
			i, i, strings.Repeat(flood+`\n\n\"We saw it come,\" a baker said.\n\n`, 15))
	}
	bench(b, lines.String(), 1000)
}

func BenchmarkReuters(b *testing.B) { bench(b, strings.Repeat(story, 1000), 1000) }

func BenchmarkText(b *testing.B) {
	bench(b, "River floods lower town\n\n"+strings.Repeat(flood+"\n\nSEE ALSO: Port Reopens As Ice MeltsCrews had waited there since March, they said.\n\n", 15), 1)
}

func bench(b *testing.B, input string, articles int) {
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		count := 0
		err := Read(b.Context(), "-", Options{Stdin: strings.NewReader(input)}, nil, func(item Item) error {
			if item.Problem != nil {
				return item.Problem
			}
			count++
			return nil
		})
		if err != nil || count != articles {
			b.Fatal(count, err)
		}
	}
	b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
}
