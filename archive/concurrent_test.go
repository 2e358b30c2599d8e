package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// TestConcurrent has two handles on one archive, as two processes have them,
// write, read and follow at once. The follower never meets a number below one it
// has seen, and ends with what the archive holds.
func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	handles := []*Store{open(t, dir), open(t, dir)}
	const writers, batches, size = 4, 6, 30
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			s := handles[w%2]
			imp, err := s.BeginImport(ctx, "writer", nil)
			if err != nil {
				t.Error(err)
				return
			}
			for b := range batches {
				// Half of the articles are those of the writer before, changed.
				items := corpus(size, uint64(b))
				for i := range items {
					items[i].Identity = fmt.Sprintf("%d/%d", b, i+w%2*size/2)
					items[i].Article.Title += fmt.Sprint(w)
				}
				out, err := s.Put(ctx, imp, items)
				if err != nil || len(out) != size {
					t.Errorf("writer %d batch %d: %v", w, b, err)
					return
				}
				if err := s.SetStatus(ctx, out[0].ID, Withheld, "test"); err != nil {
					t.Error(err)
				}
			}
			if err := s.FinishImport(ctx, Import{ID: imp}, nil); err != nil {
				t.Error(err)
			}
		})
	}
	followed := make(map[int64]int64) // id to sequence
	follow := func(s *Store) error {
		var after int64
		for _, n := range followed {
			after = max(after, n)
		}
		for {
			changes, err := s.Changes(ctx, after, 25)
			if err != nil || len(changes) == 0 {
				return err
			}
			for _, c := range changes {
				if c.Article.Sequence <= after {
					t.Errorf("number %d after %d", c.Article.Sequence, after)
				}
				after = c.Article.Sequence
				followed[c.Article.ID] = after
			}
		}
	}
	reading.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			if err := follow(handles[i%2]); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
		}
	})
	for _, s := range handles {
		reading.Go(func() {
			for ctx.Err() == nil {
				end, err := s.Sequence(ctx)
				if err == nil {
					err = s.Rows(ctx, end, func(*Row) error { return nil })
				}
				if err == nil {
					_, err = s.Articles(ctx, []int64{1, 2, 3})
				}
				if err == nil {
					_, err = s.Stats(ctx)
				}
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	cancel()
	reading.Wait()

	ctx = t.Context()
	if err := follow(handles[0]); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := handles[1].Rows(ctx, 1<<62, func(r *Row) error {
		n++
		if followed[r.ID] != r.Sequence {
			t.Errorf("article %d: followed to %d, is at %d", r.ID, followed[r.ID], r.Sequence)
		}
		return nil
	})
	if want := batches * size * 3 / 2; err != nil || n != want || len(followed) != want {
		t.Errorf("%d rows, %d followed, want %d, %v", n, len(followed), want, err)
	}
	sound(t, handles[0])
}

// TestCloseWaits closes a store while calls are running: each ends well or says
// that it came too late.
func TestCloseWaits(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	put(t, s, imp, corpus(200, 1)...)
	var wait sync.WaitGroup
	started := make(chan bool, 20)
	for i := range 20 {
		wait.Go(func() {
			started <- true
			for {
				_, err := s.Put(context.Background(), imp, corpus(20, uint64(i)))
				if err == nil {
					err = s.Rows(context.Background(), 1<<62, func(*Row) error { return nil })
				}
				if errors.Is(err, ErrClosed) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	<-started
	time.Sleep(20 * time.Millisecond)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	wait.Wait()
}
