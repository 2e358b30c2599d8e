package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lock is the right to an archive's index: one process at a time holds the lock
// on DIR/lock. The file's text says which, for messages only.
type lock struct{ file *os.File }

// tryLock takes the lock of the archive in dir, or returns nil when another
// process has it. The command is what the process is doing, in one word.
func tryLock(dir, command string) (*lock, error) {
	name := filepath.Join(dir, "lock")
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock the archive: %w", err)
	}
	ok, err := lockFile(f)
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock %s: %w", name, err)
	}
	if !ok {
		return nil, f.Close()
	}
	if err := f.Truncate(0); err == nil {
		_, _ = fmt.Fprintf(f, "%d %s\n", os.Getpid(), command) // a nameless holder is as good
	}
	return &lock{f}, nil
}

// release gives the lock back. The file stays: removing it would let two
// processes lock two files of the same name.
func (l *lock) release() error {
	_ = l.file.Truncate(0)
	return l.file.Close()
}

// holder is the process that has the lock, as well as it can be known.
type holder struct{ pid, command string }

func readHolder(dir string) holder {
	text, _ := os.ReadFile(filepath.Join(dir, "lock"))
	pid, command, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	return holder{pid, command}
}

func (h holder) String() string {
	if h.command == "" {
		return "another process"
	}
	return fmt.Sprintf("process %s (dateline %s)", h.pid, h.command)
}
