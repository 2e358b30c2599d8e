package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// found is what a person is shown of the API's answer to a search.
type found struct {
	Query struct {
		Interpreted string `json:"interpreted"`
		Relaxed     bool   `json:"relaxed"`
		DidYouMean  string `json:"did_you_mean"`
		Notes       []struct {
			Message string `json:"message"`
		} `json:"notes"`
	} `json:"query"`
	Total   int        `json:"total"`
	Listed  *int       `json:"listed"` // when copies are folded
	Results []foundHit `json:"results"`
	Facets  map[string]struct {
		Values   []foundName `json:"values"`
		Distinct int         `json:"distinct"`
	} `json:"facets"`
	Next string `json:"next"`
}

type foundHit struct {
	ID        int64  `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Source    string `json:"source"`
	Snippet   []struct {
		Text string `json:"text"`
		Hit  bool   `json:"hit"`
	} `json:"snippet"`
	People        []foundName `json:"people"`
	Countries     []foundName `json:"countries"`
	Organisations []foundName `json:"organisations"`
	Topics        []foundName `json:"topics"`
	Folded        int         `json:"folded"`
}

type foundName struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// printFound lists the articles of a page, then what the whole result is about.
func printFound(p *paper, body []byte) error {
	var f found
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	heading := plural(f.Total, "article", "articles")
	if f.Query.Interpreted != "" {
		heading += " for " + printable(f.Query.Interpreted)
	}
	if f.Listed != nil && *f.Listed < f.Total {
		heading += fmt.Sprintf(", %s folded", plural(f.Total-*f.Listed, "copy", "copies"))
	}
	p.line(heading)
	if f.Query.Relaxed {
		p.line("No article has all the words; these have some of them.")
	}
	if f.Query.DidYouMean != "" {
		p.line("Did you mean: " + printable(f.Query.DidYouMean))
	}
	for _, n := range f.Query.Notes {
		p.line("note: " + printable(n.Message))
	}
	for i := range f.Results {
		p.line("")
		f.Results[i].print(p)
	}
	f.printFacets(p)
	if f.Next != "" {
		p.line("")
		p.line("more: add --cursor " + printable(f.Next))
	}
	return p.err
}

func (h *foundHit) print(p *paper) {
	title := h.Title
	if title == "" {
		title = "(no title)"
	}
	p.wrap("", p.strong(printable(title)))
	published := h.Published
	if published == "" {
		published = "undated"
	}
	facts := []string{published}
	if h.Source != "" {
		facts = append([]string{h.Source}, facts...)
	}
	facts = append(facts, fmt.Sprintf("id %d", h.ID))
	if h.Folded > 0 {
		facts = append(facts, "+"+plural(h.Folded, "other", "others"))
	}
	p.wrap("  ", printable(strings.Join(facts, " · ")))

	var snippet strings.Builder
	for _, f := range h.Snippet {
		text := printable(f.Text)
		if f.Hit {
			text = p.strong(text)
		}
		snippet.WriteString(text)
	}
	p.wrap("  ", snippet.String())
	if names := names(h.People, h.Organisations, h.Countries, h.Topics); names != "" {
		p.wrap("  ", "— "+names)
	}
}

// names joins the entities of an article, of each kind the first few.
func names(kinds ...[]foundName) string {
	const few = 5
	var all []string
	for _, kind := range kinds {
		for _, n := range kind[:min(len(kind), few)] {
			all = append(all, printable(n.Name))
		}
	}
	return strings.Join(all, ", ")
}

// printFacets sums up each facet in a line.
func (f *found) printFacets(p *paper) {
	const few = 5
	first := true
	for _, field := range [...]string{"person", "organisation", "country", "topic", "source"} {
		facet := f.Facets[field]
		var values []string
		for _, v := range facet.Values[:min(len(facet.Values), few)] {
			values = append(values, fmt.Sprintf("%s %d", printable(v.Name), v.Count))
		}
		if len(values) == 0 {
			continue
		}
		if more := facet.Distinct - len(values); more > 0 {
			values = append(values, fmt.Sprintf("%d more", more))
		}
		if first {
			p.line("")
			first = false
		}
		p.wrap("", fmt.Sprintf("%s: %s", field, strings.Join(values, ", ")))
	}
}
