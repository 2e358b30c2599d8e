package segment

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"

	bleveapi "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum"
)

// Occurrence is a term at a place in one field of a document. Places of one term
// are in order. Those of a keyword are not kept.
type Occurrence struct {
	Term  string
	Place uint32
}

// Field is one field of a document to be indexed, a bleve_index_api.Field.
type Field struct {
	Label       string
	Keyword     bool // no frequencies and places
	Occurrences []Occurrence
}

func (f *Field) Name() string                                        { return f.Label }
func (f *Field) Value() []byte                                       { return nil }
func (f *Field) ArrayPositions() []uint64                            { return nil }
func (f *Field) EncodedFieldType() byte                              { return 't' }
func (f *Field) Analyze()                                            {}
func (f *Field) AnalyzedLength() int                                 { return len(f.Occurrences) }
func (f *Field) AnalyzedTokenFrequencies() bleveapi.TokenFrequencies { return nil }
func (f *Field) Size() int                                           { return 24 * len(f.Occurrences) }
func (f *Field) NumPlainTextBytes() uint64                           { return 0 }
func (f *Field) Options() bleveapi.FieldIndexingOptions              { return bleveapi.IndexField }

// build makes a segment of documents whose fields are *Field.
func build(documents []bleveapi.Document) (*Segment, error) {
	articles := make([]uint32, len(documents))
	parts := make(map[string]*part)
	for doc, d := range documents {
		n, err := strconv.ParseUint(d.ID(), 10, 32)
		if err != nil {
			return nil, fmt.Errorf("document %q has no number for a name", d.ID())
		}
		articles[doc] = uint32(n)
		d.VisitFields(func(f bleveapi.Field) {
			if own, ok := f.(*Field); ok {
				p := parts[own.Label]
				if p == nil {
					p = &part{places: !own.Keyword, ids: make(map[string]uint32)}
					parts[own.Label] = p
				}
				p.add(uint32(doc), own.Occurrences)
			}
		})
	}
	w := &writer{out: []byte(magic)}
	for _, name := range sortedKeys(parts) {
		p := parts[name]
		if err := w.begin(name, p.places); err != nil {
			return nil, err
		}
		if err := p.write(w); err != nil {
			return nil, err
		}
		if err := w.end(); err != nil {
			return nil, err
		}
	}
	s := new(Segment)
	return s, s.load(w.finish(articles))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// part gathers what all documents have in one field.
type part struct {
	places bool
	ids    map[string]uint32 // of terms, in the order in which they came
	terms  []termCount
	all    []occurrence
}

type termCount struct {
	text  string
	id    uint32
	count uint32 // of occurrences
}

type occurrence struct{ term, doc, place uint32 }

func (p *part) add(doc uint32, list []Occurrence) {
	for _, o := range list {
		id, ok := p.ids[o.Term]
		if !ok {
			id = uint32(len(p.terms))
			p.ids[o.Term] = id
			p.terms = append(p.terms, termCount{text: o.Term, id: id})
		}
		p.terms[id].count++
		p.all = append(p.all, occurrence{id, doc, o.Place})
	}
}

// write encodes the field's lists in order of their terms. Occurrences are put
// together by counting, which keeps the order of documents and places.
func (p *part) write(w *writer) error {
	from := make([]uint32, len(p.terms)+1)
	for i, t := range p.terms {
		from[i+1] = from[i] + t.count
	}
	next := slices.Clone(from)
	together := make([]occurrence, len(p.all))
	for _, o := range p.all {
		together[next[o.term]] = o
		next[o.term]++
	}
	slices.SortFunc(p.terms, func(a, b termCount) int { return cmp.Compare(a.text, b.text) })
	var places []byte
	for _, t := range p.terms {
		w.list.reset(p.places)
		list := together[from[t.id]:from[t.id+1]]
		for len(list) > 0 {
			doc, n := list[0].doc, uint32(0)
			places = places[:0]
			last := uint32(0)
			for len(list) > 0 && list[0].doc == doc {
				if list[0].place < last {
					return fmt.Errorf("places of %q are out of order", t.text)
				}
				places = binary.AppendUvarint(places, uint64(list[0].place-last))
				last = list[0].place
				list, n = list[1:], n+1
			}
			w.list.add(doc, n, places)
		}
		if err := w.term([]byte(t.text)); err != nil {
			return err
		}
	}
	return nil
}

// writer puts a segment together. Dictionaries are kept aside until all lists are
// written; flush, if not nil, takes what is written of the lists.
type writer struct {
	out     []byte // lists not flushed yet
	flushed uint64
	flush   func([]byte) error
	list    listWriter // of the present term

	fields []written
	fst    *bytes.Buffer
	terms  *vellum.Builder
}

type written struct {
	name   string
	places bool
	fst    []byte
}

// flushSize is how much of the lists is written at once.
const flushSize = 1 << 20

func (w *writer) begin(name string, places bool) (err error) {
	w.fields = append(w.fields, written{name: name, places: places})
	w.fst = new(bytes.Buffer)
	w.terms, err = vellum.New(w.fst, nil)
	return err
}

// term ends the present list, which is that of text; terms come in order.
func (w *writer) term(text []byte) error {
	if w.list.count == 0 {
		return nil
	}
	if err := w.terms.Insert(text, w.flushed+uint64(len(w.out))); err != nil {
		return fmt.Errorf("term %q: %w", text, err)
	}
	w.out = w.list.append(w.out)
	if w.flush == nil || len(w.out) < flushSize {
		return nil
	}
	w.flushed += uint64(len(w.out))
	err := w.flush(w.out)
	w.out = w.out[:0]
	return err
}

func (w *writer) end() error {
	err := w.terms.Close()
	w.fields[len(w.fields)-1].fst = w.fst.Bytes()
	return err
}

// finish returns all that is not flushed yet, to the end of the file.
func (w *writer) finish(articles []uint32) []byte {
	b := w.out
	position := func() uint64 { return w.flushed + uint64(len(b)) }
	checked := len(b)
	foot := footer{Checked: position(), Documents: uint32(len(articles))}
	offsets := make([]uint64, len(w.fields))
	for i, f := range w.fields {
		offsets[i] = position()
		b = append(b, f.fst...)
	}
	foot.Articles = position()
	for _, a := range articles {
		b = binary.LittleEndian.AppendUint32(b, a)
	}
	foot.Fields = position()
	b = binary.AppendUvarint(b, uint64(len(w.fields)))
	for i, f := range w.fields {
		b = binary.AppendUvarint(b, uint64(len(f.name)))
		b = append(b, f.name...)
		flags := uint64(0)
		if f.places {
			flags = 1
		}
		b = binary.AppendUvarint(b, flags)
		b = binary.AppendUvarint(b, offsets[i])
		b = binary.AppendUvarint(b, uint64(len(f.fst)))
	}
	foot.Sum = crc32.Checksum(b[checked:], castagnoli)
	return foot.append(b)
}
