package alike

import "unicode"

// A word weighs as much as this many units of window and text; a character of a
// script without blanks is one of them. Chinese and Japanese words are 1.5 to 2
// characters long in the mean, Thai ones about 4 with their vowels.
const (
	wordWeight      = 4
	ideographWeight = 2
	runningWeight   = 1
)

// FNV-1a of 64 bits (Fowler, Noll and Vo).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// each calls yield with the hash of every unit of a text, its weight, and whether
// it has a digit.
func each(paragraphs []string, yield func(unit uint64, weight int, number bool)) {
	table := foldTable()
	for _, p := range paragraphs {
		hash, number := uint64(fnvOffset), false
		for _, r := range p {
			f := fold(table, r)
			if f.class == letter {
				hash = (hash ^ uint64(f.base)) * fnvPrime
				number = number || isDigit(f.base)
				continue
			}
			if f.class == silent {
				continue
			}
			if hash != fnvOffset {
				yield(mix(hash), wordWeight, number)
				hash, number = fnvOffset, false
			}
			switch f.class {
			case ideograph:
				yield(mix(uint64(f.base)), ideographWeight, false)
			case running:
				yield(mix(uint64(f.base)), runningWeight, false)
			}
		}
		if hash != fnvOffset {
			yield(mix(hash), wordWeight, number)
		}
	}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || r > 0x7f && unicode.IsDigit(r) }
