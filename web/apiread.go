package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

// readBody reads search parameters as a JSON object: each a string, a number, a
// boolean, or a list of these for a repeated parameter.
func readBody(c echo.Context) (url.Values, error) {
	r := c.Request()
	if len(c.QueryParams()) > 0 {
		return nil, &fault{status: http.StatusBadRequest, detail: "Give the parameters in the body or in the address, not in both."}
	}
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
		return nil, &fault{status: http.StatusUnsupportedMediaType, detail: "Send the parameters as a JSON object, with Content-Type: application/json.", cause: err}
	}
	dec := json.NewDecoder(r.Body)
	dec.UseNumber()
	var object map[string]any
	if err := dec.Decode(&object); err != nil {
		return nil, badBody(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, badBody(errors.New("something follows the object"))
	}
	values := url.Values{}
	for name, v := range object {
		texts, err := parameterTexts(v)
		if err != nil {
			return nil, badRequest(index.Problem{Parameter: name, Message: name + ": " + err.Error()})
		}
		values[name] = texts
	}
	return values, nil
}

// badBody blames the body's JSON, unless the body could not be read at all.
func badBody(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return &fault{status: http.StatusBadRequest, detail: sentence(fmt.Sprintf("The body is not a JSON object of parameters: %s", err)), cause: err}
}

func parameterTexts(v any) ([]string, error) {
	items, ok := v.([]any)
	if !ok {
		items = []any{v}
	}
	texts := make([]string, 0, len(items))
	for _, item := range items {
		switch x := item.(type) {
		case string:
			texts = append(texts, x)
		case json.Number:
			texts = append(texts, x.String())
		case bool:
			texts = append(texts, strconv.FormatBool(x))
		default:
			return nil, errors.New("want a string, a number, true or false, or a list of these")
		}
	}
	return texts, nil
}

// onlyParameters refuses parameters other than the known ones.
func onlyParameters(c echo.Context, known ...string) error {
	var problems []index.Problem
	for _, name := range sortedKeys(c.QueryParams()) {
		if slices.Contains(known, name) {
			continue
		}
		p := index.Problem{Parameter: name, Message: fmt.Sprintf("there is no parameter %q here; this address takes none", name)}
		if len(known) > 0 {
			p.Message = fmt.Sprintf("there is no parameter %q here; this address takes %s", name, strings.Join(known, ", "))
		}
		problems = append(problems, p)
	}
	if len(problems) > 0 {
		return badRequest(problems...)
	}
	return nil
}

// limitAsked reads the limit parameter, from 1 to most.
func limitAsked(c echo.Context, otherwise, most int) (int, error) {
	text := c.QueryParam("limit")
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, badRequest(index.Problem{Parameter: "limit", Message: fmt.Sprintf("limit %q is not a number from 1 to %d", text, most)})
	}
	return n, nil
}
