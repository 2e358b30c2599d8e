package query

// maxCopies bounds how many words proximity between groups may repeat in one
// query.
const maxCopies = 1000

// proximity joins two sides. The sides of a Near are a leaf or an Or of leaves
// in one field, so that an engine has no more to know; other groups are
// rewritten:
//
//	(a AND b) w/5 c     a w/5 c AND b w/5 c
//	(a w/3 b) w/5 c     a w/3 b AND (a OR b) w/5 c
//	title:a w/5 b       title:a w/5 title:b
//
// What is no word cannot be near, and is taken with AND.
func (p *parser) proximity(op token, left, right Node) Node {
	l, r := sides(left), sides(right)
	if l > 1 || r > 1 || isCluster(left) || isCluster(right) {
		if !p.afford(r*Clauses(left) + l*Clauses(right)) {
			p.tooLarge(op)
			return and(left, right)
		}
	}
	return p.pair(op, left, right, false)
}

// afford takes from the budget what a rewriting will repeat, if there is enough.
func (p *parser) afford(words int) bool {
	if words > p.budget {
		return false
	}
	p.budget -= words
	return true
}

func (p *parser) tooLarge(op token) {
	p.noteOnce(op, "%s between groups as large as these is taken as AND", short(op.text))
}

// sides counts the Near that one side of a proximity becomes.
func sides(n Node) int {
	if _, ok := fieldOf(n); ok || isCluster(n) {
		return 1
	}
	switch n := n.(type) {
	case And:
		return sidesOf(n.Nodes)
	case Or:
		return sidesOf(alternatives(n))
	}
	return 1
}

func sidesOf(nodes []Node) int {
	sum := 0
	for _, n := range nodes {
		sum += sides(n)
	}
	return sum
}

// isCluster says that a node counts or measures already.
func isCluster(n Node) bool {
	found := false
	walk(n, func(n Node) bool {
		switch n.(type) {
		case Near, AtLeast:
			found = true
		}
		return !found
	})
	return found
}

// pair rewrites until both sides are fit for a Near, first one side, then,
// swapped, the other.
func (p *parser) pair(op token, side, other Node, swapped bool) Node {
	if words, ok := fieldOf(side); ok {
		if !swapped {
			return p.pair(op, other, side, true)
		}
		return p.join(op, other, side, words)
	}
	each := func(nodes []Node) []Node {
		pairs := make([]Node, len(nodes))
		for i, n := range nodes {
			pairs[i] = p.pair(op, n, other, swapped)
		}
		return pairs
	}
	if isCluster(side) {
		words := anchors(side)
		if len(words) == 0 {
			return p.apart(op, side, other, swapped)
		}
		return and(side, p.pair(op, or(words...), other, swapped))
	}
	switch side := side.(type) {
	case And:
		return and(each(side.Nodes)...)
	case Or:
		if parts := alternatives(side); len(parts) > 1 {
			return or(each(parts)...)
		}
	}
	return p.apart(op, side, other, swapped)
}

// apart takes two sides with AND, because one of them is not of words.
func (p *parser) apart(op token, side, other Node, swapped bool) Node {
	p.noteOnce(op, "%s needs words or phrases on both sides; taken as AND", short(op.text))
	if swapped {
		side, other = other, side
	}
	return and(side, other)
}

// join makes a Near of two sides of words, in the field that both are in.
func (p *parser) join(op token, left, right Node, in Field) Node {
	leftIn, _ := fieldOf(left)
	switch {
	case leftIn == Anywhere:
		left = within(left, in)
	case in == Anywhere:
		right = within(right, leftIn)
	case in != leftIn:
		p.noteOnce(op, "words in %s and words in %s are never near each other; taken as AND", leftIn, in)
		return and(left, right)
	}
	return Near{Left: left, Right: right, Distance: op.number, Ordered: op.ordered, Unit: op.unit}
}

// noteOnce remarks on an operator unless the last remark was on it, too.
func (p *parser) noteOnce(op token, format string, args ...any) {
	if n := len(p.notes); n == 0 || p.notes[n-1].At != op.at {
		p.notes.add(op.at, op.end, format, args...)
	}
}

// fieldOf gives the field of a word, a phrase or an Or of such; false if the
// node is something else or in several fields.
func fieldOf(n Node) (Field, bool) {
	switch n := n.(type) {
	case Word:
		return n.Field, true
	case Phrase:
		return n.Field, true
	case Or:
		in, ok := fieldOf(n.Nodes[0])
		for _, c := range n.Nodes {
			f, leaf := fieldOf(c)
			if !leaf || f != in {
				return "", false
			}
		}
		return in, ok
	}
	return "", false
}

// within puts the words of a node, all of them Anywhere, into a field.
func within(n Node, in Field) Node {
	switch n := n.(type) {
	case Word:
		n.Field = in
		return n
	case Phrase:
		n.Field = in
		return n
	case Or:
		nodes := make([]Node, len(n.Nodes))
		for i, c := range n.Nodes {
			nodes[i] = within(c, in)
		}
		return Or{Nodes: nodes}
	}
	return n
}

// alternatives sorts what an Or holds into the words of each field, joined by
// Or, and all else one by one, in the order in which they begin.
func alternatives(n Or) []Node {
	var parts []Node
	places := map[Field]int{}
	for _, c := range n.Nodes {
		in, isWords := fieldOf(c)
		i, seen := places[in]
		switch {
		case !isWords:
			parts = append(parts, c)
		case seen:
			words := parts[i].(Or)
			words.Nodes = append(words.Nodes, c)
			parts[i] = words
		default:
			places[in] = len(parts)
			parts = append(parts, Or{Nodes: []Node{c}})
		}
	}
	for i, part := range parts {
		if words, ok := part.(Or); ok {
			parts[i] = or(words.Nodes...)
		}
	}
	return parts
}

// anchors lists the words that a cluster is found by, each once.
func anchors(n Node) []Node {
	var words []Node
	seen := map[Node]bool{}
	for _, w := range Leaves(n) {
		if !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// atLeast counts the words of a node. What matches several of them at once is
// rewritten so that each AtLeast counts words of one field.
func (p *parser) atLeast(t token, n Node) Node {
	if t.number == 1 {
		return n
	}
	if _, ok := fieldOf(n); ok {
		return AtLeast{Count: t.number, Node: n}
	}
	each := func(nodes []Node) []Node {
		counted := make([]Node, len(nodes))
		for i, c := range nodes {
			counted[i] = p.atLeast(t, c)
		}
		return counted
	}
	switch n := n.(type) {
	case And:
		return and(each(n.Nodes)...)
	case Or:
		return or(each(alternatives(n))...)
	}
	p.noteOnce(t, "%s counts words and phrases only; left out", short(t.text))
	return n
}
