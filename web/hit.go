package web

import (
	"fmt"

	"dateline/archive"
	"dateline/index"
)

// How many names a result shows before it only counts the rest.
const (
	peopleShown    = 5
	countriesShown = 4
)

// hitView is one result.
type hitView struct {
	Anchor    string
	Href      string
	Title     []index.Fragment
	Snippet   []index.Fragment
	Language  string
	Source    string
	Date      string
	DateTime  string // machine-readable; "" when undated
	Versions  string
	People    []link
	Countries []link
	More      string // names left out
	Same      string // how many others are copies of it
	SameHref  string
}

func hitOf(q index.Query, h index.Hit) hitView {
	a := h.Article
	v := hitView{
		Anchor:   fmt.Sprintf("a%d", a.ID),
		Href:     articleAddress(a.ID, q),
		Title:    h.Title,
		Snippet:  h.Snippet,
		Language: foreign(a.Language),
		Source:   a.Source,
		Date:     dayWords(a.Published),
		DateTime: a.Published.String(),
	}
	if len(v.Title) == 0 {
		v.Title = titleOf(a)
	}
	if a.Version > 1 {
		v.Versions = countOf(a.Version, "version")
	}
	left := 0
	v.People, left = narrowing(q, a.Tagged(archive.Person), peopleShown)
	more := left
	v.Countries, left = narrowing(q, a.Tagged(archive.Country), countriesShown)
	if more += left; more > 0 {
		v.More = "+" + number(more)
	}
	if a.Alike > 1 {
		v.Same = "+" + countOf(a.Alike-1, "other")
		v.SameHref = clusterPath(a.Cluster)
	}
	return v
}

// foreign is a language that has to be said, since the page itself is English.
func foreign(language string) string {
	if language == "en" {
		return ""
	}
	return language
}

// titleOf is an article's title without marks; an untitled one is called that.
func titleOf(a *archive.Article) []index.Fragment {
	if a.Title == "" {
		return []index.Fragment{{Text: "Untitled"}}
	}
	return []index.Fragment{{Text: a.Title}}
}

// narrowing links names to the search narrowed by them; a name that is already
// chosen leads to its own page. Rest is how many were left out.
func narrowing(q index.Query, refs []archive.Ref, limit int) (links []link, rest int) {
	q = plainList(q)
	for i, r := range refs {
		if i == limit {
			return links, len(refs) - limit
		}
		field := string(r.Kind)
		to := entityPath(r.Kind, r.ID)
		if chosen, _ := q.Selected(field, r.ID); !chosen {
			to = searchAddress(q.With(field, r.ID))
		}
		links = append(links, link{r.Name, to})
	}
	return links, 0
}

// fragmentsText joins fragments to the text they were cut from.
func fragmentsText(fragments []index.Fragment) string {
	text := ""
	for _, f := range fragments {
		text += f.Text
	}
	return text
}
