package tag

// weights are the parameters of a model in training.
type weights struct {
	rows       [][labels]float32 // by number of the feature
	transition [labels][labels]float32
}

func newWeights(features int) *weights { return &weights{rows: make([][labels]float32, features)} }

func (w *weights) row(f int32) *[labels]float32 { return &w.rows[f] }

func (w *weights) plus(other *weights) {
	for i := range w.rows {
		for k, v := range other.rows[i] {
			w.rows[i][k] += v
		}
	}
	for a := range w.transition {
		for b, v := range other.transition[a] {
			w.transition[a][b] += v
		}
	}
}

func (w *weights) scale(by float32) {
	for i := range w.rows {
		for k := range w.rows[i] {
			w.rows[i][k] *= by
		}
	}
	for a := range w.transition {
		for b := range w.transition[a] {
			w.transition[a][b] *= by
		}
	}
}
