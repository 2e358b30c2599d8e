package tag

import (
	"fmt"
	"io"
)

// Write writes a lexicon for ReadLexicon.
func (x *Lexicon) Write(out io.Writer) error {
	w := &writer{}
	x.write(w)
	return deflate(out, w.bytes)
}

// ReadLexicon reads what Lexicon.Write wrote.
func ReadLexicon(in io.Reader) (*Lexicon, error) {
	payload, err := inflate(in)
	if err != nil {
		return nil, fmt.Errorf("no lexicon, or damaged: %w", err)
	}
	r := &reader{bytes: payload}
	x := readLexicon(r)
	if r.err != nil || len(r.bytes) > 0 {
		return nil, fmt.Errorf("no lexicon, or damaged")
	}
	return x, nil
}
