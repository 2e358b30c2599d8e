package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dateline/archive"
	"dateline/archive/entity"
)

type entityRenameCommand struct {
	Entity string `arg:"" help:"Id or name of the entity, as in: person:washington."`
	Name   string `arg:"" help:"Name that readers are shown."`
}

func (c *entityRenameCommand) Run(ctx context.Context, e *env) error {
	return e.decide(ctx, func(all []archive.Named) ([]archive.Decision, error) {
		n, err := findNamed(all, c.Entity)
		if err != nil {
			return nil, err
		}
		return []archive.Decision{{Action: archive.Rename, Kind: n.Kind, Entity: n.ID, Value: c.Name}}, nil
	})
}

type entityAliasCommand struct {
	Entity  string   `arg:"" help:"Id or name of the entity."`
	Name    []string `arg:"" help:"Names that mean it."`
	Never   bool     `help:"The names never mean it, however alike."`
	Remove  bool     `help:"The names do not mean it; for countries, whose names the program knows."`
	Context []string `sep:"none" placeholder:"WORD" help:"A surname counts only in articles with one of these words; may be repeated."`
}

func (c *entityAliasCommand) Run(ctx context.Context, e *env) error {
	return e.decide(ctx, func(all []archive.Named) ([]archive.Decision, error) {
		n, err := findNamed(all, c.Entity)
		if err != nil {
			return nil, err
		}
		action := archive.AddAlias
		switch {
		case n.Kind == entity.Country && (c.Never || c.Remove):
			action = archive.RemoveName
		case n.Kind == entity.Country:
			action = archive.AddName
		case c.Never || c.Remove:
			action = archive.NeverMeans
		}
		var list []archive.Decision
		for _, name := range c.Name {
			list = append(list, archive.Decision{Action: action, Kind: n.Kind, Entity: n.ID, Value: name})
		}
		for _, word := range c.Context {
			list = append(list, archive.Decision{Action: archive.NeedsWord, Kind: n.Kind, Entity: n.ID, Value: word})
		}
		return list, nil
	})
}

type entityMergeCommand struct {
	Into string   `arg:"" help:"Id or name of the entity that stays."`
	From []string `arg:"" help:"Ids or names of those that are the same."`
}

func (c *entityMergeCommand) Run(ctx context.Context, e *env) error {
	return e.decide(ctx, func(all []archive.Named) ([]archive.Decision, error) {
		into, err := findNamed(all, c.Into)
		if err != nil {
			return nil, err
		}
		var list []archive.Decision
		for _, from := range c.From {
			n, err := findOfKind(all, into.Kind, from)
			if err != nil {
				return nil, err
			}
			list = append(list, archive.Decision{Action: archive.MergeInto, Kind: n.Kind, Entity: n.ID, Value: into.ID})
		}
		return list, nil
	})
}

type entityDistinctCommand struct {
	Entity string   `arg:"" help:"Id or name of an entity."`
	Other  []string `arg:"" help:"Ids or names of those that are others."`
}

func (c *entityDistinctCommand) Run(ctx context.Context, e *env) error {
	return e.decide(ctx, func(all []archive.Named) ([]archive.Decision, error) {
		one, err := findNamed(all, c.Entity)
		if err != nil {
			return nil, err
		}
		var list []archive.Decision
		for _, other := range c.Other {
			n, err := findOfKind(all, one.Kind, other)
			if err != nil {
				return nil, err
			}
			list = append(list, archive.Decision{Action: archive.NeverMeans, Kind: one.Kind, Entity: one.ID, Value: n.ID})
		}
		return list, nil
	})
}

// findOfKind finds another entity of a kind.
func findOfKind(all []archive.Named, kind entity.Kind, what string) (*archive.Named, error) {
	if named, _ := cutKind(what); named == "" {
		what = string(kind) + ":" + what
	}
	n, err := findNamed(all, what)
	if err == nil && n.Kind != kind {
		return nil, usageError("%s %q is no %s", n.Kind, n.ID, kind)
	}
	return n, err
}

type entityDismissCommand struct {
	Name []string `arg:"" help:"Names that are never an entity, of any kind."`
}

func (c *entityDismissCommand) Run(ctx context.Context, e *env) error {
	return e.decide(ctx, func([]archive.Named) ([]archive.Decision, error) {
		var list []archive.Decision
		for _, name := range c.Name {
			list = append(list, archive.Decision{Action: archive.Ignore, Value: name})
		}
		return list, nil
	})
}

// decide records what choose makes of the entities of the archive. It holds at
// once for what readers are shown; what names mean in articles follows as they
// are read again in the background.
func (e *env) decide(ctx context.Context, choose func([]archive.Named) ([]archive.Decision, error)) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	all, err := s.store.Named(ctx, 0)
	if err != nil {
		return errors.Join(err, s.close())
	}
	list, err := choose(all)
	var ids []int64
	if err == nil {
		ids, err = s.store.Decide(ctx, userName(), list...)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	for i := range list {
		list[i].ID, list[i].By, list[i].At = ids[i], userName(), time.Now().UTC().Truncate(time.Millisecond)
	}
	return e.printDecisions(list)
}

type entitySplitCommand struct {
	Entity string `arg:"" help:"Id or name of the entity that is merged into another."`
}

func (c *entitySplitCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	err = c.split(ctx, s)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Split string `json:"split"`
		}{c.Entity})
	}
	_, err = fmt.Fprintf(e.out, "%s is an entity of its own now; dateline entity history says how to undo it\n", printable(c.Entity))
	return err
}

func (c *entitySplitCommand) split(ctx context.Context, s *session) error {
	all, err := s.store.Named(ctx, 0)
	if err != nil {
		return err
	}
	n, err := findNamed(all, c.Entity)
	if err != nil {
		return err
	}
	err = s.store.Split(ctx, userName(), n.Kind, n.ID)
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("%s %q is not merged into another", n.Kind, n.ID)
	}
	return err
}

type entityUndoCommand struct {
	ID int64 `arg:"" help:"Number of the decision, as history lists it."`
}

func (c *entityUndoCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	err = s.store.Undo(ctx, userName(), c.ID)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("there is no decision %d that holds; dateline entity history lists them", c.ID)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Undone int64 `json:"undone"`
		}{c.ID})
	}
	_, err = fmt.Fprintf(e.out, "decision %d no longer holds\n", c.ID)
	return err
}

type entityHistoryCommand struct{}

func (entityHistoryCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	list, err := s.store.AllDecisions(ctx)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	return e.printDecisions(list)
}

// listedDecision is a decision as programs get it.
type listedDecision struct {
	ID       int64          `json:"id"`
	Action   archive.Action `json:"action"`
	Kind     entity.Kind    `json:"kind,omitempty"`
	Entity   string         `json:"entity,omitempty"`
	Value    string         `json:"value"`
	By       string         `json:"by"`
	At       time.Time      `json:"at"`
	UndoneBy string         `json:"undone_by,omitempty"`
	Undone   *time.Time     `json:"undone,omitempty"`
}

func (e *env) printDecisions(list []archive.Decision) error {
	listed := make([]listedDecision, len(list))
	for i, d := range list {
		listed[i] = listedDecision{ID: d.ID, Action: d.Action, Kind: d.Kind, Entity: d.Entity, Value: d.Value, By: d.By, At: d.At, UndoneBy: d.UndoneBy}
		if !d.Undone.IsZero() {
			listed[i].Undone = &d.Undone
		}
	}
	if e.json {
		return e.printJSON(struct {
			Decisions []listedDecision `json:"decisions"`
		}{listed})
	}
	p := newPaper(e.out)
	for _, d := range listed {
		about := ""
		if d.Kind != "" {
			about = fmt.Sprintf(" %s:%s", d.Kind, d.Entity)
		}
		line := fmt.Sprintf("%d  %s  %s  %s%s %q", d.ID, d.At.Format("2006-01-02 15:04"), d.By, d.Action, about, d.Value)
		if d.Undone != nil {
			line += fmt.Sprintf(" (undone by %s on %s)", d.UndoneBy, d.Undone.Format("2006-01-02"))
		}
		p.line(printable(line))
	}
	return p.err
}
