package tag

// vector holds the scores of the labels of a token, in lanes of 16 bits, so that
// four words of the processor add up all of them. Each lane is moved up by bias
// to be positive; up to eight vectors can be added before a lane runs over.
type vector [4]uint64

const (
	laneBias = 1 << 12
	laneMax  = 1<<12 - 1
)

var neutral = pack(&[labels]int32{})

// pack makes a vector of scores, which it limits to what a lane holds.
func pack(scores *[labels]int32) (v vector) {
	for l, s := range scores {
		lane := uint64(min(max(s, -laneMax), laneMax) + laneBias)
		v[l/4] |= lane << (l % 4 * 16)
	}
	return v
}

func (v *vector) add(other *vector) {
	v[0] += other[0]
	v[1] += other[1]
	v[2] += other[2]
	v[3] += other[3]
}

// unpack gives the scores of a sum of n vectors.
func (v *vector) unpack(n int32, scores *[labels]int32) {
	for l := range scores {
		scores[l] = int32(v[l/4]>>(l%4*16)&0xffff) - n*laneBias
	}
}
