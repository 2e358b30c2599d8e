//go:build unix

package archive

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"dateline/archive/alike"
)

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fillKeys has a store look for copies among n more articles, none of which any
// text is like.
func fillKeys(b *testing.B, s *Store, n int64) {
	rng := rand.New(rand.NewPCG(1, 2))
	tx, err := s.writer.Begin()
	if err != nil {
		b.Fatal(err)
	}
	first := int64(1 << 21)
	for block := first / keyBlock; block < (first+n)/keyBlock; block++ {
		keys := make([]alike.Keys, keyBlock)
		for i := range keys {
			for j := range keys[i] {
				keys[i][j] = rng.Uint32() | 1
			}
		}
		if _, err := tx.Exec("INSERT INTO copy_keys (block, changed, keys) VALUES (?, 1, ?)", block, packKeys(keys)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := tx.Exec("UPDATE meta SET value = 1 WHERE key = 'copy_keys'"); err != nil {
		b.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPutAmong stores batches of 1,000 articles in an archive with keys of
// so many others. Processor time is what counts: the difference between the
// archives is what looking through the keys costs.
func BenchmarkPutAmong(b *testing.B) {
	for _, n := range []int64{0, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := open(b, b.TempDir())
			if n > 0 {
				fillKeys(b, s, n)
			}
			imp := beginImport(b, s)
			put(b, s, imp, corpus(1, 99)...) // the keys are read now
			batches := make([][]Incoming, b.N)
			for i := range batches {
				batches[i] = corpus(1000, uint64(i))
			}
			before := processorTime(b)
			b.ResetTimer()
			for _, batch := range batches {
				put(b, s, imp, batch...)
			}
			b.ReportMetric(float64((processorTime(b)-before).Microseconds())/float64(1000*b.N), "cpu-µs/article")
		})
	}
}

// BenchmarkOpenKeys reads the keys of a million articles, as the first import of
// a process does.
func BenchmarkOpenKeys(b *testing.B) {
	s := open(b, b.TempDir())
	fillKeys(b, s, 1_000_000)
	before := processorTime(b)
	for b.Loop() {
		if err := new(keyTable).read(b.Context(), s.writer); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processorTime(b)-before).Milliseconds())/float64(b.N), "cpu-ms")
}
