// Package resolve tells which names mean the same person or organisation: within
// an article, and across an archive.
package resolve

import (
	"time"

	"dateline/archive/entity"
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
	Language  string    // BCP 47 primary subtag, "" unknown
	Day       time.Time // of publication; zero is unknown
	Countries []string  // codes of the countries named
}

// Cluster is an entity of one article and the names in it that mean it.
type Cluster struct {
	entity.Ref       // with the canonical id and name where they are known
	Names      []int // places in the list of names, ascending
}

// Known is what is known of people and organisations before a text is read: the
// table that the program carries, and an editor's decisions, which win. It does
// not change and is safe for concurrent use.
type Known struct{}

// Within groups the names of one article, in order of their first name. A name
// that is nobody's (an editor's "ignore") is in no cluster.
func (k *Known) Within(names []Name, c *Context) []Cluster { panic("not built") }
