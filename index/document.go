package index

import (
	"strconv"
	"unsafe"

	"github.com/blevesearch/bleve/v2/document"
	bleve "github.com/blevesearch/bleve_index_api"

	"dateline/archive"
)

// The format of the index. A changed number makes the next start rebuild it.
//
//	1  words as written and stems in one field, title apart, marks for
//	   paragraphs and sentences, entity ids as keywords
//	2  stems of Bosnian, Bulgarian, Croatian, Czech, Hindi, Persian, Polish,
//	   Serbian, Slovak, Slovene, Sorani and Ukrainian
//	3  stems name their language
//	4  keywords are the stored ids, of found entities, too; countries that are only
//	   named are in mentions
//	5  pairs of characters in scripts written without spaces
const formatVersion = 5

// The fields of a Bleve document. Entity ids are kept as keywords, too, in fields
// that are called as their columns: the ids that are stored, whatever they are
// merged into. Searches count by columns; the keywords tell which articles a
// merge is about, and the columns can be checked against them.
const (
	fieldText  = "text"  // title, then running text
	fieldTitle = "title" // the title alone
)

// Besides words as written, fieldText and fieldTitle hold marks, which no word
// can be taken for.
const (
	stemMark      = "="     // before the language and stem of a word that is written otherwise
	paragraphMark = "\x01p" // where a paragraph starts; the first is the title
	sentenceMark  = "\x01s" // where a sentence starts
	leadMark      = "\x01l" // the first and last word of the lede
	pairMark      = "\x02"  // before two characters of a script without spaces, at the first's place
)

// bodyGap is the distance in words between title and text, and paragraphGap that
// between paragraphs: nothing said across them is a phrase, and across the first
// nothing is near.
const (
	bodyGap      = 1000
	paragraphGap = 1
)

// docID is the Bleve name of an article.
func docID(id int64) string { return strconv.FormatInt(id, 10) }

// newDocument makes the Bleve document of an article; stems must be those of the
// article's language.
func newDocument(a *archive.Article, links []archive.Linked, stems *stemmer) *document.Document {
	title := newPostings(stems)
	title.paragraph(a.Title)

	text := newPostings(stems)
	text.paragraph(a.Title)
	text.position += bodyGap
	lead := false
	for _, p := range a.Body {
		if p.Kind == archive.Related {
			continue
		}
		first := text.position + 1
		text.paragraph(p.Text)
		if last := text.position - paragraphGap; !lead && p.Kind != archive.Heading && last >= first {
			text.add(leadMark, first)
			text.add(leadMark, last)
			lead = true
		}
	}

	doc := document.NewDocument(docID(a.ID))
	doc.AddField(text.field(fieldText))
	doc.AddField(title.field(fieldTitle))
	keyword := func(c column, i int, id string) {
		doc.AddField(document.NewTextFieldCustom(columnNames[c], []uint64{uint64(i)}, []byte(id),
			bleve.IndexField|bleve.DocValues|bleve.SkipFreqNorm, nil))
	}
	for i, l := range links {
		c, ok := columnOf(l.Kind)
		switch {
		case !ok || c == columnTopic:
			continue
		case c == columnCountry:
			keyword(columnMentioned, i, l.ID)
			if !l.About {
				continue
			}
		}
		keyword(c, i, l.ID)
	}
	return doc
}

// postings gathers the words of one field of one document.
type postings struct {
	stems    *stemmer
	position int
	length   int
	terms    map[string][]int // positions
	count    int              // of positions in all
}

func newPostings(stems *stemmer) *postings {
	return &postings{stems: stems, terms: make(map[string][]int, 256)}
}

func (p *postings) add(term string, position int) {
	p.terms[term] = append(p.terms[term], position)
	p.count++
}

// paragraph adds the words of one paragraph and the marks of where it and its
// sentences start. An empty one still counts as a paragraph.
func (p *postings) paragraph(text string) {
	p.add(paragraphMark, p.position+1)
	starts := sentences(text)
	next := 0
	var before token
	words(text, func(t token) bool {
		if t.pairs(before) {
			p.add(pairMark+before.term+t.term, p.position)
		}
		before = t
		p.position++
		p.length++
		for next < len(starts) && t.start >= starts[next] {
			if next+1 == len(starts) || t.start < starts[next+1] {
				p.add(sentenceMark, p.position)
			}
			next++
		}
		p.add(t.term, p.position)
		if stem := p.stems.of(t.term); stem != t.term {
			p.add(p.stems.mark(stem), p.position)
		}
		return true
	})
	p.position += paragraphGap
}

// field hands the gathered words over in the form Bleve indexes. Byte offsets
// are left out: what is shown is found again in the stored text.
func (p *postings) field(name string) *wordField {
	frequencies := make(bleve.TokenFrequencies, len(p.terms))
	terms := make([]bleve.TokenFreq, 0, len(p.terms))
	locations := make([]bleve.TokenLocation, 0, p.count)
	pointers := make([]*bleve.TokenLocation, 0, p.count)
	for term, positions := range p.terms {
		first := len(pointers)
		for _, pos := range positions {
			locations = append(locations, bleve.TokenLocation{Position: pos})
			pointers = append(pointers, &locations[len(locations)-1])
		}
		terms = append(terms, bleve.TokenFreq{Term: []byte(term), Locations: pointers[first:len(pointers):len(pointers)]})
		freq := &terms[len(terms)-1]
		freq.SetFrequency(len(positions))
		frequencies[term] = freq
	}
	return &wordField{name: name, length: p.length, frequencies: frequencies}
}

// wordField is a Bleve field whose words are already known.
type wordField struct {
	name        string
	length      int
	frequencies bleve.TokenFrequencies
}

func (f *wordField) Name() string                                     { return f.name }
func (f *wordField) Value() []byte                                    { return nil }
func (f *wordField) ArrayPositions() []uint64                         { return nil }
func (f *wordField) EncodedFieldType() byte                           { return 't' }
func (f *wordField) Analyze()                                         {}
func (f *wordField) AnalyzedLength() int                              { return f.length }
func (f *wordField) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.frequencies }
func (f *wordField) Size() int                                        { return int(unsafe.Sizeof(*f)) + f.frequencies.Size() }
func (f *wordField) NumPlainTextBytes() uint64                        { return 0 }
func (f *wordField) Options() bleve.FieldIndexingOptions {
	return bleve.IndexField | bleve.IncludeTermVectors
}
