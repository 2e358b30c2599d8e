package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// Unannotated returns up to limit usable articles with an id above after that
// were not annotated by this annotator with the desk of their source, in order of
// id. Entities are those
// supplied, and what concerns other articles is left out: Sequence, Cluster and
// Alike are 0. Whoever annotates them, in batches, goes on after the last id; a
// run that was cut off begins again with after 0 and meets only what is left.
func (s *Store) Unannotated(ctx context.Context, annotator string, after int64, limit int) ([]*Article, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, `
		SELECT a.id, a.version, a.status, (SELECT content FROM versions v WHERE v.article = a.id AND v.version = a.version)
		FROM articles a LEFT JOIN annotations n ON n.article = a.id LEFT JOIN desks d ON d.source = a.source
		WHERE a.status = 'usable' AND a.id > ?2 AND n.annotator IS NOT
			coalesce((SELECT id FROM annotators WHERE version = CASE WHEN d.country IS NULL THEN ?1 ELSE ?1 || ' ' || d.country END), 0)
		ORDER BY a.id LIMIT ?3`, annotator, after, max(limit, 0))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var articles []*Article
	for rows.Next() {
		a := new(Article)
		var packed sql.RawBytes
		if err := rows.Scan(&a.ID, &a.Version, &a.Status, &packed); err != nil {
			return nil, err
		}
		content, err := s.packer.unpackContent(packed)
		if err != nil {
			return nil, fmt.Errorf("article %d version %d: %w", a.ID, a.Version, err)
		}
		content.fill(a)
		articles = append(articles, a)
	}
	return articles, rows.Err()
}

// countUnannotated counts by indexes alone, as it is asked for again and again:
// the usable articles, less those that the annotator has read, but for the hidden
// ones among these. Articles of sources with a desk are looked at one by one: they
// have another version.
const countUnannotated = `
	WITH reader AS (SELECT id FROM annotators WHERE version = ?1)
	SELECT (SELECT count(*) FROM articles WHERE status = 'usable')
		- (SELECT count(*) FROM annotations WHERE annotator = (SELECT id FROM reader))
		+ (SELECT count(*) FROM articles a CROSS JOIN annotations n ON n.article = a.id
			WHERE a.status <> 'usable' AND n.annotator = (SELECT id FROM reader))
		+ (SELECT coalesce(sum((n.annotator IS (SELECT id FROM reader)) - (n.annotator IS v.id)), 0)
			FROM desks d CROSS JOIN articles a ON a.source = d.source AND a.status = 'usable' CROSS JOIN annotations n ON n.article = a.id
			LEFT JOIN annotators v ON v.version = ?1 || ' ' || d.country)`

// CountUnannotated is how many usable articles this annotator has not annotated
// with the desk of their source.
func (s *Store) CountUnannotated(ctx context.Context, annotator string) (int, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	var n int
	err = s.readers.QueryRowContext(ctx, countUnannotated, annotator).Scan(&n)
	return n, err
}
