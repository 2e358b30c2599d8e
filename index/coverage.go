package index

import (
	"cmp"
	"slices"

	"dateline/archive"
)

// Coverage says what the archive holds of one source, and where it holds nothing:
// that a source is silent means something only where its coverage is whole.
type Coverage struct {
	Source   string // "" for articles that name none
	Articles int    // usable ones
	Undated  int
	Coarse   int          // dated less exactly than a month, in none of Months
	First    archive.Date // day of the first article, zero when all are undated
	Last     archive.Date
	Months   []Bucket // those with articles, in order
	Gaps     []Bucket // runs of months without, between the first and the last; Count is how many months
}

// Coverage describes every source, those with most articles first.
func (x *Index) Coverage() ([]Coverage, error) {
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	type source struct {
		articles, undated, coarse int
		first, last               int32
		months                    map[int]int
	}
	found := make(map[uint32]*source)
	for _, b := range v.columns.blocks {
		if b == nil {
			continue
		}
		for i := range b.rows {
			r := &b.rows[i]
			if r.flags&flagLive == 0 {
				continue
			}
			n := b.cold[i].single[columnSource-columnsOfMany]
			s := found[n]
			if s == nil {
				s = &source{first: undatedDay, months: make(map[int]int)}
				found[n] = s
			}
			s.articles++
			if r.first == undatedDay {
				s.undated++
				continue
			}
			if s.first == undatedDay || r.first < s.first {
				s.first = r.first
			}
			if s.last = max(s.last, r.last); s.articles-s.undated == 1 {
				s.last = r.last
			}
			if m := Month.bar(int(r.first)); m == Month.bar(int(r.last)) {
				s.months[m]++
			} else {
				s.coarse++
			}
		}
	}
	list := make([]Coverage, 0, len(found))
	for n, s := range found {
		c := Coverage{Articles: s.articles, Undated: s.undated, Coarse: s.coarse}
		if n > 0 {
			c.Source = v.values.of[columnSource].value(n - 1).ID
		}
		if s.first != undatedDay {
			c.First, c.Last = archive.DayDate(int(s.first)), archive.DayDate(int(s.last))
		}
		c.Months, c.Gaps = monthsOf(s.months)
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Coverage) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Source, b.Source))
	})
	return list, nil
}

// monthsOf lists months with articles, and the runs of months between them.
func monthsOf(counts map[int]int) (months, gaps []Bucket) {
	numbers := make([]int, 0, len(counts))
	for m := range counts {
		numbers = append(numbers, m)
	}
	slices.Sort(numbers)
	for i, m := range numbers {
		if i > 0 && m > numbers[i-1]+1 {
			gaps = append(gaps, monthRun(numbers[i-1]+1, m-1, m-1-numbers[i-1]))
		}
		months = append(months, monthRun(m, m, counts[m]))
	}
	return months, gaps
}

// monthRun is a run of months, from one to another.
func monthRun(from, to, count int) Bucket {
	first, _ := Month.days(from)
	_, last := Month.days(to)
	return Bucket{Start: archive.DayDate(first), End: archive.DayDate(last), Count: count}
}
