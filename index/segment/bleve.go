package segment

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	bleveapi "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// What follows is how Bleve itself reads a segment: scorch, to find documents by
// name; and Bleve's queries and facets, by which tests check ours.

// nameField is the field in which Bleve looks for the name of a document.
const nameField = "_id"

// DocID is the name of a document.
func (s *Segment) DocID(doc uint64) ([]byte, error) {
	if doc >= uint64(len(s.articles)) {
		return nil, fmt.Errorf("segment has no document %d", doc)
	}
	return strconv.AppendUint(nil, uint64(s.articles[doc]), 10), nil
}

func (s *Segment) VisitStoredFields(doc uint64, visit segmentapi.StoredFieldValueVisitor) error {
	id, err := s.DocID(doc)
	if err == nil {
		visit(nameField, 't', id, nil)
	}
	return err
}

// DocNumbers are the documents with these names.
func (s *Segment) DocNumbers(names []string) (*roaring.Bitmap, error) {
	found := roaring.New()
	var docs []uint32
	for _, name := range names {
		if n, err := strconv.ParseUint(name, 10, 32); err == nil {
			docs = s.find(uint32(n), docs[:0])
			found.AddMany(docs)
		}
	}
	return found, nil
}

func (s *Segment) Fields() []string {
	names := []string{nameField}
	for _, f := range s.fields {
		names = append(names, f.name)
	}
	return names
}

// Dictionary are the terms of a field; none where the segment lacks it.
func (s *Segment) Dictionary(name string) (segmentapi.TermDictionary, error) { return s.Terms(name) }

// Terms is Dictionary under its own type.
func (s *Segment) Terms(name string) (*Dictionary, error) {
	f := s.field(name)
	if f == nil {
		return &Dictionary{segment: s}, nil
	}
	r, err := f.terms.Reader()
	if err != nil {
		return nil, fmt.Errorf("%w: dictionary of %q: %w", ErrDamaged, name, err)
	}
	return &Dictionary{segment: s, field: f, reader: r}, nil
}

// Dictionary finds the lists of a field. It is not safe for concurrent use.
type Dictionary struct {
	segment *Segment
	field   *field // nil without terms
	reader  *vellum.Reader
}

// List is the list of a term; its Count is 0 where no document has it.
func (d *Dictionary) List(term []byte) (List, error) {
	if d.field == nil {
		return List{}, nil
	}
	offset, ok, err := d.reader.Get(term)
	if err != nil || !ok {
		return List{}, err
	}
	list, ok := d.segment.list(offset, d.field.places)
	if !ok {
		return List{}, fmt.Errorf("%w: postings of %q", ErrDamaged, term)
	}
	return list, nil
}

func (d *Dictionary) PostingsList(term []byte, except *roaring.Bitmap, _ segmentapi.PostingsList) (segmentapi.PostingsList, error) {
	list, err := d.List(term)
	return &postingsList{list: list, except: except}, err
}

func (d *Dictionary) Contains(term []byte) (bool, error) {
	if d.field == nil {
		return false, nil
	}
	return d.field.terms.Contains(term)
}

func (d *Dictionary) Cardinality() int {
	if d.field == nil {
		return 0
	}
	return d.field.terms.Len()
}

func (d *Dictionary) BytesRead() uint64     { return 0 }
func (d *Dictionary) ResetBytesRead(uint64) {}
func (d *Dictionary) BytesWritten() uint64  { return 0 }

// AutomatonIterator goes through the terms from start to before end that an
// automaton accepts; nil for all of them.
func (d *Dictionary) AutomatonIterator(a segmentapi.Automaton, start, end []byte) segmentapi.DictionaryIterator {
	if d.field == nil {
		return &terms{err: vellum.ErrIteratorDone}
	}
	it, err := d.field.terms.Search(a, start, end)
	return &terms{dictionary: d, it: it, err: err}
}

// terms is a walk through a dictionary.
type terms struct {
	dictionary *Dictionary
	it         vellum.Iterator
	err        error
	entry      bleveapi.DictEntry
}

func (t *terms) Next() (*bleveapi.DictEntry, error) {
	if errors.Is(t.err, vellum.ErrIteratorDone) {
		return nil, nil
	}
	if t.err != nil {
		return nil, t.err
	}
	term, offset := t.it.Current()
	list, ok := t.dictionary.segment.list(offset, t.dictionary.field.places)
	if !ok {
		return nil, fmt.Errorf("%w: postings of %q", ErrDamaged, term)
	}
	t.entry = bleveapi.DictEntry{Term: string(term), Count: uint64(list.Count)}
	if f, ok := t.it.(vellum.FuzzyIterator); ok {
		t.entry.EditDistance = f.EditDistance()
	}
	t.err = t.it.Next()
	return &t.entry, nil
}

// postingsList is a list without some documents.
type postingsList struct {
	list   List
	except *roaring.Bitmap
}

func (p *postingsList) Iterator(_, _, places bool, _ segmentapi.PostingsIterator) segmentapi.PostingsIterator {
	return &postings{cursor: p.list.Cursor(), except: p.except, places: places && p.list.places}
}

func (p *postingsList) Count() uint64         { return uint64(p.list.Without(p.except)) }
func (p *postingsList) Size() int             { return 0 }
func (p *postingsList) BytesRead() uint64     { return 0 }
func (p *postingsList) ResetBytesRead(uint64) {}
func (p *postingsList) BytesWritten() uint64  { return 0 }

// postings is a walk through a list, and the posting it stands at.
type postings struct {
	cursor *Cursor
	except *roaring.Bitmap
	places bool
	spots  []int32
}

func (p *postings) Next() (segmentapi.Posting, error) {
	p.cursor.Next()
	return p.posting()
}

func (p *postings) Advance(doc uint64) (segmentapi.Posting, error) {
	p.cursor.Seek(uint32(doc))
	return p.posting()
}

func (p *postings) posting() (segmentapi.Posting, error) {
	for p.except != nil && p.cursor.Doc != None && p.except.Contains(p.cursor.Doc) {
		p.cursor.Next()
	}
	if p.cursor.Doc == None {
		return nil, p.cursor.Err()
	}
	if p.places {
		p.spots = p.cursor.Places(p.spots[:0])
	}
	return p, nil
}

func (p *postings) Number() uint64    { return uint64(p.cursor.Doc) }
func (p *postings) Frequency() uint64 { return uint64(p.cursor.Frequency()) }
func (p *postings) Norm() float64     { return 1 }
func (p *postings) Locations() []segmentapi.Location {
	list := make([]segmentapi.Location, len(p.spots))
	for i, s := range p.spots {
		list[i] = location(s)
	}
	return list
}
func (p *postings) Size() int             { return 0 }
func (p *postings) BytesRead() uint64     { return 0 }
func (p *postings) ResetBytesRead(uint64) {}
func (p *postings) BytesWritten() uint64  { return 0 }

// location is a place without bytes of a text.
type location int32

func (l location) Field() string            { return "" }
func (l location) Start() uint64            { return 0 }
func (l location) End() uint64              { return 0 }
func (l location) Pos() uint64              { return uint64(l) }
func (l location) ArrayPositions() []uint64 { return nil }
func (l location) Size() int                { return 0 }

// uninverted are the terms of a keyword field by document.
type uninverted struct {
	name  string
	terms [][]string
}

// invert makes them from the lists, when Bleve's facets first ask.
func (s *Segment) invert() ([]uninverted, error) {
	var all []uninverted
	for _, f := range s.fields {
		if f.places {
			continue
		}
		u := uninverted{f.name, make([][]string, len(s.articles))}
		it, err := f.terms.Iterator(nil, nil)
		for ; err == nil; err = it.Next() {
			term, offset := it.Current()
			list, ok := s.list(offset, false)
			if !ok {
				return nil, ErrDamaged
			}
			c := list.Cursor()
			for doc := c.Next(); doc != None; doc = c.Next() {
				u.terms[doc] = append(u.terms[doc], string(term))
			}
		}
		if !errors.Is(err, vellum.ErrIteratorDone) {
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}

// VisitDocValues shows the keywords of a document.
func (s *Segment) VisitDocValues(doc uint64, fields []string, visit bleveapi.DocValueVisitor, state segmentapi.DocVisitState) (segmentapi.DocVisitState, error) {
	all, err := s.inverted()
	if err != nil || doc >= uint64(len(s.articles)) {
		return state, err
	}
	for _, name := range fields {
		for _, u := range all {
			if u.name == name {
				for _, term := range u.terms[doc] {
					visit(name, []byte(term))
				}
			}
		}
	}
	return state, nil
}

// VisitableDocValueFields are the keyword fields.
func (s *Segment) VisitableDocValueFields() ([]string, error) {
	var names []string
	for _, f := range s.fields {
		if !f.places {
			names = append(names, f.name)
		}
	}
	return names, nil
}
