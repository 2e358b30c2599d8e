package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

// seenParameter counts the articles on the pages before this one. Only pages
// know it, and only to say "21–40 of 128": a cursor does not tell.
const seenParameter = "seen"

// facetShown is how many values of a facet a page lists before it links the rest.
const facetShown = 8

// maxBars is how many bars a timeline on a page may have; beyond, they would be
// thinner than a pixel of a phone and the page would be mostly links.
const maxBars = 400

// search is the page of results. Parameters it does not know are ignored; values
// it cannot use are ignored, too, and it says so.
func (s *Server) search(c echo.Context) error {
	q, problems := readPage(c)
	v, err := s.searchView(c.Request().Context(), q, seen(c))
	if err != nil {
		return s.explained(c, q, err)
	}
	v.Ignored = ignored(problems)
	v.Title = documentTitle(q, v)
	return s.sendPage(c, pageSearch, v)
}

// readPage reads a page's search parameters.
func readPage(c echo.Context) (index.Query, []index.Problem) {
	values := maps.Clone(c.QueryParams())
	values.Del(seenParameter)
	q, problems := index.ParseValues(values)
	q.Strict = false // a reader is never refused
	return q, problems
}

func seen(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam(seenParameter))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// ignored says which values were not usable. Names that mean nothing here are
// passed over: links gather them on their way through the world.
func ignored(problems []index.Problem) []string {
	var list []string
	for _, p := range problems {
		if slices.Contains(index.Parameters(), p.Parameter) {
			list = append(list, "Left out: "+parameterDetail(p))
		}
	}
	return list
}

// ask searches; the index itself sees that it takes not too long.
func (s *Server) ask(ctx context.Context, q index.Query) (*index.Results, error) {
	r, err := s.index.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return r, nil
}

// explained turns a refused search into a page that still holds it, so that the
// reader can change it.
func (s *Server) explained(c echo.Context, q index.Query, err error) error {
	f := faultOf(err)
	if f.status >= http.StatusInternalServerError || f.status == statusClosed {
		return err
	}
	v := errorView{frame: s.frameOf(errorHeading(f.status), "").holding(q), Heading: errorHeading(f.status), Detail: f.detail}
	v.NoIndex = true
	cache(c, cacheNever)
	return s.sendPageAs(c, f.status, pageError, v)
}

type searchView struct {
	frame
	Heading string
	Named   *namedView // the entity whose page this is
	Count   string     // below the name of an entity
	Reading string     // how the text was read
	Took    string
	Behind  string // what is imported but not yet searchable
	Ignored []string
	Relaxed bool
	Meant   *link // the search that may have been meant
	Notes   []noteView

	Chips   []chipView
	Clear   string
	Filters string // "Filters (2)"
	Facets  []facetView
	Whole   string // the way back from one facet shown whole
	Dates   dateForm

	Timeline *timelineView
	Orders   []orderView
	Copies   *choiceView // nil when no copies match
	JSON     string
	Hits     []hitView
	Range    string
	Next     string
	First    string
	Nothing  *nothingView
}

// searchView answers q. Links lead to searches close to it.
func (s *Server) searchView(ctx context.Context, q index.Query, seen int) (*searchView, error) {
	asked := q
	if asked.Duplicates == "" { // pages fold, programs are given everything
		asked.Duplicates = index.Fold
	}
	if asked.Timeline == "" {
		asked.Timeline = index.Auto
	}
	if asked.FacetLimit == 0 {
		asked.FacetLimit = facetShown
	}
	r, err := s.ask(ctx, asked)
	if err != nil {
		return nil, err
	}
	tooFine := r.Timeline != nil && len(r.Timeline.Buckets) > maxBars
	if tooFine {
		asked.Timeline = index.Auto
		if r, err = s.ask(ctx, asked); err != nil {
			return nil, err
		}
	}

	v := &searchView{
		frame:    s.frameOf("", "").holding(plainList(q)),
		Heading:  countOf(r.Total, "article"),
		Took:     tookWords(r.Took),
		Relaxed:  r.Relaxed,
		Notes:    noteViews(q.Text, r.Notes),
		Chips:    s.chips(q),
		Facets:   facetViews(q, r.Facets),
		Dates:    dateForm{q.From, q.To, hiddenOf(plainList(q), "from", "to")},
		Timeline: timelineOf(q, r.Timeline, tooFine),
		Orders:   orders(q),
		JSON:     withParameters("/api/v1/search", plainList(asked).Values()),
		Copies:   copiesChoice(q, r),
	}
	v.NoIndex = true
	if q.Text != "" {
		v.Reading = r.Interpreted
	}
	if r.Suggestion != "" {
		meant := plainList(q)
		meant.Text = r.Suggestion
		v.Meant = &link{r.Suggestion, searchAddress(meant)}
	}
	v.Filters = "Filters"
	if n := len(v.Chips); n > 0 {
		v.Filters = fmt.Sprintf("Filters (%d)", n)
		if n > 1 {
			v.Clear = searchAddress(index.Query{Text: q.Text, Sort: q.Sort})
		}
	}
	if len(q.Facets) > 0 {
		v.Whole = searchAddress(q)
	}
	if v.Behind, err = s.behind(ctx); err != nil {
		return nil, err
	}
	for _, h := range r.Hits {
		v.Hits = append(v.Hits, hitOf(q, h))
	}
	if q.Cursor != "" {
		v.First = searchAddress(q)
	}
	v.Range, v.Next = position(q, r, seen)
	if r.Total == 0 {
		v.Heading = "No articles"
		if v.Nothing, err = s.nothing(ctx, q); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// behind says how much of the archive cannot be found yet, or "".
func (s *Server) behind(ctx context.Context) (string, error) {
	_, lag, err := s.index.Ready(ctx)
	if err != nil {
		return "", fmt.Errorf("index: %w", err)
	}
	if lag == 0 {
		return "", nil
	}
	return countOf(int(lag), "change") + " to the archive cannot be searched yet.", nil
}
