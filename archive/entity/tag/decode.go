package tag

import "dateline/archive/entity/token"

// kindSet is the kinds of name that a token may be in, as bits; a token with none
// is outside of names.
type kindSet uint8

func (s kindSet) has(k int) bool { return s&(1<<k) != 0 }

// outsideLead is the lead, in scores of the model, by which "outside" has to be
// ahead of all labels of a kind for these to be left out. On the development part
// of the corpus it leaves the names as they are, and three of four tokens need no
// search any more.
const outsideLead = 9.0

// possible leaves out the kinds that are hopeless.
func (m *Model) possible(scores *[labels]int32) (s kindSet) {
	limit := scores[outside] - m.lead
	for k := range len(kinds) {
		if max(scores[1+4*k], scores[2+4*k], scores[3+4*k], scores[4+4*k]) > limit {
			s |= 1 << k
		}
	}
	return s
}

// decoder finds the best labels of a sentence: Viterbi's algorithm over whole
// numbers, so that every machine agrees.
type decoder struct {
	best [token.MaxSentence][labels]int32 // score of the best labels that end so
	rest [token.MaxSentence][labels]int32 // and of those that follow
	from [token.MaxSentence][labels]label
}

// never is a score that no label gets over.
const never = -1 << 28

// decode writes the best labels for scores, among the kinds that each token may be
// in.
func (d *decoder) decode(m *Model, scores [][labels]int32, may []kindSet, out []label) {
	n := len(scores)
	d.start(&scores[0], may[0])
	for i := 1; i < n; i++ {
		if may[i]|may[i-1] == 0 {
			d.best[i][outside] = d.best[i-1][outside] + m.transition[outside][outside] + scores[i][outside]
			d.from[i][outside] = outside
			continue
		}
		d.step(m, i, may[i-1], may[i], &scores[i])
	}
	last := outside
	for k := range len(kinds) {
		for _, l := range [...]label{labelOf(k, end), labelOf(k, alone)} {
			if may[n-1].has(k) && d.best[n-1][l] > d.best[n-1][last] {
				last = l
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = last
		if i > 0 {
			last = d.from[i][last]
		}
	}
}

// start sets the first token of a sentence.
func (d *decoder) start(scores *[labels]int32, may kindSet) {
	d.best[0][outside] = scores[outside]
	for k := range len(kinds) {
		if may.has(k) {
			at := 1 + 4*k
			copy(d.best[0][at:at+4], scores[at:at+4])
			d.best[0][labelOf(k, inside)] = never
			d.best[0][labelOf(k, end)] = never
		}
	}
}

// step goes on from token i-1, which may be in kinds was, to token i.
func (d *decoder) step(m *Model, i int, was, may kindSet, scores *[labels]int32) {
	previous, into, from := &d.best[i-1], &d.best[i], &d.from[i]
	open := func(l label) { // after a complete name, or none
		best, p := previous[outside]+m.transition[outside][l], outside
		for k := range len(kinds) {
			if !was.has(k) {
				continue
			}
			e, a := labelOf(k, end), labelOf(k, alone)
			if v := previous[e] + m.transition[e][l]; v > best {
				best, p = v, e
			}
			if v := previous[a] + m.transition[a][l]; v > best {
				best, p = v, a
			}
		}
		into[l], from[l] = best+scores[l], p
	}
	open(outside)
	for k := range len(kinds) {
		if !may.has(k) {
			continue
		}
		open(labelOf(k, begin))
		open(labelOf(k, alone))
		b, n := labelOf(k, begin), labelOf(k, inside)
		for _, l := range [...]label{n, labelOf(k, end)} { // going on with a name
			into[l] = never
			if was.has(k) {
				best, p := previous[b]+m.transition[b][l], b
				if v := previous[n] + m.transition[n][l]; v > best {
					best, p = v, n
				}
				into[l], from[l] = best+scores[l], p
			}
		}
	}
}

// margins gives each token of a name the lead of its label over the best labels of
// the sentence in which it has another. It follows decode.
func (d *decoder) margins(m *Model, scores [][labels]int32, may []kindSet, found []label, into []int32) {
	for i := len(scores) - 1; i >= 0; {
		if may[i] == 0 {
			i--
			continue
		}
		// Left of here is a row of tokens that may be in names. What follows it
		// is one and the same for all labels.
		first, names := i, false
		for ; first >= 0 && may[first] != 0; first-- {
			names = names || found[first] != outside
		}
		for ; names && i > first; i-- {
			d.follow(m, i, scores, may)
			if found[i] != outside {
				into[i] = d.lead(i, may[i], found[i])
			}
		}
		i = first
	}
}

// follow sets the scores of what follows each label of token i.
func (d *decoder) follow(m *Model, i int, scores [][labels]int32, may []kindSet) {
	rest := &d.rest[i]
	var next kindSet // of token i+1
	at := &zeros     // and the scores of its labels, with what follows those
	last := i+1 == len(scores)
	if !last {
		if next = may[i+1]; next != 0 {
			var sum [labels]int32
			for l := range sum {
				sum[l] = scores[i+1][l] + d.rest[i+1][l]
			}
			at = &sum
		}
	}
	closing := func(l label) {
		rest[l] = 0
		if last {
			return
		}
		best := at[outside] + m.transition[l][outside]
		for k := range len(kinds) {
			if next.has(k) {
				b, a := labelOf(k, begin), labelOf(k, alone)
				best = max(best, at[b]+m.transition[l][b], at[a]+m.transition[l][a])
			}
		}
		rest[l] = best
	}
	closing(outside)
	for k := range len(kinds) {
		if !may[i].has(k) {
			continue
		}
		closing(labelOf(k, end))
		closing(labelOf(k, alone))
		n, e := labelOf(k, inside), labelOf(k, end)
		for _, l := range [...]label{labelOf(k, begin), n} {
			rest[l] = never
			if next.has(k) {
				rest[l] = max(at[n]+m.transition[l][n], at[e]+m.transition[l][e])
			}
		}
	}
}

var zeros [labels]int32

// lead is how far label l of token i is ahead of all others.
func (d *decoder) lead(i int, may kindSet, l label) int32 {
	other := int32(never)
	for k := range label(labels) {
		if k != l && (k == outside || may.has(k.kind())) {
			other = max(other, d.best[i][k]+d.rest[i][k])
		}
	}
	return d.best[i][l] + d.rest[i][l] - other
}
