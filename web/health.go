package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// healthz says that the process answers.
func (s *Server) healthz(c echo.Context) error {
	cache(c, cacheNever)
	return c.String(http.StatusOK, "ok\n")
}

// readyz says that the archive can be read and searched, or why not.
func (s *Server) readyz(c echo.Context) error {
	cache(c, cacheNever)
	ready, lag, err := s.index.Ready(c.Request().Context())
	switch {
	case err != nil:
		s.log.Error("not ready", "id", requestID(c), "cause", err)
		return c.String(http.StatusServiceUnavailable, "not ready: the database does not answer\n")
	case !ready:
		return c.String(http.StatusServiceUnavailable, fmt.Sprintf("not ready: the index is %s behind the archive\n", countOf(int(lag), "change")))
	}
	return c.String(http.StatusOK, "ready\n")
}

// robots keeps crawlers off searches, whose addresses have no end.
func (s *Server) robots(c echo.Context) error {
	cache(c, "public, max-age=86400")
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /admin/\nDisallow: /clusters/\nDisallow: /*?\n")
}
