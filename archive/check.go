package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strconv"
)

// maxFaults is how many faults of one kind Check describes.
const maxFaults = 100

// Check runs SQLite's own integrity and foreign key checks, verifies every
// original against its hash, and looks whether every version can be read and the
// numbers agree. It returns what is wrong, a sentence each, and an error only
// when it could not look.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	var faults []string
	for _, check := range []func(context.Context, *faultList) error{
		s.checkIntegrity, s.checkForeignKeys, s.checkRules, s.checkClusters, s.checkDates, s.checkVersions, s.checkAnnotations, s.checkMerges,
		s.checkOriginals,
	} {
		list := &faultList{}
		if err := check(ctx, list); err != nil {
			return nil, err
		}
		faults = append(faults, list.sentences()...)
	}
	return faults, nil
}

// faultList describes the first faults of a kind and counts the rest.
type faultList struct {
	described []string
	more      int
}

func (l *faultList) add(format string, args ...any) {
	if len(l.described) == maxFaults {
		l.more++
		return
	}
	l.described = append(l.described, fmt.Sprintf(format, args...))
}

func (l *faultList) sentences() []string {
	if l.more > 0 {
		return append(l.described, fmt.Sprintf("%d more of this kind", l.more))
	}
	return l.described
}

// each calls fn for every row of a query.
func (s *Store) each(ctx context.Context, query string, fn func(*sql.Rows) error) error {
	return eachRow(ctx, s.readers, query, fn)
}

// eachRow calls fn for every row that a pool or a transaction gives for a query.
func eachRow(ctx context.Context, from queryer, query string, fn func(*sql.Rows) error, args ...any) error {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) checkIntegrity(ctx context.Context, list *faultList) error {
	return s.each(ctx, "PRAGMA integrity_check", func(rows *sql.Rows) error {
		var message string
		if err := rows.Scan(&message); err != nil {
			return err
		}
		if message != "ok" {
			list.add("database: %s", message)
		}
		return nil
	})
}

func (s *Store) checkForeignKeys(ctx context.Context, list *faultList) error {
	return s.each(ctx, "PRAGMA foreign_key_check", func(rows *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		list.add("database: row %d of %s refers to something missing from %s", row.Int64, table, parent)
		return nil
	})
}

// rules are queries for what no transaction leaves behind. Each yields an
// article and the sentence about it.
var rules = []string{
	`SELECT id, 'has the number ' || sequence || ', beyond the newest, ' || (SELECT value FROM meta WHERE key = 'sequence')
		FROM articles WHERE sequence > (SELECT value FROM meta WHERE key = 'sequence')`,
	`SELECT min(id), 'shares its number ' || sequence || ' with another' FROM articles GROUP BY sequence HAVING count(*) > 1`,
	`SELECT a.id, 'lacks its current version, ' || a.version FROM articles a
		WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.article = a.id AND v.version = a.version)`,
	`SELECT id, 'waits for the end of an embargo, but is ' || status || iif(held, ' by an editor', '')
		FROM articles WHERE embargo IS NOT NULL AND (status <> 'withheld' OR held)`,
}

func (s *Store) checkRules(ctx context.Context, list *faultList) error {
	for _, rule := range rules {
		err := s.each(ctx, rule, func(rows *sql.Rows) error {
			var id int64
			var fault string
			if err := rows.Scan(&id, &fault); err != nil {
				return err
			}
			list.add("article %d %s", id, fault)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkClusters forms the clusters anew.
func (s *Store) checkClusters(ctx context.Context, list *faultList) error {
	g := newGroups()
	twins := make(map[string]int64)
	type row struct{ id, cluster int64 }
	var articles []row
	err := s.each(ctx, "SELECT id, cluster, status = 'usable', text_hash FROM articles ORDER BY id", func(rows *sql.Rows) error {
		var r row
		var usable bool
		var hash sql.RawBytes
		if err := rows.Scan(&r.id, &r.cluster, &usable, &hash); err != nil {
			return err
		}
		articles = append(articles, r)
		if g.add(r.id); !usable || hash == nil {
			return nil
		}
		if twin, ok := twins[string(hash)]; ok {
			g.unite(r.id, twin)
		} else {
			twins[string(hash)] = r.id
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = s.each(ctx, "SELECT article, other FROM copies", func(rows *sql.Rows) error {
		var a, b int64
		err := rows.Scan(&a, &b)
		g.unite(a, b)
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range articles {
		if head := g.least(r.id); r.cluster != head {
			list.add("article %d is in the cluster %d instead of %d", r.id, r.cluster, head)
		}
	}
	return nil
}

func (s *Store) checkDates(ctx context.Context, list *faultList) error {
	return s.each(ctx, "SELECT id, published, first_day, last_day, instant FROM articles", func(rows *sql.Rows) error {
		var id int64
		var published sql.NullString
		var first, last, instant sql.NullInt64
		if err := rows.Scan(&id, &published, &first, &last, &instant); err != nil {
			return err
		}
		d, err := ParseDate(published.String)
		if err != nil {
			list.add("article %d: %v", id, err)
			return nil
		}
		wantFirst, wantLast, dated := d.Days()
		var want int64
		if dated {
			want = d.Time().Unix()
		}
		agrees := published.Valid == dated && first.Valid == dated && last.Valid == dated && instant.Valid == dated &&
			first.Int64 == int64(wantFirst) && last.Int64 == int64(wantLast) && instant.Int64 == want
		if !agrees {
			list.add("article %d: its days do not agree with its date %q", id, published.String)
		}
		return nil
	})
}

func (s *Store) checkVersions(ctx context.Context, list *faultList) error {
	return s.each(ctx, `
		SELECT v.article, v.version, v.content, CASE WHEN v.version = a.version THEN a.content_hash END
		FROM versions v JOIN articles a ON a.id = v.article ORDER BY v.id`, func(rows *sql.Rows) error {
		var article, version int64
		var packed, want sql.RawBytes
		if err := rows.Scan(&article, &version, &packed, &want); err != nil {
			return err
		}
		content, err := s.packer.unpackContent(packed)
		if err != nil {
			list.add("article %d version %d cannot be read: %v", article, version, err)
			return nil
		}
		encoded, err := content.encode()
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(encoded); want != nil && string(sum[:]) != string(want) {
			list.add("article %d version %d is not the text that was stored", article, version)
		}
		return nil
	})
}

func (s *Store) checkAnnotations(ctx context.Context, list *faultList) error {
	var last int64
	if err := s.readers.QueryRowContext(ctx, "SELECT coalesce(max(key), 0) FROM entities").Scan(&last); err != nil {
		return err
	}
	return s.each(ctx, "SELECT article, found FROM annotations", func(rows *sql.Rows) error {
		var article int64
		var packed sql.RawBytes
		if err := rows.Scan(&article, &packed); err != nil {
			return err
		}
		_, keys, err := unpackFound(packed)
		if err != nil {
			list.add("article %d: what was found in it cannot be read: %v", article, err)
		}
		for _, key := range keys {
			if key < 1 || key > last {
				list.add("article %d: entity %d was found in it, and is not there", article, key)
			}
		}
		return nil
	})
}

func (s *Store) checkMerges(ctx context.Context, list *faultList) error {
	return s.each(ctx, `
		WITH RECURSIVE chain (entity, kind, at, steps) AS (
			SELECT key, kind, merged, 1 FROM entities WHERE merged IS NOT NULL
			UNION ALL
			SELECT c.entity, c.kind, n.merged, c.steps + 1 FROM chain c JOIN entities n ON n.key = c.at
			WHERE n.merged IS NOT NULL AND c.steps < `+strconv.Itoa(maxMerges)+`)
		SELECT c.entity, c.steps = `+strconv.Itoa(maxMerges)+` FROM chain c JOIN entities n ON n.key = c.at
		WHERE n.kind <> c.kind OR c.steps = `+strconv.Itoa(maxMerges), func(rows *sql.Rows) error {
		var key int64
		var circle bool
		if err := rows.Scan(&key, &circle); err != nil {
			return err
		}
		if circle {
			list.add("entity %d is merged into itself", key)
		} else {
			list.add("entity %d is merged into one of another kind", key)
		}
		return nil
	})
}

func (s *Store) checkOriginals(ctx context.Context, list *faultList) error {
	return s.each(ctx, "SELECT sha256, size, data FROM originals", func(rows *sql.Rows) error {
		var sum, data sql.RawBytes
		var size int
		if err := rows.Scan(&sum, &size, &data); err != nil {
			return err
		}
		content, err := s.packer.unpackSized(data, size)
		if err != nil {
			list.add("original %x cannot be read: %v", []byte(sum), err)
			return nil
		}
		if got := sha256.Sum256(content); string(got[:]) != string(sum) {
			list.add("original %x is not the bytes that were received", []byte(sum))
		}
		return nil
	})
}
