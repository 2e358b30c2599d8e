package archive

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Revision is one version of an article, with where it came from.
type Revision struct {
	Version   int
	Article   Article // as it was then; Sequence, Cluster and Alike are 0, Status is today's, Sent was sent with it
	Import    int64
	Imported  time.Time
	Input     string
	Line      int
	Captured  time.Time // when it had been fetched from the web, zero unknown
	Original  string    // SHA-256 of the original bytes, in hex, "" for none
	MediaType string
}

// Revisions returns every version of an article, newest first, or ErrNotFound.
func (s *Store) Revisions(ctx context.Context, id int64) ([]Revision, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, `
		SELECT v.version, v.import, v.imported, v.input, v.line, v.captured, v.original, v.media_type, v.content, a.status, a.imported
		FROM articles a JOIN versions v ON v.article = a.id WHERE a.id = ? ORDER BY v.version DESC`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var revisions []Revision
	for rows.Next() {
		r, err := s.scanRevision(rows)
		if err != nil {
			return nil, fmt.Errorf("article %d version %d: %w", id, r.Version, err)
		}
		r.Article.ID = id
		revisions = append(revisions, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(revisions) == 0 {
		return nil, fmt.Errorf("article %d: %w", id, ErrNotFound)
	}
	return revisions, nil
}

func (s *Store) scanRevision(rows *sql.Rows) (Revision, error) {
	var r Revision
	var imported, first int64
	var captured sql.NullInt64
	var packed sql.RawBytes
	a := &r.Article
	var sum sql.RawBytes
	err := rows.Scan(&r.Version, &r.Import, &imported, &r.Input, &r.Line, &captured, &sum, &r.MediaType, &packed, &a.Status, &first)
	if err != nil {
		return r, err
	}
	content, err := s.packer.unpackContent(packed)
	if err != nil {
		return r, err
	}
	content.fill(a)
	r.Original = hex.EncodeToString(sum)
	r.Imported = time.UnixMilli(imported).UTC()
	if captured.Valid {
		r.Captured = time.UnixMilli(captured.Int64).UTC()
	}
	a.Version, a.Changed, a.Imported = r.Version, r.Imported, time.UnixMilli(first).UTC()
	return r, nil
}

// Original returns the bytes received under a SHA-256 in hex, and their media
// type, or ErrNotFound.
func (s *Store) Original(ctx context.Context, sha256 string) ([]byte, string, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, "", err
	}
	defer leave()
	sum, err := hex.DecodeString(sha256)
	if err != nil {
		return nil, "", fmt.Errorf("original %q: %w", sha256, ErrNotFound)
	}
	var mediaType string
	var size int
	var data []byte
	err = s.readers.QueryRowContext(ctx, "SELECT media_type, size, data FROM originals WHERE sha256 = ?", sum).
		Scan(&mediaType, &size, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", fmt.Errorf("original %s: %w", sha256, ErrNotFound)
	}
	if err != nil {
		return nil, "", err
	}
	content, err := s.packer.unpackSized(data, size)
	if err != nil {
		return nil, "", fmt.Errorf("original %s: %w", sha256, err)
	}
	return content, mediaType, nil
}
