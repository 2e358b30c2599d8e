package tag

import (
	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// correct sets right what the labels of words cannot know of a whole name, and
// reports false for what is none: a word with a capital for things of a kind.
// from is the token that the chunk starts at.
func (t *Tagger) correct(text *token.Text, from int, s Span) (Span, bool) {
	s = WithoutTitle(text, s)
	if w := written(text, s.First, s.Last); common[w] || w == "First Lady" || w == "Prime Minister" {
		return s, false
	}
	if s.Kind == entity.Organisation && s.Last-s.First > 1 && t.isPlace(s.First-from, s.Last-from) {
		s.Kind = entity.Place // Central African Republic; a team goes by its country, too
	}
	return s, true
}

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

// common are words with capitals that name nothing of their own.
var common = wordSet(`Government Governments Kingdom NGO NGOs CSO CSOs SME SMEs MSME MSMEs
	GDP GNP VAT GST PPP IPO IPOs ESG FDI NFT NFTs MoU MoUs MOU MOUs EBITDA ETF ETFs REIT REITs KPI KPIs SOP SOPs RFP PPA PPAs M&A R&D
	PhD MBA BSc MSc GCSE GCSEs STEM CEO CEOs CFO COO CTO PM PMs MP MPs MLA MLAs MEP MEPs VIP VIPs
	DNA RNA mRNA HIV AIDS HIV/AIDS PCR ICU ICUs PPE PTSD ADHD IVF GMO GMOs SARS MERS COVID COVID-19 Covid Covid-19
	AI IT ICT IoT AR VR GPS CCTV TV TVs DVD DVDs CD CDs LED LCD USB URL URLs PDF PDFs SMS SIM PIN ATM ATMs FAQ FAQs DIY Q&A B2B P2P OTT 4G 5G
	SUV SUVs EV EVs LNG LPG CNG CO2 UFO UFOs UAV UAVs ICBM ICBMs WMD WMDs IED IEDs POW POWs IDP IDPs
	AGM AGMs EGM EIA EIAs FIR FIRs LGBT LGBTQ LGBTQ+ LGBTQI LGBTI BAME GMT UTC BST EST EDT CET PST IST
	COP COP21 COP25 COP26 COP27 COP28 COP29 COP30 VAR DRS`)
