package place

// A name means a country only in its place. The rules here look at the words
// beside it.

// shouted reports whether the word at i, in capitals, may be a name written so
// rather than an acronym: words of four letters always may, shorter ones only
// among others in capitals.
func (f *finder) shouted(i int, word string) bool {
	if len(word) >= 4 {
		return true
	}
	return len(word) == 3 && (i > 0 && isCapitals(f.text.At(i-1)) || i+1 < f.text.Len() && isCapitals(f.text.At(i+1)))
}

// hasOffice reports whether an office of state stands right before token i and no
// other name right after it, as in "President Bush said", where a surname alone is
// enough.
func (f *finder) hasOffice(i int) bool {
	if i == 0 || !offices[f.text.At(i-1)] {
		return false
	}
	return !f.joined(i) || !isCapital(f.text.At(i+1))
}

var offices = setOf(`President Minister Premier Chancellor King Queen Emperor Sultan Emir Taoiseach president minister premier
	chancellor leader Presidente Président président Präsident Präsidentin Bundeskanzler Bundeskanzlerin Kanzler Kanzlerin
	Ministerpräsident`)

// insideName reports whether the word at i, which is also a first name or a
// surname, is more likely part of a longer name: a capital stands next to it that
// nothing else explains.
func (f *finder) insideName(i int) bool {
	if i < f.context.Title || f.context.Language == "de" { // where every word, or noun, may have a capital
		return false
	}
	if i > 0 && f.joined(i-1) {
		if before := f.text.At(i - 1); isCapital(before) && !isCapitals(before) && !besideCountry[before] {
			return true
		}
	}
	if f.joined(i) {
		if after := f.text.At(i + 1); isCapital(after) && !isCapitals(after) && !besideCountry[after] {
			return true
		}
	}
	return false
}

// besideCountry are words with a capital that stand beside a country rather than
// in a person's name.
var besideCountry = setOf(`In The And But For From With While As At By On To Of Since After Before If When Where Both Like Under
	Over Through Against Between Despite Although Though Because Whether Unlike Until Only Even Yet Also Is Was Will Would
	Can Could Should Has Have Had Does Did Not Its Our Their His Her That This These Those Then There Here Now What Why How
	Inside Outside Across Around About Into Near Not So Or Nor No Once
	President Prime Minister King Queen Prince Princess Crown Foreign Defence Defense Finance Interior Ambassador Embassy
	Government Parliament Army Air Navy Police National State Central Supreme Court Security Council Bank University
	Airport International Street Avenue Square Stock Exchange Bourse Times Post Monday Tuesday Wednesday Thursday Friday
	Saturday Sunday January February March April May June July August September October November December Jan Feb Mar
	Apr Jun Jul Aug Sept Sep Oct Nov Dec Reuters AP AFP
	Northern Southern Eastern Western North South East West Greater Central Upper Lower Old Historic
	Senate House Congress Governor Mayor Gov. Sen. Secretary General Representatives Democrats Republicans Republican
	Democratic Senator Legislature Attorney Department County City Metropolitan Heathrow`)

// speaksFor reports whether a country is shown by tokens first to last although
// they are part of an organisation's name. The Russian Foreign Ministry and the
// Bank of Japan do show one, the Norway Grain Company and the New York Times do
// not. On the first half of Reuters-21578 this is better than to take all or none.
func (f *finder) speaksFor(n Name, first, last int, s *sense) bool {
	switch s.via {
	case viaMetonym:
		return true
	case viaName, viaDemonym:
		if s.via == viaName && first > n.First { // Shell Canada, the Bank of Japan
			return true
		}
		if last-first == 1 && len(f.text.At(first)) <= 4 && isCapitals(f.text.At(first)) { // U.S. Treasury, UK Budget
			return true
		}
	case viaLeader: // the Reagan Administration
		last := f.text.At(n.Last - 1)
		return last == "Administration" || last == "Cabinet" || last == "Government"
	default:
		return false
	}
	for i := n.First; i < n.Last; i++ {
		if i >= first && i < last {
			continue
		}
		word := f.text.At(i)
		if ofState[word] {
			return true
		}
		if isCapitals(word) && len(word) <= maxWord {
			var buffer [maxWord + 4]byte
			if ofState[string(fromCapitals.apply(buffer[:0], word))] {
				return true
			}
		}
	}
	return false
}

// ofState are words in the names of the bodies of a state.
var ofState = setOf(`Ministry Minister Government Parliament Senate Congress House Assembly Council Cabinet Court Courts Army Navy
	Force Forces Air Guard Guards Marines Military Armed Defence Defense Police Security Intelligence Service Embassy
	Consulate Mission Bank Treasury Department Office Commission Committee Authority Agency Administration Bureau Board
	Customs Border Coast Election Elections Electoral Statistics Federal State Supreme Constitutional Foreign Interior
	National Central Republic Kingdom Union Party Federation Football Olympic Delegation Prosecutor Prosecutors
	Representatives Commons Lords Reserve Corps Command Staff Secret Red`)

// located gives a city the country that is named right after it and a comma:
// Paris, Texas; Hyderabad, Pakistan. A capital moves only into a state, because
// "Moscow, Iran and Turkey" is a list.
func (f *finder) located(m match) match {
	s := &f.senses[m.sense]
	if s.via != viaCity && s.via != viaCapital || s.flags&aState != 0 || m.end+1 >= f.text.Len() || f.text.At(m.end) != "," {
		return m
	}
	after := f.text.At(m.end + 1)
	if !f.candidate(after) {
		return m
	}
	next := f.at(m.end+1, after)
	if !next.ok {
		return m
	}
	in := &f.senses[next.sense]
	if in.country != 0 && in.country != s.country && (in.flags&aState != 0 || s.via == viaCity && in.via == viaName && in.flags&sharedName == 0) {
		return match{m.end, f.cityOf[in.country], true}
	}
	return m
}

// isTicker reports whether token i stands in angle brackets, as the symbols of
// stock exchanges and the tags of HTML do: <UK> is Union Carbide.
func (f *finder) isTicker(i int) bool {
	start, end := f.text.Tokens[i].Start, f.text.Tokens[i].End
	source := f.text.Source
	return start > 0 && source[start-1] == '<' && int(end) < len(source) && (source[end] == '>' || source[end] == '.')
}
