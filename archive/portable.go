package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dateline/archive/entity"
)

// Decisions returns what is decided now about people, organisations, countries
// and names that are nothing, to be kept elsewhere or put into another archive.
// The names of what an editor merged into an entity are among its aliases; whatever
// else is decided about a name that is nothing is left out.
func (s *Store) Decisions(ctx context.Context) (entity.Decisions, error) {
	return s.portable(ctx, func(d *entity.Decision, about *decided, own string) bool {
		d.Name = cmp.Or(about.name, own, d.ID)
		return true
	})
}

// RecognitionDecisions is the part of Decisions that recognition depends on, in
// an order of its own: a new name for readers does not change it.
func (s *Store) RecognitionDecisions(ctx context.Context) (entity.Decisions, error) {
	out, err := s.portable(ctx, func(d *entity.Decision, about *decided, own string) bool {
		d.Name = cmp.Or(own, about.name, d.ID)
		d.Wikidata = ""
		for _, list := range []*[]string{&d.Aliases, &d.Not, &d.Context} {
			slices.Sort(*list)
		}
		return len(d.Aliases)+len(d.Not) > 0 || entity.Slug(d.Name) != d.ID // else it is found as it is
	})
	for i := range out.Countries {
		slices.Sort(out.Countries[i].Add)
		slices.Sort(out.Countries[i].Remove)
	}
	return out, err
}

// portable gathers decisions; finish completes those about one entity, which has
// the name own in the archive, "" if it has no row, and says whether to keep them.
func (s *Store) portable(ctx context.Context, finish func(d *entity.Decision, about *decided, own string) bool) (entity.Decisions, error) {
	var out entity.Decisions
	leave, err := s.enter()
	if err != nil {
		return out, err
	}
	defer leave()
	tx, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return out, err
	}
	defer tx.Rollback()
	e, err := readEditors(ctx, tx)
	if err != nil {
		return out, err
	}
	own := func(id refID) (name string, err error) {
		err = tx.QueryRowContext(ctx, "SELECT coalesce((SELECT name FROM entities WHERE kind = ? AND id = ?), '')",
			string(id.kind), id.id).Scan(&name)
		return name, err
	}
	merged := make(map[refID][]string) // names of what was merged into an entity
	for id, about := range e.entities {
		if about.into == "" {
			continue
		}
		name, err := own(id)
		if err != nil {
			return out, err
		}
		into := refID{id.kind, about.into}
		merged[into] = append(merged[into], cmp.Or(name, about.name, id.id))
		if e.entities[into] == nil {
			e.entities[into] = new(decided)
		}
	}
	for id, about := range e.entities {
		if id.kind == entity.Country && len(about.aliases)+len(about.remove) > 0 {
			out.Countries = append(out.Countries, entity.CountryDecision{Code: id.id, Add: slices.Clone(about.aliases), Remove: about.remove})
		}
		if id.kind != entity.Person && id.kind != entity.Organisation || about.into != "" {
			continue
		}
		d := entity.Decision{Kind: id.kind, ID: id.id, Aliases: slices.Clone(about.aliases), Not: about.not, Context: about.context, Wikidata: about.wikidata}
		slices.Sort(merged[id])
		for _, name := range merged[id] {
			if !slices.Contains(d.Aliases, name) {
				d.Aliases = append(d.Aliases, name)
			}
		}
		name, err := own(id)
		if err != nil {
			return out, err
		}
		if finish(&d, about, name) && !e.ignored[entity.Slug(d.Name)] {
			out.Entities = append(out.Entities, d)
		}
	}
	live, err := readDecisions(ctx, tx, selectDecisions+" WHERE undone_at IS NULL AND action = 'ignore' ORDER BY value")
	for _, d := range live {
		out.Ignore = append(out.Ignore, d.Value)
	}
	slices.SortFunc(out.Entities, func(a, b entity.Decision) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(out.Countries, func(a, b entity.CountryDecision) int { return cmp.Compare(a.Code, b.Code) })
	return out, err
}

// SetDecisions makes d what is decided, in one step: what is not in it is undone,
// but for what it cannot say: merges of ids, and names for readers of countries
// and places. It returns how many decisions were added and undone; setting the
// same again does nothing.
func (s *Store) SetDecisions(ctx context.Context, by string, d entity.Decisions) (added, undone int, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, 0, err
	}
	defer leave()
	list := single(d)
	wanted := make(map[Decision]bool, len(list))
	for _, d := range list {
		if err := d.check(); err != nil {
			return 0, 0, err
		}
		wanted[d] = true
	}
	err = s.write(ctx, func(w *writer) error {
		return w.deciding(func(c *deciding) error {
			live, err := readDecisions(c.ctx, c.tx, liveDecisions)
			if err != nil {
				return err
			}
			added, undone = 0, 0
			for _, have := range live {
				plain := Decision{Action: have.Action, Kind: have.Kind, Entity: have.Entity, Value: have.Value}
				if wanted[plain] {
					delete(wanted, plain)
					continue
				}
				if !portableAction(have) {
					continue
				}
				if err := c.undo(asText(by), have); err != nil {
					return err
				}
				undone++
			}
			for _, d := range list {
				if !wanted[d] {
					continue
				}
				delete(wanted, d)
				d.By = asText(by)
				if _, err := c.decide(d); err != nil {
					return fmt.Errorf("%s %s: %w", d.Kind, d.Entity, err)
				}
				added++
			}
			return nil
		})
	})
	return added, undone, err
}

// portableAction says that entity.Decisions can hold a decision.
func portableAction(d Decision) bool {
	switch d.Kind {
	case entity.Person, entity.Organisation:
		return d.Action != MergeInto
	case entity.Country:
		return d.Action != Rename
	}
	return d.Action == Ignore
}

// single parts decisions into one thing each.
func single(d entity.Decisions) []Decision {
	var list []Decision
	for _, e := range d.Entities {
		add := func(action Action, values ...string) {
			for _, v := range values {
				if v != "" {
					list = append(list, Decision{Action: action, Kind: e.Kind, Entity: e.ID, Value: v})
				}
			}
		}
		add(Rename, e.Name)
		add(AddAlias, e.Aliases...)
		add(NeverMeans, e.Not...)
		add(NeedsWord, e.Context...)
		add(SetWikidata, e.Wikidata)
	}
	for _, c := range d.Countries {
		for _, name := range c.Add {
			list = append(list, Decision{Action: AddName, Kind: entity.Country, Entity: c.Code, Value: name})
		}
		for _, name := range c.Remove {
			list = append(list, Decision{Action: RemoveName, Kind: entity.Country, Entity: c.Code, Value: name})
		}
	}
	for _, name := range d.Ignore {
		list = append(list, Decision{Action: Ignore, Value: name})
	}
	return list
}
