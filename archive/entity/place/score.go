package place

import (
	"cmp"
	"slices"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// The weights were tuned on the first half of Reuters-21578; TestReuters reports
// them on the second.
type weights struct {
	via                   [6]float32
	title, dateline, lead float32
	leadTokens            int
	least, ofTop, fade    float32
	saturate              float32
}

var tuned = weights{
	via:   [6]float32{1, 1, .8, .6, .6, .5},
	title: 4, dateline: 1, lead: 1.5, leadTokens: 60,
	least: 1.2, ofTop: .3, fade: 0, saturate: 0,
}

// Score says how strongly a text is about the countries it names, those with the
// highest score first.
func (g *Gazetteer) Score(text *token.Text, c *Context, mentions []Mention) []Country {
	return g.score(text, c, mentions, &tuned)
}

func (g *Gazetteer) score(text *token.Text, c *Context, mentions []Mention, w *weights) []Country {
	var countries []Country
	for _, m := range mentions {
		n := slices.IndexFunc(countries, func(x Country) bool { return x.Code == m.Code })
		if n < 0 {
			n = len(countries)
			countries = append(countries, Country{Code: m.Code})
		}
		weight := w.via[viaOf(m.Via)]
		switch {
		case m.First < c.Title:
			weight *= w.title
		case m.First < c.Title+w.leadTokens:
			weight *= w.lead
		}
		countries[n].Score += weight
	}
	slices.SortFunc(countries, func(a, b Country) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Code, b.Code))
	})
	for i := range countries {
		countries[i].About = countries[i].Score >= max(w.least, w.ofTop*countries[0].Score)
	}
	if c.Default != "" && (len(countries) == 0 || !countries[0].About) {
		countries = append([]Country{{Code: c.Default, Score: w.least, About: true}}, countries...)
	}
	return countries
}

func viaOf(v entity.Via) int { return slices.Index(vias[:], v) }
