package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/index/query"
)

// Suggestion is one way to end a query that is being written.
type Suggestion struct {
	Kind  string // person, organisation, country, place, topic, source, author or word
	ID    string // of what is named; the word itself
	Name  string // as readers know it
	Count int    // usable articles with it, above 0
	Query string // the whole text of the query, ended this way
}

// KindWord is the kind of a suggestion that is a word of the archive.
const KindWord = "word"

// MaxSuggestions is the most that Suggest gives, whatever its limit.
const MaxSuggestions = 50

// suggestible are the columns whose values are suggested.
var suggestible = []column{columnPerson, columnTopic, columnCountry, columnOrganisation, columnPlace, columnSource, columnAuthor}

// Suggest says how the last word or words of text may go on: as the name of
// somebody or something in the archive, or as a word of its articles. Behind a
// field, as in person:zel, only that field's values are suggested, all of them
// when nothing stands behind it yet. Names come first: those that begin as typed
// before those in which a later word does, then those in more articles, and each
// kind has its share. Words stand between the two. An empty list is no error. The error is *CostError where
// text is too long, or the context's.
func (x *Index) Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error) {
	if err := checkLength(text); err != nil {
		return nil, err
	}
	t := newTyped(text)
	if t.dormant || limit <= 0 {
		return nil, nil
	}
	limit = min(limit, MaxSuggestions)
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	fields, wantWords := t.completes()
	var list []ranked
	if len(fields) > 0 {
		known := x.suggester.of(v)
		for property, c := range fields {
			list = append(list, known[c].named(v, c, property, t, limit)...)
		}
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var words []Suggestion
	if wantWords {
		if words, err = v.completions(t, limit); err != nil {
			return nil, err
		}
	}
	list = fairly(list, limit-min(len(words), limit/4))
	words = words[:min(len(words), limit-len(list))]
	var out []Suggestion
	for i, r := range list {
		if !r.first && words != nil { // what only has the typed word inside comes after words that begin with it
			out, words = append(out, words...), nil
		}
		out = append(out, list[i].Suggestion)
	}
	return append(out, words...), nil
}

// completes says what the end of the text may become: the columns by the property
// to be written for a value, and whether a word.
func (t typed) completes() (map[string]column, bool) {
	fields := make(map[string]column)
	switch t.field {
	case "":
		for _, c := range suggestible {
			fields[columnNames[c]] = c
		}
		return fields, true
	case string(query.Title), string(query.Lead), string(query.Body):
		return nil, true
	case "mentions":
		fields[t.field] = columnMentioned
	case "organization":
		fields[columnNames[columnOrganisation]] = columnOrganisation
	default:
		if c, ok := columnNamed(t.field); ok && slices.Contains(suggestible, c) {
			fields[t.field] = c
		}
	}
	return fields, false
}

// ranked is a suggested name with what orders it.
type ranked struct {
	Suggestion
	column column
	words  int  // that the reader typed of it
	first  bool // it begins with them
}

func byRank(a, b ranked) int {
	if a.words == b.words && a.first != b.first {
		if a.first {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.words, a.words), cmp.Compare(b.Count, a.Count),
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.column, b.column), cmp.Compare(a.ID, b.ID))
}

// fairly takes the first limit of a list: in turn the best of each kind, the
// second best, and so on, so that no kind crowds out another.
func fairly(list []ranked, limit int) []ranked {
	slices.SortFunc(list, byRank)
	var turns [columnCount]int
	turn := make(map[string]int, len(list))
	key := func(r ranked) string { return r.Kind + "\x00" + r.ID }
	for _, r := range list {
		turn[key(r)] = turns[r.column]
		turns[r.column]++
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(turn[key(a)], turn[key(b)]) })
	list = list[:min(len(list), limit)]
	slices.SortFunc(list, byRank)
	return list
}

// suggester keeps what suggesting names needs of the newest view.
type suggester struct {
	mu    sync.Mutex
	view  uint64
	until time.Time // when an older view's counts are no longer good enough
	known [columnCount]known
}

// known is one column with the number of usable articles by value.
type known struct {
	names  names
	counts []int32
}

// patience is how much longer than counting took its counts are used while the
// archive changes: an import costs suggestions a small part of their time.
const patience = 20

// of counts for a view, unless that was done before, or just now for an older one.
func (s *suggester) of(v *view) [columnCount]known {
	s.mu.Lock()
	defer s.mu.Unlock()
	start := time.Now()
	if v.id == s.view || start.Before(s.until) {
		return s.known
	}
	for _, c := range append([]column{columnMentioned}, suggestible...) {
		k := &s.known[c]
		k.names, k.counts = k.names.grown(v.values.of[c]), v.counts(c)
	}
	s.view = v.id
	now := time.Now()
	s.until = now.Add(patience * now.Sub(start))
	return s.known
}

// named lists the values of a column that the end of the text may name, the best
// of them up to limit.
func (k *known) named(v *view, c column, property string, t typed, limit int) []ranked {
	var list []ranked
	seen := make(map[uint32]bool)
	for _, start := range t.starts {
		typed := t.text[start:]
		if t.field != "" || t.quoted {
			typed = t.text[t.value:]
		}
		wanted := termsOf(typed)
		if len(wanted) == 0 && t.field == "" {
			continue
		}
		var best []candidate
		k.names.starting(strings.Join(wanted, " "), c == columnPerson || c == columnAuthor, func(number uint32, first bool) {
			if to, merged := v.values.merged[c][number]; merged {
				number = to
			}
			if int(number) < len(k.counts) && k.counts[number] > 0 && !seen[number] {
				best = keep(best, candidate{number, k.counts[number], first}, limit)
			}
		})
		for _, found := range best {
			seen[found.number] = true
			ref := v.values.of[c].value(found.number)
			list = append(list, ranked{column: c, words: len(wanted), first: found.first, Suggestion: Suggestion{
				Kind: kindOf(c), ID: ref.ID, Name: ref.Name, Count: int(found.count),
				Query: t.text[:start] + query.String(query.Property{Name: property, Value: ref.ID}),
			}})
		}
	}
	return list
}

// kindOf is the kind of a column's suggestions.
func kindOf(c column) string {
	if c == columnMentioned {
		c = columnCountry
	}
	return columnNames[c]
}

// candidate is a value that may be suggested.
type candidate struct {
	number uint32
	count  int32
	first  bool
}

func (a candidate) before(b candidate) bool {
	if a.first != b.first {
		return a.first
	}
	return a.count > b.count
}

// keep puts a candidate in its place among the best limit of them, each once.
func keep(best []candidate, c candidate, limit int) []candidate {
	for i := range best {
		if best[i].number == c.number {
			if !c.before(best[i]) {
				return best
			}
			best = slices.Delete(best, i, i+1)
			break
		}
	}
	if len(best) == limit && !c.before(best[limit-1]) {
		return best
	}
	at := len(best)
	for at > 0 && c.before(best[at-1]) {
		at--
	}
	best = slices.Insert(best, at, c)
	return best[:min(len(best), limit)]
}
