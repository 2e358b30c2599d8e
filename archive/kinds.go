package archive

import "dateline/archive/entity"

// Ref and Kind are the entity package's, under the names by which the packages
// above the archive use them.
type (
	Ref  = entity.Ref
	Kind = entity.Kind
)

// CountryOf finds a country by code, name or usual other name.
func CountryOf(name string) (Ref, bool) { return entity.CountryOf(name) }

// The kinds of entity an article can carry.
const (
	Person       = entity.Person
	Organisation = entity.Organisation
	Country      = entity.Country
	Place        = entity.Place
	Topic        = entity.Topic
)
