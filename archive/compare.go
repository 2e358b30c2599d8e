package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"dateline/archive/alike"
)

// Uncompared is how many articles, stored before copies were looked for, Compare
// has yet to look at.
func (s *Store) Uncompared(ctx context.Context) (int, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	var n int
	err = s.readers.QueryRowContext(ctx, `SELECT count(*) FROM articles WHERE
		id > (SELECT value FROM meta WHERE key = 'compared') AND id <= (SELECT value FROM meta WHERE key = 'compare')`).Scan(&n)
	return n, err
}

// Compare looks for the copies of up to limit such articles, in order of id, and
// returns how many it looked at, 0 when none is left. It can be stopped at any
// time, and imports may go on beside it.
func (s *Store) Compare(ctx context.Context, limit int) (int, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	done := 0
	err = s.write(ctx, func(w *writer) error {
		done, err = w.compare(max(limit, 1))
		return err
	})
	return done, err
}

// uncompared is an article that copies are to be found of.
type uncompared struct {
	id      int64
	cluster int64
	usable  bool
	text    []string
	keys    alike.Keys
}

func (w *writer) compare(limit int) (int, error) {
	list, err := w.readUncompared(limit)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	texts := make([]alike.Keys, len(list))
	for i := range list {
		texts[i] = list[i].keys
	}
	t, err := w.keyTable()
	if err != nil {
		return 0, err
	}
	w.search = newSearch(texts)
	w.look(w.search, t)
	for i, a := range list {
		if err := w.ctx.Err(); err != nil {
			return 0, err
		}
		if a.usable {
			if err := w.compareOne(a, w.search.found(i)); err != nil {
				return 0, fmt.Errorf("article %d: %w", a.id, err)
			}
		}
		w.setKeys(a.id, a.keys)
	}
	_, err = w.tx.ExecContext(w.rowCtx, "UPDATE meta SET value = ? WHERE key = 'compared'", list[len(list)-1].id)
	return len(list), err
}

func (w *writer) readUncompared(limit int) ([]uncompared, error) {
	var list []uncompared
	err := w.each(`SELECT a.id, a.cluster, a.status = 'usable', v.content
		FROM articles a JOIN versions v ON v.article = a.id AND v.version = a.version
		WHERE a.id > (SELECT value FROM meta WHERE key = 'compared') AND a.id <= (SELECT value FROM meta WHERE key = 'compare')
		ORDER BY a.id LIMIT ?`, func(rows *sql.Rows) error {
		var a uncompared
		var packed sql.RawBytes
		if err := rows.Scan(&a.id, &a.cluster, &a.usable, &packed); err != nil {
			return err
		}
		c, err := w.store.packer.unpackContent(packed)
		if err != nil {
			return fmt.Errorf("article %d: %w", a.id, err)
		}
		a.text = running(c.Body)
		a.keys = alike.KeysOf(a.text)
		list = append(list, a)
		return nil
	}, limit)
	return list, err
}

// compareOne pairs an article with its copies in other clusters than its own.
func (w *writer) compareOne(a uncompared, candidates []likely) error {
	cluster, err := w.clusterOf(a.id) // an earlier one of the batch may have moved it
	if err != nil {
		return err
	}
	copies, err := w.copiesOf(a.id, a.text, candidates)
	if err != nil {
		return err
	}
	clusters := []int64{cluster}
	for _, c := range copies {
		if c.cluster == cluster {
			continue
		}
		if err := w.pair(a.id, c.id); err != nil {
			return err
		}
		if !slices.Contains(clusters, c.cluster) {
			clusters = append(clusters, c.cluster)
		}
	}
	_, err = w.mergeClusters(clusters)
	return err
}
