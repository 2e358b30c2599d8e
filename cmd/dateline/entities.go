package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/entity/recognise"
	"dateline/archive/language"
)

type entitiesCommand struct {
	Language string   `placeholder:"CODE" help:"Language of the texts (en, uk …); found out unless given."`
	Date     string   `placeholder:"DATE" help:"Day of publication, for who held which office then."`
	Desk     string   `placeholder:"COUNTRY" help:"Country that texts naming none are about."`
	Names    string   `type:"existingfile" placeholder:"FILE" help:"Editors' decisions on names (YAML or CSV)."`
	Input    []string `arg:"" name:"path" help:"Plain text files, or - for standard input."`
}

// entitiesOf is what was recognised in one input.
type entitiesOf struct {
	Input    string         `json:"input"`
	Language string         `json:"language"`
	Note     string         `json:"note,omitempty"` // what was not looked for
	Entities []listedEntity `json:"entities"`
	Named    []listedEntity `json:"named"` // countries that it names without being about them
}

// listedEntity is one entity with its mentions, by bytes of the input.
type listedEntity struct {
	Kind       entity.Kind     `json:"kind"`
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Count      int             `json:"count"`
	Weight     float32         `json:"weight"`
	Confidence float32         `json:"confidence"`
	Mentions   []listedMention `json:"mentions"`
}

type listedMention struct {
	Text  string     `json:"text"`
	Start int        `json:"start"`
	End   int        `json:"end"`
	Via   entity.Via `json:"via,omitempty"`
}

// Run recognises entities in plain text; it needs no archive.
func (c *entitiesCommand) Run(ctx context.Context, e *env) error {
	text, err := c.text()
	if err != nil {
		return err
	}
	recogniser, err := e.recogniser(c.Names)
	if err != nil {
		return err
	}
	found := []entitiesOf{}
	var failed []error
	for _, input := range c.Input {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		content, err := c.read(ctx, e, input)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		found = append(found, recogniseIn(recogniser, input, content, text))
	}
	if e.json {
		err = e.printJSON(struct {
			Inputs []entitiesOf `json:"inputs"`
		}{found})
	} else {
		err = printEntities(newPaper(e.out), found)
	}
	return errors.Join(append(failed, err)...)
}

// text is what the flags say of every input.
func (c *entitiesCommand) text() (recognise.Text, error) {
	t := recognise.Text{Language: c.Language}
	day, err := archive.ParseDate(c.Date)
	if err != nil {
		return t, usageError("--%w", err)
	}
	if !day.IsZero() {
		t.Day = day.Time()
	}
	if c.Desk != "" {
		country, ok := archive.CountryOf(c.Desk)
		if !ok {
			return t, usageError("--desk %q: no such country; give its name or its code of two letters", c.Desk)
		}
		t.Desk = country.ID
	}
	return t, nil
}

// read reads a whole input. Mentions are given by its bytes, so it is not
// converted from another charset.
func (c *entitiesCommand) read(ctx context.Context, e *env, input string) (string, error) {
	var content []byte
	var err error
	if input == "-" {
		content, err = io.ReadAll(&interruptible{ctx, e.in})
	} else {
		content, err = os.ReadFile(input)
	}
	switch {
	case err != nil:
		return "", err
	case !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0:
		return "", fmt.Errorf("%s is not plain text in UTF-8: convert it first, or import it", input)
	}
	return string(content), nil
}

func recogniseIn(r *recognise.Recogniser, input, content string, t recognise.Text) entitiesOf {
	t.Text, t.Title = content, titleOf(content)
	if t.Language == "" {
		t.Language = language.Detect(content[:min(len(content), language.Window)])
	}
	of := entitiesOf{Input: input, Language: cmp.Or(t.Language, "und"), Note: recognise.Note(t.Language), Entities: []listedEntity{}, Named: []listedEntity{}}
	for _, f := range r.Recognise(t) {
		l := listedEntity{Kind: f.Kind, ID: f.ID, Name: f.Name, Count: len(f.Mentions), Weight: f.Weight, Confidence: f.Confidence}
		for _, m := range f.Mentions {
			l.Mentions = append(l.Mentions, listedMention{content[m.Start:m.End], m.Start, m.End, m.Via})
		}
		if f.About {
			of.Entities = append(of.Entities, l)
		} else {
			of.Named = append(of.Named, l)
		}
	}
	return of
}

// titleOf is how many bytes at the start of a text are its title: a short line
// before a blank one, that does not end as a sentence does.
func titleOf(text string) int {
	const longest = 200
	line, rest, ok := strings.Cut(text, "\n")
	next, _, _ := strings.Cut(rest, "\n")
	line = strings.TrimRight(line, " \r")
	if !ok || line == "" || len(line) > longest || strings.HasSuffix(line, ".") || strings.TrimSpace(next) != "" {
		return 0
	}
	return len(line)
}

// kindsInPlural head the lists of entities.
var kindsInPlural = map[entity.Kind]string{
	entity.Person: "people", entity.Organisation: "organisations", entity.Country: "countries", entity.Place: "places",
}

func printEntities(p *paper, inputs []entitiesOf) error {
	for i, of := range inputs {
		if i > 0 {
			p.line("")
		}
		p.line(p.strong(printable(of.Input)) + " (" + of.Language + ")")
		if of.Note != "" {
			p.wrap("", of.Note)
		}
		heading := ""
		list := func(entities []listedEntity, suffix string) {
			for _, l := range entities {
				if h := kindsInPlural[l.Kind] + suffix; h != heading {
					heading = h
					p.line("")
					p.line(p.strong(h))
				}
				p.line(fmt.Sprintf("%6d  %s  %s", l.Count, printable(l.Name), l.ID))
			}
		}
		list(of.Entities, "")
		list(of.Named, " that are only named")
	}
	return p.err
}
