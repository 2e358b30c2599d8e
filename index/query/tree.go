// Package query is Dateline's query language: text to tree and back. It knows no
// engine and never fails: what it cannot understand it takes as plain words, and
// says so in a note.
package query

// Node is one part of a query. Nodes are values and are not changed once made.
type Node interface{ node() }

// All matches every article: the empty query.
type All struct{}

// And matches what all its nodes match; it has two or more.
type And struct{ Nodes []Node }

// Or matches what any of its nodes match; it has two or more.
type Or struct{ Nodes []Node }

// Not matches what its node does not.
type Not struct{ Node Node }

// Word matches one word, by the stems of the archive's languages when its Form
// is Plain.
type Word struct {
	Field Field
	Text  string // as typed, without operators; wildcards stay in a Wildcard
	Form  Form
	Edits int // Fuzzy only: 1 or 2 letters; 0 lets the length of the word decide
}

// Form is how a Word is compared.
type Form uint8

// The forms of a word.
const (
	Plain    Form = iota // sanctions
	Prefix               // sanction*
	Wildcard             // organi?ation
	Fuzzy                // Zelensky~
)

// Phrase matches words as written, side by side.
type Phrase struct {
	Field Field
	Text  string // what stood between the quotes
	Slop  int    // 0: exactly; n: all the words within n words, in any order ("…"~n)
}

// Near matches when its two sides stand close together. A side is a Word, a
// Phrase, or an Or of them, and all of them are in the same Field; the parser
// rewrites other sides, or notes them.
type Near struct {
	Left, Right Node
	Distance    int  // greatest number of words apart; 1 is next to each other; 0 unless Unit is Words
	Ordered     bool // Left first
	Unit        Unit
}

// Unit is what a Near is measured in.
type Unit uint8

// The units of nearness.
const (
	Words     Unit = iota // NEAR/n, w/n, PRE/n
	Sentence              // w/s
	Paragraph             // w/p
)

// AtLeast matches when its Word, Phrase or Or of them, in one Field, occurs Count
// times or more, all alternatives together. Count is 2 or more.
type AtLeast struct {
	Count int
	Node  Node
}

// Property matches articles by something other than their words: an entity by id,
// name or alias, a source, a language. Value "none" asks for articles without.
type Property struct {
	Name  string // one of Properties()
	Value string
}

// Dates matches by day of publication or of import. Empty ends are open; both
// ends belong to the range.
type Dates struct {
	Field string // "date" or "imported"
	From  string // YYYY, YYYY-MM, YYYY-MM-DD, yesterday, today, tomorrow, or an age such as "7d"
	To    string // likewise; an age ends on the day before the one that it begins on
}

// Number matches by a whole number, both ends included; nil ends are open.
type Number struct {
	Field    string // "words" or "id"
	Min, Max *int64
}

func (All) node()      {}
func (And) node()      {}
func (Or) node()       {}
func (Not) node()      {}
func (Word) node()     {}
func (Phrase) node()   {}
func (Near) node()     {}
func (AtLeast) node()  {}
func (Property) node() {}
func (Dates) node()    {}
func (Number) node()   {}

// Field is a part of the article that words are looked for in; "" is title and
// running text.
type Field string

// The fields of words.
const (
	Anywhere Field = ""
	Title    Field = "title"
	Lead     Field = "lead"
	Body     Field = "body"
)

// Note is a remark about one place of the query's text.
type Note struct {
	At      int    `json:"at"`     // byte offset
	Length  int    `json:"length"` // in bytes
	Message string `json:"message"`
}
