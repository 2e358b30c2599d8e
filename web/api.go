package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
)

// apiSearch answers a search; by POST, the parameters come as JSON.
func (s *Server) apiSearch(c echo.Context) error {
	values := c.QueryParams()
	if c.Request().Method == http.MethodPost {
		var err error
		if values, err = readBody(c); err != nil {
			return err
		}
	}
	q, err := readAPI(values)
	if err != nil {
		return err
	}
	r, err := s.ask(c.Request().Context(), q)
	if err != nil {
		return err
	}
	answer := searchOf(q, r)
	// The tag stands for the answer, not for how long it took.
	took := answer.TookMS
	answer.TookMS = 0
	timeless, err := encode(answer)
	if err != nil {
		return err
	}
	answer.TookMS = took
	body, err := encode(answer)
	if err != nil {
		return err
	}
	if c.Request().Method == http.MethodPost {
		cache(c, cacheNever)
		return c.Blob(http.StatusOK, typeJSON, body)
	}
	return send(c, typeJSON, tagOf(timeless), body)
}

// readAPI reads search parameters and refuses what it cannot use. Without the
// parameter, the timeline is drawn as fits best.
func readAPI(values url.Values) (index.Query, error) {
	q, problems := index.ParseValues(values)
	if len(problems) > 0 {
		return q, badRequest(problems...)
	}
	if q.Timeline == "" {
		q.Timeline = index.Auto
	}
	return q, nil
}

// apiFacet lists the values of one field over a search, those whose name starts
// with a prefix.
func (s *Server) apiFacet(c echo.Context) error {
	field := c.Param("field")
	if !slices.Contains(index.FacetFields(), field) {
		return &fault{status: http.StatusNotFound, detail: fmt.Sprintf("There is no facet %q. The facets are %s.", field, strings.Join(index.FacetFields(), ", "))}
	}
	values := maps.Clone(c.QueryParams())
	prefix := values.Get("prefix")
	values.Del("prefix")
	q, err := readAPI(values)
	if err != nil {
		return err
	}
	q.Facets, q.Limit, q.Cursor, q.Timeline = []string{}, 1, "", ""
	ctx := c.Request().Context()
	r, err := s.ask(ctx, q)
	if err != nil {
		return err
	}
	f, err := s.index.Facet(ctx, q, field, prefix)
	if err != nil {
		return fmt.Errorf("facet: %w", err)
	}
	return sendJSON(c, facetAnswerJSON{field, r.Total, facetOf(f)})
}

// apiTimeline counts a search over time.
func (s *Server) apiTimeline(c echo.Context) error {
	q, err := readAPI(c.QueryParams())
	if err != nil {
		return err
	}
	q.Facets, q.Limit, q.Cursor = []string{}, 1, ""
	r, err := s.ask(c.Request().Context(), q)
	if err != nil {
		return err
	}
	return sendJSON(c, timelineAnswerJSON{r.Total, *timelineJSONOf(r.Timeline)})
}

func (s *Server) apiArticle(c echo.Context) error {
	if err := onlyParameters(c); err != nil {
		return err
	}
	a, revisions, err := s.withRevisions(c)
	if err != nil {
		return err
	}
	carried, err := s.store.Carried(c.Request().Context(), a.ID)
	if err != nil {
		return fmt.Errorf("entities of article %d: %w", a.ID, err)
	}
	return sendJSON(c, articleOf(a, revisions, carried))
}

func (s *Server) apiRevisions(c echo.Context) error {
	if err := onlyParameters(c); err != nil {
		return err
	}
	a, revisions, err := s.withRevisions(c)
	if err != nil {
		return err
	}
	return sendJSON(c, revisionsOf(a, revisions))
}

func (s *Server) apiEntities(c echo.Context) error {
	kind, err := kindAsked(c)
	if err != nil {
		return err
	}
	return s.sendEntities(c, kind)
}

func (s *Server) apiEntity(c echo.Context) error {
	kind, err := kindAsked(c)
	if err != nil {
		return err
	}
	return s.sendEntity(c, kind)
}

func (s *Server) apiTopics(c echo.Context) error { return s.sendEntities(c, archive.Topic) }

func (s *Server) apiTopic(c echo.Context) error { return s.sendEntity(c, archive.Topic) }

func kindAsked(c echo.Context) (archive.Kind, error) {
	kind := archive.Kind(c.Param("kind"))
	if !slices.Contains(kinds(), kind) {
		return "", &fault{status: http.StatusNotFound, detail: fmt.Sprintf("There is no kind of entity %q. The kinds are person, organisation, country, place and topic.", string(kind))}
	}
	return kind, nil
}

func (s *Server) sendEntities(c echo.Context, kind archive.Kind) error {
	if err := onlyParameters(c, "limit"); err != nil {
		return err
	}
	limit, err := limitAsked(c, 100, index.MaxFacetLimit)
	if err != nil {
		return err
	}
	answer := entitiesJSON{kind, []entityJSON{}}
	for _, e := range s.index.Entities(kind, limit) {
		answer.Entities = append(answer.Entities, entityOf(e))
	}
	return sendJSON(c, answer)
}

func (s *Server) sendEntity(c echo.Context, kind archive.Kind) error {
	if err := onlyParameters(c); err != nil {
		return err
	}
	asked, err := url.PathUnescape(c.Param("id"))
	if err != nil {
		return &fault{status: http.StatusNotFound, detail: "This address is not spelt as an address.", cause: err}
	}
	e, ok := s.index.Entity(kind, asked)
	if !ok {
		return &fault{status: http.StatusNotFound, detail: fmt.Sprintf("No %s of this archive has the id, name or alias %q.", kind, asked)}
	}
	return sendJSON(c, entityOf(e))
}

func (s *Server) apiStats(c echo.Context) error {
	if err := onlyParameters(c); err != nil {
		return err
	}
	st, err := s.store.Stats(c.Request().Context())
	if err != nil {
		return fmt.Errorf("stats: %w", err)
	}
	ready, behind, err := s.index.Ready(c.Request().Context())
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return sendJSON(c, statsJSON{st, indexJSON{ready, behind}})
}
