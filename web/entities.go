package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dateline/index"
)

// shelfLimit is how many entities a list shows; the search page finds the rest.
const shelfLimit = 1000

type shelfView struct {
	frame
	Heading string
	Summary string
	Links   []tallyView
	Empty   string
}

// tallyView is a name with the number of its articles.
type tallyView struct {
	link
	Count string
}

// shelf is the list of one kind of entity, most articles first.
func (s *Server) shelf(k shelfKind) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := shelfView{frame: s.frameOf(k.title, "/"+k.path), Heading: k.title}
		v.Canonical = "/" + k.path
		entities := s.index.Entities(k.kind, shelfLimit+1)
		more := len(entities) > shelfLimit
		if more {
			entities = entities[:shelfLimit]
		}
		for _, e := range entities {
			v.Links = append(v.Links, tallyView{link{e.Name, entityPath(k.kind, e.ID)}, number(e.Count)})
		}
		switch {
		case more:
			v.Summary = fmt.Sprintf("The %s with most articles. A search lists others beside its results.", number(shelfLimit))
		case len(entities) > 0:
			v.Summary = fmt.Sprintf("%s, most articles first.", countOf(len(entities), k.noun))
			if k.noun == "person" {
				v.Summary = fmt.Sprintf("%s, most articles first.", peopleCount(len(entities)))
			}
		default:
			v.Empty = fmt.Sprintf("No article in this archive names a %s yet.", k.noun)
		}
		return s.sendPage(c, pageShelf, v)
	}
}

func peopleCount(n int) string {
	if n == 1 {
		return "1 person"
	}
	return number(n) + " people"
}

// namedView is the head of an entity's page.
type namedView struct {
	Noun    string
	Aliases string
}

// entity is the page of one person, country, …: the search page narrowed to it,
// under its name.
func (s *Server) entity(k shelfKind) echo.HandlerFunc {
	return func(c echo.Context) error {
		asked, err := url.PathUnescape(c.Param("id"))
		if err != nil {
			return &fault{status: http.StatusNotFound, detail: "This address is not spelt as an address.", cause: err}
		}
		e, ok := s.index.Entity(k.kind, asked)
		if !ok {
			return &fault{status: http.StatusNotFound, detail: fmt.Sprintf("No %s of this archive has that name. The list at /%s has them all.", k.noun, k.path)}
		}
		if e.ID != asked { // an alias, or another case: one entity, one address
			return c.Redirect(http.StatusFound, entityPath(k.kind, e.ID))
		}
		q, problems := readPage(c)
		if chosen, _ := q.Selected(string(k.kind), e.ID); !chosen {
			q = q.With(string(k.kind), e.ID)
		}
		v, err := s.searchView(c.Request().Context(), q, seen(c))
		if err != nil {
			return s.explained(c, q, err)
		}
		v.frame = s.frameOf(e.Name, "/"+k.path).holding(plainList(q))
		v.Canonical = entityPath(k.kind, e.ID)
		v.Count, v.Heading = v.Heading, e.Name
		v.Ignored = ignored(problems)
		v.Named = &namedView{Noun: k.noun, Aliases: aliasWords(e)}
		return s.sendPage(c, pageSearch, v)
	}
}

// aliasWords lists an entity's other names.
func aliasWords(e index.Entity) string {
	const shown = 12
	var names []string
	for _, alias := range e.Aliases {
		if !strings.EqualFold(alias, e.Name) {
			names = append(names, alias)
		}
	}
	if len(names) > shown {
		return strings.Join(names[:shown], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
