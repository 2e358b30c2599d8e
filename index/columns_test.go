package index

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Columns that are loaded in parts are those that are loaded whole, and those
// that are changed row by row.
func TestColumnsInParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var rows []row
	for id := int64(1); id < 5*blockSize; id += 1 + rng.Int64N(40) {
		r := row{id: id, hot: hot{words: uint32(rng.IntN(500)), first: int32(rng.IntN(100))}, cold: cold{cluster: uint32(id)}}
		if rng.IntN(10) > 0 {
			r.flags = flagLive
		}
		if n := len(rows); n > 0 && rng.IntN(3) == 0 {
			r.cluster = uint32(rows[rng.IntN(n)].id)
		}
		for range rng.IntN(4) {
			set := set(rng.IntN(int(sets)))
			r.codes[set] = appendNew(r.codes[set], uint32(rng.IntN(9)))
		}
		r.single[0] = uint32(rng.IntN(3))
		rows = append(rows, r)
	}
	whole := new(columns).with(rows)
	parts := new(columns)
	for _, bounds := range [][2]int64{{0, 2 * blockSize}, {2 * blockSize, 4 * blockSize}, {4 * blockSize, 9 * blockSize}} {
		var some []row
		for _, r := range rows {
			if r.id >= bounds[0] && r.id < bounds[1] {
				some = append(some, r)
			}
		}
		parts.join(new(columns).with(some))
	}
	single := new(columns)
	for _, i := range rng.Perm(len(rows)) {
		single = single.with([]row{{id: rows[i].id, hot: hot{flags: flagLive, words: 7}, cold: cold{cluster: uint32(rows[i].id)}}})
	}
	for _, i := range rng.Perm(len(rows)) {
		single = single.with(rows[i : i+1])
	}
	for name, other := range map[string]*columns{"in parts": parts, "row by row": single} {
		if other.live != whole.live || other.words != whole.words {
			t.Errorf("%s: %d articles, %d words, want %d and %d", name, other.live, other.words, whole.live, whole.words)
		}
		for _, r := range rows {
			a, i := whole.at(uint32(r.id))
			b, j := other.at(uint32(r.id))
			if a.rows[i] != b.rows[j] || a.cold[i] != b.cold[j] || a.alike[i] != b.alike[j] || !slices.Equal(a.values(facetSet, i), b.values(facetSet, j)) {
				t.Fatalf("%s: article %d differs", name, r.id)
			}
		}
	}
}
