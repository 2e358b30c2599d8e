package place

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// shared opens a file of the test data, which lies beside the repository.
func shared(t testing.TB, path ...string) []byte {
	t.Helper()
	name := filepath.Join(append([]string{"..", "..", "..", "..", "shared"}, path...)...)
	f, err := os.Open(name)
	if err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	defer f.Close()
	var r io.Reader = f
	if filepath.Ext(name) == ".gz" {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
