package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dateline/archive"
	"dateline/archive/entity/resolve"
)

// Merger merges the people and organisations of an archive that are one for sure,
// and parts those that are not any more. It learns their names at its first use,
// which takes a second for some hundred thousand, and what is new at each further
// one. Several processes may do it at the same time. It is used by one goroutine.
type Merger struct {
	store    *archive.Store
	known    *resolve.Known
	register *resolve.Register // nil until it is needed
	last     int64             // highest key in the register
	changed  int64             // number of changes that the register has seen
	merged   map[int64]int64   // what rules merged: key → that of the one it is taken for
	due      map[int64]bool    // keys to settle
}

// NewMerger makes a merger that goes by known, with the editors' decisions of the
// moment.
func NewMerger(store *archive.Store, known *resolve.Known) *Merger {
	return &Merger{store: store, known: known, merged: make(map[int64]int64), due: make(map[int64]bool)}
}

// mergeAtOnce is how many entities are settled and stored in one transaction.
const mergeAtOnce = 10_000

// Run brings the merges up to date with the entities, the decisions and the rules.
// It can be stopped at any time, and goes on where it stopped. Changed is how many
// entities are read otherwise now.
func (m *Merger) Run(ctx context.Context) (changed int, err error) {
	at, err := m.store.Merging(ctx)
	if err != nil {
		return 0, err
	}
	if at.Rules == m.known.Rules() {
		idle, err := m.idle(ctx, at)
		if err != nil || idle {
			return 0, err
		}
	}
	if err := m.read(ctx, at); err != nil {
		return 0, fmt.Errorf("read the names of entities: %w", err)
	}
	return m.settle(ctx, at)
}

// idle tells whether nothing has happened since entities were merged last.
func (m *Merger) idle(ctx context.Context, at archive.Merging) (bool, error) {
	last, changes, err := m.store.LastEntity(ctx)
	return last == at.Key && changes == at.Changed && len(m.due) == 0, err
}

// read takes in what is new in the archive, and notes what is due.
func (m *Merger) read(ctx context.Context, at archive.Merging) (err error) {
	first := m.register == nil
	if first {
		m.register = m.known.Register()
	}
	anew := at.Rules != m.known.Rules()
	m.last, m.changed, err = m.store.EachName(ctx, m.last, m.changed, func(n *archive.Named) {
		m.take(n)
		if !first || anew || n.Key > at.Key {
			m.due[n.Key] = true
		}
	})
	if err == nil && first && !anew {
		_, _, err = m.store.EachName(ctx, m.last, at.Changed, func(n *archive.Named) { m.due[n.Key] = true })
	}
	for from, into := range m.merged { // who was merged into one that has changed may not be any more
		if m.due[into] {
			m.due[from] = true
		}
	}
	return err
}

// take takes in an entity.
func (m *Merger) take(n *archive.Named) {
	delete(m.merged, n.Key)
	if n.Into != 0 && n.Rule == archive.ByRule {
		m.merged[n.Key] = n.Into
	}
	if !n.Hidden {
		m.register.Put(n.Key, n.Ref)
	}
}

// settle decides what is due, some at a time, in order of key, and stores it.
func (m *Merger) settle(ctx context.Context, at archive.Merging) (changed int, err error) {
	rules := m.known.Rules()
	if at.Rules != rules {
		at0 := archive.Merging{Rules: rules}
		if at, _, err = m.store.Merge(ctx, "", at, at0); err != nil {
			return 0, overtaken(err)
		}
	}
	due := slices.Sorted(maps.Keys(m.due))
	for begun := false; !begun || len(due) > 0; begun = true {
		if err := ctx.Err(); err != nil {
			return changed, err
		}
		part := due[:min(mergeAtOnce, len(due))]
		due = due[len(part):]
		now := archive.Merging{Rules: rules, Key: m.last, Changed: m.changed}
		if len(due) > 0 { // whoever goes on after this step sees to the rest, and again to what has changed
			now.Key, now.Changed = max(at.Key, part[len(part)-1]), at.Changed
		}
		list := m.changes(part)
		stored, n, err := m.store.Merge(ctx, "rules "+rules, at, now, list...)
		if err != nil {
			return changed, overtaken(err)
		}
		m.stored(part, list)
		if len(due) == 0 {
			m.changed = stored.Changed // these changes are our own
		}
		changed += n
		at = stored
	}
	return changed, nil
}

// overtaken leaves to the next run what another process is about to do.
func overtaken(err error) error {
	if errors.Is(err, archive.ErrOvertaken) {
		return nil
	}
	return fmt.Errorf("merge entities: %w", err)
}

// stored notes what has been done.
func (m *Merger) stored(done []int64, list []archive.Merge) {
	for _, l := range list {
		delete(m.merged, l.From)
		if l.Into != 0 {
			m.merged[l.From] = l.Into
		}
	}
	for _, key := range done {
		delete(m.due, key)
	}
}

// changes are what is to be otherwise for these entities, and those that depend on
// them.
func (m *Merger) changes(keys []int64) []archive.Merge {
	var list []archive.Merge
	for _, s := range m.register.Settle(keys) {
		into := s.Head
		if into == s.Key {
			into = 0
		}
		if m.merged[s.Key] != into {
			list = append(list, archive.Merge{From: s.Key, Into: into})
		}
	}
	slices.SortFunc(list, func(a, b archive.Merge) int { return int(a.From - b.From) })
	return list
}

// Alike lists the pairs of entities that may be one, for an editor to look at. It
// works on the merges as they are stored.
func (m *Merger) Alike(ctx context.Context) ([]resolve.Alike, error) {
	at, err := m.store.Merging(ctx)
	if err != nil {
		return nil, err
	}
	if err := m.read(ctx, at); err != nil {
		return nil, err
	}
	named, err := m.store.Named(ctx, 0)
	if err != nil {
		return nil, err
	}
	roots := archive.Roots(named)
	return m.register.Alike(func(key int64) int64 { return roots[key] }), nil
}
