package index

import (
	"fmt"

	"dateline/index/segment"
)

// noDoc is where a matcher stands when it has no more documents.
const noDoc = segment.None

// term is one term of the index with its postings in every segment of a view.
type term struct {
	text  string
	title bool // of the title's own field, beside that of the text

	// languages, by their value number + 1, are those in whose articles the term
	// counts; nil is all.
	languages map[uint32]bool
	lists     []segment.List // by segment; empty where the term does not occur
	count     int            // documents that have it
}

// lookup finds terms in a view. It belongs to one search.
type lookup struct {
	view  *view
	dicts map[string][]*segment.Dictionary // by field
	terms map[string]*term                 // by field and text
}

func newLookup(v *view) *lookup {
	return &lookup{view: v, dicts: make(map[string][]*segment.Dictionary), terms: make(map[string]*term)}
}

// dictionaries are the segments' term dictionaries of a field.
func (l *lookup) dictionaries(field string) ([]*segment.Dictionary, error) {
	if dicts, ok := l.dicts[field]; ok {
		return dicts, nil
	}
	dicts := make([]*segment.Dictionary, len(l.view.segments))
	for i, s := range l.view.segments {
		d, err := s.data.Terms(field)
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
	t := &term{text: text, lists: make([]segment.List, len(dicts))}
	for i, d := range dicts {
		list, err := d.List([]byte(text))
		if err != nil {
			return term{}, fmt.Errorf("read postings of %q: %w", text, err)
		}
		if n := list.Without(l.view.segments[i].deleted); n > 0 {
			t.lists[i] = list
			t.count += n
		}
	}
	l.terms[key] = t
	return *t, nil
}

// cursor walks through one term's postings in one segment, in order of document,
// those of documents that are no longer there included.
type cursor struct {
	*segment.Cursor
	failed *error // first failure of the search
}

// open starts a walk; nil where the segment lacks the term.
func (t *term) open(segment int, failed *error) *cursor {
	list := &t.lists[segment]
	if list.Count == 0 {
		return nil
	}
	return &cursor{list.Cursor(), failed}
}

// seek moves to the first posting at doc or after it.
func (c *cursor) seek(doc uint32) uint32 {
	at := c.Seek(doc)
	if at == noDoc {
		c.ended()
	}
	return at
}

// ended reports why, if not at the end of its list.
func (c *cursor) ended() {
	if err := c.Err(); err != nil && *c.failed == nil {
		*c.failed = fmt.Errorf("read postings: %w", err)
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
		return b != nil && languages[b.cold[i].single[columnLanguage-columnsOfMany]]
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
