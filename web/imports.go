package web

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/archive"
)

// How many imports, and how many rejected records of one, a page lists.
const (
	importsShown  = 100
	rejectedShown = 200
)

type importsView struct {
	frame
	Heading string
	Imports []importView
	One     *importView
	Facts   []factView
	Refused []refusedView
	Next    string // the next rejected records
	Retry   string // the command that reads them again
}

// importView is a line about an import.
type importView struct {
	Href    string
	Number  string
	What    string // what was imported
	Started string
	State   string
	Counts  string
}

type refusedView struct {
	Record string
	Place  string
	Reason string
	Size   string
	Href   string // its bytes
	State  string // "taken by import 7"
}

// local lets only visitors of this machine through, until there are accounts:
// names of files and rejected records are not for everyone. What a proxy passes on
// is from elsewhere, and so is a name that another site has for this machine.
func local(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		passedOn := r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" || r.Header.Get("Via") != ""
		if passedOn || !isLoopback(r.RemoteAddr) || !isLoopback(r.Host) {
			return &fault{status: http.StatusForbidden, detail: "This page is shown on the machine of the archive only, as http://localhost."}
		}
		cache(c, cacheNever)
		return next(c)
	}
}

// isLoopback says that an address, with a port or without, is this machine's.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// imports lists the newest imports.
func (s *Server) imports(c echo.Context) error {
	list, err := s.store.Imports(c.Request().Context(), importsShown)
	if err != nil {
		return fmt.Errorf("imports: %w", err)
	}
	v := &importsView{frame: s.frameOf("Imports", ""), Heading: "Imports"}
	v.NoIndex = true
	for _, imp := range list {
		v.Imports = append(v.Imports, importViewOf(imp))
	}
	return s.sendPage(c, pageImports, v)
}

func importPath(id int64) string { return "/admin/imports/" + strconv.FormatInt(id, 10) }

func importViewOf(imp archive.Import) importView {
	v := importView{
		Href: importPath(imp.ID), Number: strconv.FormatInt(imp.ID, 10), What: strings.Join(imp.Inputs, ", "), Started: importedWords(imp.Started),
		Counts: fmt.Sprintf("%s new, %s updated, %s unchanged, %s rejected", number(imp.New), number(imp.Updated), number(imp.Unchanged), number(imp.Rejected)),
	}
	switch {
	case imp.Undoes > 0:
		v.What = fmt.Sprintf("Undoing of import %d", imp.Undoes)
	case imp.Retries > 0:
		v.What = fmt.Sprintf("Retry of import %d", imp.Retries)
	}
	switch {
	case !imp.Undone.IsZero():
		v.State = "undone " + importedWords(imp.Undone)
	case imp.Finished.IsZero():
		v.State = "not finished"
	}
	return v
}

// importPage shows one import and what it rejected.
func (s *Server) importPage(c echo.Context) error {
	imp, err := s.importAsked(c)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(c.QueryParam("from"))
	if err != nil || from < 0 {
		from = 0
	}
	refused, err := s.store.RefusedBy(c.Request().Context(), imp.ID, from, rejectedShown+1)
	if err != nil {
		return fmt.Errorf("import %d: %w", imp.ID, err)
	}
	one := importViewOf(imp)
	v := &importsView{frame: s.frameOf("Import "+one.Number, ""), Heading: "Import " + one.Number, One: &one}
	v.NoIndex = true
	if len(refused) > rejectedShown {
		refused = refused[:rejectedShown]
		v.Next = fmt.Sprintf("%s?from=%d", importPath(imp.ID), refused[len(refused)-1].Position+1)
	}
	for _, r := range refused {
		v.Refused = append(v.Refused, refusedViewOf(imp.ID, r))
	}
	if len(refused) > 0 {
		v.Retry = fmt.Sprintf("dateline imports retry %d", imp.ID)
	}
	v.Facts = importFacts(imp)
	return s.sendPage(c, pageImports, v)
}

func importFacts(imp archive.Import) []factView {
	facts := []factView{{Name: "Inputs", Text: strings.Join(imp.Inputs, ", "), Dir: "auto"}}
	add := func(name, text, href string) {
		if text != "" {
			facts = append(facts, factView{Name: name, Text: text, Href: href})
		}
	}
	add("By", imp.By, "")
	add("Started", importedWords(imp.Started), "")
	if !imp.Finished.IsZero() {
		add("Took", imp.Finished.Sub(imp.Started).Round(100*time.Millisecond).String(), "")
	}
	add("Read as", imp.Options, "")
	add("Copies among the new", number(imp.Duplicates), "")
	if imp.Retries > 0 {
		add("Retry of", fmt.Sprintf("import %d", imp.Retries), importPath(imp.Retries))
	}
	if imp.Undoes > 0 {
		add("Undoes", fmt.Sprintf("import %d", imp.Undoes), importPath(imp.Undoes))
	}
	return facts
}

func refusedViewOf(id int64, r archive.Refused) refusedView {
	v := refusedView{Record: strconv.Itoa(r.Position), Place: r.Input, Reason: r.Reason}
	if r.Line > 0 {
		v.Place += ":" + strconv.Itoa(r.Line)
	}
	if r.Size > 0 {
		v.Size = countOf(r.Size, "byte")
	}
	if r.Kept {
		v.Href = fmt.Sprintf("%s/records/%d", importPath(id), r.Position)
	}
	if r.Settled > 0 {
		v.State = fmt.Sprintf("taken by import %d", r.Settled)
	}
	return v
}

// importRecord sends a rejected record as it was received, to be saved.
func (s *Server) importRecord(c echo.Context) error {
	imp, err := s.importAsked(c)
	if err != nil {
		return err
	}
	position, err := strconv.Atoi(c.Param("record"))
	if err != nil {
		return &fault{status: http.StatusNotFound, detail: "A rejected record is named by its number.", cause: err}
	}
	content, err := s.store.RefusedBytes(c.Request().Context(), imp.ID, position)
	if errors.Is(err, archive.ErrNotFound) {
		return &fault{status: http.StatusNotFound, detail: "The bytes of this record are not kept.", cause: err}
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="import-%d-record-%d.txt"`, imp.ID, position))
	return c.Blob(http.StatusOK, "text/plain", content)
}

func (s *Server) importAsked(c echo.Context) (archive.Import, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return archive.Import{}, &fault{status: http.StatusNotFound, detail: "An import's address ends in its number, such as /admin/imports/3.", cause: err}
	}
	imp, err := s.store.Import(c.Request().Context(), id)
	if errors.Is(err, archive.ErrNotFound) {
		return imp, &fault{status: http.StatusNotFound, detail: "There was no import of that number.", cause: err}
	}
	return imp, err
}
