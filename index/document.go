package index

import (
	"strconv"

	"github.com/blevesearch/bleve/v2/document"

	"dateline/archive"
	"dateline/index/segment"
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
//	6  segments of our own format
const formatVersion = 6

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
	title := postings{stems: stems, field: segment.Field{Label: fieldTitle}}
	title.paragraph(a.Title)

	size := len(a.Title)
	for _, p := range a.Body {
		size += len(p.Text)
	}
	text := postings{stems: stems, field: segment.Field{Label: fieldText, Occurrences: make([]segment.Occurrence, 0, size/3)}}
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
	doc.AddField(&text.field)
	doc.AddField(&title.field)
	keywords := make(map[column]*segment.Field)
	keyword := func(c column, id string) {
		if keywords[c] == nil {
			keywords[c] = &segment.Field{Label: columnNames[c], Keyword: true}
			doc.AddField(keywords[c])
		}
		keywords[c].Occurrences = append(keywords[c].Occurrences, segment.Occurrence{Term: id})
	}
	for _, l := range links {
		c, ok := columnOf(l.Kind)
		switch {
		case !ok || c == columnTopic:
			continue
		case c == columnCountry:
			keyword(columnMentioned, l.ID)
			if !l.About {
				continue
			}
		}
		keyword(c, l.ID)
	}
	return doc
}

// postings gathers the words of one field of one document. Byte offsets are left
// out: what is shown is found again in the stored text.
type postings struct {
	stems    *stemmer
	position int
	field    segment.Field
}

func (p *postings) add(term string, position int) {
	p.field.Occurrences = append(p.field.Occurrences, segment.Occurrence{Term: term, Place: uint32(position)})
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
