package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
)

// How many copies a page compares with the first, and the API unless more are
// asked for, up to the most.
const (
	copiesShown = 50
	copiesMost  = 200
)

type clusterView struct {
	frame
	Heading string
	First   string // who had it first, and when
	Copies  []copyView
	More    string // copies left out
}

// copyView is one article of a cluster.
type copyView struct {
	hitView
	First      bool
	Changed    string // in a few words
	Difference *changesView
}

func clusterPath(id int64) string { return "/clusters/" + strconv.FormatInt(id, 10) }

// cluster is the page of the articles that are copies of each other. Any of them
// names it.
func (s *Server) cluster(c echo.Context) error {
	id, copies, size, err := s.copiesAsked(c, copiesShown)
	if err != nil {
		return err
	}
	first := copies[0]
	if size < 2 {
		return c.Redirect(http.StatusFound, articlePath(id))
	}
	if first.Cluster != id { // the name changes when the first article leaves
		return c.Redirect(http.StatusFound, clusterPath(first.Cluster))
	}
	v := &clusterView{frame: s.frameOf("Copies of "+fragmentsText(titleOf(first)), ""), Heading: countOf(size, "copy") + " of one text"}
	v.NoIndex = true
	v.First = "First in " + orUnknown(first.Source) + ", " + momentWords(first.Published) + "."
	if first.Published.IsZero() {
		v.First = "None has a date; the first to be imported is from " + orUnknown(first.Source) + "."
	}
	for i, a := range copies {
		view := copyView{hitView: hitOf(index.Query{}, index.Hit{ID: a.ID, Article: a}), First: i == 0}
		view.Same = ""
		if i > 0 {
			view.Difference = changesViewOf("", first, a)
			view.Difference.Fields = nil // each has its own; the line above says them
			view.Changed = "The same text"
			if d := view.Difference.Text; d != nil {
				view.Changed = d.Words
			} else if view.Difference.Title == nil {
				view.Difference = nil
			}
		}
		v.Copies = append(v.Copies, view)
	}
	if left := size - len(copies); left > 0 {
		v.More = countOf(left, "later copy") + " not listed."
	}
	return s.sendPage(c, pageCluster, v)
}

// copiesAsked reads the cluster that the address names by one of its articles.
func (s *Server) copiesAsked(c echo.Context, limit int) (id int64, copies []*archive.Article, size int, err error) {
	if id, err = articleID(c); err != nil {
		return 0, nil, 0, err
	}
	ctx := c.Request().Context()
	if copies, size, err = s.store.Copies(ctx, id, limit); err != nil {
		return 0, nil, 0, err
	}
	if len(copies) == 0 {
		a, err := s.usable(ctx, id)
		if err != nil {
			return 0, nil, 0, err
		}
		return id, []*archive.Article{a}, 1, nil
	}
	return id, copies, size, nil
}

type clusterJSON struct {
	ID       int64      `json:"id"`    // the least of the articles' ids
	Size     int        `json:"size"`  // articles in all
	First    int64      `json:"first"` // who had it first
	Articles []copyJSON `json:"articles"`
}

// copyJSON is one article of a cluster, with what it changed of the first.
type copyJSON struct {
	resultJSON
	Changes *changesJSON `json:"changes"` // null for the first
}

// apiCluster answers with the articles of a cluster in the order in which they
// were published.
func (s *Server) apiCluster(c echo.Context) error {
	if err := onlyParameters(c, "limit"); err != nil {
		return err
	}
	limit, err := limitAsked(c, copiesShown, copiesMost)
	if err != nil {
		return err
	}
	_, copies, size, err := s.copiesAsked(c, limit)
	if err != nil {
		return err
	}
	first := copies[0]
	answer := clusterJSON{ID: first.Cluster, Size: size, First: first.ID, Articles: []copyJSON{}}
	for i, a := range copies {
		one := copyJSON{resultJSON: resultOf(a)}
		if i > 0 {
			one.Changes = changesOf(first, a)
		}
		answer.Articles = append(answer.Articles, one)
	}
	return sendJSON(c, answer)
}

// copiesFact says how many copies an article has, and which was first.
func (s *Server) copiesFact(ctx context.Context, a *archive.Article) (factView, error) {
	f := factView{Name: "Copies", Text: countOf(a.Alike-1, "other article"), Href: clusterPath(a.Cluster)}
	copies, _, err := s.store.Copies(ctx, a.ID, 1)
	if err != nil {
		return f, fmt.Errorf("copies of article %d: %w", a.ID, err)
	}
	if len(copies) > 0 && copies[0].ID != a.ID {
		f.Text += fmt.Sprintf(", first in %s, %s", orUnknown(copies[0].Source), dayWords(copies[0].Published))
	}
	return f, nil
}
