package archive

import (
	"context"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// editors is what is decided at one moment, by what it is about.
type editors struct {
	number   int64
	entities map[refID]*decided
	meant    map[refID]refID  // by kind and slug of an alias: the entity that it means
	ignored  map[string]bool  // slugs of names that are nothing
	by       map[refID]string // who merged an entity, by a decision about it or by an alias
}

// decided is all that is decided about one entity.
type decided struct {
	name     string // "" as it came
	aliases  []string
	not      []string
	context  []string
	wikidata string
	into     string // id of the entity it is merged into, "" none
	remove   []string
}

const liveDecisions = selectDecisions + " WHERE undone_at IS NULL ORDER BY id"

// readEditors reads what is decided now.
func readEditors(ctx context.Context, db queryer) (*editors, error) {
	e := &editors{
		entities: make(map[refID]*decided), meant: make(map[refID]refID),
		ignored: make(map[string]bool), by: make(map[refID]string),
	}
	if err := db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'decisions'").Scan(&e.number); err != nil {
		return nil, err
	}
	list, err := readDecisions(ctx, db, liveDecisions)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		e.add(d)
	}
	for id, about := range e.entities {
		for _, alias := range about.aliases {
			e.mean(id, about, alias)
		}
	}
	return e, nil
}

func (e *editors) add(d Decision) {
	if d.Action == Ignore {
		e.ignored[entity.Slug(d.Value)] = true
		return
	}
	id := refID{d.Kind, d.Entity}
	about := e.entities[id]
	if about == nil {
		about = new(decided)
		e.entities[id] = about
	}
	switch d.Action {
	case Rename:
		about.name = d.Value
	case AddAlias, AddName:
		about.aliases = append(about.aliases, d.Value)
		if meant := (refID{d.Kind, entity.Slug(d.Value)}); e.by[meant] == "" {
			e.by[meant] = d.By
		}
	case NeverMeans:
		about.not = append(about.not, d.Value)
	case NeedsWord:
		about.context = append(about.context, d.Value)
	case SetWikidata:
		about.wikidata = d.Value
	case MergeInto:
		about.into = d.Value
		e.by[id] = d.By
	case RemoveName:
		about.remove = append(about.remove, d.Value)
	}
}

// mean notes that an alias means an entity. One word that needs others beside it
// is not enough to take all that came under it for the entity.
func (e *editors) mean(id refID, about *decided, alias string) {
	if len(about.context) > 0 && !strings.Contains(entity.Fold(alias), " ") {
		return
	}
	other := refID{id.kind, entity.Slug(alias)}
	if own := e.entities[other]; own != nil && own.into == "" && (own.name != "" || len(own.aliases) > 0) {
		return // it is an entity of its own to the editors
	}
	if have, ok := e.meant[other]; ok && have.id <= id.id { // the same one each time
		return
	}
	e.meant[other] = id
}

// into is the entity that editors take another for; false for itself.
func (e *editors) into(id refID) (refID, bool) {
	if about := e.entities[id]; about != nil && about.into != "" {
		return refID{id.kind, about.into}, true
	}
	other, ok := e.meant[id]
	return other, ok && other != id
}

// forbids says that an entity, known by some names, is never to be taken for
// another.
func (e *editors) forbids(id, into refID, names ...string) bool {
	for _, pair := range [][2]refID{{id, into}, {into, id}} {
		about := e.entities[pair[1]]
		if about == nil {
			continue
		}
		for _, not := range about.not {
			slug := entity.Slug(not)
			if slug == pair[0].id || pair[0] == id && slices.ContainsFunc(names, func(name string) bool { return entity.Slug(name) == slug }) {
				return true
			}
		}
	}
	return false
}

// hides says that an entity is nothing. Topics are not recognised, so what is
// ignored there may well be one.
func (e *editors) hides(id refID) bool {
	return id.kind != entity.Topic && id.kind != entity.Country && e.ignored[id.id]
}

// settles says whether anything is decided that an entity's row depends on.
func (e *editors) settles(id refID) bool {
	_, merged := e.into(id)
	return merged || e.hides(id) || e.entities[id] != nil
}

// aliases are the names that editors gave an entity besides its own.
func (e *editors) aliases(id refID) []string {
	if about := e.entities[id]; about != nil {
		return about.aliases
	}
	return nil
}
