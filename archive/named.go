package archive

import (
	"context"
	"database/sql"
	"slices"
	"time"
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
