package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"dateline/archive/entity"
)

// Change is an article after its last change, with its entities as they are
// stored: the supplied ones in their order, then those only found, in order
// of key.
type Change struct {
	Article *Article
	Links   []Linked
	Words   int // words of running text
}

// Linked is an entity of an article under its own id, whatever it is merged into.
type Linked struct {
	Link
	Kind entity.Kind
	ID   string
}

// selectArticles reads whole articles a; the caller adds what selects them.
const selectArticles = `
	SELECT a.id, a.sequence, a.version, a.status, a.imported, a.changed, a.words, a.cluster,
		1 + (SELECT count(*) FROM articles d WHERE d.cluster = a.cluster AND d.cluster <> d.id),
		v.content,` + linkColumns

const (
	selectOne = selectArticles + `
		FROM articles a JOIN versions v ON v.article = a.id AND v.version = a.version WHERE a.id = ?`
	selectSome = selectArticles + `
		FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value
			JOIN versions v ON v.article = a.id AND v.version = a.version`
	selectChanges = selectArticles + `
		FROM articles a JOIN versions v ON v.article = a.id AND v.version = a.version
		WHERE a.sequence > ? ORDER BY a.sequence LIMIT ?`
)

// Article returns one article whatever its status, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id int64) (*Article, error) {
	changes, err := s.readArticles(ctx, selectOne, id)
	if err != nil {
		return nil, fmt.Errorf("article %d: %w", id, err)
	}
	if len(changes) == 0 {
		return nil, fmt.Errorf("article %d: %w", id, ErrNotFound)
	}
	return changes[0].Article, nil
}

// Articles returns the articles with these ids in their order, whatever their
// status, read in one statement; ids the archive does not hold are left out.
func (s *Store) Articles(ctx context.Context, ids []int64) ([]*Article, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	changes, err := s.readArticles(ctx, selectSome, string(list))
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*Article, len(changes))
	for _, c := range changes {
		byID[c.Article.ID] = c.Article
	}
	articles := make([]*Article, 0, len(ids))
	for _, id := range ids {
		if a := byID[id]; a != nil {
			articles = append(articles, a)
		}
	}
	return articles, nil
}

// Changes returns up to limit articles whose sequence is above after, in order
// of sequence, whatever their status.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	return s.readArticles(ctx, selectChanges, after, max(limit, 0))
}

// ByURL returns the ids of the articles with exactly this address, in order,
// whatever their status.
func (s *Store) ByURL(ctx context.Context, url string) ([]int64, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	return idsOf(ctx, s.readers, "SELECT id FROM articles WHERE url = ? AND url <> '' ORDER BY id", url)
}

func (s *Store) readArticles(ctx context.Context, query string, args ...any) ([]Change, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.stmts[query].QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []Change
	var stored []links
	keys := make(map[int64]bool)
	for rows.Next() {
		c, l, err := s.scanArticle(rows)
		if err != nil {
			return nil, err
		}
		for _, link := range l.list {
			keys[link.Key] = true
		}
		changes, stored = append(changes, c), append(stored, l)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close() // so that one connection is enough
	table, err := s.refs.table(ctx, s.readers, keys)
	if err != nil {
		return nil, err
	}
	for i := range changes {
		c := &changes[i]
		c.Article.Entities = stored[i].shown(table)
		for _, link := range stored[i].list {
			ref := table[link.Key]
			c.Links = append(c.Links, Linked{link, ref.Kind, ref.ID})
		}
	}
	return changes, nil
}

// scanArticle reads a row of selectArticles, all but what its entities are.
func (s *Store) scanArticle(rows *sql.Rows) (Change, links, error) {
	a := new(Article)
	c := Change{Article: a}
	var l links
	var imported, changed int64
	var packed, supplied, found sql.RawBytes
	err := rows.Scan(&a.ID, &a.Sequence, &a.Version, &a.Status, &imported, &changed, &c.Words, &a.Cluster, &a.Alike,
		&packed, &supplied, &found)
	if err != nil {
		return c, l, err
	}
	a.Imported, a.Changed = time.UnixMilli(imported).UTC(), time.UnixMilli(changed).UTC()
	content, err := s.packer.unpackContent(packed)
	if err != nil {
		return c, l, fmt.Errorf("article %d version %d: %w", a.ID, a.Version, err)
	}
	content.fill(a)
	if err := l.read(supplied, found); err != nil {
		return c, l, fmt.Errorf("entities of article %d: %w", a.ID, err)
	}
	return c, l, nil
}
