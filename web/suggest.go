package web

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

// suggestionsShown is how many suggestions are given when nothing else is asked.
const suggestionsShown = 8

type suggestionsJSON struct {
	Prefix      string           `json:"prefix"`
	Suggestions []suggestionJSON `json:"suggestions"` // the likeliest first
}

// suggestionJSON is one way to go on with what was typed. Query is the whole text
// of the search box with it.
type suggestionJSON struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"`
	Query string `json:"query"`
}

// apiSuggest completes a query that is being typed.
func (s *Server) apiSuggest(c echo.Context) error {
	if err := onlyParameters(c, "prefix", "limit"); err != nil {
		return err
	}
	limit, err := limitAsked(c, suggestionsShown, index.MaxSuggestions)
	if err != nil {
		return err
	}
	answer := suggestionsJSON{c.QueryParam("prefix"), []suggestionJSON{}}
	list, err := s.index.Suggest(c.Request().Context(), answer.Prefix, limit)
	if err != nil {
		return fmt.Errorf("suggest: %w", err)
	}
	for _, g := range list {
		answer.Suggestions = append(answer.Suggestions, suggestionJSON(g))
	}
	return sendJSON(c, answer)
}
