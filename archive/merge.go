package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"dateline/archive/entity"
)

// Merge says that the entity From is to be taken for Into, or, where Into is 0, for
// itself. Both are keys.
type Merge struct{ From, Into int64 }

// Merging is how far rules have merged the entities of an archive.
type Merging struct {
	Rules   string `json:"rules"`   // version of the rules; "" says that none were applied
	Key     int64  `json:"key"`     // entities up to it were looked at
	Changed int64  `json:"changed"` // and, of those, changes up to this number
}

// ErrOvertaken says that another process has merged entities meanwhile.
var ErrOvertaken = errors.New("another process has merged entities meanwhile")

// Merging tells how far rules have merged entities.
func (s *Store) Merging(ctx context.Context) (Merging, error) {
	leave, err := s.enter()
	if err != nil {
		return Merging{}, err
	}
	defer leave()
	return readMerging(ctx, s.readers)
}

func readMerging(ctx context.Context, db queryer) (m Merging, err error) {
	var text string
	err = db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'merging'").Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &m)
	}
	return m, err
}

// Merge takes over what rules say of entities, and how far they have got, in one
// transaction; by says which rules. What editors decided stays as it is, and so do
// pairs that are no people or organisations, of which the archive lacks one, or that
// would make a circle; changed is how many were not. No article changes: what is merged is only read as one. The
// error is ErrOvertaken, and nothing is done, when the archive is not at was.
func (s *Store) Merge(ctx context.Context, by string, was, now Merging, list ...Merge) (at Merging, changed int, err error) {
	leave, err := s.enter()
	if err != nil {
		return was, 0, err
	}
	defer leave()
	err = s.write(ctx, func(w *writer) error {
		changed = 0
		have, err := readMerging(w.ctx, w.tx)
		if err != nil {
			return err
		}
		if have != was {
			return ErrOvertaken
		}
		e, err := readEditors(w.ctx, w.tx)
		if err != nil {
			return err
		}
		var number int64
		if err := w.tx.QueryRowContext(w.ctx, "SELECT value FROM meta WHERE key = 'entities'").Scan(&number); err != nil {
			return err
		}
		if changed, err = w.mergeAll(e, asText(by), list); err != nil {
			return err
		}
		if number == now.Changed && changed > 0 { // nobody else changed any since: these are no news
			now.Changed = w.entities
		}
		at = now
		text, err := json.Marshal(now)
		if err != nil {
			return err
		}
		_, err = w.tx.ExecContext(w.ctx, "INSERT INTO meta (key, value) VALUES ('merging', ?1) ON CONFLICT DO UPDATE SET value = ?1", string(text))
		return err
	})
	return at, changed, err
}

// mergeAll first ends all merges that are to be others, so that none is in the way
// of another.
func (w *writer) mergeAll(e *editors, by string, list []Merge) (changed int, err error) {
	for _, m := range list {
		done, err := w.endMerge(m)
		if err != nil {
			return 0, fmt.Errorf("part entity %d: %w", m.From, err)
		}
		if done {
			changed++
		}
	}
	for _, m := range list {
		if m.Into == 0 {
			continue
		}
		done, err := w.merge(e, m, by)
		if err != nil {
			return 0, fmt.Errorf("merge entity %d into %d: %w", m.From, m.Into, err)
		}
		if done {
			changed++
		}
	}
	return changed, nil
}

// endMerge parts an entity from the one that a rule merged it into, unless that is
// where it is to be.
func (w *writer) endMerge(m Merge) (bool, error) {
	var into int64
	var rule string
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT coalesce(merged, 0), coalesce(rule, '') FROM entities WHERE key = ?", m.From).Scan(&into, &rule)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil || into == 0 || rule != ByRule || into == m.Into {
		return false, err
	}
	if err := w.setMerged(m.From, 0, "", ""); err != nil {
		return false, err
	}
	return m.Into == 0, w.entityChanged(m.From)
}

func (w *writer) merge(e *editors, m Merge, by string) (bool, error) {
	var id refID
	var name string
	var have int64
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT kind, id, name, coalesce(merged, 0) FROM entities WHERE key = ?", m.From).
		Scan(&id.kind, &id.id, &name, &have)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil || have != 0 || id.kind != entity.Person && id.kind != entity.Organisation {
		return false, err
	}
	if _, decided := e.into(id); decided {
		return false, nil
	}
	target, err := w.refOf(m.Into)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil || target.kind != id.kind || e.forbids(id, target, name) {
		return false, err
	}
	circle, err := w.leadsTo(m.Into, m.From)
	if err != nil || circle {
		return false, err
	}
	if err := w.setMerged(m.From, m.Into, ByRule, by); err != nil {
		return false, err
	}
	return true, w.entityChanged(m.From)
}

// leadsTo tells whether an entity is taken for another, or is it.
func (w *writer) leadsTo(key, other int64) (bool, error) {
	for range maxMerges {
		if key == other {
			return true, nil
		}
		err := w.tx.QueryRowContext(w.rowCtx, "SELECT coalesce(merged, 0) FROM entities WHERE key = ?", key).Scan(&key)
		if err != nil || key == 0 {
			return false, err
		}
	}
	return true, nil
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
