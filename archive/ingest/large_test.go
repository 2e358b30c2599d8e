package ingest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/archive"
)

// articlesOf makes JSON Lines of about as many bytes as asked for, as they are
// read: words by frequency as in a language, paragraphs, names and dates. No two
// articles are alike.
type articlesOf struct {
	size    int64
	random  *rand.Rand
	zipf    *rand.Zipf
	words   []string
	pending []byte
	count   int
}

func newArticles(size int64) *articlesOf {
	r := rand.New(rand.NewPCG(1, 2))
	a := &articlesOf{size: size, random: r, zipf: rand.NewZipf(r, 1.1, 8, 199_999)}
	parts := strings.Fields("ka to mi re sol ven dar pol in ter gra shu lo bre nat ul cor ped ist an ing ed er ly tion ma si")
	for i := range 200_000 {
		word := ""
		for n := i + 7; n > 0; n /= len(parts) {
			word += parts[n%len(parts)]
		}
		a.words = append(a.words, word)
	}
	return a
}

func (a *articlesOf) sentence(least, most int) string {
	words := make([]string, least+a.random.IntN(most-least))
	for i := range words {
		words[i] = a.words[a.zipf.Uint64()]
	}
	s := strings.Join(words, " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func (a *articlesOf) Read(p []byte) (int, error) {
	if len(a.pending) == 0 {
		if a.size <= 0 {
			return 0, io.EOF
		}
		a.count++
		var text strings.Builder
		for range 4 + a.random.IntN(20) {
			for range 2 + a.random.IntN(4) {
				text.WriteString(a.sentence(8, 25) + ". ")
			}
			text.WriteString(`\n\n`)
		}
		a.pending = fmt.Appendf(nil, `{"id":"g%d","title":"%s","published":"%d-%02d-%02dT%02d:00:00Z","source":"Paper %d","authors":["Ann %s"],"text":"%s"}`+"\n",
			a.count, a.sentence(5, 12), 2000+a.count%25, 1+a.count%12, 1+a.count%28, a.count%24, a.count%40, a.sentence(1, 2), text.String())
		a.size -= int64(len(a.pending))
	}
	n := copy(p, a.pending)
	a.pending = a.pending[n:]
	return n, nil
}

// anonymous is the anonymous memory of this process in MiB, 0 where the system
// does not tell.
func anonymous() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	var kib int64
	fmt.Sscan(rest, &kib)
	return kib >> 10
}

// TestLargeInput reads and stores a large file within 300 MiB. DATELINE_LARGE is
// its size in MiB.
func TestLargeInput(t *testing.T) {
	if testing.Short() {
		t.Skip("stores 16 MiB")
	}
	size := int64(16)
	if s := os.Getenv("DATELINE_LARGE"); s != "" {
		var err error
		if size, err = strconv.ParseInt(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	if anonymous() == 0 {
		t.Skip("this system does not tell how much memory a process has")
	}
	store, err := archive.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var most atomic.Int64
	done := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-tick.C:
				most.Store(max(most.Load(), anonymous()))
			case <-done:
				return
			}
		}
	}()
	begun := time.Now()
	articles := newArticles(size << 20)
	rep, err := Stream(t.Context(), store, Options{}, "large.jsonl", articles)
	close(done)
	<-watched
	if err != nil || rep.New != articles.count || rep.Rejected > 0 {
		t.Fatalf("%d of %d new, %d rejected, %v", rep.New, articles.count, rep.Rejected, err)
	}
	t.Logf("%d MiB, %d articles: %.0f s, at most %d MiB of anonymous memory", size, rep.New, time.Since(begun).Seconds(), most.Load())
	if most.Load() > 300 {
		t.Errorf("took %d MiB of anonymous memory", most.Load())
	}
}
