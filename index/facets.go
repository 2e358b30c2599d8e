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
	var columns []column
	for _, field := range fields {
		if c, ok := columnNamed(field); ok {
			columns = append(columns, c)
		}
	}
	return r.count(columns, "")
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
	defer r.release()
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := r.run(ctx); err != nil {
		return Facet{}, err
	}
	return r.count([]column{c}, prefix)[0], nil
}

// count counts columns over the articles found, and each over those that only its
// own widening filters keep out.
func (r *request) count(list []column, prefix string) []Facet {
	facets := make([]Facet, len(list))
	values := r.view.values.codes.all()
	for set := range sets {
		var t *tally
		var of [columnCount][]valueCount
		for i, c := range list {
			if c.set() != set {
				continue
			}
			if t == nil {
				t = r.tally(set)
				of = t.by(values)
			}
			if almost := r.found.almost[c]; len(almost) > 0 {
				t.addColumn(r.view, c, almost, 1)
				of[c] = t.column(c, values)
				facets[i] = r.facet(c, prefix, of[c], t.none(c))
				t.addColumn(r.view, c, almost, ^uint32(0))
				continue
			}
			facets[i] = r.facet(c, prefix, of[c], t.none(c))
		}
		if t != nil {
			r.index.tallies.Put(t)
		}
	}
	return facets
}

// facet lists the most frequent of a column's values.
func (r *request) facet(c column, prefix string, values []valueCount, none int) Facet {
	f := Facet{Field: columnNames[c], Distinct: len(values)}
	chosen := r.choices(c)
	f.None = Value{ID: None, Count: none, Selected: chosen.none > 0, Excluded: chosen.none < 0}
	limit := r.query.FacetLimit
	if limit <= 0 {
		limit = DefaultFacetLimit
	}
	limit = min(limit, MaxFacetLimit)
	var listed map[uint32]bool
	least := uint32(1)
	if prefix != "" {
		listed = r.view.values.startingWith(c, prefix)
	} else {
		least = leastOf(values, limit)
	}
	for _, v := range values {
		choice, isChosen := chosen.of[v.number]
		if (v.count >= least || isChosen) && (listed == nil || listed[v.number]) {
			f.Values = append(f.Values, r.value(c, v.number, int(v.count), choice))
		}
		delete(chosen.of, v.number)
	}
	for number, choice := range chosen.of { // those that nothing found has
		if listed == nil || listed[number] {
			f.Values = append(f.Values, r.value(c, number, 0, choice))
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

// leastOf is the count of the limit-th most frequent value, at least 1: no value
// below it is among the first.
func leastOf(values []valueCount, limit int) uint32 {
	kept := make([]uint32, 0, limit) // in order, the least first
	least := uint32(1)
	for _, v := range values {
		if v.count < least || v.count == least && len(kept) == limit {
			continue
		}
		if len(kept) == limit {
			kept = slices.Delete(kept, 0, 1)
		}
		at, _ := slices.BinarySearch(kept, v.count)
		kept = slices.Insert(kept, at, v.count)
		if len(kept) == limit {
			least = kept[0]
		}
	}
	return least
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
