package tag

// context is a sentence as the features of its tokens see it: words[i+reach] is
// token i, and there are reach words beyond each end.
type context struct {
	words   []word
	phrases []phrase // of each token
	style   style
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
