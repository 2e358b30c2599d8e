package bench

import (
	"fmt"
	"math"
	"strings"
	"time"

	ours "dateline/index/query"
)

// conditions are the parts of a WHERE clause.
type conditions struct {
	match string
	where []string
	args  []any
}

// fts5Conditions says in SQL what a query asks for.
func fts5Conditions(q Query) (conditions, error) {
	var c conditions
	nodes := []ours.Node{q.tree}
	if and, ok := q.tree.(ours.And); ok {
		nodes = and.Nodes
	}
	var words []ours.Node
	var dates []ours.Dates
	for _, n := range nodes {
		switch n := n.(type) {
		case ours.All:
		case ours.Dates:
			dates = append(dates, n)
		default:
			words = append(words, n)
		}
	}
	if len(words) > 0 {
		match, err := fts5Match(words)
		if err != nil {
			return c, err
		}
		c.match = match
		c.where, c.args = append(c.where, "words MATCH ?"), append(c.args, match)
	}
	for _, d := range dates {
		first, last, err := d.Days(time.Now())
		if err != nil || d.Field != "date" {
			return c, errCannot
		}
		c.where = append(c.where, "d.first >= ? AND d.last <= ?")
		c.args = append(c.args, max(first, math.MinInt32), min(last, math.MaxInt32))
	}
	for _, f := range q.Filters {
		c.where = append(c.where, fmt.Sprintf(
			"EXISTS (SELECT 1 FROM %[1]s f WHERE f.doc = d.id AND f.value = (SELECT number FROM %[1]s_names WHERE name = ?))", f.Field))
		c.args = append(c.args, f.Values[0])
	}
	return c, nil
}

// fts5Match joins nodes by AND; those negated come last, as FTS5's NOT has two
// sides.
func fts5Match(nodes []ours.Node) (string, error) {
	var all, none []string
	for _, n := range nodes {
		to := &all
		if not, ok := n.(ours.Not); ok {
			n, to = not.Node, &none
		}
		s, err := fts5Node(n)
		if err != nil {
			return "", err
		}
		*to = append(*to, s)
	}
	if len(all) == 0 {
		return "", errCannot
	}
	match := strings.Join(all, " AND ")
	for _, s := range none {
		match = "(" + match + ") NOT " + s
	}
	return match, nil
}

func fts5Node(n ours.Node) (string, error) {
	switch n := n.(type) {
	case ours.And:
		s, err := fts5Match(n.Nodes)
		return "(" + s + ")", err
	case ours.Or:
		parts := make([]string, len(n.Nodes))
		for i, c := range n.Nodes {
			var err error
			if parts[i], err = fts5Node(c); err != nil {
				return "", err
			}
		}
		return "(" + strings.Join(parts, " OR ") + ")", nil
	case ours.Word:
		switch {
		case n.Field != ours.Anywhere:
		case n.Form == ours.Plain:
			return quoted(n.Text), nil
		case n.Form == ours.Prefix:
			return quoted(n.Text) + " *", nil
		}
	case ours.Phrase:
		switch {
		case n.Field != ours.Anywhere:
		case n.Slop == 0:
			return quoted(n.Text), nil
		default:
			return fts5Near(strings.Fields(n.Text), n.Slop), nil
		}
	case ours.Near:
		left, lok := n.Left.(ours.Word)
		right, rok := n.Right.(ours.Word)
		if lok && rok && n.Unit == ours.Words && !n.Ordered {
			return fts5Near([]string{left.Text, right.Text}, n.Distance), nil
		}
	}
	return "", errCannot
}

// fts5Near counts the words between two, where Dateline counts from one to the
// other.
func fts5Near(words []string, distance int) string {
	for i, w := range words {
		words[i] = quoted(w)
	}
	return fmt.Sprintf("NEAR(%s, %d)", strings.Join(words, " "), distance-1)
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
