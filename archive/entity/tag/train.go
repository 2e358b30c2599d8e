package tag

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"dateline/archive/entity/token"
)

// Example is a document with its names, to learn from or to measure on.
type Example struct {
	ID    string
	Text  token.Text
	Names []Span // in the order of the text, without overlaps; Confidence is unused
}

// Options are the settings of training. The zero value of each means its default.
type Options struct {
	Epochs   int     // over all examples
	Folds    int     // of the examples, to label them by models that have not seen them
	Rate     float64 // of learning, at the start
	Rare     int     // a feature needs so many occurrences
	Prune    float64 // weights below are left out of the model
	Models   int     // of different order whose weights are averaged
	Forget   float64 // of words whose identity is hidden in an epoch
	Recased  float64 // of sentences that are learnt in capitals and in title case, too
	Progress func(string)
}

func (o Options) withDefaults() Options {
	def := func(v *float64, d float64) {
		if *v == 0 {
			*v = d
		}
	}
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.Folds == 0 {
		o.Folds = 4
	}
	if o.Rare == 0 {
		o.Rare = 2
	}
	if o.Models == 0 {
		o.Models = 3
	}
	def(&o.Rate, 0.02)
	def(&o.Prune, 0.08)
	def(&o.Forget, 0.06)
	def(&o.Recased, 0.05)
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	return o
}

// Train makes a model from examples with the words of a lexicon. The same examples
// and options give the same model, bit by bit, on one kind of processor.
func Train(x *Lexicon, examples []*Example, o Options) (*Model, error) {
	o = o.withDefaults()
	if len(examples) == 0 {
		return nil, fmt.Errorf("train: no examples")
	}
	first := labelledByOthers(x, examples, o)
	w := newTraining(x, examples, first, o)
	sum := w.run(1, o)
	for k := 1; k < o.Models; k++ {
		sum.plus(w.run(uint64(k+1), o))
	}
	m := w.model(sum, 1/float64(o.Models), o.Prune)
	m.lexicon = x
	m.seal(m.payload())
	m.prepare()
	return m, nil
}

// labelledByOthers gives the labels that the first pass of a model gives each
// example that was trained without it, so that the second pass learns from
// labels that are as good, and as bad, as those it will see.
func labelledByOthers(x *Lexicon, examples []*Example, o Options) [][]label {
	first := make([][]label, len(examples))
	folds := min(o.Folds, len(examples))
	if folds < 2 {
		return first
	}
	var wg sync.WaitGroup
	room := make(chan struct{}, 2)
	for f := range folds {
		wg.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			var seen []*Example
			for i, e := range examples {
				if i%folds != f {
					seen = append(seen, e)
				}
			}
			once := o
			once.Models, once.Epochs = 1, max(2, o.Epochs*2/3)
			w := newTraining(x, seen, nil, once)
			m := w.model(w.run(1, once), 1, o.Prune)
			m.lexicon = x
			m.prepare()
			t := m.Tagger()
			for i, e := range examples {
				if i%folds == f {
					first[i] = slices.Clone(t.firstPass(&e.Text))
				}
			}
			o.Progress(fmt.Sprintf("fold %d of %d", f+1, folds))
		})
	}
	wg.Wait()
	return first
}

// run learns weights in a number of epochs, by stochastic gradient with a rate
// for each weight: Duchi, Hazan and Singer, Adaptive Subgradient Methods, 2011.
// The result is the mean of the later epochs.
func (w *training) run(seed uint64, o Options) *weights {
	random := rand.New(rand.NewPCG(seed, 20250209))
	l := learner{
		training: w, o: o, random: random,
		w: newWeights(len(w.kinds)), squares: newWeights(len(w.kinds)),
	}
	mean := newWeights(len(w.kinds))
	order := make([]int, len(w.sentences))
	for i := range order {
		order[i] = i
	}
	from := (o.Epochs + 1) / 2
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, i := range order {
			loss += l.learn(&w.sentences[i])
		}
		o.Progress(fmt.Sprintf("epoch %d of %d: loss %.4f a token", epoch+1, o.Epochs, loss/float64(w.tokens)))
		if epoch >= from {
			mean.plus(l.w)
		}
	}
	if n := o.Epochs - from; n > 0 {
		mean.scale(1 / float32(n))
		return mean
	}
	return l.w
}

// firstOnly is the share of sentences that are learnt without the features of the
// second pass, in each round, so that one model serves both.
const firstOnly = 0.3

// learner is the state of one run.
type learner struct {
	*training
	o       Options
	random  *rand.Rand
	w       *weights
	squares *weights // sums of squared gradients
	field   crf
	lattice lattice
	active  []int32 // features of the tokens of a sentence, one token after another
	starts  []int   // where those of each token start
	hidden  []uint8 // what is hidden of each word
}

// hide chooses words of a sentence that are taken for new this time.
func (l *learner) hide(s *sentence) {
	l.hidden = grown(l.hidden, len(s.types))
	for i := range l.hidden {
		switch r := l.random.Float64(); {
		case r < l.o.Forget/2:
			l.hidden[i] = identity
		case r < l.o.Forget:
			l.hidden[i] = identity | knowledge
		}
	}
}

// learn takes one step on a sentence and returns the loss before it.
func (l *learner) learn(s *sentence) float64 {
	n := len(s.types)
	l.lattice.reset(n)
	l.active, l.starts = l.active[:0], l.starts[:0]
	second := s.second != nil && l.random.Float64() >= firstOnly
	l.hide(s)
	for i := range n {
		l.starts = append(l.starts, len(l.active))
		l.collect(s, i, second)
		row := &l.lattice.score[i]
		for _, f := range l.active[l.starts[i]:] {
			for k, v := range l.w.row(f) {
				row[k] += float64(v)
			}
		}
	}
	l.starts = append(l.starts, len(l.active))
	for a := range labels {
		for b := range labels {
			l.field.transition[a][b] = float64(l.w.transition[a][b])
		}
	}
	l.field.refresh()
	l.field.marginals(&l.lattice)
	loss := 0.0
	for i := range n {
		p := &l.lattice.marginal[i]
		gold := s.labels[i]
		loss -= math.Log(max(p[gold], 1e-300))
		var g [labels]float32
		most := float32(0)
		for k := range g {
			g[k] = float32(p[k])
			if label(k) == gold {
				g[k]--
			}
			most = max(most, g[k], -g[k])
		}
		if most < 0.002 { // sure and right, as most tokens are after the first epochs
			continue
		}
		for _, f := range l.active[l.starts[i]:l.starts[i+1]] {
			l.step(l.w.row(f), l.squares.row(f), &g)
		}
	}
	for i := range n - 1 {
		if l.lattice.marginal[i][0] > 0.999 && l.lattice.marginal[i+1][0] > 0.999 && s.labels[i] == outside && s.labels[i+1] == outside {
			continue
		}
		p := l.field.pair(&l.lattice, i)
		for a := range labels {
			var g [labels]float32
			for b := range labels {
				g[b] = float32(p[a][b])
				if label(a) == s.labels[i] && label(b) == s.labels[i+1] {
					g[b]--
				}
			}
			l.step(&l.w.transition[a], &l.squares.transition[a], &g)
		}
	}
	return loss
}

// step moves weights against their gradient.
func (l *learner) step(w, squares, gradient *[labels]float32) {
	rate := float32(l.o.Rate)
	for k, g := range gradient {
		if g < 1e-4 && g > -1e-4 {
			continue
		}
		squares[k] += float32(g * g)
		w[k] -= float32(rate*g) / float32(math.Sqrt(float64(squares[k]))+1e-6)
	}
}
