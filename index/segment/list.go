package segment

import (
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"
)

// listWriter encodes one list of postings.
type listWriter struct {
	keepsPlaces bool
	count       int
	last        int64 // document, -1 at first
	blockLast   int64 // last document of the block before
	inBlock     int
	docs        []byte
	places      []byte
	table       []byte
	docsFrom    int // where in docs and places the block began
	placesFrom  int
}

func (w *listWriter) reset(places bool) {
	*w = listWriter{keepsPlaces: places, last: -1, blockLast: -1, docs: w.docs[:0], places: w.places[:0], table: w.table[:0]}
}

// add takes in the next document; places are those of its occurrences, encoded.
func (w *listWriter) add(doc, frequency uint32, places []byte) {
	if w.inBlock == blockSize {
		w.endBlock()
	}
	distance := uint64(int64(doc) - w.last - 1)
	w.last = int64(doc)
	w.count++
	w.inBlock++
	switch {
	case !w.keepsPlaces:
		w.docs = binary.AppendUvarint(w.docs, distance)
		return
	case frequency > 1:
		w.docs = binary.AppendUvarint(w.docs, distance<<1|1)
		w.docs = binary.AppendUvarint(w.docs, uint64(frequency-2))
	default:
		w.docs = binary.AppendUvarint(w.docs, distance<<1)
	}
	w.places = append(w.places, places...)
}

func (w *listWriter) endBlock() {
	w.table = binary.AppendUvarint(w.table, uint64(w.last-w.blockLast))
	w.table = binary.AppendUvarint(w.table, uint64(len(w.docs)-w.docsFrom))
	w.table = binary.AppendUvarint(w.table, uint64(len(w.places)-w.placesFrom))
	w.blockLast, w.inBlock = w.last, 0
	w.docsFrom, w.placesFrom = len(w.docs), len(w.places)
}

// append adds the finished list to b.
func (w *listWriter) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(w.count))
	if w.count > blockSize {
		w.endBlock()
		b = binary.AppendUvarint(b, uint64(len(w.table)))
		b = binary.AppendUvarint(b, uint64(len(w.docs)))
		b = append(b, w.table...)
	}
	b = append(b, w.docs...)
	return append(b, w.places...)
}

// List is where a term occurs in a segment.
type List struct {
	Count  int // of documents
	places bool
	limit  uint32 // documents of the segment
	data   []byte // after the count
}

// list reads the list at an offset.
func (s *Segment) list(offset uint64, places bool) (List, bool) {
	if offset > uint64(len(s.lists)) {
		return List{}, false
	}
	count, n := binary.Uvarint(s.lists[offset:])
	if n <= 0 || count > uint64(len(s.articles)) {
		return List{}, false
	}
	return List{Count: int(count), places: places, limit: uint32(len(s.articles)), data: s.lists[offset+uint64(n):]}, true
}

// Without is how many documents the list has besides those of except, which may
// be nil.
func (l *List) Without(except *roaring.Bitmap) int {
	if except == nil || l.Count == 0 {
		return l.Count
	}
	n := l.Count
	c := l.Cursor()
	if except.GetCardinality() < uint64(l.Count) {
		for it := except.Iterator(); it.HasNext(); {
			if doc := it.Next(); c.Seek(doc) == doc {
				n--
			}
		}
		return n
	}
	for doc := c.Next(); doc != None; doc = c.Next() {
		if except.Contains(doc) {
			n--
		}
	}
	return n
}
