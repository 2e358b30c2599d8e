package tag

import (
	"math"
	"slices"
)

// Model is a trained model. It does not change and is safe for concurrent use.
type Model struct {
	Info    Info
	version string
	lexicon *Lexicon
	stored  []stored // by key
	quantum float64  // what a weight of one is worth

	transition [labels][labels]int32
	features   features
	forms      []vector // by context.formsOf
	document   [documentCount][labels]int8
	lead       int32 // outsideLead in whole numbers
}

// Info says where a model comes from.
type Info struct {
	Language string            `json:"language"` // BCP 47
	Date     string            `json:"date"`     // of training, YYYY-MM-DD
	Corpora  []string          `json:"corpora"`  // with their licences
	Scores   map[string]string `json:"scores,omitempty"`
	Options  string            `json:"options,omitempty"`
	Lexicon  string            `json:"lexicon,omitempty"`
}

// stored is a feature with its weights at each distance that it is used at.
type stored struct {
	key     hash
	columns uint8 // as bits
	rows    [][labels]int8
}

// row is a stored row of weights; three bytes more make it quick to reach.
type row [labels]int8

// features finds weights by key.
type features struct {
	mask  uint64
	slots []slot
	rows  []row
}

type slot struct {
	key     uint32 // the low bits; the high ones are its place, nearly
	row     uint32
	columns uint8 // 0 is free
	high    uint8
}

func (f *features) find(key hash) *slot {
	for i := uint64(key) & f.mask; ; i = (i + 1) & f.mask {
		s := &f.slots[i]
		if s.columns == 0 {
			return nil
		}
		if s.key == uint32(key) && s.high == uint8(key>>32) {
			return s
		}
	}
}

func (f *features) build(list []stored) {
	size, rows := 16, 0
	for _, s := range list {
		rows += len(s.rows)
	}
	for size < 2*len(list) {
		size *= 2
	}
	f.mask = uint64(size - 1)
	f.slots = make([]slot, size)
	f.rows = make([]row, 0, rows)
	for _, s := range list {
		i := uint64(s.key) & f.mask
		for f.slots[i].columns != 0 {
			i = (i + 1) & f.mask
		}
		f.slots[i] = slot{key: uint32(s.key), high: uint8(s.key >> 32), columns: s.columns, row: uint32(len(f.rows))}
		for _, r := range s.rows {
			f.rows = append(f.rows, row(r))
		}
	}
}

// prepare builds the tables that tagging reads.
func (m *Model) prepare() {
	m.features.build(m.stored)
	m.forms = make([]vector, formsCount)
	for i := range m.forms {
		m.forms[i] = neutral
		if f := m.features.find(feature(tForms, uint64(i))); f != nil {
			var scores [labels]int32
			for l, v := range m.features.rows[f.row] {
				scores[l] = int32(v)
			}
			m.forms[i] = pack(&scores)
		}
	}
	for i := range m.document {
		if f := m.features.find(feature(tDocument, uint64(i))); f != nil {
			m.document[i] = m.features.rows[f.row]
		}
	}
	m.lead = int32(math.Round(outsideLead / m.quantum))
}

// model makes weights small: those of little account are left out, the others
// become whole numbers of a quantum.
func (t *training) model(w *weights, factor, prune float64) *Model {
	const largest = 127
	most := 0.0
	for _, r := range w.rows {
		for _, v := range r {
			most = max(most, math.Abs(float64(v))*factor)
		}
	}
	m := &Model{quantum: max(min(most, 6), 0.5) / largest}
	round := func(v float32) int32 { return int32(math.Round(float64(v) * factor / m.quantum)) }
	for a := range labels {
		for b := range labels {
			m.transition[a][b] = round(w.transition[a][b])
		}
	}
	order := make([]int32, len(w.rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := t.kinds[a], t.kinds[b]
		if x.key != y.key {
			if x.key < y.key {
				return -1
			}
			return 1
		}
		return int(x.column) - int(y.column)
	})
	for _, f := range order {
		k := t.kinds[f]
		var r [labels]int8
		large := 0.0
		for l, v := range w.rows[f] {
			large = max(large, math.Abs(float64(v))*factor)
			r[l] = int8(min(max(round(v), -largest), largest))
		}
		if large < prune {
			continue
		}
		if n := len(m.stored); n == 0 || m.stored[n-1].key != k.key {
			m.stored = append(m.stored, stored{key: k.key})
		}
		s := &m.stored[len(m.stored)-1]
		if s.columns&(1<<k.column) != 0 {
			continue // two features of one key: the hash has failed them
		}
		s.columns |= 1 << k.column
		s.rows = append(s.rows, r)
	}
	return m
}
