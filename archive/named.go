package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"
)

// Named returns the entities whose key is above after, in order of key, with
// their aliases.
func (s *Store) Named(ctx context.Context, after int64) ([]Named, error) {
	named, _, err := s.namedWhere(ctx, "key > ?", after)
	return named, err
}

// NamedSince returns, in order of key, the entities whose key is above after and
// those of which a name, an alias or what they are merged into changed after the
// number changed, with the number to ask with next.
func (s *Store) NamedSince(ctx context.Context, after, changed int64) (named []Named, now int64, err error) {
	return s.namedWhere(ctx, "key > ? OR changed > 0 AND changed > ?", after, changed)
}

// EntitiesNumber counts changes to entities that were known before: while it
// stays, NamedSince has only new ones.
func (s *Store) EntitiesNumber(ctx context.Context) (int64, error) { return s.number(ctx, "entities") }

func (s *Store) namedWhere(ctx context.Context, condition string, args ...any) (named []Named, now int64, err error) {
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
	rows, err := tx.QueryContext(ctx, `
		SELECT key, kind, id, name, shown, hidden, merged, coalesce(rule, ''), coalesce(merged_by, ''), coalesce(merged_at, 0),
			(SELECT json_group_array(alias) FROM aliases WHERE entity = key HAVING count(*) > 0)
		FROM entities WHERE `+condition+` ORDER BY key`, args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n, err := scanNamed(rows, e)
		if err != nil {
			return nil, 0, err
		}
		named = append(named, n)
	}
	return named, now, rows.Err()
}

func scanNamed(rows *sql.Rows, e *editors) (Named, error) {
	var n Named
	var aliases sql.RawBytes
	var shown sql.NullString
	var merged sql.NullInt64
	var at int64
	err := rows.Scan(&n.Key, &n.Kind, &n.ID, &n.Name, &shown, &n.Hidden, &merged, &n.Rule, &n.MergedBy, &at, &aliases)
	if err != nil {
		return n, err
	}
	if n.Into = merged.Int64; n.Into != 0 {
		n.Merged = time.UnixMilli(at).UTC()
	}
	if aliases != nil {
		if err := json.Unmarshal(aliases, &n.Aliases); err != nil {
			return n, err
		}
	}
	if shown.Valid && shown.String != n.Name {
		n.Aliases = append(n.Aliases, n.Name)
		n.Name = shown.String
	}
	for _, alias := range e.aliases(refID{n.Kind, n.ID}) {
		if alias != n.Name && !slices.Contains(n.Aliases, alias) {
			n.Aliases = append(n.Aliases, alias)
		}
	}
	return n, nil
}
