package place

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity/token"
)

// TestReuters reports how well the countries of the second half of Reuters-21578
// are found; the weights were tuned on the first. The text is the title, the body
// and the dateline that leads it, as the archive's reader puts them together, and
// once more without datelines.
func TestReuters(t *testing.T) {
	t.Parallel()
	stories := reuters(t)
	if half := len(stories) / 2; os.Getenv("DATELINE_TUNE") != "" {
		stories = stories[:half]
	} else {
		stories = stories[half:]
	}
	for _, c := range []struct {
		dateline      bool
		without, desk float64 // at least this F1 without the United States, and with them as the desk's country
	}{
		{true, 86.5, 91.5},
		{false, 78, 86},
	} {
		var without, desk counts
		for _, s := range stories {
			p := prepare(t, s, c.dateline)
			without.add(about(score(p.text, &p.context, p.mentions, &tuned)), s.places, "US")
			p.context.Default = "US"
			desk.add(about(score(p.text, &p.context, p.mentions, &tuned)), s.places, "")
		}
		t.Logf("%d articles, dateline %v: without US %v; desk US %v", len(stories), c.dateline, without, desk)
		if without.f1() < c.without || desk.f1() < c.desk {
			t.Errorf("dateline %v: F1 %.1f without US, want %.1f; %.1f with the desk's country, want %.1f", c.dateline, without.f1(), c.without, desk.f1(), c.desk)
		}
	}
}

func TestSeed(t *testing.T) {
	g := gazetteer(t)
	var text token.Text
	text.Split(string(shared(t, "seed", "rferl-trump-putin-2025-02-09.txt")))
	for _, day := range []string{"2025-02-09", ""} {
		c := Context{Language: "en", Day: parseDay(t, day)}
		countries := g.Score(&text, &c, g.Find(&text, &c, nil))
		got := about(countries)
		slices.Sort(got)
		if want := []string{"IR", "RU", "UA", "US"}; !slices.Equal(got, want) {
			t.Errorf("day %q: about %v, want %v: %v", day, got, want, countries)
		}
		for _, code := range []string{"DE", "GB"} {
			if !slices.ContainsFunc(countries, func(c Country) bool { return c.Code == code }) {
				t.Errorf("day %q: %s is not mentioned", day, code)
			}
		}
	}
}

func TestScore(t *testing.T) {
	g := gazetteer(t)
	cases := []struct{ title, body, desk, want string }{
		{"", "", "", ""},
		{"", "", "US", "US"},
		{"", "The company raised its dividend.", "GB", "GB"},
		{"Ukraine asks for aid", "The president spoke.", "US", "UA"},
		{"Iran and Iraq sign accord", "Tehran and Baghdad agreed.", "", "IQ IR"},
		{"Results", "Net profit rose to 73.6 mln stg from 62.1 mln stg and the dividend to 8.1p. Turnover was 1.47 billion stg.", "", "GB"},
		{"Bridge", "The bridge cost £5m and the road to it £7m, the owners said. They had asked for £1m more.", "", "GB"},
		{"Results", "ULTRAMAR <UMAR.L> raised its dividend.", "US", "GB"},
		{"Results", "<EXXON> and Bethlehem Steel <BS> raised dividends.", "", "US"},
		{"Notes", "<P> and <BR> and <X.N> and <small> and <BP.LONDON> and <", "", ""},
		{"Harbour", "The harbour of Rotterdam was closed by ice on Sunday, and ships waited at sea until the evening.", "", "NL"},
		{"Harbour", "The harbour was closed by ice on Sunday, and the ships waited at sea until the evening, when the wind turned and they came in one by one, among them a liner from France.", "", ""},
		{"Farm talks", "BRUSSELS, March 3 - Ministers met.", "", "BE"},
		{"Storm hits coast of Japan", "Japan's weather agency said the storm was strong and that people on the coast should leave. Japan was hit before. It had passed Guam.", "", "JP"},
		{"Bond", "The bond that the company launched today has a coupon of 14 pct and a life of five years. It is in denominations of 1,000 Australian dollars.", "", ""},
	}
	for _, c := range cases {
		var text token.Text
		text.Split(c.title + "\n\n" + c.body)
		context := Context{Language: "en", Default: c.desk}
		for context.Title < text.Len() && int(text.Tokens[context.Title].Start) < len(c.title) {
			context.Title++
		}
		countries := g.Score(&text, &context, g.Find(&text, &context, nil))
		got := about(countries)
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, %q: about %v, want %s: %v", c.title, c.body, got, c.want, countries)
		}
		for i, x := range countries {
			if x.Score <= 0 || math.IsNaN(float64(x.Score)) || slices.ContainsFunc(countries[:i], func(y Country) bool { return y.Code == x.Code }) {
				t.Errorf("%q: %v", c.title, countries)
			}
		}
	}
}
