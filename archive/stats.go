package archive

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"sync"
)

// Stats counts what the archive holds.
type Stats struct {
	Articles  int   `json:"articles"` // usable ones
	Undated   int   `json:"undated"`
	Withdrawn int   `json:"withdrawn"` // kept on record, but not usable
	Sources   int   `json:"sources"`
	Entities  int   `json:"entities"`
	Imports   int   `json:"imports"`
	Sequence  int64 `json:"sequence"`
	Bytes     int64 `json:"bytes"` // size of the database on disk
	First     Date  `json:"first"`
	Last      Date  `json:"last"`
}

// countedStats keeps the last count; every change of an article moves the
// sequence, so it is good for as long as that stays.
type countedStats struct {
	mu    sync.Mutex
	valid bool
	stats Stats
}

// Stats counts what the archive holds. Sources, First and Last are those of the
// usable articles. It is counted anew after a change only, and quickly then, too.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	leave, err := s.enter()
	if err != nil {
		return Stats{}, err
	}
	defer leave()
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one moment for all figures
	if err != nil {
		return Stats{}, err
	}
	defer tx.Rollback()

	var st Stats
	err = tx.QueryRowContext(ctx, `SELECT (SELECT value FROM meta WHERE key = 'sequence'),
		(SELECT count(*) FROM imports), (SELECT coalesce(max(key), 0) FROM entities)`).
		Scan(&st.Sequence, &st.Imports, &st.Entities)
	if err != nil {
		return Stats{}, err
	}
	if st.Bytes, err = s.size(); err != nil {
		return Stats{}, err
	}
	s.counted.mu.Lock()
	defer s.counted.mu.Unlock()
	if c := &s.counted; !c.valid || c.stats.Sequence != st.Sequence {
		if err := countArticles(ctx, tx, &c.stats); err != nil {
			c.valid = false
			return Stats{}, err
		}
		c.stats.Sequence, c.valid = st.Sequence, true
	}
	c := s.counted.stats
	c.Imports, c.Entities, c.Bytes = st.Imports, st.Entities, st.Bytes
	return c, nil
}

// countArticles answers from small indexes: counting reads the entries of one,
// the ends of time are its ends, and sources are counted by leaping from each to
// the next.
func countArticles(ctx context.Context, tx *sql.Tx, st *Stats) error {
	var first, last sql.NullString
	err := tx.QueryRowContext(ctx, `
		WITH RECURSIVE sources (name) AS (
			SELECT min(source) FROM articles WHERE status = 'usable' AND source > ''
			UNION ALL
			SELECT (SELECT min(source) FROM articles WHERE status = 'usable' AND source > name)
			FROM sources WHERE name IS NOT NULL)
		SELECT (SELECT count(*) FROM articles WHERE status = 'usable'),
			(SELECT count(*) FROM articles WHERE status = 'usable' AND instant IS NULL),
			(SELECT count(*) FROM articles WHERE status <> 'usable'),
			(SELECT count(name) FROM sources),
			(SELECT published FROM articles WHERE status = 'usable' AND instant IS NOT NULL ORDER BY instant LIMIT 1),
			(SELECT published FROM articles WHERE status = 'usable' AND instant IS NOT NULL ORDER BY instant DESC LIMIT 1)`).
		Scan(&st.Articles, &st.Undated, &st.Withdrawn, &st.Sources, &first, &last)
	if err != nil {
		return err
	}
	if st.First, err = ParseDate(first.String); err != nil {
		return err
	}
	st.Last, err = ParseDate(last.String)
	return err
}

// size is that of the database and its write-ahead log.
func (s *Store) size() (int64, error) {
	var total int64
	for _, name := range []string{s.path(), s.path() + "-wal"} {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, err
		}
		total += info.Size()
	}
	return total, nil
}
