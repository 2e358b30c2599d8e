package main

import (
	"context"
	"fmt"
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/tag"
)

type modelEvalCommand struct {
	corpusFlags
	Part string `default:"test" help:"Part of --corpus to measure on (${default})."`
}

// Run measures a model by exact spans.
func (c *modelEvalCommand) Run(_ context.Context, e *env) error {
	m, err := openModel(e.model)
	if err != nil {
		return err
	}
	examples, err := c.read(e, c.Part)
	if err != nil {
		return err
	}
	result := measure(m, examples)
	if e.json {
		return e.printJSON(result)
	}
	p := newPaper(e.out)
	result.print(p)
	return p.err
}

// measured is what eval prints as JSON. The shares are of 100.
type measured struct {
	Model     string            `json:"model"`
	Texts     int               `json:"texts"`
	Tokens    int               `json:"tokens"`
	All       shares            `json:"all"`
	Kinds     map[string]shares `json:"kinds"`
	Repeated  shares            `json:"repeated"` // names that stand in a text twice or more, once a text
	Met       rates             `json:"met"`      // the same, where the other side has it once or more
	TokensSec float64           `json:"tokens_per_second"`
}

type shares struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Gold      int     `json:"gold"`
	Found     int     `json:"found"`
	Right     int     `json:"right"`
}

// rates are shares of counts of their own.
type rates struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Gold      int     `json:"gold"`
}

func sharesOf(s tag.Score) shares {
	return shares{100 * s.Precision(), 100 * s.Recall(), 100 * s.F1(), s.Gold, s.Found, s.Right}
}

func measure(m *tag.Model, examples []*tag.Example) measured {
	begin := time.Now()
	e := tag.Evaluate(m, examples)
	out := measured{
		Model: m.Version(), Texts: e.Examples, Tokens: e.Tokens, All: sharesOf(e.All),
		Kinds: map[string]shares{}, TokensSec: float64(e.Tokens) / time.Since(begin).Seconds(),
	}
	out.Repeated = sharesOf(e.RepeatedAll())
	met := e.MetAll()
	out.Met = rates{100 * met.Precision(), 100 * met.Recall(), 100 * met.F1(), met.Gold}
	for _, kind := range []entity.Kind{entity.Person, entity.Organisation, entity.Place} {
		out.Kinds[string(kind)] = sharesOf(e.ByKind[kind])
	}
	return out
}

func (r *measured) print(p *paper) {
	p.line(fmt.Sprintf("model %s on %s of %d tokens", r.Model, plural(r.Texts, "text", "texts"), r.Tokens))
	p.line(fmt.Sprintf("%-14s %9s %7s %7s %7s", "", "precision", "recall", "F1", "names"))
	row := func(name string, s shares) {
		p.line(fmt.Sprintf("%-14s %9.1f %7.1f %7.1f %7d", name, s.Precision, s.Recall, s.F1, s.Gold))
	}
	for _, kind := range []entity.Kind{entity.Person, entity.Organisation, entity.Place} {
		row(string(kind), r.Kinds[string(kind)])
	}
	row("all", r.All)
	row("twice or more", r.Repeated)
	row("… met at all", shares{Precision: r.Met.Precision, Recall: r.Met.Recall, F1: r.Met.F1, Gold: r.Met.Gold})
}
