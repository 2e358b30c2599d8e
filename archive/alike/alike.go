// Package alike tells which texts are copies of one another: the same wire story
// printed as it came, shortened, set into a longer one, or with some words
// changed.
//
// A text is seen as its shingles, all runs of a few units that follow each other
// (Broder, "On the resemblance and containment of documents", 1997). A unit is a
// word, or one character in scripts that write without blanks; case, accents'
// encoding, punctuation and paragraphs do not count. Keys, a few least hashes of
// long shingles, find texts that may be copies among many; Shingles, the whole
// set of short ones, decide.
package alike

import (
	"cmp"
	"slices"
)

// The widths of shingles, in words. One in a script without blanks is as many
// characters more as words there are longer than one.
//
// A long shingle is hardly ever shared by chance, so that one key in common is
// worth a look; a short one outlives more changes, and makes a finer measure. With
// one word in twenty changed, 0.95^6 = 74 % of the long ones stay and 81 % of the
// short ones.
const (
	keyWidth     = 6
	shingleWidth = 4
)

// KeyCount is how many keys a text has. Each is shared with probability J, the
// share of all long shingles of two texts that both have: 0.58 where one word in
// twenty is changed, 0.7 for a copy cut at 70 %, 0.4 for both. That none of eight
// is shared happens in 0.1 %, 0.01 % and 1.7 %, and in 6 % at 0.3, of a wire copy
// that makes up less than a third of another text.
const KeyCount = 8

// Keys are what texts that may be copies have in common: one hash or more in the
// same place. 0 is none.
type Keys [KeyCount]uint32

// minUnits is how many words a text needs to have keys. What is shorter has too
// few shingles to tell a copy from a phrase that everyone uses.
const minUnits = 30

// KeysOf gives the keys of a text: the least hash of its long shingles in each of
// KeyCount parts of all hashes (Li, Owen and Zhang, "One permutation hashing",
// 2012), so that each shingle is hashed once. They are zero for a short text.
func KeysOf(paragraphs []string) Keys {
	var least [KeyCount]uint64
	units := 0
	w := newWindow(keyWidth)
	each(paragraphs, func(u uint64, weight int, _ bool) {
		units += weight
		if h, ok := w.push(u, weight); ok {
			if part := h % KeyCount; least[part] == 0 || h < least[part] {
				least[part] = h
			}
		}
	})
	var keys Keys
	if units < minUnits*wordWeight {
		return keys
	}
	for i, h := range least {
		if h != 0 {
			keys[i] = cmp.Or(uint32(mix(h)>>32), 1) // the least of many is small: spread it again
		}
	}
	return keys
}

// IsZero says that a text has no keys.
func (k Keys) IsZero() bool { return k == Keys{} }

// Shingles are the hashes of a text's short shingles, in order, each once.
type Shingles []uint32

// Text is what two texts are compared by.
type Text struct {
	Shingles Shingles
	Numbers  Shingles // hashes of its words with digits
}

// Read takes a text in.
func Read(paragraphs []string) Text {
	length := 0
	for _, p := range paragraphs {
		length += len(p)
	}
	t := Text{Shingles: make(Shingles, 0, length/5)}
	w := newWindow(shingleWidth)
	each(paragraphs, func(u uint64, weight int, number bool) {
		if number {
			t.Numbers = append(t.Numbers, uint32(u>>32))
		}
		if h, ok := w.push(u, weight); ok {
			t.Shingles = append(t.Shingles, uint32(h>>32))
		}
	})
	for _, set := range []*Shingles{&t.Shingles, &t.Numbers} {
		slices.Sort(*set)
		*set = slices.Compact(*set)
	}
	return t
}

// Shared is how many shingles two texts have in common.
func (s Shingles) Shared(t Shingles) int {
	n := 0
	for i, j := 0, 0; i < len(s) && j < len(t); {
		switch {
		case s[i] < t[j]:
			i++
		case s[i] > t[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// Without gives the shingles that t does not have.
func (s Shingles) Without(t Shingles) Shingles {
	left := make(Shingles, 0, len(s))
	j := 0
	for _, h := range s {
		for j < len(t) && t[j] < h {
			j++
		}
		if j == len(t) || t[j] != h {
			left = append(left, h)
		}
	}
	return left
}

// The thresholds of CopyOf, chosen on one half of the pairs that TestRealCopies of
// package archive makes; docs/duplicates.md has what they come to on the other.
const (
	minContained = 0.7
	minPart      = 0.25
	minNumbers   = 4   // numbers of a text that say anything …
	sameNumbers  = 0.7 // … and the part of them that its copy has
)

// CopyOf says that two texts are copies: that most of the shorter one is in the
// longer one, of which it is no small part. A round-up that prints ten stories is
// a copy of none; nor is a report of a copy of yesterday's that says the same of
// other numbers.
func (t Text) CopyOf(u Text) bool {
	short, long := t, u
	if len(short.Shingles) > len(long.Shingles) {
		short, long = long, short
	}
	n := float64(len(short.Shingles))
	if n == 0 || n < minPart*float64(len(long.Shingles)) || float64(short.Shingles.Shared(long.Shingles)) < minContained*n {
		return false
	}
	numbers := len(short.Numbers)
	return numbers < minNumbers || float64(short.Numbers.Shared(long.Numbers)) >= sameNumbers*float64(numbers)
}

// The thresholds of CopyBesides.
const (
	minOwn        = 0.1
	minOwnCopied  = 0.5
	minOwnShingle = 8
)

// CopyBesides says that two texts that are copies by CopyOf still are when what
// other stories say, too, is left out: the lines that a publisher prints below
// everything can be most of a short text. Where hardly anything is left of both,
// the others are copies themselves and tell nothing.
func (t Text) CopyBesides(u Text, others []Text) bool {
	s, r := t.Shingles, u.Shingles
	ownS, ownT := s, r
	for _, o := range others {
		ownS, ownT = ownS.Without(o.Shingles), ownT.Without(o.Shingles)
	}
	left := min(len(ownS), len(ownT))
	if left < minOwnShingle || float64(left) < minOwn*float64(min(len(s), len(r))) {
		return 2*len(ownS) < len(s) && 2*len(ownT) < len(r)
	}
	return float64(ownS.Shared(ownT)) >= minOwnCopied*float64(left)
}
