package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/archive"
	"dateline/archive/ingest"
)

// TestKilledImport kills an import at random moments, with the signal that a
// process cannot catch, and starts the same command again each time. In the end
// the archive holds each article once, and search finds all of them.
func TestKilledImport(t *testing.T) {
	articles, kills := 2000, 10
	if testing.Short() {
		articles, kills = 600, 3
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))

	input := filepath.Join(t.TempDir(), "news.jsonl")
	writeFile(t, input, string(generated(articles, 120, random)))
	begun := time.Now()
	whole := t.TempDir()
	importIn(t, whole, input)
	duration := time.Since(begun)

	dir := filepath.Join(t.TempDir(), "killed")
	for done := 0; done < kills; {
		// The archive fills up from kill to kill; a full one starts over, so
		// that every kill meets an import at work.
		moment := time.Duration(float64(duration) * (0.05 + 0.9*random.Float64()))
		cmd := exec.Command("dateline", "import", "--json", "--archive", dir, input)
		var output bytes.Buffer
		cmd.Stdout, cmd.Stderr = &output, &output
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("import after %d kills: %v\n%s", done, err, output.String())
			}
			wantWhole(t, dir, articles)
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		case <-time.After(moment):
			_ = cmd.Process.Kill()
			<-ended
			done++
		}
	}
	rep := importIn(t, dir, input)
	if rep.Read != articles || rep.New+rep.Unchanged != articles {
		t.Errorf("report after %d kills = %+v, want %d read, new or unchanged", kills, rep, articles)
	}
	wantWhole(t, dir, articles)
}

// TestInterruptedImport ends an import as ^C does: what was read is stored, the
// report says so, and the same command goes on from there.
func TestInterruptedImport(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from outside on Windows")
	}
	const articles = 5000 // several batches more than are in memory at once
	input, dir := filepath.Join(t.TempDir(), "news.jsonl"), t.TempDir()
	writeFile(t, input, string(generated(articles, 10, rand.New(rand.NewPCG(1, 2)))))
	cmd := exec.Command("dateline", "import", "--json", "--archive", dir, input)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitForBatch(t, dir)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed {
		t.Fatalf("import exits %d, want %d\n%s%s", code, exitFailed, out.String(), errs.String())
	}
	if !strings.Contains(errs.String(), "interrupted: run the same command again") {
		t.Errorf("import says %q", errs.String())
	}
	first := decode[ingest.Report](t, out.String())
	if first.Searchable || first.Read >= articles || first.Read != first.New {
		t.Errorf("report of the interrupted import = %+v", first)
	}

	second := importIn(t, dir, input)
	if second.Unchanged != first.New || second.New != articles-first.New {
		t.Errorf("report = %+v after %+v, want it to go on from there", second, first)
	}
	wantWhole(t, dir, articles)
}

// waitForBatch returns when the first articles are stored in dir.
func waitForBatch(t *testing.T, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	store, err := archive.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for {
		sequence, err := store.Sequence(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if sequence > 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// importIn runs the import in a process of its own, to the end.
func importIn(t *testing.T, dir, input string) ingest.Report {
	t.Helper()
	cmd := exec.Command("dateline", "import", "--json", "--archive", dir, input)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("import: %v\n%s%s", err, out, errs.String())
	}
	rep := decode[ingest.Report](t, string(out))
	if !rep.Searchable {
		t.Fatalf("import is not searchable: %s", out)
	}
	return rep
}

// wantWhole wants n articles in the archive, all of them found, and nothing
// wrong.
func wantWhole(t *testing.T, dir string, n int) {
	t.Helper()
	if stats := decode[archive.Stats](t, dateline(t, exitDone, "stats", "--json", "--archive", dir)); stats.Articles != n {
		t.Errorf("archive holds %d articles, want %d", stats.Articles, n)
	}
	for _, q := range []string{"", "bulletin"} { // by the columns, and by the words
		if got := total(t, dir, q); got != n {
			t.Errorf("search %q finds %d articles, want %d", q, got, n)
		}
	}
	for i := 0; i < n; i += n / 5 {
		if got := total(t, dir, fmt.Sprintf("serial%d", i)); got != 1 {
			t.Errorf("search for article %d finds %d", i, got)
		}
	}
	dateline(t, exitDone, "check", "--archive", dir)
}

// total is how many articles a query finds.
func total(t *testing.T, dir string, query ...string) int {
	t.Helper()
	args := append([]string{"search", "--json", "--limit", "1", "--archive", dir, "--"}, query...)
	return decode[found](t, dateline(t, exitDone, args...)).Total
}

// generated makes n articles of JSON Lines, each of so many words and one that is
// its own.
func generated(n, words int, random *rand.Rand) []byte {
	syllables := strings.Fields("ba ko lu mi ne po ra si tu ve wa xi yo za")
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":"gen-%d","source":"Generated","title":"Bulletin %d","date":"2025-%02d-%02d","text":"serial%d`,
			i, i, 1+i%12, 1+i%28, i)
		for range words {
			b.WriteByte(' ')
			for range 2 + random.IntN(3) {
				b.WriteString(syllables[random.IntN(len(syllables))])
			}
		}
		b.WriteString("\"}\n")
	}
	return b.Bytes()
}
