// Package token cuts text into the tokens and sentences that names are
// recognised in.
package token

// Token is a run of bytes of a text, End exclusive.
type Token struct{ Start, End uint32 }

// Text is a text with its tokens. The zero value is ready for use, and Split
// reuses its memory, so one Text serves any number of texts, one after another.
type Text struct {
	Source    string
	Tokens    []Token
	Sentences []int // the first token of each sentence
}

// Split takes in a new text. It never fails, whatever the bytes, and takes time
// in proportion to their number.
func (t *Text) Split(source string) { panic("not built") }

// Len is the number of tokens.
func (t *Text) Len() int { return len(t.Tokens) }

// At is the text of a token.
func (t *Text) At(i int) string { return t.Source[t.Tokens[i].Start:t.Tokens[i].End] }

// Sentence returns the tokens first to last, last exclusive, of sentence s.
func (t *Text) Sentence(s int) (first, last int) {
	if s+1 < len(t.Sentences) {
		return t.Sentences[s], t.Sentences[s+1]
	}
	return t.Sentences[s], len(t.Tokens)
}
