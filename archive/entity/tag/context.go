package tag

// context is a sentence as the features of its tokens see it: words[i+reach] is
// token i, and there are reach words beyond each end.
type context struct {
	words   []word
	phrases []phrase // of each token
	runs    []run    // of each token
	style   style
}

// run is a row of words that may be names, one behind the other: tokens first to
// last, both inclusive, and the one that names its kind of thing, as University
// does in University of Calgary.
type run struct {
	first, last int16
	lists       lists // of all its words
}

// findRuns sets the runs of the sentence. Other words are a run of their own.
func (c *context) findRuns() {
	for i := 0; i < len(c.runs); {
		k := i
		for c.at(i).form.named() && k+1 < len(c.runs) && c.at(k+1).form.named() {
			k++
		}
		all := lists(0)
		for j := i; j <= k; j++ {
			all |= c.at(j).lists
		}
		for j := i; j <= k; j++ {
			c.runs[j] = run{int16(i), int16(k), all}
		}
		i = k + 1
	}
}

var beyond = word{form: edge}

// set takes in the words of a sentence.
func (c *context) at(i int) *word { return &c.words[i+reach] }

// formsOf numbers the look of token i among its neighbours, below formsCount.
func (c *context) formsOf(i int) int {
	first := 0
	if i == 0 {
		first = 1
	}
	n := int(c.at(i - 1).form)
	n = n*int(forms) + int(c.at(i).form)
	n = n*int(forms) + int(c.at(i+1).form)
	return (n*int(styles)+int(c.style))*2 + first
}

const formsCount = int(forms) * int(forms) * int(forms) * int(styles) * 2

// pairs appends the features of token i that tie it to its neighbours. They are
// looked at only where a name may be, which is at every seventh token.
func (c *context) pairs(i int, dst []hash) []hash {
	w, l, r := c.at(i), c.at(i-1), c.at(i+1)
	if p := c.phrases[i]; p != 0 {
		dst = append(dst, feature(tPhrase, uint64(p)))
	}
	if !w.form.named() {
		if l.form.named() && r.form.named() { // of, and, &: inside a name or between two
			dst = append(dst,
				feature(tClustersAround, combine(w.low, uint64(l.coarse)<<8|uint64(r.coarse))),
				feature(tPairLeft, combine(l.low, w.low)),
				feature(tPairRight, combine(w.low, r.low)))
		}
		return dst
	}
	dst = c.around(i, dst)
	if w.lists|l.lists != 0 {
		dst = append(dst, feature(tListsLeft, combine(uint64(l.lists)<<32|uint64(w.lists), uint64(l.form)<<8|uint64(w.form))))
	}
	if w.lists|r.lists != 0 {
		dst = append(dst, feature(tListsRight, combine(uint64(r.lists)<<32|uint64(w.lists), uint64(r.form)<<8|uint64(w.form))))
	}
	return append(dst,
		feature(tPairLeft, combine(l.low, w.low)),
		feature(tPairRight, combine(w.low, r.low)),
		feature(tClustersLeft, uint64(l.cluster)<<24|uint64(w.coarse)<<8|uint64(w.form)),
		feature(tClustersRight, uint64(r.cluster)<<24|uint64(w.coarse)<<8|uint64(w.form)),
		feature(tClustersAround, uint64(l.coarse)<<32|uint64(r.coarse)<<8|uint64(w.form)),
		feature(tSkipLeft, uint64(c.at(i-2).coarse)<<32|uint64(l.coarse)<<8|uint64(w.form)),
		feature(tSkipRight, uint64(c.at(i+2).coarse)<<32|uint64(r.coarse)<<8|uint64(w.form)),
		feature(tFormCluster, uint64(w.cluster)<<24|uint64(l.form)<<16|uint64(r.form)<<8|uint64(w.form)))
}

// around appends the features that tie token i to the row of names it stands in, and
// to what is on either side of that, however long it is.
func (c *context) around(i int, dst []hash) []hash {
	r := c.runs[i]
	first, last := int(r.first), int(r.last)
	place := uint64(min(i-first, 2)<<2 | min(last-i, 2))
	head, tail := c.at(first), c.at(last)
	left, right, second := c.at(first-1), c.at(last+1), c.at(min(last+2, len(c.runs)))
	before := c.at(max(first-2, -1))
	if before.form.named() && first > 1 { // Ministry of Defence: of a name that goes on
		b := c.runs[first-2]
		dst = append(dst, feature(tRunBefore, combine(combine(uint64(b.lists), left.low), place)))
	}
	return append(dst,
		feature(tRunLists, combine(uint64(r.lists), place)),
		feature(tRunLeftTwo, combine(combine(before.low, left.low), place)),
		feature(tRunLeftTwoCluster, combine(uint64(before.cluster)<<8|place, left.low)),
		feature(tRunRightTwo, combine(combine(right.low, second.low), place)),
		feature(tRunPlace, place<<8|uint64(min(last-first, 4))<<4|uint64(c.style)),
		feature(tRunTail, combine(tail.low, place)),
		feature(tRunTailLists, combine(uint64(tail.lists)<<32|uint64(head.lists), place)),
		feature(tRunTailCluster, uint64(tail.cluster)<<16|place),
		feature(tRunHead, combine(head.low, place)),
		feature(tRunLeft, combine(left.low, place)),
		feature(tRunLeftCluster, uint64(left.cluster)<<16|place),
		feature(tRunRight, combine(right.low, place)),
		feature(tRunRightCluster, uint64(right.cluster)<<24|uint64(second.form)<<16|place))
}
