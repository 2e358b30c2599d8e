package segment

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// errStopped says that a merge was told to stop.
var errStopped = errors.New("merge stopped")

// gone is the new number of a document that is dropped.
const gone = math.MaxUint64

// merge writes a segment of all documents of several that are not dropped, in
// order, to a file, and tells each document's new number.
func merge(segments []*Segment, drops []*roaring.Bitmap, path string, stop <-chan struct{}) (numbers [][]uint64, size uint64, err error) {
	var articles []uint32
	names := make(map[string]bool) // of fields, with whether they have places
	numbers = make([][]uint64, len(segments))
	for i, s := range segments {
		numbers[i] = make([]uint64, len(s.articles))
		for doc, article := range s.articles {
			if drops[i] != nil && drops[i].Contains(uint32(doc)) {
				numbers[i][doc] = gone
				continue
			}
			numbers[i][doc] = uint64(len(articles))
			articles = append(articles, article)
		}
		for _, f := range s.fields {
			names[f.name] = f.places
		}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, 0, err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(path)
		}
	}()
	write := func(b []byte) error {
		select {
		case <-stop:
			return errStopped
		default:
		}
		n, err := file.Write(b)
		size += uint64(n)
		return err
	}
	w := &writer{out: []byte(magic), flush: write}
	for _, name := range sortedKeys(names) {
		if err := w.begin(name, names[name]); err != nil {
			return nil, 0, err
		}
		if err := mergeField(w, name, names[name], segments, numbers); err != nil {
			return nil, 0, fmt.Errorf("merge field %s: %w", name, err)
		}
		if err := w.end(); err != nil {
			return nil, 0, err
		}
	}
	if err := errors.Join(write(w.finish(articles)), file.Sync()); err != nil {
		return nil, 0, err
	}
	return numbers, size, file.Close()
}

// source is a segment's part in the merge of one field.
type source struct {
	segment *Segment
	numbers []uint64
	terms   *vellum.FSTIterator
	term    []byte // nil at the end
	offset  uint64
}

func (s *source) read(err error) error {
	s.term = nil
	if errors.Is(err, vellum.ErrIteratorDone) {
		return nil
	}
	if err == nil {
		s.term, s.offset = s.terms.Current()
	}
	return err
}

// mergeField merges the lists of one field, term by term.
func mergeField(w *writer, name string, places bool, segments []*Segment, numbers [][]uint64) error {
	var sources []*source
	for i, s := range segments {
		f := s.field(name)
		if f == nil {
			continue
		}
		terms, err := f.terms.Iterator(nil, nil)
		src := &source{segment: s, numbers: numbers[i], terms: terms}
		if err := src.read(err); err != nil {
			return err
		}
		sources = append(sources, src)
	}
	var term []byte
	for {
		sources = slices.DeleteFunc(sources, func(s *source) bool { return s.term == nil })
		if len(sources) == 0 {
			return nil
		}
		least := sources[0].term
		for _, s := range sources[1:] {
			if bytes.Compare(s.term, least) < 0 {
				least = s.term
			}
		}
		term = append(term[:0], least...)
		w.list.reset(places)
		for _, s := range sources { // they are in order of document
			if !bytes.Equal(s.term, term) {
				continue
			}
			if err := s.copy(&w.list, places); err != nil {
				return fmt.Errorf("term %q: %w", term, err)
			}
			if err := s.read(s.terms.Next()); err != nil {
				return err
			}
		}
		if err := w.term(term); err != nil {
			return err
		}
	}
}

// copy adds the documents of the present term that are kept.
func (s *source) copy(w *listWriter, places bool) error {
	list, ok := s.segment.list(s.offset, places)
	if !ok {
		return ErrDamaged
	}
	c := list.Cursor()
	for doc := c.Next(); doc != None; doc = c.Next() {
		number := s.numbers[doc]
		if number == gone {
			continue
		}
		var encoded []byte
		if places {
			encoded = c.encodedPlaces()
		}
		w.add(uint32(number), c.Frequency(), encoded)
	}
	return c.Err()
}

func (s *Segment) field(name string) *field {
	for i := range s.fields {
		if s.fields[i].name == name {
			return &s.fields[i]
		}
	}
	return nil
}
