package main

import (
	"fmt"
	"os"
	"testing"
)

func TestLockBelongsToOne(t *testing.T) {
	dir := t.TempDir()
	first, err := tryLock(dir, "serve")
	if err != nil || first == nil {
		t.Fatalf("tryLock = %v, %v, want a lock", first, err)
	}
	second, err := tryLock(dir, "import")
	if err != nil || second != nil {
		t.Fatalf("second tryLock = %v, %v, want none", second, err)
	}
	if got, want := readHolder(dir).String(), fmt.Sprintf("process %d (dateline serve)", os.Getpid()); got != want {
		t.Errorf("holder = %q, want %q", got, want)
	}

	if err := first.release(); err != nil {
		t.Fatal(err)
	}
	if got := readHolder(dir).String(); got != "another process" {
		t.Errorf("holder of a free lock = %q", got)
	}
	third, err := tryLock(dir, "import")
	if err != nil || third == nil {
		t.Fatalf("tryLock after release = %v, %v, want a lock", third, err)
	}
	if err := third.release(); err != nil {
		t.Error(err)
	}
}

func TestLockNeedsTheFolder(t *testing.T) {
	if l, err := tryLock(t.TempDir()+"/missing", "serve"); err == nil {
		t.Errorf("tryLock = %v, want an error", l)
	}
}
