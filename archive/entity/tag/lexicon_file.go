package tag

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"io"
)

// Write writes a lexicon for ReadLexicon.
func (x *Lexicon) Write(out io.Writer) error {
	z, err := flate.NewWriter(out, flate.BestCompression)
	if err != nil {
		return err
	}
	w := &writer{w: bufio.NewWriter(z)}
	x.write(w)
	return errors.Join(w.err, w.w.Flush(), z.Close())
}

// ReadLexicon reads what Lexicon.Write wrote.
func ReadLexicon(in io.Reader) (*Lexicon, error) {
	r := &reader{r: bufio.NewReader(io.LimitReader(flate.NewReader(in), 64<<20))}
	x := readLexicon(r)
	if r.err != nil {
		return nil, fmt.Errorf("no lexicon, or damaged: %w", r.err)
	}
	return x, nil
}
