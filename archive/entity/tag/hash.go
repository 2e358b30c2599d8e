package tag

import "math/bits"

// hash is the key of a feature. Only hashBits of it are kept: among a million
// features two share a key once.
type hash uint64

const (
	hashBits = 40
	hashMask = 1<<hashBits - 1
)

// Odd constants with bits well spread, from the golden ratio and SplitMix64.
const (
	mix1 = 0x9e3779b97f4a7c15
	mix2 = 0xbf58476d1ce4e5b9
)

// hashString is a hash of s that is the same on every machine and in every run,
// since models are stored by it: eight bytes at a time, multiplied and folded.
func hashString(seed uint64, s string) uint64 {
	h := seed ^ uint64(len(s))*mix1
	for len(s) >= 8 {
		v := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		h = fold(h^v, mix2)
		s = s[8:]
	}
	var v uint64
	for i := range len(s) {
		v |= uint64(s[i]) << (8 * i)
	}
	return fold(h^v, mix1)
}

// combine makes one hash of two values in order.
func combine(a, b uint64) uint64 { return fold(a^mix1, b+mix2) }

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0x94d049bb133111eb, b|1)
	return hi ^ lo ^ a
}

// feature is the key of a template filled in with a value.
func feature(t template, value uint64) hash {
	return hash(combine(uint64(t)*mix2, value) >> (64 - hashBits))
}
