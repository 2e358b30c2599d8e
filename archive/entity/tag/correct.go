package tag

import (
	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// correct sets right what the labels of words cannot know of a whole name, and
// reports false for what is none: a word with a capital for things of a kind.
// from is the token that the chunk starts at.
func (t *Tagger) correct(text *token.Text, from int, s Span) (Span, bool) {
	s = trimmed(text, WithoutTitle(text, s))
	if s.Kind == entity.Person && (isNamesake(text, s.Last) || isStorm(text, s.First)) {
		return s, false
	}
	if s.Kind == entity.Organisation && s.Last-s.First > 1 && text.At(s.First) == "NGO" {
		s.First++
	}
	if w := written(text, s.First, s.Last); common[w] || descriptions[w] {
		return s, false
	}
	if s.Kind == entity.Organisation && s.Last-s.First > 1 && t.isPlace(s.First-from, s.Last-from) {
		s.Kind = entity.Place // Central African Republic; a team goes by its country, too
	}
	return s, true
}

// trimmed is a name without the marks at its ends, and of two with a semicolon
// between the first.
func trimmed(text *token.Text, s Span) Span {
	opened := 0
	for i := s.First; i < s.Last; i++ {
		switch text.At(i) {
		case ";":
			if i > s.First {
				s.Last = i
			}
		case "(", "[":
			opened++
		}
	}
	for s.Last-s.First > 1 && (edges[text.At(s.Last-1)] || opened == 0 && closing[text.At(s.Last-1)]) {
		s.Last--
	}
	for s.Last-s.First > 1 && (edges[text.At(s.First)] || closing[text.At(s.First)]) {
		s.First++
	}
	return s
}

var (
	edges   = wordSet("' ’ ‘ \" “ ” , ; : - – — / ( [")
	closing = wordSet(") ]")
)

// isPlace reports whether tokens first to last of the chunk are the name of a
// country or region, and of no body.
func (t *Tagger) isPlace(first, last int) bool {
	h := t.words[first].low
	for _, w := range t.words[first+1 : last] {
		h = combine(h, w.low)
	}
	l := t.m.lexicon.find(h).lists
	return l&(listCountry|listPlace) != 0 && l&listBody == 0
}

// isNamesake reports whether the token at i is what is named after the person
// before it: Nobel Prize, James Webb Space Telescope.
func isNamesake(text *token.Text, i int) bool {
	if i+1 < text.Len() && text.At(i) == "Space" {
		i++
	}
	return i < text.Len() && namesakes[text.At(i)]
}

// isStorm reports whether the token at i, or that before it, says that what bears
// the name is a storm or a ship.
func isStorm(text *token.Text, i int) bool {
	return bearers[text.At(i)] || i > 0 && bearers[text.At(i-1)]
}

var bearers = wordSet("Hurricane Typhoon Cyclone Storm HMS USS USNS RMS INS MV RRS")

var namesakes = wordSet(`Act Amendment Award Awards Cup Disease Doctrine Fellowship Fellowships Invitational Law Lecture Lectures
	Medal Prize Prizes Scale Scholarship Scholarships Syndrome Telescope Trophy
	disease prize prizes syndrome telescope trophy`)

// isDistrict reports whether two names are Washington, D.C., which is one.
func isDistrict(text *token.Text, a, b Span) bool {
	if b.First != a.Last+1 || b.Last != b.First+1 || text.At(a.Last) != "," || text.At(a.Last-1) != "Washington" {
		return false
	}
	w := text.At(b.First)
	return w == "D.C." || w == "DC"
}

// descriptions say what somebody or something is, not who or which.
var descriptions = map[string]bool{"First Lady": true, "Prime Minister": true, "First Nation": true, "First Nations": true}

// common are words with capitals that name nothing of their own.
var common = wordSet(`Government Governments Kingdom NGO NGOs CSO CSOs SME SMEs MSME MSMEs
	GDP GNP VAT GST PPP IPO IPOs ESG FDI NFT NFTs MoU MoUs MOU MOUs EBITDA ETF ETFs REIT REITs KPI KPIs SOP SOPs RFP PPA PPAs M&A R&D
	PhD MBA BSc MSc GCSE GCSEs STEM CEO CEOs CFO COO CTO PM PMs MP MPs MLA MLAs MEP MEPs VIP VIPs
	DNA RNA mRNA HIV AIDS HIV/AIDS PCR ICU ICUs PPE PTSD ADHD IVF GMO GMOs SARS MERS COVID COVID-19 Covid Covid-19
	AI IT ICT IoT AR VR GPS CCTV TV TVs DVD DVDs CD CDs LED LCD USB URL URLs PDF PDFs SMS SIM PIN ATM ATMs FAQ FAQs DIY Q&A B2B P2P OTT 4G 5G
	SUV SUVs EV EVs LNG LPG CNG CO2 UFO UFOs UAV UAVs ICBM ICBMs WMD WMDs IED IEDs POW POWs IDP IDPs
	AGM AGMs EGM EIA EIAs FIR FIRs LGBT LGBTQ LGBTQ+ LGBTQI LGBTI BAME GMT UTC BST EST EDT CET PST IST
	COP COP21 COP25 COP26 COP27 COP28 COP29 COP30 VAR DRS`)
