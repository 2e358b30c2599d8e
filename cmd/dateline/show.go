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
	ID int64 `arg:"" help:"Number of the article."`
}

// Run shows an article from the database; its JSON is the API's.
func (c *showCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	if e.json {
		body, err := s.get(ctx, http.MethodGet, fmt.Sprintf("/api/v1/articles/%d", c.ID))
		if err := errors.Join(err, s.close()); err != nil {
			return err
		}
		return e.printBody(body)
	}
	a, err := s.store.Article(ctx, c.ID)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("the archive has no article %d", c.ID)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	p := newPaper(e.out)
	printArticle(p, a)
	return p.err
}

func printArticle(p *paper, a *archive.Article) {
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
	if a.Status != archive.Usable {
		fact("status", string(a.Status))
	}
	if a.Version > 1 {
		fact("version", fmt.Sprint(a.Version))
	}
	for _, par := range a.Body {
		p.line("")
		printParagraph(p, par)
	}
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
