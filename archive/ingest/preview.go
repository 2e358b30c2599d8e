package ingest

import (
	"context"
	"errors"
	"strings"

	"dateline/archive"
	"dateline/archive/reader"
)

// Preview is what the first records of inputs hold.
type Preview struct {
	Records []Previewed    `json:"records"`
	Skipped map[string]int `json:"skipped,omitempty"` // what is no article, by kind
	Listed  []string       `json:"listed,omitempty"`  // the first addresses that sitemaps list
	More    bool           `json:"more"`              // there was more to read
}

// Previewed is what would be read from one record.
type Previewed struct {
	Input     string       `json:"input"`
	Line      int          `json:"line,omitempty"`
	Title     string       `json:"title,omitempty"`
	Published archive.Date `json:"published,omitzero"`
	Source    string       `json:"source,omitempty"`
	Authors   []string     `json:"authors,omitempty"`
	Language  string       `json:"language,omitempty"`
	Section   string       `json:"section,omitempty"`
	URL       string       `json:"url,omitempty"`
	Words     int          `json:"words"`
	Problem   string       `json:"problem,omitempty"` // why it would be rejected
}

// errEnough ends the reading of a preview.
var errEnough = errors.New("enough was read")

// Look reads the first records of inputs, limit of each, and stores nothing. An
// input that does not exist is an error.
func Look(ctx context.Context, opt reader.Options, limit int, inputs ...string) (*Preview, error) {
	p := &Preview{Records: []Previewed{}}
	for _, input := range inputs {
		count := 0
		err := reader.Read(ctx, input, opt, nil, func(item reader.Item) error {
			switch {
			case count == limit:
				p.More = true
				return errEnough
			case item.Skipped != "":
				if p.Skipped == nil {
					p.Skipped = map[string]int{}
				}
				p.Skipped[item.Skipped]++
				if _, address, ok := strings.Cut(item.Input, "!http"); ok && len(p.Listed) < limit && strings.HasPrefix(item.Skipped, "address") {
					p.Listed = append(p.Listed, "http"+address)
				}
				return nil
			}
			count++
			p.Records = append(p.Records, previewed(item))
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return p, err
		}
	}
	return p, nil
}

func previewed(item reader.Item) Previewed {
	if item.Problem == nil {
		item.Problem = unusable(&item.Article)
	}
	if item.Problem != nil {
		p := problem(item)
		return Previewed{Input: p.Input, Line: p.Line, Problem: p.Reason}
	}
	a := &item.Article
	annotate(a)
	return Previewed{
		Input: item.Input, Line: item.Line, Title: a.Title, Published: a.Published, Source: a.Source,
		Authors: a.Authors, Language: a.Language, Section: a.Section, URL: a.URL, Words: a.Words(),
	}
}
