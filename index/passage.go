package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/index/query"
)

// The length of a passage in bytes: what is wanted, and the most.
const (
	passageLength = 220
	passageMost   = 320
	passageBefore = 80 // of a long sentence, before its first mark
)

// marked is an article's title and paragraphs with what a query asks for.
type marked struct {
	title []mark
	body  [][]mark // nil for related links
	times []int    // how often each target occurs in the body
}

// article marks an article. Words that are near each other only across paragraphs
// are marked each for itself.
func (m *marker) article(a *archive.Article) *marked {
	in := m.mark(a, nil)
	missing, some := make([]bool, len(m.targets)), false
	for i, t := range m.targets {
		missing[i] = len(t.sides) > 1 && in.times[i] == 0 &&
			!slices.ContainsFunc(in.title, func(k mark) bool { return k.target == i })
		some = some || missing[i]
	}
	if some {
		return m.mark(a, func(target int) bool { return missing[target] })
	}
	return in
}

func (m *marker) mark(a *archive.Article, loose func(target int) bool) *marked {
	in := &marked{
		title: m.find(a.Title, a.Language, inTitle, loose),
		body:  make([][]mark, len(a.Body)),
		times: make([]int, len(m.targets)),
	}
	for i, p := range a.Body {
		if p.Kind == archive.Related {
			continue
		}
		in.body[i] = m.find(p.Text, a.Language, inBody, loose)
		for _, k := range in.body[i] {
			in.times[k.target]++
		}
	}
	return in
}

// hit is how an article is listed: its title, marked, and its best passage.
func (m *marker) hit(a *archive.Article) (title, passage []Fragment) {
	in := m.article(a)
	return cut(a.Title, 0, len(a.Title), in.title), m.passage(a, in)
}

// passage is the part of an article's text that answers the query best: the
// sentences with most of its different words, those that the article has seldom
// before those it repeats; of equals the earliest. Without a match it is the
// start of the lede.
func (m *marker) passage(a *archive.Article, in *marked) []Fragment {
	text, from, to := a.Lede(), 0, len(a.Lede())
	var marks []mark
	best := 0.0
	for i, p := range a.Body {
		if len(in.body[i]) == 0 {
			continue
		}
		starts := sentences(p.Text)
		for n, start := range starts {
			end := sentenceEnd(p.Text, starts, n, start)
			if v := m.value(in.body[i], start, end, in.times); v > best {
				text, from, to, marks, best = p.Text, start, end, in.body[i], v
			}
		}
	}
	from, to = m.fit(text, from, to, marks, in.times)
	return shown(text, from, to, marks)
}

// sentenceEnd is where a passage ends that starts with sentence i: at the end of
// the sentence that makes it long enough.
func sentenceEnd(text string, starts []int, i, from int) int {
	for j := i + 1; j < len(starts); j++ {
		if starts[j]-from >= passageLength {
			if starts[j]-from > passageMost && j > i+1 {
				return starts[j-1]
			}
			return starts[j]
		}
	}
	return len(text)
}

// value says how well the marks between two offsets answer the query: each target
// counts by how seldom the article has it, phrases by their words, too; repeats
// hardly, and half what is not there as a whole.
func (m *marker) value(marks []mark, from, to int, times []int) float64 {
	seen := make([]float64, len(times))
	sum := 0.0
	for _, k := range marks {
		if k.start < from || k.end > to {
			continue
		}
		t := &m.targets[k.target]
		v := 1 + 1/float64(times[k.target])
		if len(t.sides) > 1 {
			v *= 1.3
		} else {
			v *= 1 + 0.3*float64(len(t.sides[0][0])-1)
		}
		if k.first < from || k.last > to {
			v /= 2
		}
		if v > seen[k.target] {
			sum += v - seen[k.target]
			seen[k.target] = v
			continue
		}
		sum += 0.01
	}
	return sum
}

// fit shortens a passage that is too long, at words, to the part that answers the
// query best.
func (m *marker) fit(text string, from, to int, marks []mark, times []int) (int, int) {
	if to-from <= passageMost {
		return from, to
	}
	end := func(start int) int { return min(to, wordStart(text, start+passageMost)) }
	start := from
	best := m.value(marks, from, end(from), times)
	for _, k := range marks {
		if k.start < from+passageBefore || k.end > to {
			continue
		}
		at := wordStart(text, k.start-passageBefore)
		if v := m.value(marks, at, end(at), times); v > best {
			start, best = at, v
		}
	}
	return start, end(start)
}

// shown is a passage with dots where text was left out.
func shown(text string, from, to int, marks []mark) []Fragment {
	out := cut(text, from, to, marks)
	if len(out) == 0 {
		return nil
	}
	if last := &out[len(out)-1]; !last.Hit {
		last.Text = strings.TrimRight(last.Text, " \n\t")
	}
	if from > 0 {
		out = append([]Fragment{{Text: "… "}}, out...)
	}
	if to < len(strings.TrimSpace(text)) {
		out = append(out, Fragment{Text: " …"})
	}
	return joined(out)
}

// joined puts neighbouring fragments of the same sort together.
func joined(list []Fragment) []Fragment {
	out := list[:0]
	for _, f := range list {
		if n := len(out); n > 0 && !out[n-1].Hit && !f.Hit {
			out[n-1].Text += f.Text
			continue
		}
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// wordStart is the start of the word at offset i or the next after it.
func wordStart(text string, i int) int {
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	if space := strings.IndexAny(text[min(i, len(text)):], " \n\t"); space >= 0 && space < 40 {
		return i + space + 1
	}
	return min(i, len(text))
}

// Marks cuts an article's title and each of its paragraphs at what a query asks
// for.
func (x *Index) Marks(q Query, a *archive.Article) (title []Fragment, body [][]Fragment) {
	m := newMarker(query.All{})
	if len(q.Text) <= MaxTextLength {
		m = newMarker(query.Parse(q.Text).Node)
	}
	in := m.article(a)
	for i, p := range a.Body {
		body = append(body, cut(p.Text, 0, len(p.Text), in.body[i]))
	}
	return cut(a.Title, 0, len(a.Title), in.title), body
}
