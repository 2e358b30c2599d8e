// Package place finds the countries that a text names, by name, demonym, capital,
// city, metonym or leader, and says which of them the text is about.
//
// It goes by a table of names alone, so it works in every language of the table
// and needs no tagger; what a tagger knows about people and organisations makes
// it surer. The table is made by the command in the folder generate.
package place

import (
	"time"

	"dateline/archive/entity"
)

//go:generate go run ./generate

// Mention is a country named by tokens First to Last, Last exclusive. Two
// countries joined into one token ("US/China") are two mentions of that token;
// one country is named by a token once.
type Mention struct {
	First, Last int
	Code        string // ISO 3166-1 alpha-2, or 3166-3 of a former state
	Via         entity.Via
}

// Name is a name that was recognised otherwise: no country is named inside a
// person or, as a rule, an organisation.
type Name struct {
	First, Last int
	Kind        entity.Kind
}

// Context is what is known about the text beside its words.
type Context struct {
	Title    int       // how many tokens at the start are the title
	Language string    // BCP 47 primary subtag, "" unknown
	Day      time.Time // of publication, for who led a country then; zero is unknown
	Names    []Name    // in the order of the text
	Default  string    // country of the source's desk, taken when none is found; "" none
}

// Country is a country with how strongly a text is about it.
type Country struct {
	Code  string
	Score float32 // above 0; those of one text can be compared
	About bool
}
