package archive

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Reasons for which Open refuses a file and leaves it as it is.
var (
	ErrNewer   = errors.New("written by a newer Dateline")
	ErrForeign = errors.New("not a Dateline archive")
)

// applicationID marks our files in SQLite's header: "DtLn".
const applicationID = 0x44744c6e

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations returns the statements that lead from each schema version to the
// next: the first from 0 to 1, and so on.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql") // in order of name
	if err != nil {
		return nil, err
	}
	steps := make([]string, len(names))
	for i, name := range names {
		b, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if want := fmt.Sprintf("%04d_", i+1); filepath.Base(name)[:len(want)] != want {
			return nil, fmt.Errorf("%s: want a name that begins with %s", name, want)
		}
		steps[i] = string(b)
	}
	return steps, nil
}

// schema identifies the program and the version that shaped a database.
type schema struct {
	application uint32
	version     int
	empty       bool // it holds nothing yet
}

// check tells whether a program that knows the versions up to newest may use a
// database of this schema.
func (s schema) check(newest int) error {
	switch {
	case s.application == 0 && s.version == 0 && s.empty:
		return nil
	case s.application != applicationID || s.version < 1: // a migration sets both at once
		return fmt.Errorf("%w: move it away or name another folder", ErrForeign)
	case s.version > newest:
		return fmt.Errorf("%w: its format is %d and this program knows formats up to %d; use the newer program, or another folder",
			ErrNewer, s.version, newest)
	}
	return nil
}

// inspect refuses a file that is not ours before SQLite gets to write to it. A
// missing or empty file is fine.
func inspect(ctx context.Context, path string, newest int) error {
	header, err := readHeader(path)
	if err != nil || header == nil {
		return err
	}
	if err := header.check(newest); err != nil || !header.empty {
		return err
	}
	// The header lags behind the write-ahead log, if there is one.
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		return nil
	}
	db, err := openReaders(path)
	if err != nil {
		return err
	}
	defer db.Close()
	now, err := readSchema(ctx, db)
	if err != nil {
		return err
	}
	return now.check(newest)
}

// readHeader reads the schema from the head of the file, without SQLite. It is
// nil when there is no file yet, or nothing in it.
func readHeader(path string) (*schema, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var header [100]byte
	switch _, err := io.ReadFull(f, header[:]); {
	case err == io.EOF:
		return nil, nil
	case err == io.ErrUnexpectedEOF || err == nil && string(header[:16]) != "SQLite format 3\x00":
		return nil, fmt.Errorf("%w: move it away or name another folder", ErrForeign)
	case err != nil:
		return nil, err
	}
	return &schema{
		application: binary.BigEndian.Uint32(header[68:]),
		version:     int(int32(binary.BigEndian.Uint32(header[60:]))),
		empty:       binary.BigEndian.Uint32(header[28:]) <= 1, // pages
	}, nil
}

// migrate brings the schema up to date, each step in a transaction of its own.
// Several processes may do so at once.
func migrate(ctx context.Context, db *sql.DB, steps []string) error {
	for {
		// Without a lock first: a current database opens while others write.
		now, err := readSchema(ctx, db)
		if err != nil {
			return err
		}
		if err := now.check(len(steps)); err != nil {
			return err
		}
		if now.version == len(steps) {
			return nil
		}
		if err := migrateStep(ctx, db, steps); err != nil {
			return err
		}
	}
}

// migrateStep takes the step that is due, unless another process was faster.
func migrateStep(ctx context.Context, db *sql.DB, steps []string) error {
	tx, err := begin(ctx, db)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	now, err := readSchema(ctx, tx)
	if err != nil {
		return err
	}
	if err := now.check(len(steps)); err != nil || now.version == len(steps) {
		return err
	}
	next := now.version + 1
	if _, err := tx.ExecContext(ctx, steps[now.version]); err != nil {
		return fmt.Errorf("migration %d: %w", next, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, next)); err != nil {
		return fmt.Errorf("migration %d: %w", next, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("migration %d: %w", next, err)
	}
	return nil
}

// queryer is what a pool and a transaction have in common.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readSchema(ctx context.Context, db queryer) (schema, error) {
	var s schema
	var tables int
	err := patiently(ctx, lockPatience, func() error {
		return db.QueryRowContext(ctx, `SELECT
			(SELECT application_id FROM pragma_application_id),
			(SELECT user_version FROM pragma_user_version),
			(SELECT count(*) FROM sqlite_schema)`).Scan(&s.application, &s.version, &tables)
	})
	s.empty = tables == 0
	return s, err
}

// begin opens a transaction that holds the write lock.
func begin(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	var tx *sql.Tx
	err := patiently(ctx, lockPatience, func() (err error) {
		tx, err = db.BeginTx(ctx, nil)
		return err
	})
	return tx, err
}
