package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/archive"
	"dateline/index"
)

const searchPath = "/search"

// addressOf is the address of a search under path. Spaces are written %20, which
// stays short where "+" would be escaped again in HTML.
func addressOf(path string, q index.Query) string {
	return withParameters(path, q.Values())
}

func withParameters(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + strings.ReplaceAll(values.Encode(), "+", "%20")
}

func searchAddress(q index.Query) string { return addressOf(searchPath, plainList(q)) }

// plainList drops what belongs to one way of looking at a search, not to the
// search: the place in the list and the facet that is shown whole.
func plainList(q index.Query) index.Query {
	q.Cursor, q.Facets, q.FacetLimit = "", nil, 0
	return q
}

func articlePath(id int64) string { return "/articles/" + strconv.FormatInt(id, 10) }

// articleAddress is an article's page; it remembers the search it was found by,
// so that matches are marked and the reader can go back.
func articleAddress(id int64, q index.Query) string {
	q = plainList(q)
	q.Limit, q.Timeline = 0, ""
	return addressOf(articlePath(id), q)
}

// kinds lists what an article can be about, in the order in which it is shown.
func kinds() []archive.Kind {
	return []archive.Kind{archive.Person, archive.Organisation, archive.Country, archive.Place, archive.Topic}
}

// shelfKind is one kind of entity that has pages of its own.
type shelfKind struct {
	kind  archive.Kind
	path  string
	title string // of its list
	noun  string
}

// shelves lists the kinds with pages, in the order of the navigation.
func shelves() []shelfKind {
	return []shelfKind{
		{archive.Topic, "topics", "Topics", "topic"},
		{archive.Person, "people", "People", "person"},
		{archive.Country, "countries", "Countries", "country"},
		{archive.Organisation, "organisations", "Organisations", "organisation"},
	}
}

// entityPath is the page of an entity, or "" for a kind without pages.
func entityPath(kind archive.Kind, id string) string {
	for _, k := range shelves() {
		if k.kind == kind {
			return "/" + k.path + "/" + url.PathEscape(id)
		}
	}
	return ""
}

func sortedKeys(values url.Values) []string { return slices.Sorted(maps.Keys(values)) }
