package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/archive"
)

// facets counts the values of the fields asked for over what was found.
func (r *request) facets() []Facet {
	fields := r.query.Facets
	if fields == nil {
		fields = FacetFields()
	}
	var out []Facet
	for _, field := range fields {
		if c, ok := columnNamed(field); ok {
			out = append(out, r.facet(c, ""))
		}
	}
	return out
}

// Facet counts the values of one of FacetFields over the articles that match q,
// those only one of whose names' words starts with prefix; "" is all of them.
// Distinct and None are those of the whole field. Errors are those of Search.
func (x *Index) Facet(ctx context.Context, q Query, field, prefix string) (Facet, error) {
	c, ok := columnNamed(field)
	if !ok {
		return Facet{}, fmt.Errorf("there is no facet %q", field)
	}
	r, err := x.prepare(ctx, q)
	if err != nil {
		return Facet{}, err
	}
	defer r.view.release()
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := r.run(ctx); err != nil {
		return Facet{}, err
	}
	return r.facet(c, prefix), nil
}

// facet counts one column: over the articles found, and over those that only its
// own widening filters keep out.
func (r *request) facet(c column, prefix string) Facet {
	t := tally{counts: make([]int32, r.view.values.of[c].size())}
	t.add(r.view.columns, c, r.found.matched)
	t.add(r.view.columns, c, r.found.almost[c])

	f := Facet{Field: columnNames[c]}
	chosen := r.choices(c)
	f.None = Value{ID: None, Count: t.none, Selected: chosen.none > 0, Excluded: chosen.none < 0}
	var listed map[uint32]bool
	if prefix != "" {
		listed = r.view.values.startingWith(c, prefix)
	}
	limit := r.query.FacetLimit
	if limit <= 0 {
		limit = DefaultFacetLimit
	}
	limit = min(limit, MaxFacetLimit)
	f.Distinct = t.distinct()
	least := int32(1)
	if listed == nil {
		least = t.least(limit)
	}
	for n, count := range t.counts {
		choice := chosen.of[uint32(n)]
		if (count >= least || choice != 0) && (listed == nil || listed[uint32(n)]) {
			f.Values = append(f.Values, r.value(c, uint32(n), int(count), choice))
		}
	}
	if prefix == "" {
		f.Values = append(f.Values, chosen.unknown...)
	}
	f.Values = mostFrequent(f.Values, limit)
	return f
}

// value is one value of a facet with its readable name.
func (r *request) value(c column, n uint32, count, choice int) Value {
	ref := r.view.values.of[c].value(n)
	return Value{ID: ref.ID, Name: ref.Name, Count: count, Selected: choice > 0, Excluded: choice < 0}
}

// mostFrequent orders values by count, then name, and keeps the first limit and
// all that were chosen.
func mostFrequent(values []Value, limit int) []Value {
	slices.SortFunc(values, func(a, b Value) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	kept := 0
	return slices.DeleteFunc(values, func(v Value) bool {
		kept++
		return kept > limit && !v.Selected && !v.Excluded
	})
}

// tally counts the values of a column.
type tally struct {
	counts []int32
	none   int
}

// distinct is how many values were counted at all.
func (t *tally) distinct() int {
	n := 0
	for _, count := range t.counts {
		if count > 0 {
			n++
		}
	}
	return n
}

// least is the count of the limit-th most frequent value, at least 1: no value
// below it is among the first.
func (t *tally) least(limit int) int32 {
	kept := make([]int32, 0, limit) // in order, the least first
	least := int32(1)
	for _, count := range t.counts {
		if count < least || count == least && len(kept) == limit {
			continue
		}
		if len(kept) == limit {
			kept = slices.Delete(kept, 0, 1)
		}
		at, _ := slices.BinarySearch(kept, count)
		kept = slices.Insert(kept, at, count)
		if len(kept) == limit {
			least = kept[0]
		}
	}
	return least
}

// add counts the values of articles.
func (t *tally) add(cols *columns, c column, numbers []uint32) {
	for len(numbers) > 0 {
		n := numbers[0] / blockSize
		run := 1
		for run < len(numbers) && numbers[run]/blockSize == n {
			run++
		}
		if c >= columnsOfMany {
			t.addSingle(&cols.blocks[n].single[c-columnsOfMany], numbers[:run])
		} else {
			t.addLists(cols.blocks[n].many[c], numbers[:run])
		}
		numbers = numbers[run:]
	}
}

func (t *tally) addSingle(values *[blockSize]uint32, numbers []uint32) {
	for _, number := range numbers {
		if n := values[number%blockSize]; n > 0 {
			t.counts[n-1]++
		} else {
			t.none++
		}
	}
}

func (t *tally) addLists(l *lists, numbers []uint32) {
	if l == nil {
		t.none += len(numbers)
		return
	}
	for _, number := range numbers {
		i := number % blockSize
		from, to := l.starts[i], l.starts[i+1]
		if from == to {
			t.none++
			continue
		}
		for _, n := range l.numbers[from:to] {
			t.counts[n]++
		}
	}
}

// choices are the values of a column that a query's filters ask for (above 0) or
// ask to be without (below).
type choices struct {
	of      map[uint32]int
	none    int
	unknown []Value // values that the archive does not have, listed at 0
}

func (r *request) choices(c column) choices {
	out := choices{of: make(map[uint32]int)}
	for _, f := range r.query.Filters {
		if f.Field != columnNames[c] {
			continue
		}
		choice := 1
		if f.Not {
			choice = -1
		}
		for _, spelling := range f.Values {
			if spelling == None {
				out.none = choice
				continue
			}
			numbers := r.view.values.find(c, spelling)
			for _, n := range numbers {
				out.of[n] = choice
			}
			if len(numbers) == 0 {
				out.unknown = append(out.unknown, Value{ID: spelling, Name: nameOf(c, spelling), Selected: choice > 0, Excluded: choice < 0})
			}
		}
	}
	return out
}

// nameOf is the readable name of a value the archive does not have.
func nameOf(c column, id string) string {
	switch c {
	case columnLanguage:
		return languageName(id)
	case columnCountry:
		if ref, ok := archive.CountryOf(id); ok {
			return ref.Name
		}
	}
	return id
}

// languageName is the English name of a language code, or the code.
func languageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.English.Languages().Name(tag); name != "" {
		return name
	}
	return code
}

// languages are the codes of the languages the archive has held.
func (v *values) languages() []string {
	d := v.of[columnLanguage]
	d.mu.RLock()
	defer d.mu.RUnlock()
	codes := make([]string, len(d.values))
	for i, ref := range d.values {
		codes[i] = ref.ID
	}
	return codes
}
