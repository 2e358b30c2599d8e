package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

type searchCommand struct {
	Limit        int      `placeholder:"N" help:"Articles shown (20)."`
	Sort         string   `placeholder:"ORDER" help:"relevance, newest, oldest or added."`
	Match        string   `placeholder:"HOW" help:"all words or any; all unless nothing has all."`
	Person       []string `sep:"none" placeholder:"NAME" help:"About this person: an id, a name, a|b for either, -a for not, none for nobody. The next six likewise; each may be repeated."`
	Organisation []string `sep:"none" placeholder:"NAME"`
	Country      []string `sep:"none" placeholder:"NAME"`
	Topic        []string `sep:"none" placeholder:"NAME"`
	Source       []string `sep:"none" placeholder:"NAME"`
	Author       []string `sep:"none" placeholder:"NAME"`
	Language     []string `sep:"none" placeholder:"CODE"`
	From         string   `placeholder:"DATE" help:"Published on or after."`
	To           string   `placeholder:"DATE" help:"Published on or before."`
	Duplicates   string   `placeholder:"HOW" help:"show every copy of an article, or fold them into one; show unless given."`
	Cursor       string   `placeholder:"TEXT" help:"Go on where a page ended."`
	Query        []string `arg:"" optional:"" help:"What to find; nothing for every article. See: dateline help query"`
}

// Run asks the same address as a browser would, so that both find the same.
func (c *searchCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	body, err := c.ask(ctx, e, s)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printBody(body)
	}
	return printFound(newPaper(e.out), body)
}

func (c *searchCommand) ask(ctx context.Context, e *env, s *session) ([]byte, error) {
	if err := s.connect(ctx); err != nil {
		return nil, err
	}
	if s.owner != nil { // nobody else has kept the index up
		if err := s.catchUp(ctx, e.err); err != nil {
			return nil, err
		}
	}
	return s.get(ctx, http.MethodGet, "/api/v1/search?"+c.values().Encode())
}

// values are the parameters of the search's address; those not given are left to
// the API's defaults.
func (c *searchCommand) values() url.Values {
	v := url.Values{}
	set := func(name string, values ...string) {
		for _, value := range values {
			if value != "" {
				v.Add(name, value)
			}
		}
	}
	set("q", strings.Join(c.Query, " "))
	set("person", c.Person...)
	set("organisation", c.Organisation...)
	set("country", c.Country...)
	set("topic", c.Topic...)
	set("source", c.Source...)
	set("author", c.Author...)
	set("language", c.Language...)
	set("from", c.From)
	set("to", c.To)
	set("match", c.Match)
	set("sort", c.Sort)
	set("duplicates", c.Duplicates)
	set("cursor", c.Cursor)
	if c.Limit != 0 {
		set("limit", strconv.Itoa(c.Limit))
	}
	return v
}

// printBody passes on the JSON of the API as it is.
func (e *env) printBody(body []byte) error {
	if len(body) == 0 || body[len(body)-1] != '\n' {
		body = append(body, '\n')
	}
	_, err := e.out.Write(body)
	return err
}
