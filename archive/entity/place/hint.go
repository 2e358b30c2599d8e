package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/archive/entity/token"
)

// hints are countries that a text is about by its money and its companies, though
// it may not name them. A hint is no mention.
type hints struct {
	codes  []string
	scores []float32
	counts map[string]int
}

// fewHints is how many hints of one sort count for a country.
const fewHints = 3

func (h *hints) add(sort, code string, weight float32) {
	if h.counts == nil {
		h.counts = make(map[string]int)
	}
	if h.counts[sort+code]++; h.counts[sort+code] > fewHints {
		return
	}
	at := slices.Index(h.codes, code)
	if at < 0 {
		at = len(h.codes)
		h.codes, h.scores = append(h.codes, code), append(h.scores, 0)
	}
	h.scores[at] += weight
}

// addHints adds the scores of hints to the countries. Where a company is listed says
// less than where an article comes from, so that it does not count behind a dateline.
func addHints(text *token.Text, countries []Country, hasDateline bool, w *weights) []Country {
	var h hints
	for i := range text.Tokens {
		word := text.At(i)
		if c := word[0]; c >= utf8.RuneSelf || c == 's' || c == 'z' {
			if code := moneys[word]; code != "" {
				h.add("money", code, w.money)
			}
		}
		if start := int(text.Tokens[i].Start); start > 0 && !hasDateline && text.Source[start-1] == '<' {
			if code := listedIn(text.Source[start:]); code != "" {
				h.add("listing", code, w.listing)
			}
		}
	}
	for n, code := range h.codes {
		at := slices.IndexFunc(countries, func(x Country) bool { return x.Code == code })
		if at < 0 {
			at = len(countries)
			countries = append(countries, Country{Code: code})
		}
		countries[at].Score += h.scores[n]
	}
	return countries
}

// moneys are the signs of currencies that one country has.
var moneys = map[string]string{
	"stg": "GB", "£": "GB", "zł": "PL", "₴": "UA", "₽": "RU", "₹": "IN", "₪": "IL", "₩": "KR", "₺": "TR", "₦": "NG", "₫": "VN",
}

// listedIn is the country of the exchange on which a share is listed whose symbol
// begins a text, as Reuters writes them: <BP.L>; without an exchange, <XON>, it is
// an American one. "" for what is no symbol, such as a tag of HTML.
func listedIn(text string) string {
	const longest = 9
	symbol, _, ok := strings.Cut(text[:min(len(text), longest+1)], ">")
	if !ok {
		return ""
	}
	share, exchange, listed := strings.Cut(symbol, ".")
	if share == "" || len(share) > 6 || strings.Trim(share, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return ""
	}
	switch {
	case listed:
		return exchanges[exchange]
	case share[0] <= '9' || tags[share]:
		return ""
	}
	return "US"
}

// exchanges are the endings of Reuters's symbols that mean one country, today or in
// the 1980s. Those of New York are left out: foreign companies are listed there.
var exchanges = map[string]string{
	"L": "GB", "F": "DE", "DE": "DE", "T": "JP", "PA": "FR", "AS": "NL", "Z": "CH", "HK": "HK", "ST": "SE", "MI": "IT",
	"TO": "CA", "V": "CA", "BR": "BE", "SI": "SG", "J": "ZA", "HE": "FI", "VI": "AT", "AX": "AU", "OL": "NO", "CO": "DK",
	"MC": "ES", "KL": "MY", "KS": "KR", "SS": "CN", "SZ": "CN", "BO": "IN", "NS": "IN", "TW": "TW", "BK": "TH", "JK": "ID",
	"SA": "BR", "MX": "MX", "IS": "TR", "TA": "IL", "WA": "PL", "LS": "PT", "I": "IE",
}

// tags of HTML that could be symbols of shares.
var tags = setOf("A B I P S U Q BR HR LI OL UL TD TR TH TT EM DL DT DD H1 H2 H3 H4 DIV IMG PRE SUB SUP VAR NAV BODY HEAD HTML FORM SPAN FONT TABLE TITLE")
