// Package entity holds what an article can be about: people, organisations,
// countries, places and topics. It gives each a stable id, so that the same
// country written in two ways is counted once.
//
// Nothing here keeps state; all functions are safe for concurrent use.
package entity

// Kind tells what an entity is.
type Kind string

// The kinds an article can carry.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Country      Kind = "country"
	Place        Kind = "place"
	Topic        Kind = "topic"
)

// Kinds lists every kind, in the order in which readers are shown them.
func Kinds() []Kind { return []Kind{Person, Organisation, Country, Place, Topic} }

// Ref is one entity as an article carries it.
//
// ID is stable and made of lower-case letters, digits and hyphens
// ("donald-trump"); a country's is its ISO 3166-1 alpha-2 code ("UA"), a former
// state's its ISO 3166-3 code ("SUHH"). Name is what readers are shown. Aliases
// are further spellings under which it may be asked for; they need not hold Name
// or ID.
type Ref struct {
	Kind    Kind     `json:"kind"`
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
}
