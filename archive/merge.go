package archive

import (
	"context"
	"fmt"

	"dateline/archive/entity"
)

// Merge says that two entities of a kind are one: From is to be taken for Into.
// Both are ids.
type Merge struct {
	Kind       entity.Kind
	From, Into string
}

// Merge merges entities without an editor; by says which program or rule. Pairs
// that editors decided otherwise, that are merged already, or of which the
// archive lacks one are left out; merged is how many were not. No article
// changes: what is merged is only read as one, and Split parts it again.
func (s *Store) Merge(ctx context.Context, by string, pairs ...Merge) (merged int, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	err = s.write(ctx, func(w *writer) error {
		merged = 0
		e, err := readEditors(w.ctx, w.tx)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			done, err := w.merge(e, p, asText(by))
			if err != nil {
				return fmt.Errorf("merge %s %s into %s: %w", p.Kind, p.From, p.Into, err)
			}
			if done {
				merged++
			}
		}
		return nil
	})
	return merged, err
}

func (w *writer) merge(e *editors, p Merge, by string) (bool, error) {
	id, target := refID{p.Kind, p.From}, refID{p.Kind, p.Into}
	if _, decided := e.into(id); decided || id == target {
		return false, nil
	}
	key, known, err := w.find(id)
	if err != nil || !known {
		return false, err
	}
	into, known, err := w.find(target)
	if err != nil || !known {
		return false, err
	}
	var have int64
	var name string
	err = w.tx.QueryRowContext(w.ctx, "SELECT coalesce(merged, 0), name FROM entities WHERE key = ?", key).Scan(&have, &name)
	if err != nil || have != 0 || e.forbids(id, target, name) {
		return false, err
	}
	root, err := w.rootOf(into)
	if err != nil || root == key {
		return false, err
	}
	if err := w.setMerged(key, into, byAuto, by); err != nil {
		return false, err
	}
	return true, w.entityChanged(key)
}

// rootOf is the entity that one is taken for in the end.
func (w *writer) rootOf(key int64) (int64, error) {
	for range maxMerges {
		var next int64
		err := w.tx.QueryRowContext(w.ctx, "SELECT coalesce(merged, 0) FROM entities WHERE key = ?", key).Scan(&next)
		if err != nil || next == 0 {
			return key, err
		}
		key = next
	}
	return key, nil
}

// Split parts an entity from the one it is merged into, whoever merged it, and
// sees to it that they are not merged again by a rule. The error is ErrNotFound
// when there is no such entity, or it is merged into none.
func (s *Store) Split(ctx context.Context, by string, kind entity.Kind, id string) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	by = asText(by)
	err = s.write(ctx, func(w *writer) error {
		return w.deciding(func(c *deciding) error { return c.split(by, refID{kind, id}) })
	})
	if err != nil {
		return fmt.Errorf("split %s %s: %w", kind, id, err)
	}
	return nil
}

func (c *deciding) split(by string, id refID) error {
	key, ok, err := c.find(id)
	if err != nil {
		return err
	}
	var into int64
	if ok {
		if err := c.tx.QueryRowContext(c.ctx, "SELECT coalesce(merged, 0) FROM entities WHERE key = ?", key).Scan(&into); err != nil {
			return err
		}
	}
	if into == 0 {
		return ErrNotFound
	}
	target, err := c.refOf(into)
	if err != nil {
		return err
	}
	causes, err := readDecisions(c.ctx, c.tx, selectDecisions+`
		WHERE undone_at IS NULL AND kind = ? AND (action = 'merge' AND entity = ? AND value = ? OR action = 'alias' AND entity = ?)`,
		string(id.kind), id.id, target.id, target.id)
	if err != nil {
		return err
	}
	for _, d := range causes {
		if d.Action == AddAlias && entity.Slug(d.Value) != id.id {
			continue
		}
		if err := c.undo(by, d); err != nil {
			return err
		}
	}
	not := Decision{Action: NeverMeans, Kind: id.kind, Entity: target.id, Value: id.id, By: by}
	if err := not.check(); err != nil {
		return err
	}
	c.about[id] = true
	_, err = c.decide(not)
	return err
}
