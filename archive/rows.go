package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// Row is what facet columns need of one article.
type Row struct {
	ID        int64
	Sequence  int64
	Status    Status
	Published Date
	Imported  time.Time
	Source    string
	Language  string
	Site      string // SiteOf the article's URL
	Authors   []string
	Entities  []int64 // keys of Named
	Words     int
	Version   int
	Cluster   int64
}

// Rows calls fn for every article whose sequence is at most upTo, in order of
// id, all as they were at one moment. The Row and its slices are fn's only
// during the call. An error from fn ends the reading and is returned.
func (s *Store) Rows(ctx context.Context, upTo int64, fn func(*Row) error) error {
	return s.RowsBetween(ctx, 0, math.MaxInt64, upTo, fn)
}

// LastID is the highest id of an article, 0 in an empty archive.
func (s *Store) LastID(ctx context.Context) (int64, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	var id int64
	err = s.readers.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM articles").Scan(&id)
	return id, err
}

// RowsBetween is Rows for the articles with ids from first to last, both
// included, so that several parts can be read at once.
func (s *Store) RowsBetween(ctx context.Context, first, last, upTo int64, fn func(*Row) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	// The plus keeps SQLite from going by sequence, which would have it sort.
	rows, err := s.readers.QueryContext(ctx, `
		SELECT id, sequence, status, published, imported, source, language, site, authors, words, version, cluster,
			(SELECT group_concat(entity, ' ') FROM article_entities WHERE article = id)
		FROM articles WHERE id BETWEEN ? AND ? AND +sequence <= ? ORDER BY id`, first, last, upTo)
	if err != nil {
		return err
	}
	defer rows.Close()
	r := rowReader{words: make(map[string]string)}
	for rows.Next() {
		row, err := r.scan(rows)
		if err != nil {
			return err
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// rowReader reads rows into the same memory again and again.
type rowReader struct {
	row   Row
	words map[string]string // strings met before: sources, sites and the like are few
}

func (r *rowReader) scan(rows *sql.Rows) (*Row, error) {
	var status, published, source, language, site, authors, entities sql.RawBytes
	var imported int64
	row := &r.row
	err := rows.Scan(&row.ID, &row.Sequence, &status, &published, &imported, &source, &language, &site, &authors,
		&row.Words, &row.Version, &row.Cluster, &entities)
	if err != nil {
		return nil, err
	}
	row.Status, row.Source = Status(r.word(status)), r.word(source)
	row.Language, row.Site = r.word(language), r.word(site)
	row.Imported = time.UnixMilli(imported).UTC()
	if row.Published, err = ParseDate(string(published)); err != nil {
		return nil, fmt.Errorf("article %d: %w", row.ID, err)
	}
	row.Authors = row.Authors[:0]
	if len(authors) > 0 {
		if err := json.Unmarshal(authors, &row.Authors); err != nil {
			return nil, fmt.Errorf("authors of article %d: %w", row.ID, err)
		}
	}
	row.Entities = appendKeys(row.Entities[:0], entities)
	return row, nil
}

// word is b as a string that is made once.
func (r *rowReader) word(b []byte) string {
	if s, ok := r.words[string(b)]; ok {
		return s
	}
	s := string(b)
	r.words[s] = s
	return s
}

// appendKeys reads numbers parted by single spaces, as group_concat wrote them.
func appendKeys(keys []int64, list []byte) []int64 {
	var n int64
	for _, c := range list {
		if c == ' ' {
			keys = append(keys, n)
			n = 0
		} else {
			n = 10*n + int64(c-'0')
		}
	}
	if len(list) > 0 {
		keys = append(keys, n)
	}
	return keys
}
