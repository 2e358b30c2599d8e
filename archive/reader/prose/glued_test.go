package prose

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"dateline/archive"
)

// glued are paragraphs, and what splitRelated makes of them: "> " marks a link.
var glued = []struct {
	text string
	want []string
}{
	// two words grown together
	{"SEE ALSO: Harvest Falls For The Third YearFarmers in the south said on Monday that the rain had come too late.",
		[]string{"> Harvest Falls For The Third Year", "Farmers in the south said on Monday that the rain had come too late."}},
	{"SEE ALSO: Port Reopens As Ice MeltsCaptain's orders came before dawn and the ships left at once.",
		[]string{"> Port Reopens As Ice Melts", "Captain's orders came before dawn and the ships left at once."}},
	{"READ MORE: Minister quits over letterThe minister of transport left her office on Friday after a vote.",
		[]string{"> Minister quits over letter", "The minister of transport left her office on Friday after a vote."}},
	{"Related: What We Know About The CableA second cable was cut in the gulf, the operator said.",
		[]string{"> What We Know About The Cable", "A second cable was cut in the gulf, the operator said."}},
	// a sentence and a sentence
	{"SEE ALSO: The Bridge Needs Steel. The Mill Wants Coal In Return.Until last year, the two towns had shared the cost of both.",
		[]string{"> The Bridge Needs Steel. The Mill Wants Coal In Return.", "Until last year, the two towns had shared the cost of both."}},
	{"READ ALSO: Is The Drought Over?Rain fell on most of the country on Sunday, the service said.",
		[]string{"> Is The Drought Over?", "Rain fell on most of the country on Sunday, the service said."}},
	{"SEE ALSO: Union Calls It 'Maximum Effort'Workers walked out on Tuesday for a second time.",
		[]string{"> Union Calls It 'Maximum Effort'", "Workers walked out on Tuesday for a second time."}},
	{"SEE ALSO: Mayor Speaks Of “A New Start”Residents had waited for hours to hear her.",
		[]string{"> Mayor Speaks Of “A New Start”", "Residents had waited for hours to hear her."}},
	{"SEE ALSO: Court Frees Editor After A Year\"I did not expect it,\" she told reporters outside the court.",
		[]string{"> Court Frees Editor After A Year", "\"I did not expect it,\" she told reporters outside the court."}},
	{"SEE ALSO: Court Frees Editor After A Year“I did not expect it,” she told reporters outside the court.",
		[]string{"> Court Frees Editor After A Year", "“I did not expect it,” she told reporters outside the court."}},
	{"SEE ALSO: The Elections Of 2024The count went on through the night in most of the country.",
		[]string{"> The Elections Of 2024", "The count went on through the night in most of the country."}},
	// names with a capital inside are no seams
	{"SEE ALSO: McCain And DeSantis On YouTube As SpaceX Sells iPhonesThe two men spoke for an hour about nothing of note.",
		[]string{"> McCain And DeSantis On YouTube As SpaceX Sells iPhones", "The two men spoke for an hour about nothing of note."}},
	{"SEE ALSO: How eBay, LinkedIn And OpenAI Differ From RFE/RLAnalysts have looked at the three firms since the spring.",
		[]string{"SEE ALSO: How eBay, LinkedIn And OpenAI Differ From RFE/RLAnalysts have looked at the three firms since the spring."}},
	{"SEE ALSO: U.S. Warns Of Delay In O'Neill CaseLawyers for the company said they had not been told.",
		[]string{"> U.S. Warns Of Delay In O'Neill Case", "Lawyers for the company said they had not been told."}},
	{"SEE ALSO: Fleet Leaves St.Petersburg For The NorthSailors waved from the decks as the ships passed the fort.",
		[]string{"> Fleet Leaves St.Petersburg For The North", "Sailors waved from the decks as the ships passed the fort."}},
	{"SEE ALSO: Ministers Meet At NATOThe alliance has not said what they will talk about.",
		[]string{"> Ministers Meet At NATO", "The alliance has not said what they will talk about."}},
	// more than one candidate: the words between decide
	{"SEE ALSO: NewCo Launches A Ferry To The IslandsThe company said that GreenLine would follow next year.",
		[]string{"> NewCo Launches A Ferry To The Islands", "The company said that GreenLine would follow next year."}},
	// other alphabets and languages
	{"ЧИТАЙТЕ ТАКОЖ: Врожай зменшився третій рікФермери на півдні сказали, що дощ прийшов запізно.",
		[]string{"> Врожай зменшився третій рік", "Фермери на півдні сказали, що дощ прийшов запізно."}},
	{"Читайте также: Порт снова открылсяКапитаны получили приказ до рассвета, и корабли вышли сразу.",
		[]string{"> Порт снова открылся", "Капитаны получили приказ до рассвета, и корабли вышли сразу."}},
	{"Διαβάστε επίσης: Άνοιξε το λιμάνι του ΠειραιάΟι ναυτικοί είπαν ότι περίμεναν πολύ καιρό.",
		[]string{"> Άνοιξε το λιμάνι του Πειραιά", "Οι ναυτικοί είπαν ότι περίμεναν πολύ καιρό."}},
	{"Lesen Sie auch: Die Ernte fällt ausBauern im Süden sagten am Montag, der Regen sei zu spät gekommen.",
		[]string{"> Die Ernte fällt aus", "Bauern im Süden sagten am Montag, der Regen sei zu spät gekommen."}},
	// a link and nothing else
	{"SEE ALSO: Harvest Falls For The Third Year", []string{"> Harvest Falls For The Third Year"}},
	{"Recommended: Why the river rose", []string{"> Why the river rose"}},
	{"Lire aussi : Le port rouvre", []string{"> Le port rouvre"}},
	// inside a paragraph
	{"The ships left at dawn. SEE ALSO: Port Reopens As Ice MeltsCrews had waited there since the first week of March.",
		[]string{"The ships left at dawn.", "> Port Reopens As Ice Melts", "Crews had waited there since the first week of March."}},
	{"The ships left at dawn.READ MORE: Port Reopens As Ice Melts", []string{"The ships left at dawn.", "> Port Reopens As Ice Melts"}},
	// twice
	{"SEE ALSO: Port Reopens As Ice MeltsCrews had waited since March. SEE ALSO: Harvest Falls For The Third Year",
		[]string{"> Port Reopens As Ice Melts", "Crews had waited since March.", "> Harvest Falls For The Third Year"}},
	// not sure: whole
	{"SEE ALSO: the river rose in spring. It had not done so before. Nobody could say why it did.",
		[]string{"SEE ALSO: the river rose in spring. It had not done so before. Nobody could say why it did."}},
	// no markers
	{"He told them to see also: nothing.", []string{"He told them to see also: nothing."}},
	{"Related companies rose as well.", []string{"Related companies rose as well."}},
	{"“Read more: that is my advice,” she said.", []string{"“Read more: that is my advice,” she said."}},
	{"YouTube said: nothing to add.", []string{"YouTube said: nothing to add."}},
	{"", nil},
}

func TestSplitRelated(t *testing.T) {
	for _, c := range glued {
		var got []string
		for _, p := range splitRelated(c.text) {
			text := p.Text
			if p.Kind == archive.Related {
				text = "> " + text
			}
			got = append(got, text)
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("splitRelated(%q)\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// FuzzSplitRelated checks that nothing is lost: the parts are the text, but for
// white space and the markers of links.
func FuzzSplitRelated(f *testing.F) {
	for _, c := range glued {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = OneLine(text)
		left := squeeze(text)
		for _, p := range splitRelated(text) {
			if p.Text == "" || p.Text != strings.TrimSpace(p.Text) {
				t.Errorf("splitRelated(%q) gives %q", text, p.Text)
			}
			part := squeeze(p.Text)
			if p.Kind == archive.Related {
				marker := squeezedMarker.FindString(left)
				if marker == "" {
					t.Fatalf("splitRelated(%q): %q is not behind a marker in %q", text, part, left)
				}
				left = left[len(marker):]
			}
			rest, ok := strings.CutPrefix(left, part)
			if !ok {
				t.Fatalf("splitRelated(%q): %q is not next in %q", text, part, left)
			}
			left = rest
		}
		if left != "" {
			t.Errorf("splitRelated(%q) loses %q", text, left)
		}
	})
}

// squeeze takes white space away.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var squeezedMarker = regexp.MustCompile(`^(?i:` + strings.ReplaceAll(markerWords, `\s+`, "") + `)[:：]`)

func TestInsideName(t *testing.T) {
	for _, name := range []string{"Mc|Cain", "Mc|Cain's", "i|Phone", "e|Bay", "You|Tube", "You|TubeThe", "De|Santis", "Mac|Arthur", "Space|X", "Мак|Кейн", "Pay|Pal’s", "(Fitz|Gerald", "anti-You|Tube"} {
		if left, right, _ := strings.Cut(name, "|"); !insideName(left, right) {
			t.Errorf("%s is not taken for a name", name)
		}
	}
	for _, word := range []string{"Bite|Trump's", "Branch|Iranian", "Ukraine|Russia", "iPhones|The", "McCain|He", "YouTube|The", "Race|A", "Race|I"} {
		if left, right, _ := strings.Cut(word, "|"); insideName(left, right) {
			t.Errorf("%s is taken for a name", word)
		}
	}
}
