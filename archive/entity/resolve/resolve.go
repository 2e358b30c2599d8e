// Package resolve tells which names mean the same person or organisation: within
// an article, and across an archive.
//
// Within an article, Known.Within groups the names that were recognised. Where no
// names are recognised, Known.Find finds the listed ones in running text of any
// language. Across an archive, a Register says which of the entities of many
// articles are one. Editors' decisions, read with ParseYAML or ParseCSV, win over
// all of it.
package resolve

import (
	"slices"
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Name is a name that was recognised in a text.
type Name struct {
	Text   string      // as written
	Kind   entity.Kind // Person, Organisation or Place
	Before string      // a few words before it: a title may be among them
	After  string      // a few words after it: "(MSC)"
}

// Context is what is known about the text beside its names.
type Context struct {
	Language  string      // BCP 47 primary subtag, "" unknown
	Day       time.Time   // of publication; zero is unknown
	Countries []string    // codes of the countries named
	Text      *token.Text // the text, for the words that an editor's context asks for; nil: only names and what is around them
}

// Cluster is an entity of one article and the names in it that mean it.
type Cluster struct {
	entity.Ref       // with the canonical id and name where they are known
	Names      []int // places in the list of names, ascending
	Listed     bool  // it is in the table or among the editor's decisions
}

// Within groups the names of one article, in order of their first name. A name
// that is nobody's (an editor's "ignore") or has no letter is in no cluster.
//
// A surname means the latest person of that name before it, else the first after
// it, as in a headline; where two have the name, their titles, their sex and
// who is better known decide first. Aliases are what the entity is called in
// this article, and in the table.
func (k *Known) Within(names []Name, c *Context) []Cluster {
	if c == nil {
		c = &Context{}
	}
	var all []Cluster
	var words map[uint64]bool
	place := map[string]int{} // kind and id → place in all
	for start := 0; start < len(names); start += together {
		part := names[start:min(start+together, len(names))]
		a := article{Known: k, context: c, names: part, group: make([]int, len(part)), words: words}
		a.read()
		a.people()
		a.organisations()
		a.places()
		if c.Text != nil {
			words = a.words // those of the whole text
		}
		all = joinClusters(all, place, a.clusters(), start)
	}
	return all
}

// together is how many names are held against each other: more than any article
// has. Of a longer text (a directory, a book) each part is resolved for itself,
// so that time grows with its length and not with its square.
const together = 2000

// joinClusters adds the clusters of the names from start on to all.
func joinClusters(all []Cluster, place map[string]int, part []Cluster, start int) []Cluster {
	for _, c := range part {
		for i := range c.Names {
			c.Names[i] += start
		}
		key := string(c.Kind) + "/" + c.ID
		at, ok := place[key]
		if !ok {
			place[key] = len(all)
			all = append(all, c)
			continue
		}
		have := &all[at]
		have.Names = append(have.Names, c.Names...)
		for _, alias := range c.Aliases {
			if alias != have.Name && !slices.Contains(have.Aliases, alias) {
				have.Aliases = append(slices.Clip(have.Aliases), alias) // the table's are shared
			}
		}
	}
	return all
}
