package web

import (
	"context"
	"fmt"

	"dateline/archive"
	"dateline/index"
)

// groupView is a list of links under a heading.
type groupView struct {
	Title string
	Links []carriedView
}

// carriedView is an entity of an article. Origin is where it comes from, said
// only where others on the page come from elsewhere.
type carriedView struct {
	link
	Origin string
}

// shelvesOf groups who and what a version of an article is about by kind, and last
// the countries that it only names. Of an earlier version it is known what came
// with it.
func (s *Server) shelvesOf(ctx context.Context, current, shown *archive.Article) ([]groupView, error) {
	var carried []archive.Carried
	if shown.Version == current.Version {
		var err error
		if carried, err = s.store.Carried(ctx, current.ID); err != nil {
			return nil, fmt.Errorf("entities of article %d: %w", current.ID, err)
		}
	} else {
		for _, ref := range shown.Supplied {
			c := archive.Carried{Supplied: true}
			c.Ref, c.About = ref, true
			carried = append(carried, c)
		}
	}
	mixed := originsDiffer(carried)
	var shelves []groupView
	named := groupView{Title: "Also named"}
	for _, k := range kinds() {
		g := groupView{Title: kindTitle(k)}
		for _, c := range carried {
			switch {
			case c.Kind != k:
			case k == archive.Country && !c.About:
				named.Links = append(named.Links, carriedView{link{c.Name, searchAddress(index.Query{Text: "mentions:" + c.ID})}, ""})
			default:
				g.Links = append(g.Links, carriedView{link{c.Name, entityPath(k, c.ID)}, originWords(c, mixed)})
			}
		}
		if len(g.Links) > 0 {
			shelves = append(shelves, g)
		}
	}
	if len(named.Links) > 0 {
		shelves = append(shelves, named)
	}
	return shelves, nil
}

// originsDiffer says that some entities came with an article and some did not.
func originsDiffer(carried []archive.Carried) bool {
	supplied, found := false, false
	for _, c := range carried {
		supplied, found = supplied || c.Supplied, found || !c.Supplied
	}
	return supplied && found
}

func originWords(c archive.Carried, mixed bool) string {
	if mixed && c.Supplied {
		return "given by the publisher"
	}
	return ""
}

func kindTitle(kind archive.Kind) string {
	for _, k := range shelves() {
		if k.kind == kind {
			return k.title
		}
	}
	return "Places"
}
