package archive

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
