package index

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"dateline/archive"
	"dateline/index/query"
)

// predicate is a condition on an article's columns.
type predicate func(b *block, i int, number uint32) bool

func never(*block, int, uint32) bool { return false }

// hasAny holds for rows with one of these values in a column.
func (v *values) hasAny(c column, numbers []uint32) predicate {
	var wanted []uint32
	for _, n := range numbers {
		if code := v.codes.code(c, n); code > 0 {
			wanted = append(wanted, code)
		}
	}
	set := c.set()
	switch len(wanted) {
	case 0:
		return never
	case 1:
		code := wanted[0]
		return func(b *block, i int, _ uint32) bool { return b.has(set, i, code) }
	}
	among := make(map[uint32]bool, len(wanted))
	for _, code := range wanted {
		among[code] = true
	}
	return func(b *block, i int, _ uint32) bool {
		for _, code := range b.values(set, i) {
			if among[code] {
				return true
			}
		}
		return false
	}
}

// onDays holds for articles that lie wholly within days.
func onDays(first, last int) predicate {
	return func(b *block, i int, _ uint32) bool {
		r := &b.rows[i]
		return r.first != undatedDay && int(r.first) >= first && int(r.last) <= last
	}
}

// dates is the predicate of a range of days, as of now.
func dates(d query.Dates, now time.Time) (predicate, error) {
	first, last, err := d.Days(now.UTC())
	if err != nil {
		return nil, err
	}
	if d.Field == "imported" {
		return func(b *block, i int, _ uint32) bool {
			day := floorDay(b.cold[i].imported)
			return day >= first && day <= last
		}, nil
	}
	return onDays(first, last), nil
}

// floorDay is the day number of a time in unix seconds, in UTC.
func floorDay(seconds int64) int {
	day := seconds / 86400
	if seconds%86400 < 0 {
		day--
	}
	return int(day)
}

// number is the predicate of a range of numbers.
func number(n query.Number) predicate {
	low, high := int64(math.MinInt64), int64(math.MaxInt64)
	if n.Min != nil {
		low = *n.Min
	}
	if n.Max != nil {
		high = *n.Max
	}
	if n.Field == "id" {
		return func(_ *block, _ int, id uint32) bool { return int64(id) >= low && int64(id) <= high }
	}
	return func(b *block, i int, _ uint32) bool {
		return int64(b.rows[i].words) >= low && int64(b.rows[i].words) <= high
	}
}

// propertyOf is the predicate of a property of articles.
func (x *Index) propertyOf(ctx context.Context, v *view, p query.Property) (predicate, error) {
	switch p.Name {
	case "is":
		switch p.Value {
		case "undated":
			return func(b *block, i int, _ uint32) bool { return b.rows[i].first == undatedDay }, nil
		case "updated":
			return func(b *block, i int, _ uint32) bool { return b.rows[i].flags&flagUpdated != 0 }, nil
		}
		return never, nil
	case "has":
		if p.Value != "duplicates" {
			return never, nil
		}
		return func(b *block, i int, _ uint32) bool {
			head, at := v.columns.at(b.cold[i].cluster)
			return head != nil && head.alike[at] > 1
		}, nil
	case "url":
		ids, err := x.store.ByURL(ctx, p.Value)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", p.Value, err)
		}
		wanted := make(map[uint32]bool)
		for _, id := range ids {
			wanted[uint32(id)] = true
		}
		return func(_ *block, _ int, id uint32) bool { return wanted[id] }, nil
	}
	c, ok := columnNamed(p.Name)
	if !ok {
		return never, nil
	}
	return v.values.predicate(c, []string{p.Value}), nil
}

// predicate holds for rows that have any of the values in a column, each an id, a
// name, an alias, or None.
func (v *values) predicate(c column, spellings []string) predicate {
	none := false
	var numbers []uint32
	for _, s := range spellings {
		if s == None {
			none = true
			continue
		}
		numbers = append(numbers, v.find(c, s)...)
	}
	some := v.hasAny(c, numbers)
	if !none {
		return some
	}
	return func(b *block, i int, number uint32) bool { return b.empty(c, i) || some(b, i, number) }
}

// find is what a reader's word for a value of a column means.
func (v *values) find(c column, spelling string) []uint32 {
	switch c {
	case columnSite: // a domain holds its subdomains
		site := strings.TrimPrefix(strings.ToLower(spelling), "www.")
		return v.of[c].matching(func(id string) bool { return id == site || strings.HasSuffix(id, "."+site) })
	case columnLanguage:
		spelling = strings.ToLower(spelling)
	case columnCountry, columnMentioned:
		if ref, ok := archive.CountryOf(spelling); ok {
			return v.named(c, ref.ID, false)
		}
	}
	return v.named(c, spelling, true)
}
