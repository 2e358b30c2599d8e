package index

import (
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// view is one moment of the archive as a search sees it: a snapshot of the words
// and the columns that belong to it. It is shared by counting its users, and
// does not change.
type view struct {
	id         uint64
	generation *generation
	snapshot   *scorch.IndexSnapshot
	segments   []segment
	columns    *columns
	values     *values
	languages  []string // of the usable articles, for stemming queries
	sequence   int64
	users      atomic.Int32
}

// segment is one immutable part of the words.
type segment struct {
	id      uint64
	data    segmentapi.Segment
	deleted *roaring.Bitmap // documents that are no longer there; nil for none
	numbers []uint32        // article number by document; shared by all views of the segment
}

// newView takes a snapshot of g. Segments that are in known keep their numbers;
// those of new ones are read, once.
func newView(id uint64, g *generation, c *columns, v *values, known []segment) (*view, error) {
	reader, err := g.engine.Reader()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		reader.Close()
		return nil, fmt.Errorf("read index: unexpected snapshot %T", reader)
	}
	w := &view{id: id, generation: g, snapshot: snapshot, columns: c, values: v}
	if err := w.load(known); err != nil {
		snapshot.Close()
		return nil, err
	}
	g.users.Add(1)
	w.users.Store(1)
	return w, nil
}

func (w *view) load(known []segment) error {
	byID := make(map[uint64][]uint32, len(known))
	for _, s := range known {
		byID[s.id] = s.numbers
	}
	for _, s := range w.snapshot.Segments() {
		part := segment{id: s.Id(), data: s.Segment(), deleted: s.Deleted(), numbers: byID[s.Id()]}
		if part.numbers == nil {
			numbers, err := articleNumbers(part.data)
			if err != nil {
				return err
			}
			part.numbers = numbers
		}
		w.segments = append(w.segments, part)
	}
	sequence, err := sequenceOf(w.snapshot)
	w.sequence = sequence
	w.languages = w.values.languages()
	return err
}

// articleNumbers reads which article each document of a segment is.
func articleNumbers(s segmentapi.Segment) ([]uint32, error) {
	numbers := make([]uint32, s.Count())
	for doc := range numbers {
		id, err := s.DocID(uint64(doc))
		if err != nil {
			return nil, fmt.Errorf("read index: document %d: %w", doc, err)
		}
		n, err := strconv.ParseUint(string(id), 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%w: document %q is no article", errStale, id)
		}
		numbers[doc] = uint32(n)
	}
	return numbers, nil
}

// release ends one use of the view; the last one lets the snapshot go.
func (w *view) release() {
	if w.users.Add(-1) == 0 {
		w.snapshot.Close()
		w.generation.release()
	}
}
