package entity

// Decisions is what editors have settled about entities. It is stored with the
// archive and outlives every import, model and index; package resolve reads and
// writes it as YAML and CSV, checks it, and lets it win over everything else.
type Decisions struct {
	Entities  []Decision        // people and organisations, at most one of each kind and id
	Countries []CountryDecision // at most one of each code
	Ignore    []string          // names that are never an entity, of any kind
}

// Decision settles who or what a person or organisation is.
type Decision struct {
	Kind     Kind     // Person or Organisation
	ID       string   // a slug; it may be that of an entity found before, which then has the new name
	Name     string   // what readers are shown
	Aliases  []string // other names, and surnames, that mean this entity
	Not      []string // names that never mean it, however alike
	Context  []string // when not empty, an alias of one word counts only in a text that has one of these words
	Wikidata string   // item number ("Q42"), "" unknown
}

// CountryDecision gives a country names beside those of the gazetteer, and takes
// some away.
type CountryDecision struct {
	Code   string // ISO 3166-1 alpha-2, or 3166-3 of a former state
	Add    []string
	Remove []string
}

// IsZero tells whether nothing was decided.
func (d Decisions) IsZero() bool {
	return len(d.Entities) == 0 && len(d.Countries) == 0 && len(d.Ignore) == 0
}
