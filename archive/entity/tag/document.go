package tag

// votes are what the first pass over a document says about its words, for the
// second: a word is most often the same kind of name wherever it stands.
//
// Words are numbered by the caller: ids[i] is the number of the i-th token's
// word, or -1 for one that is no name by its look.
type votes struct {
	counts [][labels]uint16     // of each word's labels
	inside [][len(kinds)]uint16 // of names of several words that hold it, by kind
	lower  []bool               // it is also written in small letters
	middle []uint16             // how often it has its capital inside a sentence
}

// reset makes room for n words without votes.
func (v *votes) reset(n int) {
	v.counts = grown(v.counts, n)
	v.inside = grown(v.inside, n)
	v.lower = grown(v.lower, n)
	v.middle = grown(v.middle, n)
}

// grown is s with n zero elements, in its own memory where that is enough.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// add counts the labels of a sentence.
func (v *votes) add(ids []int32, labels []label) {
	for i, id := range ids {
		if id < 0 {
			continue
		}
		l := labels[i]
		if n := &v.counts[id][l]; *n < 0xffff {
			*n++
		}
		if l != outside && l.position() != alone {
			if n := &v.inside[id][l.kind()]; *n < 0xffff {
				*n++
			}
		}
	}
}

// The values of a majority: none, or a label, clear or not.
const majorities = 1 + 2*labels

// majority is the most frequent label of a word, without one vote for own.
func (v *votes) majority(id int32, own label) int {
	if id < 0 {
		return 0
	}
	best, most, all := outside, 0, 0
	for l, n := range v.counts[id] {
		n := int(n)
		if label(l) == own && n > 0 {
			n--
		}
		all += n
		if n > most {
			best, most = label(l), n
		}
	}
	if all == 0 {
		return 0
	}
	m := 1 + 2*int(best)
	if most >= 2 && most*10 >= all*7 {
		m++
	}
	return m
}

// within is the kind, plus one, of the longer names elsewhere that hold a word,
// or 0.
func (v *votes) within(id int32, own label) int {
	if id < 0 {
		return 0
	}
	best, most := 0, 0
	for k, n := range v.inside[id] {
		n := int(n)
		if own != outside && own.position() != alone && own.kind() == k {
			n--
		}
		if n > most {
			best, most = k+1, n
		}
	}
	return best
}

// The features of a document are numbered directly, since there are few: each has
// a range that starts here.
const (
	atMajority      = 0
	atMajorityForm  = atMajority + majorities
	atWithin        = atMajorityForm + majorities*int(forms)
	atWithinForm    = atWithin + withins
	atWithinFirst   = atWithinForm + withins*int(forms)
	atFirst         = atWithinFirst + withins*labels
	atMajorityFirst = atFirst + labels
	atMajorityLeft  = atMajorityFirst + majorities*labels
	atMajorityRight = atMajorityLeft + majorities
	atSpelling      = atMajorityRight + majorities
	documentCount   = atSpelling + 4*2*int(styles)*int(forms)

	withins = 1 + len(kinds)
)

// spelling is the number of the feature that says how the document writes the
// word elsewhere, or -1. It needs no votes.
func (v *votes) spelling(id int32, c *context, i int) int {
	w := c.at(i)
	if id < 0 || w.form != capital && w.form != mixed && w.form != capitals {
		return -1
	}
	n, first := 0, 0
	if v.lower[id] {
		n = 1
	}
	middle := int(v.middle[id])
	if i == 0 {
		first = 1
	} else if c.style == plainStyle {
		middle--
	}
	if middle > 0 {
		n += 2
	}
	return atSpelling + ((n*2+first)*int(styles)+int(c.style))*int(forms) + int(w.form)
}

// features appends the numbers of the features of token i, whose sentence has
// these ids and first-pass labels.
func (v *votes) features(ids []int32, first []label, c *context, i int, dst []int) []int {
	own := first[i]
	m, in := v.majority(ids[i], own), v.within(ids[i], own)
	f := int(c.at(i).form)
	dst = append(dst,
		atMajority+m, atMajorityForm+m*int(forms)+f,
		atWithin+in, atWithinForm+in*int(forms)+f, atWithinFirst+in*labels+int(own),
		atFirst+int(own), atMajorityFirst+m*labels+int(own))
	left, right := 0, 0
	if i > 0 {
		left = v.majority(ids[i-1], first[i-1])
	}
	if i+1 < len(ids) {
		right = v.majority(ids[i+1], first[i+1])
	}
	return append(dst, atMajorityLeft+left, atMajorityRight+right)
}

// looksAt reports whether the second pass looks at token i: a word that may be a
// name, or one next to it.
func (c *context) looksAt(i int) bool {
	return c.at(i).form.named() || c.at(i-1).form.named() || c.at(i+1).form.named()
}
