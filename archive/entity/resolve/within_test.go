package resolve

import (
	"strings"
	"testing"
	"time"

	"dateline/archive/entity"
)

// grouped writes the clusters of names as "id: 0 2; id: 1". Names are written with
// their kind ("P:", "O:", "L:"); words before "|" stand before the name, words
// after a second one after it.
func grouped(t *testing.T, k *Known, c *Context, names ...string) string {
	t.Helper()
	kinds := map[string]entity.Kind{"P": entity.Person, "O": entity.Organisation, "L": entity.Place}
	var list []Name
	for _, n := range names {
		kind, rest, _ := strings.Cut(n, ":")
		parts := strings.Split(rest, "|")
		name := Name{Kind: kinds[kind], Text: parts[len(parts)-1]}
		if len(parts) > 1 {
			name.Before, name.Text = parts[0], parts[1]
		}
		if len(parts) > 2 {
			name.After = parts[2]
		}
		list = append(list, name)
	}
	var out []string
	for _, c := range k.Within(list, c) {
		s := c.ID + ":"
		for _, n := range c.Names {
			s += " " + string(rune('0'+n))
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func day(s string) time.Time {
	d, _ := time.Parse(time.DateOnly, s)
	return d
}

var withinCases = []struct {
	about string
	names []string
	want  string
	c     Context
}{
	{about: "a surname after and before its full name", names: []string{"P:Herrick", "P:Jack Herrick", "P:Herrick's"}, want: "jack-herrick: 0 1 2"},
	{about: "the latest of two", names: []string{"P:Anna Lind", "P:Bert Lind", "P:Lind", "P:Anna Lind", "P:Lind"}, want: "anna-lind: 0 3 4; bert-lind: 1 2"},
	{about: "two Clintons by sex", names: []string{"P:Bill Clinton", "P:Hillary Clinton", "P:Mr.|Clinton", "P:Mrs|Clinton", "P:Hillary"}, want: "bill-clinton: 0 2; hillary-clinton: 1 3 4"},
	{about: "two Clintons by office", names: []string{"P:President|Bill Clinton", "P:Senator|Hillary Clinton", "P:President|Clinton"}, want: "bill-clinton: 0 2; hillary-clinton: 1"},
	{about: "a listed one beside a relative", names: []string{"P:Ivanka Trump", "P:Trump", "P:Ms.|Trump"}, want: "ivanka-trump: 0 2; donald-trump: 1"},
	{about: "titles inside", names: []string{"P:President Donald Trump", "P:Ayatollah Ali Khamenei", "P:National Security Adviser Mike Waltz", "P:US Secretary of State Marco Rubio", "P:Waltz"}, want: "donald-trump: 0; ali-khamenei: 1; mike-waltz: 2 4; marco-rubio: 3"},
	{about: "capitals", names: []string{"P:TRUMP", "P:JOHN SMITHSON", "P:Smithson"}, want: "donald-trump: 0; john-smithson: 1 2"},
	{about: "capitals alone", names: []string{"P:ANNE-MARIE MCDOWELL"}, want: "anne-marie-mcdowell: 0"},
	{about: "initials", names: []string{"P:J.D. Vance", "P:Vance", "P:J. K. Miller", "P:John Kevin Miller", "P:Miller"}, want: "j-d-vance: 0 1; john-kevin-miller: 2 3 4"},
	{about: "nicknames", names: []string{"P:William Hartley", "P:Bill Hartley", "P:Bill"}, want: "william-hartley: 0 1 2"},
	{about: "surname first", names: []string{"P:Xi Jinping", "P:Xi", "P:Kim Jong Un", "P:Kim", "P:Zhao Lijian", "P:Zhao", "P:Nguyen Van Hung", "P:Hung"}, want: "xi-jinping: 0 1; kim-jong-un: 2 3; zhao-lijian: 4 5; nguyen-van-hung: 6 7"},
	{about: "two Kims", names: []string{"P:Kim Jong Un", "P:Kim Jong Il", "P:Kim Jong-un", "P:Kim Jong-il"}, want: "kim-jong-un: 0 2; kim-jong-il: 1 3"},
	{about: "Hungarian", names: []string{"P:Kovács István", "P:Kovács", "P:Orbán Viktor"}, want: "kovacs-istvan: 0 1; viktor-orban: 2", c: Context{Language: "hu"}},
	{about: "particles", names: []string{"P:Ursula von der Leyen", "P:von der Leyen", "P:Bashar al-Assad", "P:Assad", "P:al-Assad", "P:Mohammed bin Salman", "P:bin Salman", "P:Maria de la Cruz", "P:de la Cruz"}, want: "ursula-von-der-leyen: 0 1; bashar-al-assad: 2 3 4; mohammed-bin-salman: 5 6; maria-de-la-cruz: 7 8"},
	{about: "suffixes", names: []string{"P:John Hale Jr.", "P:Hale", "P:Henry Ford III"}, want: "john-hale-jr: 0 1; henry-ford-iii: 2"},
	{about: "double surnames", names: []string{"P:Rosa Montero Vidal", "P:Montero", "P:Andrés Manuel López Obrador", "P:López Obrador", "P:López"}, want: "rosa-montero-vidal: 0 1; andres-manuel-lopez-obrador: 2 3 4"},
	{about: "hyphens", names: []string{"P:Claire Dubois-Martin", "P:Dubois-Martin", "P:Martin"}, want: "claire-dubois-martin: 0 1 2"},
	{about: "popes and kings", names: []string{"P:Pope|Francis", "P:Francis", "P:King|Charles III", "P:Queen|Elizabeth II", "P:Prince|William"}, want: "pope-francis: 0 1; king-charles-iii: 2; queen-elizabeth-ii: 3; prince-william: 4"},
	{about: "known by the surname", names: []string{"P:Putin", "P:Zelenskiy", "P:Khamenei", "P:Macron"}, want: "vladimir-putin: 0; volodymyr-zelenskyy: 1; ali-khamenei: 2; emmanuel-macron: 3"},
	{about: "known in its time", names: []string{"P:Bush"}, want: "george-w-bush: 0", c: Context{Day: day("2005-03-01")}},
	{about: "known in its time, earlier", names: []string{"P:George Bush"}, want: "george-h-w-bush: 0", c: Context{Day: day("1990-03-01")}},
	{about: "unknown without a time", names: []string{"P:Bush"}, want: "bush: 0"},
	{about: "known in other scripts", names: []string{"P:Путіна", "P:Владимиром Путиным", "P:پوتین", "P:Зеленського", "P:Πούτιν"}, want: "vladimir-putin: 0 1 2 4; volodymyr-zelenskyy: 3"},
	{about: "a father's name", names: []string{"P:Mohammed bin Rashid Karam", "P:Salman", "P:Mohammed bin Salman", "P:Salman"}, want: "mohammed-bin-rashid-karam: 0; salman: 1 3; mohammed-bin-salman: 2"},
	{about: "a slip in the name of a listed one", names: []string{"P:Zelensky", "P:Zelenky", "P:Mr|Zelensky"}, want: "volodymyr-zelenskyy: 0 1 2"},
	{about: "a slip", names: []string{"P:K.C. Maurer", "P:Mauer"}, want: "k-c-maurer: 0 1"},
	{about: "father and son apart", names: []string{"P:Tom Barr Jr.", "P:Tom Barr Sr."}, want: "tom-barr-jr: 0; tom-barr-sr: 1"},

	{about: "acronyms in brackets", names: []string{"O:|Munich Leather Council|(MLC) met", "O:MLC", "O:MLC's"}, want: "munich-leather-council: 0 1 2"},
	{about: "acronyms", names: []string{"O:Bureau of Odd Affairs", "O:BOA", "O:the Bureau"}, want: "bureau-of-odd-affairs: 0 1 2"},
	{about: "listed acronyms", names: []string{"O:NATO", "O:UN", "O:U.N.", "O:United Nations", "O:RFE/RL", "O:USAID"}, want: "nato: 0; united-nations: 1 2 3; radio-free-europe-radio-liberty: 4; us-agency-for-international-development: 5"},
	{about: "the Post", names: []string{"O:New York Post", "O:The Post", "O:Washington Post", "O:the Post"}, want: "new-york-post: 0 1; washington-post: 2 3"},
	{about: "case, the, possessive, legal forms", names: []string{"O:The Dover Observer", "O:Dover Observer's", "O:DOVER OBSERVER", "O:Acme Widgets Inc.", "O:Acme Widgets"}, want: "dover-observer: 0 1 2; acme-widgets-inc: 3 4"},
	{about: "numbers and possessives", names: []string{"O:Electoral College", "O:15 Electoral College", "O:Noaa", "O:Noaa's Office of Tides"}, want: "electoral-college: 0 1; noaa: 2; noaa-s-office-of-tides: 3"},
	{about: "the House is not the White House", names: []string{"O:White House", "O:House"}, want: "white-house: 0; house: 1"},
	{about: "no surname inside an organisation", names: []string{"O:Trump Organization", "P:Eric Trump"}, want: "trump-organization: 0; eric-trump: 1"},
	{about: "places", names: []string{"L:Kyiv", "L:Lviv", "L:KYIV", "L:the Hague"}, want: "kyiv: 0 2; lviv: 1; hague: 3"},
	{about: "what is no organisation", names: []string{"O:Air Force One", "O:the World Cup", "P:Brexit"}},
	{about: "what pages say of themselves", names: []string{"P:Privacy Policyand", "O:Privacy Policy", "O:Terms of Service"}},
	{about: "nothing", names: []string{"P:", "O:!?", "P:Mr.", "L: "}, want: "mr: 2"},
}

func TestWithin(t *testing.T) {
	k := mustDefault(t)
	for _, c := range withinCases {
		if got := grouped(t, k, &c.c, c.names...); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.about, c.names, got, c.want)
		}
	}
}

func FuzzWithin(f *testing.F) {
	for _, c := range withinCases {
		f.Add(strings.Join(c.names, "\n"), c.c.Language)
	}
	k := mustDefault(f)
	f.Fuzz(func(t *testing.T, lines, language string) {
		var names []Name
		for line := range strings.SplitSeq(lines, "\n") {
			kind, text, _ := strings.Cut(line, ":")
			before, name, ok := strings.Cut(text, "|")
			if !ok {
				before, name = "", text
			}
			names = append(names, Name{Text: name, Before: before, After: "(" + before, Kind: map[string]entity.Kind{"P": entity.Person, "O": entity.Organisation}[kind]})
		}
		for i := range names {
			if names[i].Kind == "" {
				names[i].Kind = entity.Place
			}
		}
		used := make([]bool, len(names))
		for _, c := range k.Within(names, &Context{Language: language}) {
			if c.ID == "" || c.Name == "" || len(c.Names) == 0 {
				t.Errorf("cluster %+v", c)
			}
			for i, n := range c.Names {
				if used[n] || i > 0 && c.Names[i-1] >= n {
					t.Errorf("names %v", c.Names)
				}
				used[n] = true
			}
		}
	})
}
