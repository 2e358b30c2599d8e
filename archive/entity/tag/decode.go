package tag

import (
	"math"

	"dateline/archive/entity/token"
)

// decoder finds the best labels of a sentence: Viterbi's algorithm over whole
// numbers, so that every machine agrees.
type decoder struct {
	best [token.MaxSentence][labels]int32 // score of the best labels that end so
	rest [token.MaxSentence][labels]int32 // and of those that follow
	from [token.MaxSentence][labels]label
}

const never = -1 << 28

// before lists the labels that may stand before each label, and after those that
// may follow.
var before, after = func() (b, a [labels][]label) {
	for x := range label(labels) {
		for y := range label(labels) {
			if y.mayFollow(x) {
				b[y] = append(b[y], x)
				a[x] = append(a[x], y)
			}
		}
	}
	return b, a
}()

// onlyOutside is the lead, in scores of the model, by which "outside" has to be
// ahead of all other labels for these to be left out. It was chosen so that
// leaving them out changes no name.
const onlyOutside = 9.0

// decode writes the best labels for scores. A token that is only outside has no
// other label.
func (d *decoder) decode(m *Model, scores [][labels]int32, only []bool, out []label) {
	n := len(scores)
	for i := range n {
		s, into := &scores[i], &d.best[i]
		switch {
		case i == 0:
			for l := range into {
				into[l] = never
				if label(l).opens() {
					into[l] = s[l]
				}
			}
			continue
		case only[i] && only[i-1]:
			into[0] = d.best[i-1][0] + m.transition[0][0] + s[0]
			d.from[i][0] = outside
			continue
		case only[i-1]: // the labels that go on with a name are out of reach
			p := d.best[i-1][0]
			for l := range into {
				into[l] = never
				if label(l).opens() {
					into[l] = p + m.transition[0][l] + s[l]
				}
				d.from[i][l] = outside
			}
			continue
		}
		previous := &d.best[i-1]
		last := labels
		if only[i] {
			last = 1
		}
		for l := range last {
			best, from := int32(math.MinInt32), label(0)
			for _, p := range before[l] {
				if v := previous[p] + m.transition[p][l]; v > best {
					best, from = v, p
				}
			}
			into[l], d.from[i][l] = best+s[l], from
		}
	}
	l := outside
	if !only[n-1] {
		for k := range label(labels) {
			if k.closes() && d.best[n-1][k] > d.best[n-1][l] {
				l = k
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = l
		if i > 0 {
			l = d.from[i][l]
		}
	}
}

// margins gives each token that is not only outside the lead of its label over
// the best labels of the sentence in which it has another. It follows decode.
func (d *decoder) margins(m *Model, scores [][labels]int32, only []bool, found []label, into []int32) {
	n := len(scores)
	for i := n - 1; i >= 0; i-- {
		into[i] = -never
		if only[i] {
			continue
		}
		rest := &d.rest[i]
		switch {
		case i == n-1:
			for l := range rest {
				rest[l] = never
				if label(l).closes() {
					rest[l] = 0
				}
			}
		case only[i+1]:
			for l := range rest {
				rest[l] = never
				if label(l).closes() {
					rest[l] = m.transition[l][0]
				}
			}
		default:
			for l := range rest {
				best := int32(math.MinInt32)
				for _, k := range after[l] {
					best = max(best, m.transition[l][k]+scores[i+1][k]+d.rest[i+1][k])
				}
				rest[l] = best
			}
		}
		other := int32(math.MinInt32)
		for l := range rest {
			if label(l) != found[i] {
				other = max(other, d.best[i][l]+rest[l])
			}
		}
		into[i] = d.best[i][found[i]] + rest[found[i]] - other
	}
}
