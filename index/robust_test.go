package index

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/archive"
	"dateline/index/query"
)

// Nothing that can be typed fails: it is answered, or refused for its cost.
func TestNoQueryFails(t *testing.T) {
	x := corpus(t)
	try := func(text string) {
		t.Helper()
		r, err := x.Search(context.Background(), Query{Text: text, Timeline: Auto})
		if err != nil && !isCost(err) {
			t.Fatalf("%q: %v", text, err)
		}
		if err == nil && (r.Interpreted == "" && strings.TrimSpace(text) != "" && len(r.Notes) == 0 && query.Clauses(query.Parse(text).Node) > 0) {
			t.Fatalf("%q is read as nothing, without a note", text)
		}
	}
	for _, h := range query.Table() {
		for i := range len(h.Example) + 1 {
			try(h.Example[:i])
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"a", "ukraine", "rare", "earths", `"`, "“", "(", ")", " ", " ", "-", "NOT", "AND", "OR", "w/5", "NEAR/3", "PRE/2", "w/s",
		"w/p", "*", "?", "~", "~2", ":", "title:", "lead:", "body:", "person:", "date:", "2025", "..", "-02", "7d", "atleast2(", "words:>", "id:", "is:undated",
		"\x00", "\x1f", "\xf0\x9f", "😀", "\u202e", "é", "Путін", "中国", "’", "\\", "|", "<script>", "%", "\u0301", strings.Repeat("(", 40)}
	for range 10_000 {
		var b strings.Builder
		for range rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
			if rng.IntN(4) == 0 {
				b.WriteByte(byte(rng.IntN(256)))
			}
		}
		try(b.String())
	}
}

// 64 heavy searches at once keep a light one waiting only for a moment.
func TestHeavySearchesStarveNoLightOne(t *testing.T) {
	if testing.Short() {
		t.Skip("needs some seconds of both processors")
	}
	store := newArchive(t)
	var batch []archive.Article
	for i := range 4000 {
		words := strings.Repeat("the minister said that the bank would talk. ", 12)
		batch = append(batch, archive.Article{GUID: docID(int64(i)), Title: "Talks", Body: text(words)})
	}
	batch[7].Body = text("An okapi was seen.")
	put(t, store, batch...)
	x := openIndex(t, store)
	x.turns = make(chan struct{}, 1)

	heavy := Query{Text: "(the w/s said) w/p (minister w/s bank)", Facets: []string{}}
	done := make(chan struct{})
	var wg sync.WaitGroup
	answered := make(chan error, 1000)
	for range 64 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				_, err := x.Find(context.Background(), heavy)
				select {
				case answered <- err:
				default:
				}
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	var slowest time.Duration
	for range 50 {
		start := time.Now()
		if r := search(t, x, Query{Text: "okapi"}); r.Total != 1 {
			t.Errorf("%d articles", r.Total)
		}
		slowest = max(slowest, time.Since(start))
		time.Sleep(10 * time.Millisecond)
	}
	close(done)
	wg.Wait()
	close(answered)
	heavies := 0
	for err := range answered {
		if err == nil {
			heavies++
		}
	}
	t.Logf("%d heavy searches answered; the slowest light one took %v", heavies, slowest)
	if heavies == 0 || slowest > time.Second {
		t.Errorf("%d heavy searches answered; the slowest light one took %v", heavies, slowest)
	}
}
