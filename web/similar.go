package web

import (
	"context"
	"errors"
	"fmt"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

// How many similar articles are listed: on the page of an article, and by the API
// unless more are asked for, up to the most.
const (
	similarShown   = 5
	similarDefault = 10
	similarMost    = 50
)

type similarJSON struct {
	ID      int64        `json:"id"`
	Results []resultJSON `json:"results"` // the most similar first
}

// apiSimilar lists the articles most like one.
func (s *Server) apiSimilar(c echo.Context) error {
	if err := onlyParameters(c, "limit"); err != nil {
		return err
	}
	id, err := articleID(c)
	if err != nil {
		return err
	}
	limit, err := limitAsked(c, similarDefault, similarMost)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	a, err := s.usable(ctx, id)
	if err != nil {
		return err
	}
	hits, err := s.index.Similar(ctx, a.ID, limit)
	if err != nil {
		return fmt.Errorf("similar: %w", err)
	}
	return sendJSON(c, similarJSON{a.ID, resultsOf(hits)})
}

// similar lists the articles most like one, for its page. The page does without
// when they cannot be found.
func (s *Server) similar(ctx context.Context, id int64) []hitView {
	hits, err := s.index.Similar(ctx, id, similarShown)
	if err != nil {
		if !errors.Is(err, context.Canceled) {
			s.log.Warn("no similar articles", "article", id, "cause", err)
		}
		return nil
	}
	views := make([]hitView, len(hits))
	for i, h := range hits {
		views[i] = hitOf(index.Query{}, h)
	}
	return views
}
