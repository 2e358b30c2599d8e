package recognise

import (
	"dateline/archive/entity"
	"dateline/archive/entity/place"
	"dateline/archive/entity/resolve"
	"dateline/archive/entity/tag"
	"dateline/archive/entity/token"
)

// worker recognises one text after another in the same memory.
type worker struct {
	recogniser *Recogniser
	tagger     *tag.Tagger

	text      token.Text
	spans     []tag.Span     // names of people, organisations and places
	listed    []resolve.Span // names that are known in any language
	joined    []tag.Span
	taken     []place.Name
	countries []place.Mention
	names     []resolve.Name
	places    []int // of each name, its place in spans
}

// recognise takes its steps in this order because each settles what the next one
// goes by: names that are known correct those that were tagged, a country is not
// looked for inside a person's name, and who is meant by a bare surname may
// depend on the country.
func (w *worker) recognise(t Text) []entity.Found {
	r := w.recogniser
	w.text.Split(t.Text)
	w.spans = w.spans[:0]
	if Tagged(t.Language) || t.Language == "" && looksEnglish(&w.text) {
		w.spans = w.tagger.Tag(&w.text, w.spans)
	}
	context := &resolve.Context{Language: t.Language, Day: t.Day, Text: &w.text}
	w.listed = r.known.Find(&w.text, context, w.listed[:0])
	w.withoutTitles()
	w.join()

	title := w.titleTokens(t.Title)
	near := &place.Context{Title: title, Language: t.Language, Day: t.Day, Names: w.take(), Default: t.Desk}
	w.countries = r.places.Find(&w.text, near, w.countries[:0])
	scored := r.places.Score(&w.text, near, w.countries)
	for _, c := range scored {
		context.Countries = append(context.Countries, c.Code)
	}
	clusters := r.known.Within(w.collect(), context)
	return w.found(clusters, scored, title)
}

// titleTokens is how many tokens the title has.
func (w *worker) titleTokens(bytes int) int {
	n := 0
	for n < len(w.text.Tokens) && int(w.text.Tokens[n].End) <= bytes {
		n++
	}
	return n
}

// listedConfidence is that of a name that is on the list of the known.
const listedConfidence = 0.97

// withoutTitles keeps titles out of the names of the known, as they are kept out
// of those that are tagged: it is Salman who is king.
func (w *worker) withoutTitles() {
	for i := range w.listed {
		l := &w.listed[i]
		if l.Ref.Kind == entity.Person {
			l.First = tag.WithoutTitle(&w.text, tag.Span{First: l.First, Last: l.Last, Kind: entity.Person}).First
		}
	}
}

// join brings names that were tagged and names that are known together. Where
// they overlap, the known one wins if it covers the other; inside a longer tagged
// name ("Trump" in "Trump Organization") it is not what is meant.
func (w *worker) join() {
	out := w.joined[:0]
	i := 0
	for _, l := range w.listed {
		for i < len(w.spans) && w.spans[i].Last <= l.First {
			out = append(out, w.spans[i])
			i++
		}
		inside := false
		for j := i; j < len(w.spans) && w.spans[j].First < l.Last; j++ {
			s := w.spans[j]
			inside = inside || s.First < l.First || s.Last > l.Last
		}
		if inside {
			continue
		}
		for i < len(w.spans) && w.spans[i].First < l.Last {
			i++
		}
		out = append(out, tag.Span{First: l.First, Last: l.Last, Kind: l.Ref.Kind, Confidence: listedConfidence})
	}
	out = append(out, w.spans[i:]...)
	w.spans, w.joined = out, w.spans
}

// take lists the names for the search for countries.
func (w *worker) take() []place.Name {
	w.taken = w.taken[:0]
	for _, s := range w.spans {
		w.taken = append(w.taken, place.Name{First: s.First, Last: s.Last, Kind: s.Kind})
	}
	return w.taken
}

// around is how many tokens beside a name may tell whose it is.
const around = 5

// collect lists the names that are to be resolved: all but those of countries,
// which are resolved already.
func (w *worker) collect() []resolve.Name {
	w.names, w.places = w.names[:0], w.places[:0]
	c := 0
	for i, s := range w.spans {
		for c < len(w.countries) && w.countries[c].First < s.First {
			c++
		}
		if s.Kind == entity.Place && c < len(w.countries) && w.isCountry(c, s) {
			continue
		}
		w.names = append(w.names, resolve.Name{
			Text:   w.bytes(s.First, s.Last),
			Kind:   s.Kind,
			Before: w.bytes(max(s.First-around, 0), s.First),
			After:  w.bytes(s.Last, min(s.Last+around, w.text.Len())),
		})
		w.places = append(w.places, i)
	}
	return w.names
}

// isCountry says that a place is a country by its own name.
func (w *worker) isCountry(c int, s tag.Span) bool {
	m := w.countries[c]
	return m.First == s.First && m.Last == s.Last && m.Via == entity.ViaName
}

// bytes is the text of tokens first to last.
func (w *worker) bytes(first, last int) string {
	if first >= last {
		return ""
	}
	return w.text.Source[w.text.Tokens[first].Start:w.text.Tokens[last-1].End]
}
