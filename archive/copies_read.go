package archive

import (
	"context"
	"fmt"
)

// Copies returns the usable articles of the cluster that an article is in, up to
// limit, in the order in which they were published: who had it first comes first.
// A date known to the day counts from its start; undated articles come last, in
// the order of their import. Size is how many there are in all. The error is
// ErrNotFound when there is no such article; one that is not usable is alone and
// not listed.
func (s *Store) Copies(ctx context.Context, id int64, limit int) (list []*Article, size int, err error) {
	ids, size, err := s.copyIDs(ctx, id, limit)
	if err != nil {
		return nil, 0, fmt.Errorf("copies of article %d: %w", id, err)
	}
	list, err = s.Articles(ctx, ids)
	return list, size, err
}

func (s *Store) copyIDs(ctx context.Context, id int64, limit int) (ids []int64, size int, err error) {
	leave, err := s.enter()
	if err != nil {
		return nil, 0, err
	}
	defer leave()
	var cluster int64
	if err := s.readers.QueryRowContext(ctx, "SELECT coalesce((SELECT cluster FROM articles WHERE id = ?), 0)", id).Scan(&cluster); err != nil {
		return nil, 0, err
	}
	if cluster == 0 {
		return nil, 0, ErrNotFound
	}
	rows, err := s.readers.QueryContext(ctx, `
		WITH members AS (SELECT id, instant FROM articles WHERE id = ?1 AND cluster = ?1 AND status = 'usable'
			UNION ALL SELECT id, instant FROM articles WHERE cluster = ?1 AND cluster <> id)
		SELECT id, count(*) OVER () FROM members ORDER BY instant IS NULL, instant, id LIMIT ?2`, cluster, max(limit, 0))
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id, &size); err != nil {
			return nil, 0, err
		}
		ids = append(ids, id)
	}
	return ids, size, rows.Err()
}
