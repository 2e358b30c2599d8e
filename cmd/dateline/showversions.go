package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"dateline/archive"
	"dateline/archive/diff"
)

// versions shows every version of the article, newest first, each with what it
// changed of the one before.
func (c *showCommand) versions(ctx context.Context, e *env, s *session) error {
	if e.json {
		body, err := s.get(ctx, http.MethodGet, fmt.Sprintf("/api/v1/articles/%d/revisions", c.ID))
		if err := errors.Join(err, s.close()); err != nil {
			return err
		}
		return e.printBody(body)
	}
	revisions, err := s.store.Revisions(ctx, c.ID)
	if errors.Is(err, archive.ErrNotFound) {
		err = fmt.Errorf("the archive has no article %d", c.ID)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	p := newPaper(e.out)
	for i := range revisions {
		if i > 0 {
			p.line("")
		}
		var before *archive.Article
		if i+1 < len(revisions) {
			before = &revisions[i+1].Article
		}
		printVersion(p, &revisions[i], before)
	}
	return p.err
}

func printVersion(p *paper, r *archive.Revision, before *archive.Article) {
	from := r.Input
	if r.Line > 0 {
		from = fmt.Sprintf("%s:%d", r.Input, r.Line)
	}
	if !r.Captured.IsZero() {
		from += ", captured " + r.Captured.Format("2006-01-02 15:04 MST")
	}
	p.wrap("", p.strong(fmt.Sprintf("version %d", r.Version))+fmt.Sprintf(", %s, import %d, %s",
		r.Imported.Local().Format("2006-01-02 15:04"), r.Import, printable(from)))
	if before == nil {
		return
	}
	for _, part := range []struct{ name, was, is string }{
		{"published", before.Published.String(), r.Article.Published.String()},
		{"source", before.Source, r.Article.Source},
		{"authors", strings.Join(before.Authors, ", "), strings.Join(r.Article.Authors, ", ")},
		{"title", before.Title, r.Article.Title},
		{"text", before.Text(), r.Article.Text()},
	} {
		if part.was == part.is {
			continue
		}
		parts := diff.Words(part.was, part.is)
		if len(parts) == 1 && parts[0].Op == diff.Same {
			continue // other blanks
		}
		removed, added := diff.Count(parts)
		p.wrap("", fmt.Sprintf("%s: %s removed, %d added", part.name, plural(removed, "word", "words"), added))
		for line := range strings.SplitSeq(marked(p, parts), "\n") {
			p.wrap("  ", line)
		}
	}
}

// around is how many words beside a change are printed.
const around = 12

// marked writes changes as [-removed-] and {+added+}, with some words around
// them.
func marked(p *paper, parts []diff.Part) string {
	var b strings.Builder
	for i, part := range parts {
		text := printable(part.Text)
		switch part.Op {
		case diff.Removed:
			b.WriteString(p.strong("[-"+strings.TrimSpace(text)+"-]") + " ")
		case diff.Added:
			b.WriteString(p.strong("{+"+strings.TrimSpace(text)+"+}") + " ")
		default:
			words := strings.Fields(text)
			first, last := i == 0, i == len(parts)-1
			switch {
			case first && len(words) > around:
				words = append([]string{"…"}, words[len(words)-around:]...)
			case last && len(words) > around:
				words = append(words[:around:around], "…")
			case len(words) > 2*around:
				words = append(append(words[:around:around], "…\n…"), words[len(words)-around:]...)
			}
			b.WriteString(strings.Join(words, " ") + " ")
		}
	}
	return b.String()
}
