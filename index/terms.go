package index

import (
	"fmt"
	"math"

	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// noDoc is where a matcher stands when it has no more documents.
const noDoc = math.MaxUint32

// term is one term of the index with its postings in every segment of a view.
type term struct {
	text  string
	title bool // of the title's own field, beside that of the text

	// languages, by their value number + 1, are those in whose articles the term
	// counts; nil is all.
	languages map[uint32]bool
	lists     []segmentapi.PostingsList // by segment; nil where the term does not occur
	count     int                       // documents that have it
}

// lookup finds terms in a view. It belongs to one search.
type lookup struct {
	view  *view
	dicts map[string][]segmentapi.TermDictionary // by field
	terms map[string]*term                       // by field and text
}

func newLookup(v *view) *lookup {
	return &lookup{view: v, dicts: make(map[string][]segmentapi.TermDictionary), terms: make(map[string]*term)}
}

// dictionaries are the segments' term dictionaries of a field.
func (l *lookup) dictionaries(field string) ([]segmentapi.TermDictionary, error) {
	if dicts, ok := l.dicts[field]; ok {
		return dicts, nil
	}
	dicts := make([]segmentapi.TermDictionary, len(l.view.segments))
	for i, s := range l.view.segments {
		d, err := s.data.Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("read dictionary of %s: %w", field, err)
		}
		dicts[i] = d
	}
	l.dicts[field] = dicts
	return dicts, nil
}

// term finds one term; the copy is the caller's.
func (l *lookup) term(field, text string) (term, error) {
	key := field + "\x00" + text
	if t, ok := l.terms[key]; ok {
		return *t, nil
	}
	dicts, err := l.dictionaries(field)
	if err != nil {
		return term{}, err
	}
	t := &term{text: text, lists: make([]segmentapi.PostingsList, len(dicts))}
	for i, d := range dicts {
		list, err := d.PostingsList([]byte(text), l.view.segments[i].deleted, nil)
		if err != nil {
			return term{}, fmt.Errorf("read postings of %q: %w", text, err)
		}
		if list == nil {
			continue
		}
		if n := int(list.Count()); n > 0 {
			t.lists[i] = list
			t.count += n
		}
	}
	l.terms[key] = t
	return *t, nil
}

// cursor walks through one term's postings in one segment, in order of document.
type cursor struct {
	it     segmentapi.PostingsIterator
	doc    uint32
	now    segmentapi.Posting
	failed *error                // first failure of the search
	keep   func(doc uint32) bool // nil keeps all
}

// open starts a walk; nil where the segment lacks the term.
func (t *term) open(segment int, frequencies, positions bool, failed *error) *cursor {
	list := t.lists[segment]
	if list == nil {
		return nil
	}
	c := &cursor{it: list.Iterator(frequencies, false, positions, nil), failed: failed}
	c.read(c.it.Next())
	return c
}

func (c *cursor) read(p segmentapi.Posting, err error) {
	if err != nil && *c.failed == nil {
		*c.failed = fmt.Errorf("read postings: %w", err)
	}
	if err != nil || p == nil {
		c.doc, c.now = noDoc, nil
		return
	}
	c.doc, c.now = uint32(p.Number()), p
}

// seek moves to the first posting at doc or after it.
func (c *cursor) seek(doc uint32) uint32 {
	switch {
	case doc <= c.doc:
	case doc == c.doc+1:
		c.read(c.it.Next())
	default:
		c.read(c.it.Advance(uint64(doc)))
	}
	c.skip()
	return c.doc
}

// skip goes on to a posting that is kept.
func (c *cursor) skip() {
	for c.keep != nil && c.doc != noDoc && !c.keep(c.doc) {
		c.read(c.it.Next())
	}
}

// inLanguages is a filter of documents by the language of their articles, nil
// when all will do.
func (s *scan) inLanguages(languages map[uint32]bool) func(doc uint32) bool {
	if languages == nil {
		return nil
	}
	numbers := s.view.segments[s.segment].numbers
	return func(doc uint32) bool {
		b, i := s.view.columns.at(numbers[doc])
		return b != nil && languages[b.single[columnLanguage-columnsOfMany][i]]
	}
}

// stemmedAs are the language values, as the column has them, of articles whose
// words go through a language's stemmer.
func (v *view) stemmedAs(language string) map[uint32]bool {
	set := make(map[uint32]bool)
	if language == stemmedAs("") {
		set[0] = true
	}
	for _, n := range v.values.of[columnLanguage].named(language, false) {
		set[n+1] = true
	}
	return set
}

// frequency is how often the term occurs where the cursor stands.
func (c *cursor) frequency() float64 { return float64(c.now.Frequency()) }

// positions appends where in the document the term occurs, in order.
func (c *cursor) positions(to []int32) []int32 {
	for _, l := range c.now.Locations() {
		to = append(to, int32(l.Pos()))
	}
	return to
}
