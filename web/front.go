package web

import (
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
)

const (
	newestShown = 10
	tallyShown  = 8
)

type frontView struct {
	frame
	Heading  string
	Holds    string // from when to when
	Behind   string // what is imported but not yet searchable
	Timeline *timelineView
	Newest   []hitView
	Every    link // every article
	Shelves  []frontShelf
	Imported string
	Fill     string // the command that fills an empty archive
}

// frontShelf is the head of one list of entities.
type frontShelf struct {
	Title string
	Links []tallyView
	All   link
}

// front says what the archive holds.
func (s *Server) front(c echo.Context) error {
	ctx := c.Request().Context()
	stats, err := s.store.Stats(ctx)
	if err != nil {
		return fmt.Errorf("stats: %w", err)
	}
	imports, err := s.store.Imports(ctx, 1)
	if err != nil {
		return fmt.Errorf("imports: %w", err)
	}
	v := frontView{frame: s.frameOf("", "/"), Heading: holdings(stats), Holds: spanOf(stats), Imported: lastImport(imports)}
	v.Canonical = "/"
	if stats.Articles == 0 {
		v.Heading, v.Fill = "This archive is empty", s.fill
		return s.sendPage(c, pageFront, v)
	}

	if v.Behind, err = s.behind(ctx); err != nil {
		return err
	}
	q := index.Query{}
	asked := index.Query{Sort: index.Newest, Duplicates: index.Fold, Limit: newestShown, Timeline: index.Auto, FacetLimit: tallyShown}
	for _, k := range shelves() {
		asked.Facets = append(asked.Facets, string(k.kind))
	}
	r, err := s.ask(ctx, asked)
	if err != nil {
		return err
	}
	for _, h := range r.Hits {
		v.Newest = append(v.Newest, hitOf(q, h))
	}
	v.Every = link{"All " + countOf(r.Total, "article"), searchPath}
	v.Timeline = timelineOf(q, r.Timeline, false)
	if v.Timeline != nil {
		v.Timeline.Intervals = nil // they change a search, and this is none
	}
	for i, k := range shelves() {
		if shelf, ok := frontShelfOf(k, r.Facets[i]); ok {
			v.Shelves = append(v.Shelves, shelf)
		}
	}
	return s.sendPage(c, pageFront, v)
}

func frontShelfOf(k shelfKind, f index.Facet) (frontShelf, bool) {
	shelf := frontShelf{Title: k.title, All: link{"All " + number(f.Distinct), "/" + k.path}}
	for _, value := range f.Values {
		shelf.Links = append(shelf.Links, tallyView{link{value.Name, entityPath(k.kind, value.ID)}, number(value.Count)})
	}
	return shelf, len(shelf.Links) > 0
}

// holdings says how much the archive holds.
func holdings(st archive.Stats) string {
	text := countOf(st.Articles, "article")
	if st.Sources > 1 {
		text += " from " + countOf(st.Sources, "source")
	}
	return text
}

// spanOf says from when to when the articles are.
func spanOf(st archive.Stats) string {
	var parts []string
	if !st.First.IsZero() {
		span := dayWords(st.First)
		if last := dayWords(st.Last); last != span {
			span += " to " + last
		}
		parts = append(parts, span)
	}
	if st.Undated > 0 {
		parts = append(parts, number(st.Undated)+" undated")
	}
	return strings.Join(parts, " · ")
}

// lastImport says when something last came in.
func lastImport(imports []archive.Import) string {
	if len(imports) == 0 {
		return ""
	}
	last := imports[0]
	if last.Finished.IsZero() {
		return "An import began on " + importedWords(last.Started) + " and is running, or was cut off."
	}
	return fmt.Sprintf("Last import: %s, %s read, %s new.", importedWords(last.Finished), countOf(last.Read, "article"), number(last.New))
}
