package query

import "fmt"

// kind is what a token does in the grammar.
type kind uint8

const (
	wordToken    kind = iota
	phraseToken       // between quotes
	openToken         // (
	closeToken        // )
	andToken          // AND
	orToken           // OR
	notToken          // NOT, or a hyphen before a word
	nearToken         // NEAR/n, w/n, PRE/n, w/s, w/p
	atLeastToken      // atleastN, its parenthesis follows
	fieldToken        // name:, its value follows
	kinds             // how many there are
)

// token is a piece of the query's text, at bytes [at, end) of it.
type token struct {
	kind    kind
	at, end int
	text    string // as typed; for a phrase, what stood between the quotes
	literal bool   // wordToken: one or more plain words, nothing in them is an operator
	field   *field // fieldToken
	number  int    // distance, slop or count
	unit    Unit   // nearToken
	ordered bool   // nearToken
}

// isOperand says that the token can stand as the end of an operand.
func (t token) isOperand() bool {
	return t.kind == wordToken || t.kind == phraseToken || t.kind == closeToken
}

// isBinary says that the token needs an operand on either side.
func (t token) isBinary() bool {
	return t.kind == andToken || t.kind == orToken || t.kind == nearToken
}

// isPrefix says that the token belongs to the operand after it.
func (t token) isPrefix() bool {
	return t.kind == notToken || t.kind == atLeastToken || t.kind == fieldToken
}

// maxNotes bounds the answer to a text of nothing but mistakes.
const maxNotes = 50

// notes gathers remarks.
type notes []Note

// add remarks on bytes [at, end) of the text.
func (n *notes) add(at, end int, format string, args ...any) {
	if len(*n) < maxNotes {
		*n = append(*n, Note{At: at, Length: end - at, Message: fmt.Sprintf(format, args...)})
	}
}
