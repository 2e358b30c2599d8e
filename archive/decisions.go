package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"dateline/archive/entity"
)

// Action is what an editor decides about an entity.
type Action string

// The things that can be decided. Rename, SetWikidata and MergeInto replace what
// was decided of the kind before.
const (
	Rename      Action = "name"     // readers are shown Value
	AddAlias    Action = "alias"    // Value means it, too
	NeverMeans  Action = "not"      // the name or id Value never means it, however alike
	NeedsWord   Action = "context"  // an alias of one word counts only in texts with one of these words
	SetWikidata Action = "wikidata" // Value is its item number
	MergeInto   Action = "merge"    // it is the entity of the same kind with the id Value
	Ignore      Action = "ignore"   // the name Value is never an entity
	AddName     Action = "add"      // Value means the country
	RemoveName  Action = "remove"   // Value does not mean the country
)

// Decision is one thing that an editor decided. It is about an id, which no
// article need carry yet, and holds for whatever comes in under it later.
type Decision struct {
	ID     int64 // 0 before it is stored
	Action Action
	Kind   entity.Kind // "" for Ignore
	Entity string      // id of the entity; "" for Ignore
	Value  string

	By       string
	At       time.Time
	UndoneBy string
	Undone   time.Time // zero while it holds
}

// check refuses what makes no sense.
func (d *Decision) check() error {
	if d.Value == "" || entity.Slug(d.Value) == "" {
		return fmt.Errorf("%s %q: has no letter or digit", d.Action, d.Value)
	}
	if err := errors.Join(checkText(d.Value), checkText(d.By)); err != nil {
		return fmt.Errorf("%s: %w", d.Action, err)
	}
	switch d.Action {
	case Ignore:
		if d.Kind != "" || d.Entity != "" {
			return fmt.Errorf("ignore %q: is about a name, not about %s %s", d.Value, d.Kind, d.Entity)
		}
		return nil
	case AddName, RemoveName:
		if d.Kind != entity.Country {
			return fmt.Errorf("%s %q: is for countries, not for %s %s", d.Action, d.Value, d.Kind, d.Entity)
		}
	case Rename:
	case AddAlias, NeverMeans, NeedsWord, SetWikidata, MergeInto:
		if d.Kind == entity.Country {
			return fmt.Errorf("%s %q: countries are what they are; add or remove a name", d.Action, d.Value)
		}
	default:
		return fmt.Errorf("unknown decision %q", d.Action)
	}
	if err := checkRef(entity.Ref{Kind: d.Kind, ID: d.Entity}); err != nil {
		return fmt.Errorf("%s %q: %w", d.Action, d.Value, err)
	}
	if d.Kind == entity.Country && entity.CountryName(d.Entity) == "" {
		return fmt.Errorf("%s %q: unknown country %q", d.Action, d.Value, d.Entity)
	}
	if d.Action == MergeInto && d.Value == d.Entity {
		return fmt.Errorf("merge %s %s: into itself", d.Kind, d.Entity)
	}
	return nil
}

// single says that there is one decision of its kind for an entity.
func (a Action) single() bool { return a == Rename || a == SetWikidata || a == MergeInto }

// Decide records decisions, all or none, and lets them hold at once. It returns
// their ids in order; what is decided already stays as it is.
func (s *Store) Decide(ctx context.Context, by string, list ...Decision) ([]int64, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	for i := range list {
		list[i].By = asText(by)
		if err := list[i].check(); err != nil {
			return nil, err
		}
	}
	ids := make([]int64, len(list))
	err = s.write(ctx, func(w *writer) error {
		return w.deciding(func(c *deciding) error {
			for i, d := range list {
				if ids[i], err = c.decide(d); err != nil {
					return err
				}
			}
			return nil
		})
	})
	return ids, err
}

// Undo takes back a decision. The error is ErrNotFound when there is none such
// that holds.
func (s *Store) Undo(ctx context.Context, by string, id int64) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error {
		return w.deciding(func(c *deciding) error {
			list, err := readDecisions(ctx, w.tx, selectDecisions+" WHERE undone_at IS NULL AND id = ?", id)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return fmt.Errorf("decision %d: %w", id, ErrNotFound)
			}
			return c.undo(asText(by), list[0])
		})
	})
}

const selectDecisions = `
	SELECT id, action, kind, entity, value, made_by, made_at, coalesce(undone_by, ''), coalesce(undone_at, 0) FROM decisions`

// AllDecisions returns every decision, those that were undone included, newest
// first.
func (s *Store) AllDecisions(ctx context.Context) ([]Decision, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	return readDecisions(ctx, s.readers, selectDecisions+" ORDER BY id DESC")
}

// DecisionsNumber counts changes to what is decided: while it stays, so does all
// that Decisions, RecognitionDecisions and Desks return.
func (s *Store) DecisionsNumber(ctx context.Context) (int64, error) {
	return s.number(ctx, "decisions")
}

// number reads one of meta's numbers.
func (s *Store) number(ctx context.Context, key string) (n int64, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	err = s.readers.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", key).Scan(&n)
	return n, err
}

func readDecisions(ctx context.Context, db queryer, query string, args ...any) ([]Decision, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Decision
	for rows.Next() {
		var d Decision
		var at, undone int64
		if err := rows.Scan(&d.ID, &d.Action, &d.Kind, &d.Entity, &d.Value, &d.By, &at, &d.UndoneBy, &undone); err != nil {
			return nil, err
		}
		d.At = time.UnixMilli(at).UTC()
		if undone > 0 {
			d.Undone = time.UnixMilli(undone).UTC()
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// deciding is a transaction that changes what is decided. Entities are settled at
// its end, by all that is decided then.
type deciding struct {
	*writer
	about map[refID]bool // entities whose rows may need to change
	done  bool           // something was decided or undone
}

func (w *writer) deciding(do func(*deciding) error) error {
	c := &deciding{writer: w, about: make(map[refID]bool)}
	if err := do(c); err != nil || !c.done {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, "UPDATE meta SET value = value + 1 WHERE key = 'decisions'"); err != nil {
		return err
	}
	e, err := readEditors(w.ctx, w.tx)
	if err != nil {
		return err
	}
	w.editors = e
	return c.settleAll(e)
}

// decide records a decision, unless it holds already.
func (c *deciding) decide(d Decision) (id int64, err error) {
	err = c.tx.QueryRowContext(c.ctx, `
		SELECT id FROM decisions WHERE undone_at IS NULL AND action = ? AND kind = ? AND entity = ? AND value = ?`,
		string(d.Action), string(d.Kind), d.Entity, d.Value).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	if d.Action.single() {
		before, err := readDecisions(c.ctx, c.tx, selectDecisions+" WHERE undone_at IS NULL AND action = ? AND kind = ? AND entity = ?",
			string(d.Action), string(d.Kind), d.Entity)
		if err != nil {
			return 0, err
		}
		for _, old := range before {
			if err := c.undo(d.By, old); err != nil {
				return 0, err
			}
		}
	}
	if err := c.touch(d); err != nil {
		return 0, err
	}
	err = c.tx.QueryRowContext(c.ctx, `
		INSERT INTO decisions (action, kind, entity, value, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
		string(d.Action), string(d.Kind), d.Entity, d.Value, d.By, c.at).Scan(&id)
	return id, err
}

func (c *deciding) undo(by string, d Decision) error {
	if err := c.touch(d); err != nil {
		return err
	}
	_, err := c.tx.ExecContext(c.ctx, "UPDATE decisions SET undone_by = ?, undone_at = ? WHERE id = ?", by, c.at, d.ID)
	return err
}

// touch notes the entities that a decision is about.
func (c *deciding) touch(d Decision) error {
	c.done = true
	slug := entity.Slug(d.Value)
	if d.Action == Ignore {
		for _, kind := range entity.Kinds() {
			c.about[refID{kind, slug}] = true
		}
		return nil
	}
	c.about[refID{d.Kind, d.Entity}] = true
	c.about[refID{d.Kind, slug}] = true
	if d.Action != NeedsWord {
		return nil
	}
	aliases, err := readDecisions(c.ctx, c.tx, selectDecisions+" WHERE action = 'alias' AND undone_at IS NULL AND kind = ? AND entity = ?",
		string(d.Kind), d.Entity)
	for _, alias := range aliases {
		c.about[refID{d.Kind, entity.Slug(alias.Value)}] = true
	}
	return err
}
