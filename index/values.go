package index

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Problem says what is wrong with a parameter of a search, and what to write.
type Problem struct {
	Parameter string
	Message   string
	Nearest   string // the parameter that an unknown one may mean, or ""
}

// Parameters lists the names that a search takes, in the order of the contract.
func Parameters() []string {
	return []string{"q", "person", "organisation", "country", "topic", "source", "author", "language", "from", "to",
		"match", "sort", "duplicates", "limit", "cursor", "facets", "facet_limit", "timeline", "strict"}
}

// ParseValues reads a query from the parameters of an address. What is wrong with
// them is reported and left out.
func ParseValues(values url.Values) (Query, []Problem) {
	var q Query
	var problems []Problem
	complain := func(name, format string, args ...any) {
		problems = append(problems, Problem{Parameter: name, Message: fmt.Sprintf(format, args...)})
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value := strings.TrimSpace(values.Get(name))
		switch {
		case isFilter(name):
			q.addFilters(name, values[name])
			continue
		case !slices.Contains(Parameters(), name):
			problems = append(problems, Problem{
				Parameter: name, Message: fmt.Sprintf("there is no parameter %q", name), Nearest: nearest(name, Parameters()),
			})
			continue
		case name == "facets" && values.Has(name) && value == "" && len(values[name]) == 1:
			q.Facets = []string{}
			continue
		case value == "":
			continue
		case len(values[name]) > 1 && name != "facets":
			complain(name, "%s is given %d times; give it once", name, len(values[name]))
		}
		switch name {
		case "q":
			q.Text = valid(values.Get(name))
		case "from", "to":
			if err := validDay(value, time.Now()); err != nil {
				complain(name, "%s: %v", name, err)
			} else if name == "from" {
				q.From = value
			} else {
				q.To = value
			}
		case "match":
			q.Match = oneOf(name, Match(value), complain, MatchAll, MatchAny)
		case "sort":
			q.Sort = oneOf(name, Sort(value), complain, Relevance, Newest, Oldest, Added)
		case "duplicates":
			q.Duplicates = oneOf(name, Duplicates(value), complain, Fold, Show)
		case "timeline":
			q.Timeline = oneOf(name, Interval(value), complain, Auto, Day, Week, Month, Year)
		case "limit":
			q.Limit = number1(name, value, MaxLimit, complain)
		case "facet_limit":
			q.FacetLimit = number1(name, value, MaxFacetLimit, complain)
		case "cursor":
			q.Cursor = value
		case "strict":
			strict, err := strconv.ParseBool(value)
			if err != nil {
				complain(name, "strict %q is neither true nor false", value)
			}
			q.Strict = strict
		case "facets":
			for _, field := range strings.FieldsFunc(strings.Join(values[name], ","), func(r rune) bool { return r == ',' || r == ' ' }) {
				if !isFilter(field) {
					complain(name, "there is no facet %q; there are %s", field, strings.Join(FacetFields(), ", "))
					continue
				}
				if !slices.Contains(q.Facets, field) {
					q.Facets = append(q.Facets, field)
				}
			}
		}
	}
	return q, problems
}

// valid makes UTF-8 of what came in an address, so that places in a text are the
// same wherever it is shown.
func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// isFilter says that a parameter is a filter on a facet's field.
func isFilter(name string) bool { return slices.Contains(FacetFields(), name) }

// oneOf checks that a value is one of those allowed; the zero value if it is not.
func oneOf[T ~string](name string, value T, complain func(name, format string, args ...any), allowed ...T) T {
	if slices.Contains(allowed, value) {
		return value
	}
	list := make([]string, len(allowed))
	for i, a := range allowed {
		list[i] = string(a)
	}
	complain(name, "%s %q is none of %s", name, value, strings.Join(list, ", "))
	return ""
}

// number1 reads a number from 1 to most; 0 if it is not one.
func number1(name, value string, most int, complain func(name, format string, args ...any)) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most {
		complain(name, "%s %q is not a number from 1 to %d", name, value, most)
		return 0
	}
	return n
}

// addFilters takes in the values of one parameter. Those of fields that an
// article has one of widen each other.
func (q *Query) addFilters(field string, values []string) {
	c, _ := columnNamed(field)
	for _, value := range values {
		any, not := splitValues(valid(value))
		if len(any) == 0 {
			continue
		}
		if c.widens() && !not {
			if at := q.widening(field); at >= 0 {
				have := &q.Filters[at].Values
				for _, v := range any {
					if !slices.Contains(*have, v) {
						*have = append(*have, v)
					}
				}
				continue
			}
		}
		f := Filter{Field: field, Values: any, Not: not}
		if !slices.ContainsFunc(q.Filters, f.equal) {
			q.Filters = append(q.Filters, f)
		}
	}
}

// widening is the place of the filter that further values of field join, or -1.
func (q *Query) widening(field string) int {
	return slices.IndexFunc(q.Filters, func(f Filter) bool { return f.Field == field && !f.Not })
}

func (f Filter) equal(g Filter) bool {
	return f.Field == g.Field && f.Not == g.Not && slices.Equal(f.Values, g.Values)
}

// Values gives the parameters that ParseValues reads as q, without those that say
// nothing.
func (q Query) Values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Text)
	for _, f := range q.Filters {
		value := strings.Join(f.Values, "|")
		if f.Not {
			value = "-" + value
		}
		v.Add(f.Field, value)
	}
	set("from", q.From)
	set("to", q.To)
	set("match", string(q.Match))
	set("sort", string(q.Sort))
	set("duplicates", string(q.Duplicates))
	set("cursor", q.Cursor)
	set("timeline", string(q.Timeline))
	if q.Facets != nil {
		v.Set("facets", strings.Join(q.Facets, ","))
	}
	if q.Limit > 0 {
		set("limit", strconv.Itoa(q.Limit))
	}
	if q.FacetLimit > 0 {
		set("facet_limit", strconv.Itoa(q.FacetLimit))
	}
	if q.Strict {
		set("strict", "true")
	}
	return v
}

// String is the query as an address has it.
func (q Query) String() string { return q.Values().Encode() }

// copy is q with its own list of filters and at its first page.
func (q Query) copy() Query {
	q.Cursor = ""
	q.Filters = slices.Clone(q.Filters)
	for i := range q.Filters {
		q.Filters[i].Values = slices.Clone(q.Filters[i].Values)
	}
	return q
}

// With narrows q to articles with a value; for a field of which an article has
// one, it widens what q already asks for in it.
func (q Query) With(field, value string) Query {
	q = q.Without(field, value)
	q.addFilters(field, []string{value})
	return q
}

// Excluding narrows q to articles without a value.
func (q Query) Excluding(field, value string) Query {
	q = q.Without(field, value)
	q.addFilters(field, []string{"-" + value})
	return q
}

// Without takes back what q asks of a value, whether to have it or not.
func (q Query) Without(field, value string) Query {
	q = q.copy()
	for i := range q.Filters {
		if q.Filters[i].Field == field {
			q.Filters[i].Values = slices.DeleteFunc(q.Filters[i].Values, func(v string) bool { return v == value })
		}
	}
	q.Filters = slices.DeleteFunc(q.Filters, func(f Filter) bool { return len(f.Values) == 0 })
	return q
}

// Selected says whether q asks for a value, or for articles without it.
func (q Query) Selected(field, value string) (selected, excluded bool) {
	for _, f := range q.Filters {
		if f.Field == field && slices.Contains(f.Values, value) {
			selected, excluded = selected || !f.Not, excluded || f.Not
		}
	}
	return selected, excluded
}
