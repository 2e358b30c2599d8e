package query

// Clauses counts the conditions of a query: its words, phrases, properties,
// dates and numbers. All has none.
func Clauses(n Node) int {
	count := 0
	walk(n, func(n Node) bool {
		if isLeaf(n) {
			count++
		}
		return true
	})
	return count
}

// Leaves returns the words and phrases that an article is found by, in order:
// all that are not under a Not.
func Leaves(n Node) []Node {
	var found []Node
	walk(n, func(n Node) bool {
		switch n.(type) {
		case Word, Phrase:
			found = append(found, n)
		case Not:
			return false
		}
		return true
	})
	return found
}

// walk visits a tree in the order of the text; visit says whether to go on below
// a node.
func walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	switch n := n.(type) {
	case And:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case Or:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case Not:
		walk(n.Node, visit)
	case Near:
		walk(n.Left, visit)
		walk(n.Right, visit)
	case AtLeast:
		walk(n.Node, visit)
	}
}

// isLeaf says that a node holds no other.
func isLeaf(n Node) bool {
	switch n.(type) {
	case Word, Phrase, Property, Dates, Number:
		return true
	}
	return false
}

// leaves appends every leaf below a node, wanted or not.
func leaves(to []Node, n Node) []Node {
	walk(n, func(n Node) bool {
		if isLeaf(n) {
			to = append(to, n)
		}
		return true
	})
	return to
}

// isPlain says that a tree is one plain word anywhere, or an And of such.
func isPlain(n Node) bool {
	switch n := n.(type) {
	case Word:
		return n.Field == Anywhere && n.Form == Plain
	case And:
		for _, c := range n.Nodes {
			if w, ok := c.(Word); !ok || !isPlain(w) {
				return false
			}
		}
		return true
	}
	return false
}
