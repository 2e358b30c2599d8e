package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/entity/resolve"
	"dateline/archive/ingest"
	"dateline/index"
)

type entitySuggestCommand struct {
	Kind  string `enum:",person,organisation" default:"" help:"person or organisation; both unless given."`
	Limit int    `default:"50" help:"How many (${default})."`
}

// suggested is a pair of entities that may be one.
type suggested struct {
	Kind entity.Kind     `json:"kind"`
	Into suggestedEntity `json:"into"` // the one that would stay
	From suggestedEntity `json:"from"`
	Why  string          `json:"why"`

	why   resolve.Likeness
	worth int // articles of the one that has fewer
}

type suggestedEntity struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"` // of articles
}

// Run lists the entities that may be one, the likeliest first and, of these, those
// that concern the most articles. An editor answers with merge or distinct.
func (c *entitySuggestCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	list, err := c.suggest(ctx, e, s)
	shown := list[:min(len(list), max(c.Limit, 0))]
	if err == nil {
		err = countExactly(ctx, s, shown)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Suggestions []suggested `json:"suggestions"`
			Total       int         `json:"total"`
		}{shown, len(list)})
	}
	p := newPaper(e.out)
	why := ""
	for _, l := range shown {
		if l.Why != why {
			why = l.Why
			p.line(p.strong(why))
		}
		p.line(fmt.Sprintf("  %s (%d)  %s (%d)", printable(l.Into.Name), l.Into.Count, printable(l.From.Name), l.From.Count))
		p.line(fmt.Sprintf("      dateline entity merge %s:%s %s", l.Kind, l.Into.ID, l.From.ID))
	}
	if more := len(list) - len(shown); more > 0 {
		p.line(fmt.Sprintf("… and %d more: see --limit", more))
	}
	return p.err
}

func (c *entitySuggestCommand) suggest(ctx context.Context, e *env, s *session) ([]suggested, error) {
	r, err := archiveRecogniser(ctx, s.store, e.model)
	if err != nil {
		return nil, err
	}
	alike, err := ingest.NewMerger(s.store, r.Known()).Alike(ctx)
	if err != nil {
		return nil, err
	}
	named, err := s.store.Named(ctx, 0)
	if err != nil {
		return nil, err
	}
	byKey := make(map[int64]*archive.Named, len(named))
	for i := range named {
		byKey[named[i].Key] = &named[i]
	}
	counts, err := frequentEntities(ctx, s)
	if err != nil {
		return nil, err
	}
	list := []suggested{}
	for _, a := range alike {
		into, from := byKey[a.Stays], byKey[a.Other]
		if into == nil || from == nil || c.Kind != "" && into.Kind != entity.Kind(c.Kind) {
			continue
		}
		one := suggested{Kind: into.Kind, Why: a.Why.String(), why: a.Why}
		one.Into = suggestedEntity{into.ID, into.Name, counts[string(into.Kind)+"/"+into.ID]}
		one.From = suggestedEntity{from.ID, from.Name, counts[string(from.Kind)+"/"+from.ID]}
		one.worth = min(one.Into.Count, one.From.Count)
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b suggested) int {
		return cmp.Or(cmp.Compare(a.why, b.why), cmp.Compare(b.worth, a.worth), cmp.Compare(b.Into.Count+b.From.Count, a.Into.Count+a.From.Count))
	})
	return list, nil
}

// frequentEntities counts the articles of the people and organisations that have
// most, by "kind/id". The rest need no order.
func frequentEntities(ctx context.Context, s *session) (map[string]int, error) {
	counts := map[string]int{}
	for _, kind := range []entity.Kind{entity.Person, entity.Organisation} {
		body, err := s.get(ctx, http.MethodGet, fmt.Sprintf("/api/v1/entities/%s?limit=%d", kind, index.MaxFacetLimit))
		if err != nil {
			return nil, err
		}
		var list struct {
			Entities []struct {
				ID    string
				Count int
			}
		}
		if err := json.Unmarshal(body, &list); err != nil {
			return nil, err
		}
		for _, n := range list.Entities {
			counts[string(kind)+"/"+n.ID] = n.Count
		}
	}
	return counts, nil
}

// countExactly fills in the counts of those that are shown.
func countExactly(ctx context.Context, s *session, list []suggested) error {
	for i := range list {
		for _, one := range []*suggestedEntity{&list[i].Into, &list[i].From} {
			if one.Count > 0 {
				continue
			}
			var err error
			if one.Count, err = s.countOf(ctx, list[i].Kind, one.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// countOf is how many articles carry an entity, 0 also for one that none does.
func (s *session) countOf(ctx context.Context, kind entity.Kind, id string) (int, error) {
	body, err := s.get(ctx, http.MethodGet, fmt.Sprintf("/api/v1/entities/%s/%s", kind, url.PathEscape(id)))
	if err != nil { // no article carries it
		return 0, ctx.Err()
	}
	var counted struct{ Count int }
	err = json.Unmarshal(body, &counted)
	return counted.Count, err
}
