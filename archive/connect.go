package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrBusy says that another process kept the database locked for too long.
var ErrBusy = errors.New("another process has been writing to the archive for over a minute: try again when it has finished")

// SQLite waits busyTimeout for a lock by itself; past it the store asks again
// until lockPatience is over.
const (
	busyTimeout  = 10 * time.Second
	lockPatience = time.Minute
)

// fileURI names the database for SQLite, with the pragmas every connection of a
// pool is opened with. A path may hold any character, so it is escaped.
func fileURI(path string, options url.Values, pragmas ...string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a Windows drive
		path = "/" + path
	}
	pragmas = append([]string{
		fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()),
		"temp_store(MEMORY)",
	}, pragmas...)
	options["_pragma"] = pragmas
	uri := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: options.Encode()}
	return uri.String(), nil
}

// openWriter opens the one connection that writes. Its transactions take the
// write lock when they begin, so two processes queue up instead of failing
// halfway.
func openWriter(path string) (*sql.DB, error) {
	uri, err := fileURI(path, url.Values{"_txlock": {"immediate"}},
		"cache_size(-32000)", // KiB
		"journal_mode(WAL)",
		"synchronous(FULL)",
		"foreign_keys(1)",
		"journal_size_limit(67108864)", // a large batch shall not leave a large log behind
	)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", uri)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// openReaders opens the pool of connections that cannot write.
func openReaders(path string) (*sql.DB, error) {
	uri, err := fileURI(path, url.Values{"mode": {"ro"}}, "query_only(1)", "cache_size(-4000)")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", uri)
	if err != nil {
		return nil, err
	}
	conns := max(8, 2*runtime.GOMAXPROCS(0))
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// isBusy says that err is SQLite's "somebody else has the lock".
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// patiently runs try until it meets no lock, ctx ends or patience is over.
func patiently(ctx context.Context, patience time.Duration, try func() error) error {
	deadline := time.Now().Add(patience)
	for pause := time.Millisecond; ; pause = min(2*pause, 100*time.Millisecond) {
		err := try()
		if !isBusy(err) {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%w (%v)", ErrBusy, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}
