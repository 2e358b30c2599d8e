package place

import (
	"cmp"
	"slices"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// weights say what makes a text be about a country. They were tuned on the first
// half of Reuters-21578, without its datelines and with them; TestReuters reports
// them on the second half.
type weights struct {
	via        [6]float32 // a mention, by way of naming
	title      float32    // times this in the title,
	lead       float32    // in the first leadTokens after it,
	dateline   float32    // in the place that an agency's story begins with,
	currency   float32    // before the name of a currency,
	late       float32    // after the first lateTokens
	money      float32    // an amount in a country's own currency, each of the first few
	listing    float32    // the symbol of a share, each of the first few
	leadTokens int
	lateTokens int
	least      float32 // the lowest score of a country that a text is about
	ofTop      float32 // and its lowest share of the highest score
}

var tuned = weights{
	via:   [6]float32{1, .85, .5, .4, 1.2, .65}, // name, demonym, capital, city, metonym, leader
	title: 3.5, lead: 2.2, dateline: 6, currency: .75, late: .75, money: .5, listing: 1.5, leadTokens: 20, lateTokens: 200,
	least: 1.4, ofTop: .19,
}

// Score says how strongly a text is about the countries it names, those with the
// highest score first.
func (g *Gazetteer) Score(text *token.Text, c *Context, mentions []Mention) []Country {
	return score(text, c, mentions, &tuned)
}

func score(text *token.Text, c *Context, mentions []Mention, w *weights) []Country {
	var countries []Country
	dateline := datelineEnd(text, c.Title)
	for _, m := range mentions {
		n := slices.IndexFunc(countries, func(x Country) bool { return x.Code == m.Code })
		if n < 0 {
			n = len(countries)
			countries = append(countries, Country{Code: m.Code})
		}
		weight := w.via[slices.Index(vias[:], m.Via)]
		switch {
		case m.First < c.Title:
			weight *= w.title
		case m.First < dateline:
			weight *= w.dateline
		case m.First < dateline+w.leadTokens:
			weight *= w.lead
		case m.First >= dateline+w.lateTokens:
			weight *= w.late
		}
		if m.Last < text.Len() && currencies[text.At(m.Last)] {
			weight *= w.currency
		}
		countries[n].Score += weight
	}
	named := len(countries)
	countries = addHints(text, countries, dateline > c.Title, w)
	slices.SortFunc(countries, func(a, b Country) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Code, b.Code))
	})
	for i := range countries {
		countries[i].About = countries[i].Score >= max(w.least, w.ofTop*countries[0].Score)
	}
	if named == 1 && len(countries) == 1 && onlyPlaces(mentions) {
		countries[0].About = true
	}
	countries = slices.DeleteFunc(countries, func(x Country) bool { return !x.About && !isNamed(x.Code, mentions) })
	if c.Default != "" && (len(countries) == 0 || !countries[0].About) {
		countries = slices.DeleteFunc(countries, func(x Country) bool { return x.Code == c.Default })
		countries = slices.Insert(countries, 0, Country{Code: c.Default, Score: w.least, About: true})
	}
	return countries
}

// onlyPlaces tells whether the places of a text are its cities, capitals and seats
// of power: a text that names one place and no country is about the place.
func onlyPlaces(mentions []Mention) bool {
	return !slices.ContainsFunc(mentions, func(m Mention) bool {
		return m.Via != entity.ViaCity && m.Via != entity.ViaCapital && m.Via != entity.ViaMetonym
	})
}

func isNamed(code string, mentions []Mention) bool {
	return slices.ContainsFunc(mentions, func(m Mention) bool { return m.Code == code })
}

// datelineEnd is the token after the dateline of an agency's story, as in
// "WASHINGTON, March 3 - " and "KYIV, Ukraine (AP) — ", or title, the first token
// of the body, if there is none.
func datelineEnd(text *token.Text, title int) int {
	const longest = 12 // tokens
	if title >= text.Len() || !isCapitals(text.At(title)) {
		return title
	}
	for i := title + 1; i < min(title+longest, text.Len()); i++ {
		switch text.At(i) {
		case "-", "--", "–", "—":
			return i + 1
		}
	}
	return title
}

// currencies follow the name of a country that a text need not be about.
var currencies = setOf(`franc francs dollar dollars dlr dlrs Dollar Dollars dollar-denominated dlr-denominated yen mark marks
	pound pounds lira lire crown crowns krone kroner krona peso pesos guilder guilders peseta pesetas rupee rupees rouble
	roubles ruble rubles yuan won
	FRANC FRANCS DOLLAR DOLLARS DLR DLRS YEN MARK MARKS CROWN CROWNS`)
