// Package place finds the countries that a text names, by name, demonym, capital,
// city, metonym or leader, and says which of them the text is about.
package place

import (
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Mention is a country named by tokens First to Last, Last exclusive.
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

// Gazetteer knows the names. It does not change and is safe for concurrent use.
type Gazetteer struct{}

// Default is the gazetteer that the program carries; it is unpacked at the first
// call.
func Default() (*Gazetteer, error) { panic("not built") }

// With is a gazetteer in which an editor's names are added to countries, by code,
// and others taken off.
func (g *Gazetteer) With(add, remove map[string][]string) *Gazetteer { panic("not built") }

// Find appends the countries named in text to mentions, in its order and without
// overlaps.
func (g *Gazetteer) Find(text *token.Text, c *Context, mentions []Mention) []Mention {
	panic("not built")
}

// Score says how strongly a text is about the countries it names, those with the
// highest score first.
func (g *Gazetteer) Score(text *token.Text, c *Context, mentions []Mention) []Country {
	panic("not built")
}
