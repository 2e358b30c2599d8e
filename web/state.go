package web

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/index"
	"dateline/index/query"
)

type chipView struct {
	Label string // "person", "from"
	Value string
	Not   bool
	Href  string // the search without it
}

type orderView struct {
	link
	Here bool
}

// choiceView is what is chosen, and the way to the other choice.
type choiceView struct {
	Here  string
	Other link
}

// copiesChoice says whether copies are folded, and links the other way.
func copiesChoice(q index.Query, r *index.Results) *choiceView {
	other := plainList(q)
	if q.Duplicates == index.Show {
		other.Duplicates = ""
		return &choiceView{"Copies are listed", link{"fold them", searchAddress(other)}}
	}
	if r.Listed == r.Total {
		return nil
	}
	other.Duplicates = index.Show
	return &choiceView{countOf(r.Total-r.Listed, "copy") + " folded", link{"show them", searchAddress(other)}}
}

// dateForm narrows by date.
type dateForm struct {
	From, To string
	Keep     []hidden
}

// noteView shows a remark at its place in the query.
type noteView struct {
	Before, At, After string
	Message           string
}

// position says where in the list the page stands, and links the next one.
func position(q index.Query, r *index.Results, seen int) (where, next string) {
	if len(r.Hits) == 0 {
		return "", ""
	}
	known := q.Cursor == "" || seen > 0
	if q.Cursor == "" {
		seen = 0
	}
	last := seen + len(r.Hits)
	if known && last <= r.Listed {
		where = fmt.Sprintf("%s–%s of %s", number(seen+1), number(last), number(r.Listed))
	}
	if r.Next == "" {
		return where, ""
	}
	on := plainList(q)
	on.Cursor = r.Next
	values := on.Values()
	if known {
		values.Set(seenParameter, strconv.Itoa(last))
	}
	return where, withParameters(searchPath, values)
}

func noteViews(text string, notes []query.Note) []noteView {
	const around = 24 // letters of the query shown on each side
	var views []noteView
	for _, n := range notes {
		if n.At < 0 || n.Length < 0 || n.At+n.Length > len(text) {
			views = append(views, noteView{Message: n.Message})
			continue
		}
		before, after := []rune(text[:n.At]), []rune(text[n.At+n.Length:])
		v := noteView{Before: string(before), At: text[n.At : n.At+n.Length], After: string(after), Message: n.Message}
		if len(before) > around {
			v.Before = "…" + string(before[len(before)-around:])
		}
		if len(after) > around {
			v.After = string(after[:around]) + "…"
		}
		views = append(views, v)
	}
	return views
}

// orders are the sort links. Relevance needs words to be relevant to.
func orders(q index.Query) []orderView {
	now := q.Sort
	if now == "" {
		now = index.Relevance
	}
	list := []index.Sort{index.Relevance, index.Newest, index.Oldest, index.Added}
	if q.Text == "" {
		list = list[1:]
		if now == index.Relevance {
			now = index.Newest
		}
	}
	words := map[index.Sort]string{
		index.Relevance: "relevance", index.Newest: "newest", index.Oldest: "oldest", index.Added: "last added",
	}
	var views []orderView
	for _, o := range list {
		to := q
		to.Sort = o
		if o == list[0] {
			to.Sort = ""
		}
		views = append(views, orderView{link{words[o], searchAddress(to)}, o == now})
	}
	return views
}

// chips are the filters in use, each with the search without it.
func (s *Server) chips(q index.Query) []chipView {
	var chips []chipView
	for _, f := range q.Filters {
		var names []string
		rest := plainList(q)
		for _, value := range f.Values {
			names = append(names, s.valueName(f.Field, value))
			rest = rest.Without(f.Field, value)
		}
		label := fieldNoun(f.Field)
		if f.Not {
			label = "not"
		}
		chips = append(chips, chipView{label, strings.Join(names, " or "), f.Not, searchAddress(rest)})
	}
	if q.From != "" {
		rest := plainList(q)
		rest.From = ""
		chips = append(chips, chipView{"from", boundWords(q.From), false, searchAddress(rest)})
	}
	if q.To != "" {
		rest := plainList(q)
		rest.To = ""
		chips = append(chips, chipView{"to", boundWords(q.To), false, searchAddress(rest)})
	}
	if q.Match != index.MatchAuto {
		rest := plainList(q)
		rest.Match = index.MatchAuto
		chips = append(chips, chipView{"words", string(q.Match), false, searchAddress(rest)})
	}
	return chips
}

// valueName is what readers call a filter's value.
func (s *Server) valueName(field, value string) string {
	if value == index.None {
		return noneWords(field)
	}
	return s.index.Name(field, value)
}

func documentTitle(q index.Query, v *searchView) string {
	var parts []string
	if q.Text != "" {
		parts = append(parts, shortened(q.Text, 60))
	}
	for _, chip := range v.Chips {
		parts = append(parts, shortened(chip.Value, 40))
	}
	if len(parts) == 0 {
		return "Every article"
	}
	return strings.Join(parts, ", ")
}

// undatedAddress narrows a search to the articles that have no date.
func undatedAddress(q index.Query) string {
	q = plainList(q)
	switch {
	case q.Text == "":
		q.Text = "is:undated"
	case strings.ContainsAny(q.Text, " \t"):
		q.Text = "(" + q.Text + ") is:undated"
	default:
		q.Text += " is:undated"
	}
	return searchAddress(q)
}
