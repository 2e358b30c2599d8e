// Package token cuts text into the tokens and sentences that names are
// recognised in.
//
// A token is a word, a number, an address or a run of punctuation. What English
// grammar adds to a name is cut off: "Putin" + "'s", "U.S." + "-" + "led". What
// belongs to it stays: J.D., RFE/RL, O'Brien, AT&T. Text of any script is cut at
// its spaces and punctuation, Chinese and Japanese at every character.
package token

import "math"

// Token is a run of bytes of a text, End exclusive.
type Token struct{ Start, End uint32 }

// Text is a text with its tokens. The zero value is ready for use, and Split
// reuses its memory, so one Text serves any number of texts, one after another.
// It is not safe for concurrent use.
type Text struct {
	Source    string
	Tokens    []Token
	Sentences []int // the first token of each sentence

	end     ending // what the tokens so far say about the end of the sentence
	wrapped bool   // lines are broken at a column, not at paragraphs
}

// MaxSentence is the most tokens a sentence has. Longer ones, which no prose has,
// are cut, so that whoever works by sentence needs only so much memory.
const MaxSentence = 256

// Split takes in a new text. It never fails, whatever the bytes, and takes time
// in proportion to their number. Only the first 4 GiB of a text are read.
func (t *Text) Split(source string) {
	if len(source) > math.MaxUint32 {
		source = source[:math.MaxUint32]
	}
	t.Source = source
	t.Tokens = t.Tokens[:0]
	t.Sentences = t.Sentences[:0]
	t.end = broken
	t.wrapped = isWrapped(source)
	s := scanner{Text: t, s: source}
	s.scan()
}

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
