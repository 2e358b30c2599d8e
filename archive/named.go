package archive

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"dateline/archive/entity"
)

// selection is a choice of entities n, and one of their aliases a.
type selection struct{ entities, aliases string }

var (
	newEntities = selection{
		"entities n WHERE n.key > ?",
		"aliases a WHERE a.entity > ?",
	}
	newOrChanged = selection{
		"(" + newOrChangedKeys + ") w CROSS JOIN entities n ON n.key = w.key",
		"(" + newOrChangedKeys + ") w CROSS JOIN aliases a ON a.entity = w.key",
	}
)

// Left to itself SQLite would scan all entities for those that changed.
const newOrChangedKeys = `SELECT key FROM entities WHERE key > ?1 UNION ALL
	SELECT key FROM entities INDEXED BY entities_changed WHERE changed > 0 AND changed > ?2 AND key <= ?1`

// Named returns the entities whose key is above after, in order of key, with
// their aliases.
func (s *Store) Named(ctx context.Context, after int64) ([]Named, error) {
	named, _, err := s.namedIn(ctx, newEntities, after)
	return named, err
}

// NamedSince returns, in order of key, the entities whose key is above after and
// those of which a name, an alias or what they are merged into changed after the
// number changed, with the number to ask with next.
func (s *Store) NamedSince(ctx context.Context, after, changed int64) (named []Named, now int64, err error) {
	if after == 0 {
		return s.namedIn(ctx, newEntities, after)
	}
	return s.namedIn(ctx, newOrChanged, after, changed)
}

// EntitiesNumber counts changes to entities that were known before: while it
// stays, NamedSince has only new ones.
func (s *Store) EntitiesNumber(ctx context.Context) (int64, error) { return s.number(ctx, "entities") }

// LastEntity gives the highest key of any entity and the number of changes to them:
// while both stay, EachName has nothing new.
func (s *Store) LastEntity(ctx context.Context) (last, changes int64, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, 0, err
	}
	defer leave()
	return lastEntity(ctx, s.readers)
}

// Roots gives, for all entities of an archive, the key of the one that readers see
// for it, which is its own where it is merged into none; those that are hidden, or
// lead to one that is, have none.
func Roots(named []Named) map[int64]int64 {
	byKey := make(map[int64]*Named, len(named))
	for i := range named {
		byKey[named[i].Key] = &named[i]
	}
	roots := make(map[int64]int64, len(named))
	for _, n := range named {
		at := &n
		for range maxMerges {
			if at == nil || at.Hidden {
				break
			}
			if at.Into == 0 {
				roots[n.Key] = at.Key
				break
			}
			at = byKey[at.Into]
		}
	}
	return roots
}

func (s *Store) namedIn(ctx context.Context, which selection, args ...any) (named []Named, now int64, err error) {
	leave, err := s.enter()
	if err != nil {
		return nil, 0, err
	}
	defer leave()
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one moment for all
	if err != nil {
		return nil, 0, err
	}
	defer tx.Rollback()
	if err := tx.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'entities'").Scan(&now); err != nil {
		return nil, 0, err
	}
	e, err := readEditors(ctx, tx)
	if err != nil {
		return nil, 0, err
	}
	aliases, err := readAliases(ctx, tx, which, args...)
	if err != nil {
		return nil, 0, err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT n.key, n.kind, n.id, n.name, n.shown, n.hidden, n.merged,
			coalesce(n.rule, ''), coalesce(n.merged_by, ''), coalesce(n.merged_at, 0)
		FROM `+which.entities+` ORDER BY n.key`, args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n, err := scanNamed(rows)
		if err != nil {
			return nil, 0, err
		}
		n.addAliases(aliases[n.Key], e.aliases(refID{n.Kind, n.ID}))
		named = append(named, n)
	}
	return named, now, rows.Err()
}

// EachName calls each for the people and organisations that NamedSince would give,
// one by one and with less: under the name they came with, and with aliases for
// organisations only. It returns the highest key of any entity, and the number of
// changes, to ask with next.
func (s *Store) EachName(ctx context.Context, after, changed int64, each func(*Named)) (last, now int64, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, 0, err
	}
	defer leave()
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, 0, err
	}
	defer tx.Rollback()
	if last, now, err = lastEntity(ctx, tx); err != nil {
		return 0, 0, err
	}
	which, args := newEntities, []any{after}
	if after > 0 {
		which, args = newOrChanged, []any{after, changed}
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT n.key, n.kind, n.id, n.name, n.hidden, coalesce(n.merged, 0), coalesce(n.rule, ''),
			CASE n.kind WHEN 'organisation' THEN (SELECT group_concat(alias, char(10)) FROM aliases WHERE entity = n.key) END
		FROM `+which.entities+` ORDER BY n.key`, args...)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var n Named
		var aliases sql.NullString
		if err := rows.Scan(&n.Key, &n.Kind, &n.ID, &n.Name, &n.Hidden, &n.Into, &n.Rule, &aliases); err != nil {
			return 0, 0, err
		}
		if n.Kind != entity.Person && n.Kind != entity.Organisation {
			continue
		}
		if aliases.Valid {
			n.Aliases = strings.Split(aliases.String, "\n")
		}
		each(&n)
	}
	return last, now, rows.Err()
}

func lastEntity(ctx context.Context, db queryer) (last, changes int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT coalesce((SELECT max(key) FROM entities), 0), value FROM meta WHERE key = 'entities'").Scan(&last, &changes)
	return last, changes, err
}

// readAliases reads the aliases of a choice of entities, by key.
func readAliases(ctx context.Context, db queryer, which selection, args ...any) (map[int64][]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT a.entity, a.alias FROM "+which.aliases+" ORDER BY a.entity, a.alias", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	aliases := make(map[int64][]string)
	for rows.Next() {
		var key int64
		var alias string
		if err := rows.Scan(&key, &alias); err != nil {
			return nil, err
		}
		aliases[key] = append(aliases[key], alias)
	}
	return aliases, rows.Err()
}

func scanNamed(rows *sql.Rows) (Named, error) {
	var n Named
	var shown sql.NullString
	var merged sql.NullInt64
	var at int64
	err := rows.Scan(&n.Key, &n.Kind, &n.ID, &n.Name, &shown, &n.Hidden, &merged, &n.Rule, &n.MergedBy, &at)
	if n.Into = merged.Int64; n.Into != 0 {
		n.Merged = time.UnixMilli(at).UTC()
	}
	if shown.Valid && shown.String != n.Name {
		n.Aliases, n.Name = []string{n.Name}, shown.String
	}
	return n, err
}

// addAliases adds what an entity is called besides: what it came with, and what
// editors said.
func (n *Named) addAliases(lists ...[]string) {
	for _, list := range lists {
		for _, alias := range list {
			if alias != n.Name && !slices.Contains(n.Aliases, alias) {
				n.Aliases = append(n.Aliases, alias)
			}
		}
	}
}
