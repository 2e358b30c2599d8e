// Package web serves the archive to readers: pages for people and a JSON API for
// programs. Echo stays inside; outside there is an http.Handler.
//
// A handler reads the request into a typed value, asks the store or the index,
// builds a view in which every link and label is ready, and renders it. It
// returns errors; one error handler answers them all.
package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
	"dateline/static"
)

// Config is what a Server works on. Store and Index are required.
type Config struct {
	Store *archive.Store
	Index *index.Index

	Log  *slog.Logger // nil drops everything
	Demo bool         // the archive holds the built-in sample, and pages say so

	// ImportCommand is the command that fills this archive, shown while it is
	// empty; "" for the command of the default folder.
	ImportCommand string
}

const (
	defaultImportCommand = "dateline import FILE-OR-FOLDER"
	maxBody              = 256 << 10 // bytes of a request; a search's parameters are far fewer
)

// Server answers requests for one archive. It is safe for concurrent use.
type Server struct {
	store  *archive.Store
	index  *index.Index
	log    *slog.Logger
	demo   bool
	fill   string
	assets *assets
	pages  pages
	whole  http.Handler
}

// New prepares a server: it parses every template and reads every asset, so that
// a missing one is known at the start.
func New(cfg Config) (*Server, error) {
	s := &Server{
		store: cfg.Store,
		index: cfg.Index,
		log:   cfg.Log,
		demo:  cfg.Demo,
		fill:  cfg.ImportCommand,
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.fill == "" {
		s.fill = defaultImportCommand
	}
	var err error
	if s.assets, err = readAssets(static.Files); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if s.pages, err = parsePages(templateFiles); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	compressed, err := gzhttp.NewWrapper()
	if err != nil {
		return nil, fmt.Errorf("web: compression: %w", err)
	}
	s.whole = compressed(s.router())
	return s, nil
}

// Handler answers every address of the archive.
func (s *Server) Handler() http.Handler { return s.whole }

func (s *Server) router() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Logger.SetOutput(io.Discard) // what is worth a line goes to s.log
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.answerError

	e.Use(s.observe, secure, recovered, limited)

	// GET routes answer HEAD, too: net/http drops the body.
	get := func(path string, h echo.HandlerFunc) {
		e.Match([]string{http.MethodGet, http.MethodHead}, path, h)
	}

	get("/", s.front)
	get("/search", s.search)
	get("/articles/:id", s.article)
	get("/articles/:id/original", s.original)
	get("/clusters/:id", s.cluster)
	for _, k := range shelves() {
		get("/"+k.path, s.shelf(k))
		get("/"+k.path+"/:id", s.entity(k))
	}
	get("/sources", s.sources)
	get("/admin/imports", local(s.imports))
	get("/admin/imports/:id", local(s.importPage))
	get("/admin/imports/:id/records/:record", local(s.importRecord))
	get("/help", s.help)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)
	get("/robots.txt", s.robots)
	get("/favicon.svg", s.favicon)
	get("/favicon.ico", s.favicon)
	get("/static/:name", s.asset)

	get("/api/v1/search", s.apiSearch)
	e.POST("/api/v1/search", s.apiSearch)
	get("/api/v1/articles/:id", s.apiArticle)
	get("/api/v1/articles/:id/revisions", s.apiRevisions)
	get("/api/v1/articles/:id/original", s.original)
	get("/api/v1/articles/:id/similar", s.apiSimilar)
	get("/api/v1/clusters/:id", s.apiCluster)
	get("/api/v1/facets/:field", s.apiFacet)
	get("/api/v1/suggest", s.apiSuggest)
	get("/api/v1/timeline", s.apiTimeline)
	get("/api/v1/entities/:kind", s.apiEntities)
	get("/api/v1/entities/:kind/:id", s.apiEntity)
	get("/api/v1/topics", s.apiTopics)
	get("/api/v1/topics/:id", s.apiTopic)
	get("/api/v1/sources", s.apiSources)
	get("/api/v1/stats", s.apiStats)
	return e
}
