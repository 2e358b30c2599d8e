package recognise

import (
	"cmp"
	"slices"

	"dateline/archive/entity"
	"dateline/archive/entity/place"
	"dateline/archive/entity/resolve"
)

// What a mention weighs, by where it stands: a title names what an article is
// about, and a lede nearly so.
const (
	titleWeight = 4
	ledeWeight  = 1.5
	textWeight  = 1
	ledeTokens  = 60
)

// found makes the result out of the resolved names and the countries.
func (w *worker) found(clusters []resolve.Cluster, scored []place.Country, title int) []entity.Found {
	list := make([]entity.Found, 0, len(clusters)+len(scored))
	for _, c := range clusters {
		f := entity.Found{Ref: c.Ref, About: true, Mentions: make([]entity.Mention, 0, len(c.Names))}
		for _, n := range c.Names {
			s := w.spans[w.places[n]]
			f.Mentions = append(f.Mentions, w.mention(s.First, s.Last, entity.ViaName))
			f.Weight += weight(s.First, title)
			f.Confidence = max(f.Confidence, s.Confidence)
		}
		list = append(list, f)
	}
	kinds := entity.Kinds() // in the order in which they are listed
	slices.SortStableFunc(list, func(a, b entity.Found) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(b.Weight, a.Weight))
	})
	places := len(list)
	for places > 0 && list[places-1].Kind == entity.Place {
		places--
	}
	return slices.Insert(list, places, w.foundCountries(scored, title)...)
}

// foundCountries are the countries that are named, the highest score first, and
// the desk's, which nobody named.
func (w *worker) foundCountries(scored []place.Country, title int) []entity.Found {
	list := make([]entity.Found, 0, len(scored))
	for _, c := range scored {
		f := entity.Found{
			Ref:        entity.Ref{Kind: entity.Country, ID: c.Code, Name: entity.CountryName(c.Code)},
			About:      c.About,
			Confidence: 1,
		}
		for _, m := range w.countries {
			if m.Code == c.Code {
				f.Mentions = append(f.Mentions, w.mention(m.First, m.Last, m.Via))
				f.Weight += weight(m.First, title)
			}
		}
		f.Weight = max(f.Weight, textWeight)
		list = append(list, f)
	}
	return list
}

func (w *worker) mention(first, last int, via entity.Via) entity.Mention {
	return entity.Mention{Start: int(w.text.Tokens[first].Start), End: int(w.text.Tokens[last-1].End), Via: via}
}

func weight(first, title int) float32 {
	switch {
	case first < title:
		return titleWeight
	case first < title+ledeTokens:
		return ledeWeight
	}
	return textWeight
}
