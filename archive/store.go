package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ErrNotFound says that the archive holds nothing under the id asked for.
var ErrNotFound = errors.New("not found")

// ErrClosed says that the store was used after Close.
var ErrClosed = errors.New("archive is closed")

// fileName is the database's name in the folder of an archive.
const fileName = "archive.db"

// Store is the archive's SQLite database. It is safe for concurrent use; one
// process may write while others read, and several that write take turns.
//
// Every method returns soon after its context ends, with the context's error,
// and ErrClosed after Close.
type Store struct {
	dir     string
	id      string
	writer  *sql.DB // one connection
	readers *sql.DB
	packer  *packer
	now     func() time.Time

	turn     chan struct{}        // holds a token while a transaction of this process writes
	keys     *keyCache            // guarded by turn
	copyKeys *keyTable            // guarded by turn
	editors  *editors             // committed, nil until needed; guarded by turn
	stmts    map[string]*sql.Stmt // prepared, by their text

	closing sync.Mutex // guards closed, and running.Add against running.Wait
	closed  bool
	running sync.WaitGroup

	counted countedStats
	refs    refCache
}

// Open opens the database of the archive in dir, creating both if need be, and
// brings its schema up to date. Several processes may open the same archive at
// the same moment. The error is ErrNewer when a newer Dateline wrote the
// database and ErrForeign when it is another program's file; neither is touched.
func Open(ctx context.Context, dir string) (*Store, error) {
	s := &Store{dir: dir, now: time.Now, turn: make(chan struct{}, 1), keys: newKeyCache(), copyKeys: new(keyTable)}
	if err := s.open(ctx); err != nil {
		s.closeAll()
		return nil, fmt.Errorf("open %s: %w", s.path(), err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return err
	}
	steps, err := migrations()
	if err != nil {
		return err
	}
	if err := inspect(ctx, s.path(), len(steps)); err != nil {
		return err
	}
	if s.packer, err = newPacker(); err != nil {
		return err
	}
	if s.writer, err = openWriter(s.path()); err != nil {
		return err
	}
	// Two processes that turn a new file to WAL at once may meet a lock that
	// SQLite does not wait for.
	if err := patiently(ctx, lockPatience, func() error { return s.writer.PingContext(ctx) }); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer, steps); err != nil {
		return err
	}
	if s.readers, err = openReaders(s.path()); err != nil {
		return err
	}
	if err := s.prepareStatements(ctx); err != nil {
		return err
	}
	return s.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'id'").Scan(&s.id)
}

// The statements that run often: parsing them each time costs more than running
// them.
var (
	writing = []string{insertArticle, updateArticle, knownRecord, knownOriginal, insertOriginal, insertVersion, insertLinks, insertEntity, insertAlias,
		insertAnnotation, selectContent}
	reading = []string{selectOne, selectSome, selectChanges}
)

func (s *Store) prepareStatements(ctx context.Context) error {
	s.stmts = make(map[string]*sql.Stmt)
	for _, pool := range []struct {
		db      *sql.DB
		queries []string
	}{{s.writer, writing}, {s.readers, reading}} {
		for _, query := range pool.queries {
			st, err := pool.db.PrepareContext(ctx, query)
			if err != nil {
				return err
			}
			s.stmts[query] = st
		}
	}
	return nil
}

// Close waits for running calls and closes the database. Closing again does
// nothing.
func (s *Store) Close() error {
	s.closing.Lock()
	already := s.closed
	s.closed = true
	s.closing.Unlock()
	s.running.Wait()
	if already {
		return nil
	}
	if err := s.closeAll(); err != nil {
		return fmt.Errorf("close %s: %w", s.path(), err)
	}
	return nil
}

// closeAll closes the writer last: the last connection folds the write-ahead
// log into the database, which a reader may not.
func (s *Store) closeAll() error {
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if s.packer != nil {
		s.packer.close()
	}
	return errors.Join(errs...)
}

// enter registers a running call, which ends with leave.
func (s *Store) enter() (leave func(), err error) {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	s.running.Add(1)
	return s.running.Done, nil
}

// ID is the database's random id, made when it was created: 32 hexadecimal
// digits.
func (s *Store) ID() string { return s.id }

// Dir is the folder of the archive.
func (s *Store) Dir() string { return s.dir }

func (s *Store) path() string { return filepath.Join(s.dir, fileName) }

// Sequence is the number of the newest change, 0 in an empty archive.
func (s *Store) Sequence(ctx context.Context) (int64, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	var n int64
	err = s.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'sequence'").Scan(&n)
	return n, err
}
