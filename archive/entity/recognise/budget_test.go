package recognise

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// What recognition may cost: bytes in the program, bytes of live memory with one
// text read, time to get ready.
const (
	mostEmbedded = 3 << 20
	mostLive     = 40 << 20
	mostReady    = 100 * time.Millisecond
)

func TestEmbedded(t *testing.T) {
	var all int64
	for _, pattern := range []string{"tag/*.model", "place/*.zst", "resolve/*.tsv", "resolve/*.txt", "*.tsv"} {
		files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, name := range files {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			all += info.Size()
		}
	}
	if t.Logf("%d kB embedded", all>>10); all > mostEmbedded {
		t.Errorf("%d bytes embedded, want at most %d", all, mostEmbedded)
	}
}

// TestReady gets ready in a process of its own, in which nothing is unpacked yet.
// Its time is that of the processor, as the machine may have other work.
func TestReady(t *testing.T) {
	const child = "DATELINE_TEST_READY"
	if os.Getenv(child) != "" {
		r := newRecogniser(t)
		r.Recognise(Text{Text: strings.Repeat("Anna Lind of the Harbour Bank went to Kyiv. ", 100), Language: "en"})
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Printf("live %d\n", m.HeapAlloc)
		runtime.KeepAlive(r)
		return
	}
	if testing.Short() {
		t.Skip("measures time")
	}
	var live uint64
	took := time.Hour
	for range 3 {
		c := exec.Command(os.Args[0], "-test.run=^TestReady$")
		c.Env = append(os.Environ(), child+"=1", "GOMAXPROCS=1")
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if _, err := fmt.Sscanf(string(out), "live %d", &live); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		took = min(took, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
	}
	t.Logf("%d MB live, ready and one text read after %v", live>>20, took)
	if live > mostLive {
		t.Errorf("%d bytes live, want at most %d", live, mostLive)
	}
	if took > mostReady {
		t.Errorf("ready after %v, want %v", took, mostReady)
	}
}
