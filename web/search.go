package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/index/query"
)

// seenParameter counts the articles on the pages before this one. Only pages
// know it, and only to say "21–40 of 128": a cursor does not tell.
const seenParameter = "seen"

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
	Notes   []noteView

	Chips   []chipView
	Clear   string
	Filters string // "Filters (2)"
	Facets  []facetView
	Whole   string // the way back from one facet shown whole
	Dates   dateForm

	Timeline *timelineView
	Orders   []orderView
	JSON     string
	Hits     []hitView
	Range    string
	Next     string
	First    string
	Nothing  *nothingView
}

type chipView struct {
	Label string // "person", "from"
	Value string
	Not   bool
	Href  string // the search without it
}

type orderView struct {
	link
	Here bool
}

// dateForm narrows by date.
type dateForm struct {
	From, To string
	Keep     []hidden
}

// noteView shows a remark at its place in the query.
type noteView struct {
	Before, At, After string
	Message           string
}

// searchView answers q. Links lead to searches close to it.
func (s *Server) searchView(ctx context.Context, q index.Query, seen int) (*searchView, error) {
	asked := q
	if asked.Timeline == "" {
		asked.Timeline = index.Auto
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
		JSON:     withParameters("/api/v1/search", plainList(q).Values()),
	}
	v.NoIndex = true
	if q.Text != "" {
		v.Reading = r.Interpreted
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
	_, lag, err := s.index.Ready(ctx)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if lag > 0 {
		v.Behind = countOf(int(lag), "change") + " to the archive cannot be searched yet."
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

// position says where in the list the page stands, and links the next one.
func position(q index.Query, r *index.Results, seen int) (where, next string) {
	if len(r.Hits) == 0 {
		return "", ""
	}
	known := q.Cursor == "" || seen > 0
	if q.Cursor == "" {
		seen = 0
	}
	last := seen + len(r.Hits)
	if known && last <= r.Total {
		where = fmt.Sprintf("%s–%s of %s", number(seen+1), number(last), number(r.Total))
	}
	if r.Next == "" {
		return where, ""
	}
	on := plainList(q)
	on.Cursor = r.Next
	values := on.Values()
	if known {
		values.Set(seenParameter, strconv.Itoa(last))
	}
	return where, withParameters(searchPath, values)
}

func noteViews(text string, notes []query.Note) []noteView {
	const around = 24 // letters of the query shown on each side
	var views []noteView
	for _, n := range notes {
		if n.At < 0 || n.Length < 0 || n.At+n.Length > len(text) {
			views = append(views, noteView{Message: n.Message})
			continue
		}
		before, after := []rune(text[:n.At]), []rune(text[n.At+n.Length:])
		v := noteView{Before: string(before), At: text[n.At : n.At+n.Length], After: string(after), Message: n.Message}
		if len(before) > around {
			v.Before = "…" + string(before[len(before)-around:])
		}
		if len(after) > around {
			v.After = string(after[:around]) + "…"
		}
		views = append(views, v)
	}
	return views
}

// orders are the sort links. Relevance needs words to be relevant to.
func orders(q index.Query) []orderView {
	now := q.Sort
	if now == "" {
		now = index.Relevance
	}
	list := []index.Sort{index.Relevance, index.Newest, index.Oldest, index.Added}
	if q.Text == "" {
		list = list[1:]
		if now == index.Relevance {
			now = index.Newest
		}
	}
	words := map[index.Sort]string{
		index.Relevance: "relevance", index.Newest: "newest", index.Oldest: "oldest", index.Added: "last added",
	}
	var views []orderView
	for _, o := range list {
		to := q
		to.Sort = o
		if o == list[0] {
			to.Sort = ""
		}
		views = append(views, orderView{link{words[o], searchAddress(to)}, o == now})
	}
	return views
}

// chips are the filters in use, each with the search without it.
func (s *Server) chips(q index.Query) []chipView {
	var chips []chipView
	for _, f := range q.Filters {
		var names []string
		rest := plainList(q)
		for _, value := range f.Values {
			names = append(names, s.valueName(f.Field, value))
			rest = rest.Without(f.Field, value)
		}
		label := fieldNoun(f.Field)
		if f.Not {
			label = "not"
		}
		chips = append(chips, chipView{label, strings.Join(names, " or "), f.Not, searchAddress(rest)})
	}
	if q.From != "" {
		rest := plainList(q)
		rest.From = ""
		chips = append(chips, chipView{"from", boundWords(q.From), false, searchAddress(rest)})
	}
	if q.To != "" {
		rest := plainList(q)
		rest.To = ""
		chips = append(chips, chipView{"to", boundWords(q.To), false, searchAddress(rest)})
	}
	if q.Match != index.MatchAuto {
		rest := plainList(q)
		rest.Match = index.MatchAuto
		chips = append(chips, chipView{"words", string(q.Match), false, searchAddress(rest)})
	}
	return chips
}

// valueName is what readers call a filter's value.
func (s *Server) valueName(field, value string) string {
	if value == index.None {
		return noneWords(field)
	}
	return s.index.Name(field, value)
}

func documentTitle(q index.Query, v *searchView) string {
	var parts []string
	if q.Text != "" {
		parts = append(parts, shortened(q.Text, 60))
	}
	for _, chip := range v.Chips {
		parts = append(parts, shortened(chip.Value, 40))
	}
	if len(parts) == 0 {
		return "Every article"
	}
	return strings.Join(parts, ", ")
}

// undatedAddress narrows a search to the articles that have no date.
func undatedAddress(q index.Query) string {
	q = plainList(q)
	switch {
	case q.Text == "":
		q.Text = "is:undated"
	case strings.ContainsAny(q.Text, " \t"):
		q.Text = "(" + q.Text + ") is:undated"
	default:
		q.Text += " is:undated"
	}
	return searchAddress(q)
}
