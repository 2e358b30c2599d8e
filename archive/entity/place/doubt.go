package place

import "slices"

// doubts are the mentions that only the rest of the text can settle: bodies that
// several countries have, such as Congress, and Georgia.
type doubts struct {
	open []doubt
	sure [8]uint64 // a bit for each country with a mention beyond doubt
	city [8]uint64 // and for each with a city or region
}

// doubt is a mention by its place among those of the text.
type doubt struct {
	mention int
	sense   *sense
}

// note takes in a mention.
func (d *doubts) note(s *sense, mention int) {
	word, bit := s.country>>6, uint64(1)<<(s.country&63)
	switch {
	case s.flags&(weakName|sharedName) != 0:
		d.open = append(d.open, doubt{mention, s})
	case int(word) < len(d.sure):
		d.sure[word] |= bit
		if s.via == viaCity {
			d.city[word] |= bit
		}
	}
}

func has(set *[8]uint64, country int) bool {
	return country >= 0 && country>>6 < len(set) && set[country>>6]&(1<<(country&63)) != 0
}

// settle takes out the weak mentions of countries that have no sure one, and
// gives shared ones to the country that the text is in.
func (f *finder) settle(mentions []Mention) []Mention {
	if len(f.doubts.open) == 0 {
		return mentions
	}
	american := f.isAmericanGeorgia()
	next, kept := 0, mentions[:0]
	for i, m := range mentions {
		if next < len(f.doubts.open) && f.doubts.open[next].mention == i {
			s := f.doubts.open[next].sense
			next++
			if s.flags&sharedName != 0 && american {
				m.Code, m.Via = "US", vias[viaCity]
			} else if s.flags&weakName != 0 && !has(&f.doubts.sure, int(s.country)) {
				continue
			}
		}
		kept = append(kept, m)
	}
	return kept
}

// isAmericanGeorgia decides which Georgia a text means. Georgians, Tbilisi or a
// leader of the country decide for it; otherwise another state or city of the
// United States, or they alone without a neighbour of the country, for the state.
func (f *finder) isAmericanGeorgia() bool {
	place := func(code string) int { return slices.Index(f.codes, code) }
	if has(&f.doubts.sure, place("GE")) {
		return false
	}
	if has(&f.doubts.city, place("US")) {
		return true
	}
	for _, neighbour := range []string{"RU", "SUHH", "AM", "AZ", "TR", "UA", "MD"} {
		if has(&f.doubts.sure, place(neighbour)) {
			return false
		}
	}
	return has(&f.doubts.sure, place("US"))
}
