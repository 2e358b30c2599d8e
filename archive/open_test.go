package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestOpenRefuses(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	// database makes a file by running statements in plain SQLite.
	database := func(statements string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(statements); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := func(content string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	// logged leaves what the statements made in the write-ahead log, as a killed
	// program does.
	logged := func(statements string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			live := filepath.Join(t.TempDir(), "live.db")
			db, err := sql.Open("sqlite", live)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			if _, err := db.Exec("PRAGMA journal_mode = WAL; " + statements); err != nil {
				t.Fatal(err)
			}
			for _, end := range []string{"", "-wal"} {
				b, err := os.ReadFile(live + end)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path+end, b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for name, c := range map[string]struct {
		make  func(t *testing.T, path string)
		cause error
		says  string
	}{
		"newer": {database("PRAGMA application_id = 0x44744c6e; PRAGMA user_version = 77; CREATE TABLE t (x)"), ErrNewer,
			"its format is 77 and this program knows formats up to "},
		"other program":     {database("PRAGMA application_id = 7; CREATE TABLE t (x)"), ErrForeign, "move it away"},
		"no application":    {database("CREATE TABLE t (x)"), ErrForeign, "move it away"},
		"only a version":    {database("PRAGMA user_version = 1"), ErrForeign, "move it away"},
		"with a log":        {database("PRAGMA journal_mode = WAL; CREATE TABLE t (x)"), ErrForeign, "move it away"},
		"in its log only":   {logged("CREATE TABLE t (x)"), ErrForeign, "move it away"},
		"newer in its log":  {logged("PRAGMA application_id = 0x44744c6e; PRAGMA user_version = 77; CREATE TABLE t (x)"), ErrNewer, "its format is 77"},
		"text":              {file(strings.Repeat("Dear diary, ", 100)), ErrForeign, "move it away"},
		"short":             {file("SQLite format 3\x00"), ErrForeign, "move it away"},
		"one byte":          {file("x"), ErrForeign, "move it away"},
		"zeros":             {file(strings.Repeat("\x00", 8192)), ErrForeign, "move it away"},
		"negative version":  {database("PRAGMA application_id = 0x44744c6e; PRAGMA user_version = -5; CREATE TABLE t (x)"), ErrForeign, "move it away"},
		"ours but unshaped": {database("PRAGMA application_id = 0x44744c6e; CREATE TABLE t (x)"), ErrForeign, "move it away"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "archive.db")
			c.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), dir)
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, c.cause) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
				t.Fatalf("error %v", err)
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was touched, %v", err)
			}
			for _, end := range []string{"-journal", "-shm"} {
				if _, err := os.Stat(path + end); err == nil && !strings.HasSuffix(name, "log only") && !strings.HasSuffix(name, "in its log") {
					t.Errorf("%s was left behind", end)
				}
			}
		})
	}
	if len(steps) == 0 {
		t.Error("no migrations")
	}
}

func TestOpenErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), file); err == nil {
		s.Close()
		t.Error("opened a file as a folder")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "archive.db"), 0o755); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), dir); err == nil {
		s.Close()
		t.Error("opened a folder as a database")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := Open(ended, t.TempDir()); !errors.Is(err, context.Canceled) {
		if s != nil {
			s.Close()
		}
		t.Error(err)
	}
}

// An empty file is what a process leaves that dies before its first page.
func TestOpenEmptyFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "archive.db"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	put(t, s, beginImport(t, s), incoming(1))
	sound(t, s)
}

func TestOpenAtOnce(t *testing.T) {
	for range 10 {
		dir := filepath.Join(t.TempDir(), "new", "archive")
		var wait sync.WaitGroup
		ids := make([]string, 6)
		for i := range ids {
			wait.Go(func() {
				s, err := Open(t.Context(), dir)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				ids[i] = s.ID()
			})
		}
		wait.Wait()
		if slices.Sort(ids); ids[0] != ids[5] || len(ids[0]) != 32 {
			t.Fatalf("ids %v", ids)
		}
		sound(t, open(t, dir))
	}
}

// A current archive opens and reads while another process is writing.
func TestOpenBesideWriter(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, beginImport(t, s), incoming(1))
	err := s.write(t.Context(), func(w *writer) error {
		if _, err := w.nextSequence(); err != nil {
			return err
		}
		began := time.Now()
		other := open(t, dir)
		read(t, other, 1)
		if n, err := other.Sequence(t.Context()); err != nil || n != 1 {
			t.Errorf("sees the number %d, %v", n, err)
		}
		if took := time.Since(began); took > busyTimeout/2 {
			t.Errorf("waited %v", took)
		}
		// To write it waits, for as long as its caller likes.
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := other.BeginImport(ctx, "x", nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("wrote, or gave up early: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	s := open(t, t.TempDir())
	for _, query := range []string{"DELETE FROM meta", "PRAGMA user_version = 9", "CREATE TABLE x (y)"} {
		if _, err := s.readers.ExecContext(t.Context(), query); err == nil {
			t.Errorf("%s: done by a reader", query)
		}
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		var got string
		if err := s.writer.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s, %v", pragma, got, want, err)
		}
	}
}

func TestPatiently(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var conns [2]*sql.DB
	for i := range conns {
		db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		conns[i] = db
	}
	holder, err := conns[0].Begin()
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	write := func() error {
		tries++
		tx, err := conns[1].Begin()
		if err == nil {
			err = tx.Rollback()
		}
		return err
	}
	if err := patiently(t.Context(), 20*time.Millisecond, write); !errors.Is(err, ErrBusy) || tries < 2 {
		t.Errorf("held: %v after %d tries", err, tries)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := patiently(ctx, time.Minute, write); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended: %v", err)
	}
	time.AfterFunc(20*time.Millisecond, func() { holder.Rollback() })
	if err := patiently(t.Context(), time.Minute, write); err != nil {
		t.Errorf("let go: %v", err)
	}
}
