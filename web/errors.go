package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
	"dateline/index/query"
)

// fault is an error that a reader may see: its status, and a detail that says
// what to do about it. Its cause is for the log only.
type fault struct {
	status int
	detail string
	params []index.Problem // the parameters at fault
	notes  []query.Note    // places in the query that were not understood
	cause  error
}

func (f *fault) Error() string {
	if f.cause != nil {
		return f.detail + ": " + f.cause.Error()
	}
	return f.detail
}

func (f *fault) Unwrap() error { return f.cause }

// statusClosed is what a request is logged with whose client went away; nobody
// receives it.
const statusClosed = 499

const tooLarge = "The request is larger than 256 kB."

// faultOf finds what a reader may be told about err.
func faultOf(err error) *fault {
	var (
		f      *fault
		cost   *index.CostError
		strict *index.StrictError
		fromE  *echo.HTTPError
		large  *http.MaxBytesError
	)
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &cost):
		return &fault{status: http.StatusUnprocessableEntity, detail: sentence(cost.Error()), cause: err}
	case errors.Is(err, index.ErrBusy):
		return &fault{status: http.StatusServiceUnavailable, detail: sentence(index.ErrBusy.Error()), cause: err}
	case errors.As(err, &strict):
		return &fault{status: http.StatusBadRequest, detail: strictDetail(strict.Notes), notes: strict.Notes, cause: err}
	case errors.Is(err, index.ErrCursorExpired):
		return &fault{status: http.StatusGone, cause: err,
			detail: "This cursor has expired: pages ordered by relevance are held for five minutes. Search again without cursor, or sort by newest, oldest or added, whose cursors do not expire."}
	case errors.Is(err, index.ErrCursor):
		return &fault{status: http.StatusBadRequest, cause: err, params: []index.Problem{{Parameter: "cursor", Message: "the cursor does not belong to this search"}},
			detail: "The cursor does not belong to this search: take it from next of the page before, and keep the other parameters as they were."}
	case errors.Is(err, archive.ErrNotFound):
		return &fault{status: http.StatusNotFound, detail: "The archive holds nothing under this address.", cause: err}
	case errors.As(err, &large):
		return &fault{status: http.StatusRequestEntityTooLarge, detail: tooLarge, cause: err}
	case errors.As(err, &fromE):
		return faultOfEcho(fromE)
	case errors.Is(err, context.DeadlineExceeded):
		return &fault{status: http.StatusUnprocessableEntity, detail: "The search took too long and was stopped. Narrow it by date or source, or use rarer words.", cause: err}
	case errors.Is(err, context.Canceled):
		return &fault{status: statusClosed, detail: "The client closed the request.", cause: err}
	}
	return &fault{status: http.StatusInternalServerError, detail: "Something went wrong inside the archive. The log has the cause under the id of this request.", cause: err}
}

func faultOfEcho(err *echo.HTTPError) *fault {
	detail := http.StatusText(err.Code) + "."
	switch err.Code {
	case http.StatusNotFound:
		detail = "There is nothing at this address."
	case http.StatusMethodNotAllowed:
		detail = "This address does not take this method; the Allow header lists those it takes."
	}
	return &fault{status: err.Code, detail: detail, cause: err}
}

// answerError is the one place where errors become answers.
func (s *Server) answerError(err error, c echo.Context) {
	if c.Response().Committed {
		// Part of an answer is out; the log is all that is left.
		s.log.Error("answer broken off", "id", requestID(c), "route", c.Path(), "cause", err)
		return
	}
	f := faultOf(err)
	if f.status >= http.StatusInternalServerError {
		s.log.LogAttrs(c.Request().Context(), slog.LevelError, "request failed",
			slog.String("id", requestID(c)), slog.String("route", c.Path()), slog.Any("cause", err))
	}
	if f.status == statusClosed {
		c.Response().Status = statusClosed
		return
	}
	c.Response().Header().Del("ETag")
	cache(c, cacheNever)
	var sent error
	if onAPI(c.Request()) {
		sent = s.sendProblem(c, f)
	} else {
		sent = s.sendErrorPage(c, f)
	}
	if sent != nil {
		s.log.Error("answer not sent", "id", requestID(c), "route", c.Path(), "cause", sent)
	}
}

func onAPI(r *http.Request) bool {
	return r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/")
}

func (s *Server) sendProblem(c echo.Context, f *fault) error {
	body, err := encode(problemOf(f, c.Request().URL.Path))
	if err != nil {
		return err
	}
	return c.Blob(f.status, typeProblem, body)
}

// badRequest is the fault of parameters that cannot be used as they stand.
func badRequest(problems ...index.Problem) *fault {
	var b strings.Builder
	for i, p := range problems {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(parameterDetail(p))
	}
	return &fault{status: http.StatusBadRequest, detail: b.String(), params: problems}
}

func parameterDetail(p index.Problem) string {
	text := p.Message
	if p.Nearest != "" {
		text += fmt.Sprintf("; did you mean %s?", p.Nearest)
	}
	return sentence(text)
}

func strictDetail(notes []query.Note) string {
	if len(notes) == 1 {
		return sentence(fmt.Sprintf("the query is not understood at byte %d: %s", notes[0].At, notes[0].Message))
	}
	return fmt.Sprintf("The query is not understood in %d places; notes says where. Without strict=true those are taken as plain words.", len(notes))
}

// sentence gives text a full stop, unless it ends in one or asks.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?") {
		return text
	}
	return text + "."
}
