package index

import "dateline/index/query"

// someWords is a query for several words and phrases as one that any of them
// satisfies, but for words that nearly every article has. What else the query
// asks for must still hold.
func someWords(tree query.Node) query.Node {
	and, ok := tree.(query.And)
	if !ok {
		return tree
	}
	var some, common, must []query.Node
	for _, n := range and.Nodes {
		switch n := n.(type) {
		case query.Phrase:
			some = append(some, n)
		case query.Word:
			parts := termsOf(n.Text)
			if n.Form != query.Plain || len(parts) != 1 {
				some = append(some, n)
			}
			if n.Form != query.Plain {
				continue
			}
			for _, part := range parts { // of COVID-19, either part will do
				if stopWords[part] {
					common = append(common, query.Word{Field: n.Field, Text: part})
				} else {
					some = append(some, query.Word{Field: n.Field, Text: part})
				}
			}
		default:
			must = append(must, n)
		}
	}
	if len(some) == 0 {
		some = common
	}
	switch len(some) {
	case 0:
	case 1:
		must = append(must, some[0])
	default:
		must = append(must, query.Or{Nodes: some})
	}
	if len(must) == 1 {
		return must[0]
	}
	return query.And{Nodes: must}
}

// stopWords are the English words that match nearly every article; as those of
// Lucene's StopAnalyzer.
var stopWords = map[string]bool{
	"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "but": true, "by": true,
	"for": true, "if": true, "in": true, "into": true, "is": true, "it": true, "no": true, "not": true, "of": true,
	"on": true, "or": true, "such": true, "that": true, "the": true, "their": true, "then": true, "there": true,
	"these": true, "they": true, "this": true, "to": true, "was": true, "will": true, "with": true,
}
