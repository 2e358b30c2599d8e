package web

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
)

// policy lets a page load nothing but this server's own files, and no script or
// style that stands inside it.
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// secure sets the headers that every answer carries.
func secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // addresses hold searches, which are nobody else's business
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

// observe gives each request an id of our own making and writes one line about
// it. The line names the route, never the address: that holds the search.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		started := time.Now()
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:12])
		if err := next(c); err != nil {
			c.Error(err) // answered here, so that the line has the status
		}
		s.log.LogAttrs(c.Request().Context(), slog.LevelDebug, "request",
			slog.String("id", requestID(c)),
			slog.String("method", c.Request().Method),
			slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status),
			slog.Int64("bytes", c.Response().Size),
			slog.Duration("took", time.Since(started)))
		return nil
	}
}

func requestID(c echo.Context) string {
	return c.Response().Header().Get(echo.HeaderXRequestID)
}

// panicked is a panic caught on its way out of a handler.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }

// recovered turns a panic into an error, so that one bad request is answered and
// logged like any other failure.
func recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if value := recover(); value != nil {
				if value == http.ErrAbortHandler {
					panic(value) // the server's own way to drop a connection
				}
				err = &panicked{value, debug.Stack()}
			}
		}()
		return next(c)
	}
}

// limited stops reading a body that is larger than any request has to be.
func limited(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		r.Body = http.MaxBytesReader(c.Response(), r.Body, maxBody)
		return next(c)
	}
}

// cache tells caches how to treat an answer.
func cache(c echo.Context, how string) { c.Response().Header().Set("Cache-Control", how) }

const (
	cacheAsk     = "no-cache"                            // keep it, but ask whether it still holds
	cacheNever   = "no-store"                            // health: only now counts
	cacheForever = "public, max-age=31536000, immutable" // the address changes with the content
)
