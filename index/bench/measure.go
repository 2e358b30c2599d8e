package bench

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"time"

	"dateline/index"
)

// Series are the times of one engine: for each query it can do, the median over
// the rounds.
type Series struct {
	Engine string  `json:"engine"`
	CPU    Times   `json:"cpu"`
	Wall   Times   `json:"wall"`
	Rounds int     `json:"rounds"`
	Tags   []Tag   `json:"tags"`
	Ratio  *Ratio  `json:"ratio,omitempty"` // to Dateline's full search
	cpu    []int64 // nanoseconds by query, 0 where the engine cannot
	wall   []int64
	answer []answer
}

// Times are percentiles over queries, in milliseconds.
type Times struct {
	Queries int     `json:"queries"`
	P50     float64 `json:"p50"`
	P95     float64 `json:"p95"`
	P99     float64 `json:"p99"`
	Sum     float64 `json:"sum"`
}

// Tag is the median of one kind of query, in milliseconds of processor time.
type Tag struct {
	Tag     string  `json:"tag"`
	Queries int     `json:"queries"`
	P50     float64 `json:"p50"`
	Most    float64 `json:"most"`
}

// Ratio compares an engine with Dateline over the queries that both can do, by
// processor time: how many times as long the engine takes.
type Ratio struct {
	Queries int     `json:"queries"`
	P50     float64 `json:"p50"`
	P95     float64 `json:"p95"`
	P99     float64 `json:"p99"`
	Sum     float64 `json:"sum"`
}

// contender is an engine under its name.
type contender struct {
	name   string
	engine engine
}

// measure has each engine in turn go through all queries, rounds times after one
// to warm up.
func measure(ctx context.Context, queries []Query, rounds int, list []contender, say func(string)) ([]Series, error) {
	series := make([]Series, len(list))
	samples := make([][][2][]int64, len(list)) // by engine and query: processor, clock
	for i, c := range list {
		series[i] = Series{Engine: c.name, Rounds: rounds, answer: make([]answer, len(queries))}
		samples[i] = make([][2][]int64, len(queries))
	}
	for round := range rounds + 1 {
		for i, c := range list {
			runtime.GC() // what the engine before left behind is not this one's
			begun := time.Now()
			for n, q := range queries {
				cpu, wall := cpuTime(), time.Now()
				a, err := c.engine.search(ctx, q)
				took, lasted := cpuTime()-cpu, time.Since(wall)
				if errors.Is(err, errCannot) {
					a.total = -1
				} else if err != nil {
					return nil, fmt.Errorf("%s: %s: %w", c.name, q, err)
				}
				if round == 0 {
					series[i].answer[n] = a
				} else if a.total >= 0 {
					samples[i][n][0] = append(samples[i][n][0], int64(took))
					samples[i][n][1] = append(samples[i][n][1], int64(lasted))
				}
			}
			say(fmt.Sprintf("round %d of %d: %s took %.1f s", round, rounds, c.name, time.Since(begun).Seconds()))
		}
	}
	for i := range series {
		series[i].summarise(queries, samples[i])
	}
	for i := range series[1:] {
		series[i+1].Ratio = ratio(&series[i+1], &series[0])
	}
	return series, nil
}

func (s *Series) summarise(queries []Query, samples [][2][]int64) {
	s.cpu, s.wall = make([]int64, len(queries)), make([]int64, len(queries))
	tags := make(map[string][]int64)
	var order []string
	for n, q := range queries {
		if len(samples[n][0]) == 0 {
			continue
		}
		s.cpu[n], s.wall[n] = max(1, percentile(samples[n][0], 50)), max(1, percentile(samples[n][1], 50))
		if tags[q.Tag] == nil {
			order = append(order, q.Tag)
		}
		tags[q.Tag] = append(tags[q.Tag], s.cpu[n])
	}
	s.CPU, s.Wall = timesOf(s.cpu), timesOf(s.wall)
	for _, tag := range order {
		s.Tags = append(s.Tags, Tag{tag, len(tags[tag]), ms(percentile(tags[tag], 50)), ms(slices.Max(tags[tag]))})
	}
}

// timesOf leaves out the queries an engine cannot do.
func timesOf(nanos []int64) Times {
	done := slices.DeleteFunc(slices.Clone(nanos), func(n int64) bool { return n == 0 })
	if len(done) == 0 {
		return Times{}
	}
	t := Times{Queries: len(done), P50: ms(percentile(done, 50)), P95: ms(percentile(done, 95)), P99: ms(percentile(done, 99))}
	for _, n := range done {
		t.Sum += ms(n)
	}
	return t
}

// ratio compares percentiles of the same queries.
func ratio(s, base *Series) *Ratio {
	a, b := slices.Clone(s.cpu), slices.Clone(base.cpu)
	for n := range a {
		if a[n] == 0 || b[n] == 0 {
			a[n], b[n] = 0, 0
		}
	}
	x, y := timesOf(a), timesOf(b)
	if x.Queries == 0 {
		return nil
	}
	return &Ratio{x.Queries, x.P50 / y.P50, x.P95 / y.P95, x.P99 / y.P99, x.Sum / y.Sum}
}

// percentile is the nearest-rank percentile; values need no order.
func percentile(values []int64, p float64) int64 {
	sorted := slices.Sorted(slices.Values(values))
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[max(0, rank-1)]
}

func ms(nanos int64) float64 { return float64(nanos) / 1e6 }

// Agreement compares an engine's answers with Dateline's for one kind of query.
type Agreement struct {
	Tag      string  `json:"tag"`
	Queries  int     `json:"queries"`         // that both can do
	Equal    int     `json:"equal"`           // of them with the same total
	Furthest float64 `json:"furthest"`        // greatest difference of totals, as a part of the greater one
	Query    string  `json:"query,omitempty"` // that it is of
	Counts   int     `json:"counts"`          // of the equal ones, with the same facets and months
	Odd      string  `json:"odd,omitempty"`   // one that has the same total and other counts
}

// agree compares the answers of s with those of base, by tag.
func agree(queries []Query, s, base *Series) []Agreement {
	var list []Agreement
	at := make(map[string]int)
	for n, q := range queries {
		a, b := s.answer[n], base.answer[n]
		if a.total < 0 || b.total < 0 {
			continue
		}
		if _, ok := at[q.Tag]; !ok {
			at[q.Tag] = len(list)
			list = append(list, Agreement{Tag: q.Tag})
		}
		g := &list[at[q.Tag]]
		g.Queries++
		if a.total == b.total {
			g.Equal++
			if sameCounts(q, a, b) {
				g.Counts++
			} else {
				g.Odd = q.String()
			}
			continue
		}
		if d := math.Abs(float64(a.total-b.total)) / float64(max(a.total, b.total)); d > g.Furthest {
			g.Furthest, g.Query = d, fmt.Sprintf("%s: %d, Dateline %d", q, a.total, b.total)
		}
	}
	return list
}

// sameCounts leaves out the sources of a query that is filtered by them: Dateline
// counts those without their own filter, so that others can be added.
func sameCounts(q Query, a, b answer) bool {
	for i, field := range facetFields {
		widens := field == "source" && slices.ContainsFunc(q.Filters, func(f index.Filter) bool { return f.Field == field })
		if !widens && !slices.Equal(a.facets[i], b.facets[i]) {
			return false
		}
	}
	return maps.Equal(a.months, b.months)
}
