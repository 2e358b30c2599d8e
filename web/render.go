package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

//go:embed templates/*.html
var templateFiles embed.FS

// The pages, each a file of templates/ with a template "main". The files of
// parts.html and layout.html stand behind all of them.
const (
	pageFront   = "front"
	pageSearch  = "search"
	pageArticle = "article"
	pageCluster = "cluster"
	pageShelf   = "shelf"
	pageSources = "sources"
	pageImports = "imports"
	pageHelp    = "help"
	pageError   = "error"
)

type pages map[string]*template.Template

// parsePages reads every page; a missing or broken template is an error, at the
// start and not when a reader asks for it.
func parsePages(files fs.FS) (pages, error) {
	shared, err := template.New("").ParseFS(files, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	all := pages{}
	for _, name := range []string{pageFront, pageSearch, pageArticle, pageCluster, pageShelf, pageSources, pageImports, pageHelp, pageError} {
		t, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		if t, err = t.ParseFS(files, "templates/"+name+".html"); err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		all[name] = t
	}
	return all, nil
}

// link is a place to go, with its words.
type link struct {
	Text string
	Href string
}

// frame is what every page has around its own part.
type frame struct {
	Title     string // of the document, without the name of the site
	Style     string
	Script    string
	Icon      string
	Canonical string // the page's one address; "" when it has several
	NoIndex   bool   // crawlers leave it alone
	Demo      bool
	Nav       []navLink
	Box       searchBox
}

type navLink struct {
	link
	Here bool
}

// searchBox is the form at the top: the text, and the rest of the search that it
// keeps.
type searchBox struct {
	Text string
	Keep []hidden
}

// hidden is a parameter that a form carries along.
type hidden struct{ Name, Value string }

// frameOf starts a page; here is the path of the part of the site it belongs to.
func (s *Server) frameOf(title, here string) frame {
	f := frame{
		Title:  title,
		Style:  s.assets.href[styleSheet],
		Script: s.assets.href[script],
		Icon:   s.assets.href[icon],
		Demo:   s.demo,
	}
	for _, k := range shelves() {
		f.Nav = append(f.Nav, navLink{link{k.title, "/" + k.path}, here == "/"+k.path})
	}
	f.Nav = append(f.Nav, navLink{link{"Help", "/help"}, here == "/help"})
	return f
}

// holding fills the search box with a search, so that a change of words keeps the
// filters.
func (f frame) holding(q index.Query) frame {
	f.Box = searchBox{Text: q.Text, Keep: hiddenOf(q, "q")}
	return f
}

// hiddenOf lists a search's parameters for a form that sets the named ones.
func hiddenOf(q index.Query, without ...string) []hidden {
	q.Cursor = ""
	values := q.Values()
	for _, name := range without {
		values.Del(name)
	}
	var list []hidden
	for _, name := range sortedKeys(values) {
		for _, v := range values[name] {
			list = append(list, hidden{name, v})
		}
	}
	return list
}

// render writes a page to a buffer first, so that a failing template never sends
// half a page.
func (s *Server) render(page string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.pages[page].ExecuteTemplate(&b, "layout", view); err != nil {
		return nil, fmt.Errorf("render %s: %w", page, err)
	}
	return b.Bytes(), nil
}

func (s *Server) sendPage(c echo.Context, page string, view any) error {
	body, err := s.render(page, view)
	if err != nil {
		return err
	}
	return send(c, typeHTML, tagOf(body), body)
}

// sendPageAs answers with a status other than 200, which no cache keeps.
func (s *Server) sendPageAs(c echo.Context, status int, page string, view any) error {
	body, err := s.render(page, view)
	if err != nil {
		return err
	}
	return c.Blob(status, typeHTML, body)
}

type errorView struct {
	frame
	Heading string
	Detail  string
	Request string // its id, for a failure of ours
}

func (s *Server) sendErrorPage(c echo.Context, f *fault) error {
	v := errorView{frame: s.frameOf(errorHeading(f.status), ""), Heading: errorHeading(f.status), Detail: f.detail}
	v.NoIndex = true
	v.Box.Text = strings.ToValidUTF8(c.QueryParam("q"), "\ufffd")
	if f.status >= http.StatusInternalServerError {
		v.Request = requestID(c)
	}
	err := s.sendPageAs(c, f.status, pageError, v)
	if err != nil && !c.Response().Committed {
		return c.String(f.status, errorHeading(f.status)+"\n")
	}
	return err
}

func errorHeading(status int) string {
	switch status {
	case http.StatusNotFound:
		return "Nothing here"
	case http.StatusGone:
		return "No longer available"
	case http.StatusMethodNotAllowed:
		return "This address cannot do that"
	case http.StatusUnprocessableEntity:
		return "This search costs too much"
	}
	if status >= http.StatusInternalServerError {
		return "The archive could not answer"
	}
	return "This request cannot be answered"
}
