package query

// and joins nodes; an And among them is dissolved, for a AND (b AND c) is no
// other than a AND b AND c.
func and(nodes ...Node) Node {
	var flat []Node
	for _, n := range nodes {
		if inner, ok := n.(And); ok {
			flat = append(flat, inner.Nodes...)
		} else {
			flat = append(flat, n)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return And{Nodes: flat}
}

// or joins nodes; an Or among them is dissolved.
func or(nodes ...Node) Node {
	var flat []Node
	for _, n := range nodes {
		if inner, ok := n.(Or); ok {
			flat = append(flat, inner.Nodes...)
		} else {
			flat = append(flat, n)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return Or{Nodes: flat}
}

// not turns a node round; two turns are none.
func not(n Node) Node {
	if inner, ok := n.(Not); ok {
		return inner.Node
	}
	return Not{Node: n}
}

// limitDepth replaces what lies deeper than depth by its leaves, so that nothing
// that walks a tree, or reads it back, needs a deep stack.
func limitDepth(n Node, depth int) (Node, bool) {
	switch n := n.(type) {
	case And:
		nodes, cut := limitEach(n.Nodes, depth)
		return and(nodes...), cut
	case Or:
		nodes, cut := limitEach(n.Nodes, depth)
		return or(nodes...), cut
	case Not:
		inner, cut := limitEach([]Node{n.Node}, depth)
		return not(inner[0]), cut
	}
	return n, false // Near and AtLeast hold an Or of leaves at most
}

func limitEach(nodes []Node, depth int) ([]Node, bool) {
	limited := make([]Node, len(nodes))
	cut := false
	for i, n := range nodes {
		if depth <= 1 && !isFlat(n) {
			limited[i], cut = and(leaves(nil, n)...), true
			continue
		}
		var deeper bool
		limited[i], deeper = limitDepth(n, depth-1)
		cut = cut || deeper
	}
	return limited, cut
}

// isFlat says that a node holds no operators inside one another.
func isFlat(n Node) bool {
	list, ok := n.(And)
	if !ok {
		list.Nodes = []Node{n}
	}
	for _, c := range list.Nodes {
		switch c.(type) {
		case And, Or, Not:
			return false
		}
	}
	return true
}
