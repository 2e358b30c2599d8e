package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
)

type showCommand struct {
	Versions bool  `help:"Show every version, and what it changed."`
	ID       int64 `arg:"" help:"Number of the article."`
}

// Run shows an article from the database; its JSON is the API's.
func (c *showCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	if c.Versions {
		return c.versions(ctx, e, s)
	}
	if e.json {
		body, err := s.get(ctx, http.MethodGet, fmt.Sprintf("/api/v1/articles/%d", c.ID))
		if err := errors.Join(err, s.close()); err != nil {
			return err
		}
		return e.printBody(body)
	}
	a, changes, err := read(ctx, s.store, c.ID)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("the archive has no article %d", c.ID)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	p := newPaper(e.out)
	printArticle(p, a, changes)
	return p.err
}

// read gets an article as it is now, with what became of its status.
func read(ctx context.Context, store *archive.Store, id int64) (*archive.Article, []archive.StatusChange, error) {
	if _, err := store.Release(ctx); err != nil {
		return nil, nil, err
	}
	a, err := store.Article(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	changes, err := store.StatusChanges(ctx, id)
	return a, changes, err
}

func printArticle(p *paper, a *archive.Article, changes []archive.StatusChange) {
	if a.Title != "" {
		p.wrap("", p.strong(printable(a.Title)))
	}
	published := a.Published.String()
	if published == "" {
		published = "undated"
	}
	fact := func(name, value string) {
		if value != "" {
			p.wrap("", fmt.Sprintf("%s: %s", name, printable(value)))
		}
	}
	fact("published", published)
	fact("source", a.Source)
	fact("authors", strings.Join(a.Authors, ", "))
	fact("link", a.URL)
	fact("language", a.Language)
	for _, kind := range entity.Kinds() {
		var names []string
		for _, ref := range a.Tagged(kind) {
			names = append(names, ref.Name)
		}
		fact(string(kind), strings.Join(names, ", "))
	}
	printWire(fact, &a.Wire)
	if a.Status != archive.Usable {
		status := string(a.Status)
		if len(changes) > 0 {
			status += fmt.Sprintf(" since %s: %s", changes[0].At.Format("2006-01-02 15:04 UTC"), changes[0].Reason)
		}
		fact("status", status)
	}
	if a.Version > 1 {
		fact("version", fmt.Sprint(a.Version))
	}
	for _, par := range a.Body {
		p.line("")
		printParagraph(p, par)
	}
}

func printWire(fact func(name, value string), w *archive.Wire) {
	fact("slug", w.Slug)
	fact("section", w.Section)
	fact("place", w.Place)
	if w.Urgency > 0 {
		fact("urgency", fmt.Sprint(w.Urgency))
	}
	fact("publisher's version", w.PublisherVersion)
	fact("revised", w.Revised.String())
	fact("embargo", w.Embargo.String())
	fact("note", w.Note)
	fact("rights", w.Rights)
	fact("usage terms", w.Usage)
}

func printParagraph(p *paper, par archive.Paragraph) {
	text := printable(par.Text)
	switch par.Kind {
	case archive.Heading:
		p.wrap("", p.strong(text))
	case archive.Quote:
		p.wrap("  ", text)
	case archive.Item:
		p.wrap("  ", "- "+text)
	case archive.Related:
		p.wrap("", "[see also: "+text+"]")
	default:
		p.wrap("", text)
	}
}
