package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
)

// sourcesCommand holds what is said of publications.
type sourcesCommand struct {
	List sourcesListCommand `cmd:"" default:"1" help:"List the sources with their articles."`
	Set  sourcesSetCommand  `cmd:"" help:"Say which country a source reports of without naming it."`
}

// listedSource is a source as programs get it.
type listedSource struct {
	Source   string `json:"source"`
	Articles int    `json:"articles"`
	Desk     string `json:"desk,omitempty"` // country code
}

type sourcesListCommand struct{}

func (sourcesListCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	list, err := s.store.Sources(ctx)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	listed := make([]listedSource, len(list))
	for i, d := range list {
		listed[i] = listedSource{d.Source, d.Articles, d.Country}
	}
	if e.json {
		return e.printJSON(struct {
			Sources []listedSource `json:"sources"`
		}{listed})
	}
	p := newPaper(e.out)
	for _, l := range listed {
		name, desk := printable(l.Source), ""
		if name == "" {
			name = "(no source)"
		}
		if l.Desk != "" {
			desk = "  desk " + entity.CountryName(l.Desk)
		}
		p.line(fmt.Sprintf("%8d  %s%s", l.Articles, name, desk))
	}
	return p.err
}

type sourcesSetCommand struct {
	Source string `arg:"" help:"Name of the source, as its articles have it or will have it."`
	Desk   string `required:"" placeholder:"COUNTRY" help:"Country that its articles are about where they name none; none takes it away."`
}

// Run sets a source's desk. A server recognises the source's articles again in the
// background; dateline annotate does it without one.
func (c *sourcesSetCommand) Run(ctx context.Context, e *env) error {
	country := ""
	if !strings.EqualFold(c.Desk, "none") {
		ref, ok := archive.CountryOf(c.Desk)
		if !ok {
			return usageError("--desk %q: no such country; give its name or its code of two letters, or none", c.Desk)
		}
		country = ref.ID
	}
	s, err := openSession(ctx, e)
	if err != nil {
		return err
	}
	set, err := c.set(ctx, s.store, country)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(set)
	}
	desk := "no desk"
	if country != "" {
		desk = "the desk " + entity.CountryName(country)
	}
	_, err = fmt.Fprintf(e.out, "%s has %s", printable(set.Source), desk)
	if err == nil && set.Articles > 0 {
		_, err = fmt.Fprintf(e.out, "; a server reads its %s again, or dateline annotate does", plural(set.Articles, "article", "articles"))
	}
	if err == nil {
		_, err = fmt.Fprintln(e.out)
	}
	return err
}

// set finds the source as articles spell it, whatever its capitals, and sets it.
func (c *sourcesSetCommand) set(ctx context.Context, store *archive.Store, country string) (listedSource, error) {
	set := listedSource{Source: strings.TrimSpace(c.Source), Desk: country}
	list, err := store.Sources(ctx)
	if err != nil {
		return set, err
	}
	named := func(same func(a, b string) bool) int {
		return slices.IndexFunc(list, func(d archive.Desk) bool { return same(d.Source, set.Source) })
	}
	at := named(func(a, b string) bool { return a == b })
	if at < 0 {
		at = named(func(a, b string) bool { return entity.Fold(a) == entity.Fold(b) })
	}
	if at >= 0 {
		set.Source, set.Articles = list[at].Source, list[at].Articles
	}
	return set, store.SetDesk(ctx, userName(), set.Source, country)
}
