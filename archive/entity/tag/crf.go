package tag

import "math"

// crf computes with a linear-chain conditional random field: Lafferty, McCallum
// and Pereira, Conditional Random Fields, 2001. Only sequences that are right in
// the BIOES scheme have a probability.
type crf struct {
	transition [labels][labels]float64 // score of a label after another
	factor     [labels][labels]float64 // its exponential, 0 where it may not follow
}

// refresh takes in changed transitions.
func (m *crf) refresh() {
	for a := range labels {
		for b := range labels {
			m.factor[a][b] = 0
			if label(b).mayFollow(label(a)) {
				m.factor[a][b] = math.Exp(m.transition[a][b])
			}
		}
	}
}

// lattice is the memory for one sentence.
type lattice struct {
	score    [][labels]float64 // of each label of each token, without transitions
	weight   [][labels]float64 // their exponentials, scaled
	forward  [][labels]float64
	backward [][labels]float64
	marginal [][labels]float64 // probability of each label of each token
}

func (t *lattice) reset(n int) {
	t.score = grown(t.score, n)
	t.weight = grown(t.weight, n)
	t.forward = grown(t.forward, n)
	t.backward = grown(t.backward, n)
	t.marginal = grown(t.marginal, n)
}

// marginals runs forward and backward over the scores of a sentence. Both are
// scaled to one at each token, which keeps them in range and cancels out.
func (m *crf) marginals(t *lattice) {
	n := len(t.score)
	for i := range n {
		most := t.score[i][0]
		for _, s := range t.score[i] {
			most = max(most, s)
		}
		for l, s := range t.score[i] {
			t.weight[i][l] = math.Exp(s - most)
		}
	}
	for l := range labels {
		if label(l).opens() {
			t.forward[0][l] = t.weight[0][l]
		}
	}
	normalise(&t.forward[0])
	for i := 1; i < n; i++ {
		from, into := &t.forward[i-1], &t.forward[i]
		for a, f := range from {
			if f == 0 {
				continue
			}
			for b, x := range m.factor[a] {
				into[b] += float64(f * x)
			}
		}
		for b := range into {
			into[b] *= t.weight[i][b]
		}
		normalise(into)
	}
	for l := range labels {
		if label(l).closes() {
			t.backward[n-1][l] = 1
		}
	}
	for i := n - 2; i >= 0; i-- {
		var next [labels]float64
		for b := range next {
			next[b] = t.backward[i+1][b] * t.weight[i+1][b]
		}
		into := &t.backward[i]
		for a := range into {
			sum := 0.0
			for b, x := range m.factor[a] {
				sum += float64(x * next[b])
			}
			into[a] = sum
		}
		normalise(into)
	}
	for i := range n {
		for l := range labels {
			t.marginal[i][l] = t.forward[i][l] * t.backward[i][l]
		}
		normalise(&t.marginal[i])
	}
}

// pair is the probability of each pair of labels at tokens i and i+1.
func (m *crf) pair(t *lattice, i int) (p [labels][labels]float64) {
	sum := 0.0
	for a := range labels {
		for b := range labels {
			x := t.forward[i][a] * m.factor[a][b] * t.weight[i+1][b] * t.backward[i+1][b]
			p[a][b] = x
			sum += x
		}
	}
	for a := range p {
		for b := range p[a] {
			p[a][b] /= sum
		}
	}
	return p
}

func normalise(p *[labels]float64) {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	if sum == 0 {
		return
	}
	for l := range p {
		p[l] /= sum
	}
}
