package place

// A capital or a city shows the state that it lay in when the article was
// written: Moscow was in the Soviet Union until the end of 1991. What names a
// country itself is left alone, but for Russia, by which papers meant the Union.

// formerState is a state that broke up.
type formerState struct {
	code  string
	until month // the first without it
	heirs []string
	all   string // the heir whose every name meant the whole
}

var formerStates = []formerState{
	{code: "SUHH", until: (1992-1900)*12 + 1, heirs: []string{"RU", "UA", "BY", "KZ", "UZ", "KG", "TJ", "TM", "GE", "AM", "AZ", "MD", "LT", "LV", "EE"}, all: "RU"},
	{code: "YUCS", until: (1992-1900)*12 + 1, heirs: []string{"RS", "HR", "SI", "BA", "MK", "ME", "XK"}},
	{code: "CSHH", until: (1993-1900)*12 + 1, heirs: []string{"CZ", "SK"}},
}

// past tells for each country, by its place in the codes, which state it was a
// part of, and until when.
type past struct {
	state uint16
	until month
	whole bool
}

// readPast fills in what the codes once were parts of.
func (g *Gazetteer) readPast() {
	place := map[string]uint16{}
	for i, code := range g.codes {
		place[code] = uint16(i)
	}
	g.past = make([]past, len(g.codes))
	for _, f := range formerStates {
		state, ok := place[f.code]
		if !ok {
			continue
		}
		for _, heir := range f.heirs {
			if i, ok := place[heir]; ok {
				g.past[i] = past{state: state, until: f.until, whole: heir == f.all}
			}
		}
	}
}

// then is the country that a sense shows at the time of the article.
func (f *finder) then(s *sense) uint16 {
	p := f.past[s.country]
	if f.now == 0 || f.now >= p.until || s.via == viaLeader || s.via == viaMetonym && !p.whole {
		return s.country
	}
	if p.whole || s.via == viaCapital || s.via == viaCity {
		return p.state
	}
	return s.country
}
