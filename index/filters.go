package index

import (
	"math"
	"slices"
	"strings"
	"time"

	"dateline/index/query"
)

// filters are a query's filters made ready for one view. A column's widening
// filters stand apart: its facet is counted as if they were not there, so that a
// reader sees what else could be chosen.
type filters struct {
	narrowing []predicate
	widening  []widening
}

// widening is what a column's widening filters ask together.
type widening struct {
	column column
	holds  predicate
}

// filtersOf compiles the filters and the range of dates of a query.
func (x *Index) filtersOf(v *view, q Query) (filters, error) {
	var out filters
	for _, f := range q.Filters {
		c, ok := columnNamed(f.Field)
		if !ok {
			continue
		}
		p := v.values.predicate(c, f.Values)
		switch {
		case f.Not:
			out.narrowing = append(out.narrowing, func(b *block, i int, n uint32) bool { return !p(b, i, n) })
		case c.widens() || len(f.Values) > 1:
			at := slices.IndexFunc(out.widening, func(w widening) bool { return w.column == c })
			if at < 0 {
				out.widening = append(out.widening, widening{c, p})
				continue
			}
			other := out.widening[at].holds
			out.widening[at].holds = func(b *block, i int, n uint32) bool { return other(b, i, n) && p(b, i, n) }
		default:
			out.narrowing = append(out.narrowing, p)
		}
	}
	if q.From != "" || q.To != "" {
		p, err := dates(query.Dates{Field: "date", From: q.From, To: q.To}, x.now())
		if err != nil {
			return out, &CostError{err.Error()}
		}
		out.narrowing = append(out.narrowing, p)
	}
	return out, nil
}

// validDay says what is wrong with an end of a range of dates, as text.
func validDay(s string, now time.Time) error {
	d := query.Dates{Field: "date", From: s}
	first, _, err := d.Days(now)
	if err == nil && first == math.MinInt {
		return nil
	}
	return err
}

// splitValues parts the values of one parameter: "a|b" asks for either, a
// leading "-" for neither.
func splitValues(s string) (values []string, not bool) {
	if rest, ok := strings.CutPrefix(s, "-"); ok && rest != "" {
		s, not = rest, true
	}
	for _, v := range strings.Split(s, "|") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values, not
}
