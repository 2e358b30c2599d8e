package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// childDir names, to a copy of the test binary, the archive it shall write to.
const childDir = "DATELINE_TEST_CHILD"

const childBatch = 40

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := writeForever(dir, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// writeForever stores batch after batch and says so after each, until killed.
func writeForever(dir, name string) error {
	ctx := context.Background()
	s, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	imp, err := s.BeginImport(ctx, name, nil)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		if _, err := s.Put(ctx, imp, childItems(name, n)); err != nil {
			return err
		}
		if _, err := fmt.Println(n); err != nil {
			return err
		}
	}
}

func childItems(name string, batch int) []Incoming {
	items := corpus(childBatch, uint64(batch))
	for i := range items {
		items[i].Identity = fmt.Sprintf("%s/%d/%d", name, batch, i)
	}
	return items
}

// startChild runs a process that writes to dir until it is killed, and returns
// the way to kill it, which tells the last batch that it had acknowledged.
func startChild(t *testing.T, dir, name string) (kill func() int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], name)
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := make(chan int)
	go func() {
		n := -1
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if v, err := strconv.Atoi(lines.Text()); err == nil {
				n = v
			}
		}
		last <- n
	}()
	return func() int {
		cmd.Process.Kill()
		n := <-last
		cmd.Wait()
		return n
	}
}

// TestKill kills writers at random moments; what they had acknowledged is there,
// once, and nothing by halves.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	rounds := 6
	if testing.Short() {
		rounds = 2
	}
	acknowledged := make(map[string]int)
	for round := range rounds {
		kills := make(map[string]func() int)
		for i := range 1 + round%2 { // alone, and beside another
			name := fmt.Sprintf("child%d-%d", round, i)
			kills[name] = startChild(t, dir, name)
		}
		time.Sleep(time.Duration(rand.IntN(700)) * time.Millisecond)
		for name, kill := range kills {
			acknowledged[name] = kill()
		}
		s := open(t, dir)
		sound(t, s)
		checkBatches(t, s, acknowledged)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, dir)
	imp := beginImport(t, s)
	for name, last := range acknowledged { // the same input again goes on where it stopped
		for n := range last + 3 {
			for _, o := range put(t, s, imp, childItems(name, n)...) {
				if n <= last && o.Result != Unchanged {
					t.Fatalf("%s batch %d: %s", name, n, o.Result)
				}
			}
		}
		acknowledged[name] = last + 2
	}
	checkBatches(t, s, acknowledged)
	sound(t, s)
}

// TestKillWhileCreating kills a process that is making a new archive.
func TestKillWhileCreating(t *testing.T) {
	for range 8 {
		dir := t.TempDir()
		kill := startChild(t, dir, "maker")
		for { // wait for the file, then a little
			if _, err := os.Stat(filepath.Join(dir, fileName)); err == nil {
				break
			}
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond)
		last := kill()
		s := open(t, dir)
		sound(t, s)
		checkBatches(t, s, map[string]int{"maker": last})
		if len(s.ID()) != 32 {
			t.Errorf("id %q", s.ID())
		}
	}
}

// checkBatches counts the articles of each batch.
func checkBatches(t *testing.T, s *Store, acknowledged map[string]int) {
	t.Helper()
	rows, err := s.readers.QueryContext(t.Context(), `
		SELECT rtrim(identity, '0123456789') AS batch, count(*), count(DISTINCT identity) FROM articles GROUP BY batch`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	found := make(map[string]bool)
	for rows.Next() {
		var batch string
		var n, distinct int
		if err := rows.Scan(&batch, &n, &distinct); err != nil {
			t.Fatal(err)
		}
		if n != childBatch || distinct != n {
			t.Errorf("batch %s: %d articles of %d identities, want %d", batch, n, distinct, childBatch)
		}
		found[batch] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for name, last := range acknowledged {
		for n := range last + 1 {
			if !found[fmt.Sprintf("%s/%d/", name, n)] {
				t.Errorf("batch %s/%d is lost", name, n)
			}
		}
	}
}

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
