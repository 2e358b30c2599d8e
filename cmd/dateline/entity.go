package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
)

// entityCommand holds the commands by which editors correct who is who.
type entityCommand struct {
	List     entityListCommand     `cmd:"" help:"List entities with their articles."`
	Show     entityShowCommand     `cmd:"" help:"Show one entity, its names and what is merged into it."`
	Rename   entityRenameCommand   `cmd:"" help:"Show readers another name for an entity."`
	Alias    entityAliasCommand    `cmd:"" help:"Say that a name means an entity, or never does."`
	Merge    entityMergeCommand    `cmd:"" help:"Say that entities are one."`
	Split    entitySplitCommand    `cmd:"" help:"Part an entity from the one it is merged into, for good."`
	Suggest  entitySuggestCommand  `cmd:"" help:"List entities that may be one, for merge or distinct."`
	Distinct entityDistinctCommand `cmd:"" help:"Say that entities are not one, however alike."`
	Dismiss  entityDismissCommand  `cmd:"" help:"Say that a name is no entity at all."`
	History  entityHistoryCommand  `cmd:"" help:"List what was decided, by whom and when."`
	Undo     entityUndoCommand     `cmd:"" help:"Take back a decision."`
	Export   entityExportCommand   `cmd:"" help:"Write the decisions to a file (YAML, or CSV by its ending)."`
	Import   entityImportCommand   `cmd:"" help:"Make a file of decisions (YAML or CSV) hold in place of the present ones."`
}

type entityListCommand struct {
	Kind  string `default:"person" enum:"person,organisation,country,place,topic" help:"person, organisation, country, place or topic (${default})."`
	Limit int    `default:"50" help:"How many (${default})."`
}

// Run asks the index, which counts.
func (c *entityListCommand) Run(ctx context.Context, e *env) error {
	body, err := e.ask(ctx, fmt.Sprintf("/api/v1/entities/%s?limit=%d", c.Kind, c.Limit))
	if err != nil {
		return err
	}
	if e.json {
		return e.printBody(body)
	}
	var list struct {
		Entities []struct {
			ID, Name string
			Count    int
		}
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	p := newPaper(e.out)
	for _, n := range list.Entities {
		p.line(fmt.Sprintf("%8d  %s  %s", n.Count, printable(n.Name), n.ID))
	}
	return p.err
}

// ask gets one answer of the API.
func (e *env) ask(ctx context.Context, address string) ([]byte, error) {
	s, err := openExisting(ctx, e)
	if err != nil {
		return nil, err
	}
	body, err := s.get(ctx, http.MethodGet, address)
	return body, errors.Join(err, s.close())
}

type entityShowCommand struct {
	Entity string `arg:"" help:"Id or name, with its kind before it where needed: person:washington."`
}

// shownEntity is an entity with what is merged into it.
type shownEntity struct {
	Kind    entity.Kind `json:"kind"`
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Aliases []string    `json:"aliases"`
	Into    string      `json:"merged_into,omitempty"`
	Rule    string      `json:"rule,omitempty"` // "editor", or "auto" where a rule merged it
	Merged  []string    `json:"merged"`         // ids of those merged into it
	Hidden  bool        `json:"dismissed,omitempty"`
	Count   int         `json:"count"` // of articles, with those merged
}

func (c *entityShowCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	shown, err := c.show(ctx, s)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(shown)
	}
	p := newPaper(e.out)
	p.line(p.strong(printable(shown.Name)) + fmt.Sprintf("  %s:%s", shown.Kind, shown.ID))
	p.line(plural(shown.Count, "article", "articles"))
	fact := func(name string, values ...string) {
		if values = slices.DeleteFunc(values, func(v string) bool { return v == "" }); len(values) > 0 {
			p.wrap("", name+": "+printable(strings.Join(values, ", ")))
		}
	}
	fact("also", shown.Aliases...)
	if shown.Rule == archive.ByRule {
		fact("merged by a rule into", shown.Into)
	} else {
		fact("merged into", shown.Into)
	}
	fact("merged here", shown.Merged...)
	if shown.Hidden {
		p.line("dismissed")
	}
	return p.err
}

func (c *entityShowCommand) show(ctx context.Context, s *session) (*shownEntity, error) {
	all, err := s.store.Named(ctx, 0)
	if err != nil {
		return nil, err
	}
	n, err := findNamed(all, c.Entity)
	if err != nil {
		return nil, err
	}
	shown := &shownEntity{Kind: n.Kind, ID: n.ID, Name: n.Name, Aliases: append([]string{}, n.Aliases...), Rule: n.Rule, Hidden: n.Hidden, Merged: []string{}}
	for _, other := range all {
		if n.Into != 0 && other.Key == n.Into {
			shown.Into = other.ID
		}
		if other.Into == n.Key && n.Key > 0 {
			shown.Merged = append(shown.Merged, other.ID)
		}
	}
	shown.Count, err = s.countOf(ctx, n.Kind, n.ID)
	return shown, err
}

// findNamed finds the entity that an editor means, by KIND:ID, id, name or alias. A
// name means an entity that is merged into another only where nobody else has it.
// Countries are known before an article names them.
func findNamed(all []archive.Named, what string) (*archive.Named, error) {
	kind, name := cutKind(what)
	key := entity.Fold(name)
	var byID, byName, merged []*archive.Named
	for i := range all {
		n := &all[i]
		switch {
		case kind != "" && n.Kind != kind:
		case n.ID == name:
			byID = append(byID, n)
		case key == "" || n.Kind == entity.Topic:
		case entity.Fold(n.Name) != key && !slices.ContainsFunc(n.Aliases, func(a string) bool { return entity.Fold(a) == key }):
		case n.Into == 0:
			byName = append(byName, n)
		default:
			merged = append(merged, n)
		}
	}
	for _, found := range [][]*archive.Named{byID, byName, merged} {
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			var choices []string
			for _, n := range found {
				choices = append(choices, string(n.Kind)+":"+n.ID)
			}
			return nil, usageError("%q may mean %s: say which", what, strings.Join(choices, " or "))
		}
	}
	if country, ok := entity.CountryOf(name); ok && (kind == "" || kind == entity.Country) {
		return &archive.Named{Ref: country}, nil
	}
	return nil, fmt.Errorf("the archive has no entity %q", what)
}

// cutKind parts "person:washington".
func cutKind(what string) (entity.Kind, string) {
	if kind, id, ok := strings.Cut(what, ":"); ok && slices.Contains(entity.Kinds(), entity.Kind(kind)) {
		return entity.Kind(kind), id
	}
	return "", what
}
