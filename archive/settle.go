package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dateline/archive/entity"
)

// The ways in which an entity may be merged into another. Editors win.
const (
	ByRule   = "auto"
	ByEditor = "editor"
)

// settleAll brings the rows of the entities that decisions are about in line with
// what is decided now.
func (c *deciding) settleAll(e *editors) error {
	for id := range c.about {
		key, ok, err := c.find(id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := c.settle(e, id, key); err != nil {
			return err
		}
		if err := c.entityChanged(key); err != nil { // its aliases, perhaps, which are no part of its row
			return err
		}
	}
	return nil
}

// settleNew is settle for an entity that has just been made.
func (w *writer) settleNew(id refID, key int64) error {
	if w.editors == nil {
		var number int64
		if err := w.tx.QueryRowContext(w.rowCtx, "SELECT value FROM meta WHERE key = 'decisions'").Scan(&number); err != nil {
			return err
		}
		if w.editors = w.store.editors; w.editors == nil || w.editors.number != number {
			e, err := readEditors(w.rowCtx, w.tx)
			if err != nil {
				return err
			}
			w.editors, w.store.editors = e, e
		}
	}
	if !w.editors.settles(id) {
		return nil
	}
	err := w.settle(w.editors, id, key)
	if errors.Is(err, errCircle) { // what contradicts itself does not stop an import
		return nil
	}
	return err
}

// settle brings the row of an entity in line with what is decided.
func (w *writer) settle(e *editors, id refID, key int64) error {
	var shown sql.NullString
	if about := e.entities[id]; about != nil && about.name != "" {
		shown = sql.NullString{String: about.name, Valid: true}
	}
	_, err := w.tx.ExecContext(w.rowCtx, "UPDATE entities SET shown = ?, hidden = ? WHERE key = ?", shown, e.hides(id), key)
	if err != nil {
		return err
	}
	var rule, name sql.NullString
	var merged sql.NullInt64
	err = w.tx.QueryRowContext(w.rowCtx, "SELECT merged, rule, name FROM entities WHERE key = ?", key).Scan(&merged, &rule, &name)
	if err != nil {
		return err
	}
	into, ok := e.into(id)
	if !ok {
		if !merged.Valid {
			return nil
		}
		if rule.String == ByRule {
			target, err := w.refOf(merged.Int64)
			if err != nil || !e.forbids(id, target, name.String) {
				return err
			}
		}
		return w.setMerged(key, 0, "", "")
	}
	target, err := w.demand(into, e)
	if err != nil || rule.String == ByEditor && merged.Int64 == target {
		return err
	}
	if err := w.makeWay(key, target); err != nil {
		return fmt.Errorf("merge %s %s into %s: %w", id.kind, id.id, into.id, err)
	}
	return w.setMerged(key, target, ByEditor, e.by[id])
}

// errCircle says that an entity would be merged into itself.
var errCircle = errors.New("that one is merged into it already: undo this first")

// makeWay sees to it that an entity can be merged into target: where target leads
// to it, the first merge on the way that nobody decided ends.
func (w *writer) makeWay(key, target int64) error {
	loose, at := int64(0), target
	for n := 0; at != key && n < maxMerges; n++ {
		var next sql.NullInt64
		var rule sql.NullString
		err := w.tx.QueryRowContext(w.rowCtx, "SELECT merged, rule FROM entities WHERE key = ?", at).Scan(&next, &rule)
		if err != nil || !next.Valid {
			return err
		}
		if loose == 0 && rule.String == ByRule {
			loose = at
		}
		at = next.Int64
	}
	if loose == 0 {
		return errCircle
	}
	if err := w.setMerged(loose, 0, "", ""); err != nil {
		return err
	}
	return w.entityChanged(loose)
}

// setMerged says what an entity is taken for; target 0 is itself.
func (w *writer) setMerged(key, target int64, rule, by string) error {
	if target == 0 {
		_, err := w.tx.ExecContext(w.rowCtx,
			"UPDATE entities SET merged = NULL, rule = NULL, merged_by = NULL, merged_at = NULL WHERE key = ?", key)
		return err
	}
	_, err := w.tx.ExecContext(w.rowCtx,
		"UPDATE entities SET merged = ?, rule = ?, merged_by = nullif(?, ''), merged_at = ? WHERE key = ?", target, rule, by, w.at, key)
	return err
}

// demand gives the key of an entity that something is merged into, and makes its
// row if there is none.
func (w *writer) demand(id refID, e *editors) (int64, error) {
	key, ok, err := w.find(id)
	if err != nil || ok {
		return key, err
	}
	ref := entity.Ref{Kind: id.kind, ID: id.id, Name: strings.ReplaceAll(id.id, "-", " ")}
	if about := e.entities[id]; about != nil && about.name != "" {
		ref.Name = about.name
	}
	if id.kind == entity.Country {
		ref.Name = entity.CountryName(id.id)
	}
	return w.entity(ref, sameText)
}

// find gives the key of an entity if it has a row.
func (w *writer) find(id refID) (int64, bool, error) {
	if key, ok := w.keyOf(id); ok {
		return key, true, nil
	}
	var key int64
	var name string
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT key, name FROM entities WHERE kind = ? AND id = ?", string(id.kind), id.id).Scan(&key, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	k := w.know(id, key)
	k.spellings = append(k.spellings, name)
	return key, true, nil
}

func (w *writer) refOf(key int64) (refID, error) {
	var id refID
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT kind, id FROM entities WHERE key = ?", key).Scan(&id.kind, &id.id)
	return id, err
}
