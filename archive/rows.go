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
	Links     []Link // supplied entities in their order, then those only found, by key
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
		SELECT `+rowColumns+` FROM articles a WHERE id BETWEEN ? AND ? AND +sequence <= ? ORDER BY id`, first, last, upTo)
	if err != nil {
		return err
	}
	return scanRows(rows, fn)
}

// RowsOf is Rows for the articles with these ids.
func (s *Store) RowsOf(ctx context.Context, ids []int64, upTo int64, fn func(*Row) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	rows, err := s.readers.QueryContext(ctx, `
		SELECT `+rowColumns+` FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value
		WHERE +a.sequence <= ? ORDER BY a.id`, string(list), upTo)
	if err != nil {
		return err
	}
	return scanRows(rows, fn)
}

// rowColumns are what a Row is read from, of the article a.
const rowColumns = `a.id, a.sequence, a.status, a.published, a.imported, a.source, a.language, a.site, a.authors,
	a.words, a.version, a.cluster,` + linkColumns

func scanRows(rows *sql.Rows, fn func(*Row) error) error {
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
	links links
	words map[string]string // strings met before: sources, sites and the like are few
}

func (r *rowReader) scan(rows *sql.Rows) (*Row, error) {
	var status, published, source, language, site, authors, supplied, found sql.RawBytes
	var imported int64
	row := &r.row
	err := rows.Scan(&row.ID, &row.Sequence, &status, &published, &imported, &source, &language, &site, &authors,
		&row.Words, &row.Version, &row.Cluster, &supplied, &found)
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
	if err := r.links.read(supplied, found); err != nil {
		return nil, fmt.Errorf("entities of article %d: %w", row.ID, err)
	}
	row.Links = r.links.list
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
