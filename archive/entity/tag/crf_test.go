package tag

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sequences calls f with every right sequence of n labels.
func sequences(n int, f func([]label)) {
	s := make([]label, n)
	var fill func(i int)
	fill = func(i int) {
		if i == n {
			if s[n-1].closes() {
				f(s)
			}
			return
		}
		for l := range label(labels) {
			if i == 0 && l.opens() || i > 0 && l.mayFollow(s[i-1]) {
				s[i] = l
				fill(i + 1)
			}
		}
	}
	fill(0)
}

func TestMarginals(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 4; n++ {
		var m crf
		for a := range labels {
			for b := range labels {
				m.transition[a][b] = random.NormFloat64()
			}
		}
		m.refresh()
		var l lattice
		l.reset(n)
		for i := range n {
			for k := range labels {
				l.score[i][k] = 3 * random.NormFloat64()
			}
		}
		m.marginals(&l)
		want := make([][labels]float64, n)
		var pair [labels][labels]float64
		all := 0.0
		sequences(n, func(s []label) {
			score := 0.0
			for i, k := range s {
				score += l.score[i][k]
				if i > 0 {
					score += m.transition[s[i-1]][k]
				}
			}
			p := math.Exp(score)
			all += p
			for i, k := range s {
				want[i][k] += p
			}
			if n > 1 {
				pair[s[0]][s[1]] += p
			}
		})
		for i := range n {
			for k := range labels {
				if got, want := l.marginal[i][k], want[i][k]/all; math.Abs(got-want) > 1e-9 {
					t.Fatalf("%d tokens: label %d of token %d has probability %v, want %v", n, k, i, got, want)
				}
			}
		}
		if n > 1 {
			got := m.pair(&l, 0)
			for a := range labels {
				for b := range labels {
					if math.Abs(got[a][b]-pair[a][b]/all) > 1e-9 {
						t.Fatalf("labels %d, %d have probability %v, want %v", a, b, got[a][b], pair[a][b]/all)
					}
				}
			}
		}
	}
}

func TestDecode(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	m := &Model{quantum: 0.05, lead: 180}
	for a := range labels {
		for b := range labels {
			m.transition[a][b] = random.Int32N(80) - 40
		}
	}
	d := &decoder{}
	for round := range 200 {
		n := 1 + round%4
		scores := make([][labels]int32, n)
		for i := range scores {
			for k := range labels {
				scores[i][k] = random.Int32N(200) - 100
			}
		}
		may, out, margin := make([]kindSet, n), make([]label, n), make([]int32, n)
		for i := range may {
			may[i] = 7
			if round%2 == 0 {
				may[i] = kindSet(random.IntN(8))
			}
		}
		value := func(s []label) (v int32) {
			for i, k := range s {
				v += scores[i][k]
				if i > 0 {
					v += m.transition[s[i-1]][k]
				}
			}
			return v
		}
		d.decode(m, scores, may, out)
		d.margins(m, scores, may, out, margin)
		got := value(out)
		second := make([]int32, n)
		for i := range second {
			second[i] = math.MinInt32
		}
		sequences(n, func(s []label) {
			for i := range s {
				if s[i] != outside && !may[i].has(s[i].kind()) {
					return
				}
			}
			v := value(s)
			if v > got {
				t.Fatalf("labels %v have %d, but %v have %d", out, got, s, v)
			}
			for i := range s {
				if s[i] != out[i] {
					second[i] = max(second[i], v)
				}
			}
		})
		for i := range n {
			if out[i] != outside && margin[i] != got-second[i] {
				t.Fatalf("token %d of %v leads by %d, want %d", i, out, margin[i], got-second[i])
			}
		}
	}
}

func TestVector(t *testing.T) {
	var sum vector
	var want, got [labels]int32
	random := rand.New(rand.NewPCG(5, 6))
	for n := int32(1); n <= 8; n++ {
		var s [labels]int32
		for l := range s {
			s[l] = random.Int32N(2*laneMax+1) - laneMax
			want[l] += s[l]
		}
		v := pack(&s)
		sum.add(&v)
		sum.unpack(n, &got)
		if got != want {
			t.Fatalf("after %d vectors %v, want %v", n, got, want)
		}
	}
}
