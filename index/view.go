package index

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"dateline/index/segment"
)

// view is one moment of the archive as a search sees it: a snapshot of the words
// and the columns that belong to it. It is shared by counting its users, and
// does not change.
type view struct {
	id         uint64
	generation *generation
	snapshot   *scorch.IndexSnapshot
	segments   []part
	columns    *columns
	values     *values
	languages  []string // of the usable articles, for stemming queries
	sequence   int64
	users      atomic.Int32

	counting sync.Once
	counted  tally // of all usable articles, once counting is done
}

// part is one immutable segment of the words, and which of its documents are left.
type part struct {
	id      uint64
	data    *segment.Segment
	numbers []uint32        // article number by document
	deleted *roaring.Bitmap // documents that are no longer there; nil for none
	dropped []uint64        // the same as bits, which are quicker to ask
}

// gone says that a document is no longer there.
func (p *part) gone(doc uint32) bool {
	at := int(doc / 64)
	return at < len(p.dropped) && p.dropped[at]&(1<<(doc%64)) != 0
}

// newView takes a snapshot of g.
func newView(id uint64, g *generation, c *columns, v *values) (*view, error) {
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
	if err := w.load(); err != nil {
		snapshot.Close()
		return nil, err
	}
	g.users.Add(1)
	w.users.Store(1)
	return w, nil
}

func (w *view) load() error {
	for _, s := range w.snapshot.Segments() {
		data, err := segment.Of(s.Segment())
		if err != nil {
			return fmt.Errorf("%w: %w", errStale, err)
		}
		p := part{id: s.Id(), data: data, numbers: data.Articles(), deleted: s.Deleted()}
		if p.deleted != nil {
			p.dropped = p.deleted.ToDense()
		}
		w.segments = append(w.segments, p)
	}
	sequence, err := sequenceOf(w.snapshot)
	w.sequence = sequence
	w.languages = w.values.languages()
	return err
}

// release ends one use of the view; the last one lets the snapshot go.
func (w *view) release() {
	if w.users.Add(-1) == 0 {
		w.snapshot.Close()
		w.generation.release()
	}
}
