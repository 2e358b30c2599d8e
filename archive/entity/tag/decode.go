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

// after lists the labels that may stand after each label.
var after = func() (a [labels][]label) {
	for x := range label(labels) {
		for y := range label(labels) {
			if y.mayFollow(x) {
				a[x] = append(a[x], y)
			}
		}
	}
	return a
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
		d.step(m, i, only[i], s)
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

// step goes on from token i-1 to token i, from every label to every label that may
// follow it, or only to outside.
func (d *decoder) step(m *Model, i int, outsideOnly bool, s *[labels]int32) {
	previous, into, from := &d.best[i-1], &d.best[i], &d.from[i]
	for l := range labels {
		if l > 0 && !label(l).opens() {
			continue
		}
		best, p := previous[0]+m.transition[0][l], label(0)
		for k := range len(kinds) { // after the end of a name of each kind
			e, a := labelOf(k, end), labelOf(k, alone)
			if v := previous[e] + m.transition[e][l]; v > best {
				best, p = v, e
			}
			if v := previous[a] + m.transition[a][l]; v > best {
				best, p = v, a
			}
		}
		into[l], from[l] = best+s[l], p
		if outsideOnly {
			return
		}
	}
	for k := range len(kinds) {
		b, n := labelOf(k, begin), labelOf(k, inside)
		for _, l := range [2]label{n, labelOf(k, end)} {
			best, p := previous[b]+m.transition[b][l], b
			if v := previous[n] + m.transition[n][l]; v > best {
				best, p = v, n
			}
			into[l], from[l] = best+s[l], p
		}
	}
}

// margins gives each token of a name the lead of its label over the best labels of
// the sentence in which it has another. It follows decode.
func (d *decoder) margins(m *Model, scores [][labels]int32, only []bool, found []label, into []int32) {
	n := len(scores)
	needed := false // by a name to the left, without a token between that is only outside
	for i := n - 1; i >= 0; i-- {
		if only[i] {
			needed = false
			continue
		}
		if !needed {
			for k := i; k >= 0 && !only[k] && !needed; k-- {
				needed = found[k] != outside
			}
			if !needed {
				for i > 0 && !only[i-1] {
					i--
				}
				continue
			}
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
		if found[i] == outside {
			continue
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
