package resolve

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// found writes what Find finds as "text=id, text=id".
func found(k *Known, c *Context, source string) string {
	var text token.Text
	text.Split(source)
	var out []string
	for _, s := range k.Find(&text, c, nil) {
		out = append(out, fmt.Sprintf("%s=%s", source[text.Tokens[s.First].Start:text.Tokens[s.Last-1].End], s.Ref.ID))
	}
	return strings.Join(out, ", ")
}

var findCases = []struct {
	text, want string
	c          Context
}{
	{text: "Президент України Володимир Зеленський зустрівся з Дональдом Трампом.", want: "Володимир Зеленський=volodymyr-zelenskyy, Дональдом Трампом=donald-trump"},
	{text: "Розмова Путіна з Трампом тривала годину, а Зеленському подзвонили потім.", want: "Путіна=vladimir-putin, Трампом=donald-trump, Зеленському=volodymyr-zelenskyy"},
	{text: "Владимира Путина и Сергея Лаврова в Кремле ждал Песков.", want: "Владимира Путина=vladimir-putin, Сергея Лаврова=sergei-lavrov, Кремле=kremlin, Песков=dmitry-peskov"},
	{text: "На заседании Совета Безопасности ООН и в МИД РФ, у НАТО и Евросоюза.", want: "Совета Безопасности ООН=un-security-council, МИД РФ=russian-foreign-ministry, НАТО=nato, Евросоюза=european-union"},
	{text: "Пресс-секретарь Путина Песков; В. В. Путин; В. Путин", want: "Путина=vladimir-putin, Песков=dmitry-peskov, В. Путин=vladimir-putin, В. Путин=vladimir-putin"},
	{text: "Людмила Путина и Мария Петрова", want: ""},
	{text: "ولادیمیر پوتین با علی خامنه\u200cای دیدار کرد", want: "ولادیمیر پوتین=vladimir-putin, علی خامنه\u200cای=ali-khamenei"},
	{text: "وقال بوتين إن حماس ونتنياهو", want: "بوتين=vladimir-putin, حماس=hamas, ونتنياهو=benjamin-netanyahu"},
	{text: "Ο Βλαντίμιρ Πούτιν και ο Μητσοτάκης στο ΝΑΤΟ", want: "Βλαντίμιρ Πούτιν=vladimir-putin, Μητσοτάκης=kyriakos-mitsotakis, ΝΑΤΟ=nato"},
	{text: "Bundeskanzlerin Merkel traf Wladimir Putin, Selenskyj und die EU-Kommission.", want: "Merkel=angela-merkel, Wladimir Putin=vladimir-putin, Selenskyj=volodymyr-zelenskyy, EU-Kommission=european-commission"},
	{text: "Volodymyr Zelensky et Emmanuel Macron à l'ONU", want: "Volodymyr Zelensky=volodymyr-zelenskyy, Emmanuel Macron=emmanuel-macron, l'ONU=united-nations"},
	{text: "Cumhurbaşkanı Erdoğan'ın konuşması", want: "Erdoğan'ın=recep-tayyip-erdogan"},
	{text: "Trump Organization and Ivanka Trump", want: "Trump Organization=trump-organization, Ivanka Trump=ivanka-trump"},
	{text: "The Biden Foundation met Hunter Biden; later, Biden spoke.", want: "Hunter Biden=hunter-biden, Biden=joe-biden"},
	{text: "George Bush spoke.", want: "George Bush=george-w-bush", c: Context{Day: time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)}},
	{text: "George Bush spoke.", want: "George Bush=george-h-w-bush", c: Context{Day: time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)}},
	{text: "George Bush spoke.", want: ""},
	{text: "Who said that it was us? WHO is the who of health. WHO KILLED HIM", want: "WHO=world-health-organization"},
	{text: "Pope Pius XI and Xi Jinping, who is XI", want: "Xi Jinping=xi-jinping"},
	{text: "RFE/RL, USAID, the U.N. and J.D. Vance", want: "RFE/RL=radio-free-europe-radio-liberty, USAID=us-agency-for-international-development, U.N.=united-nations, J.D. Vance=j-d-vance"},
	{text: "习近平和普京", want: "习近平=xi-jinping, 普京=vladimir-putin"},
	{text: "rice, bush and may", want: ""},
	{text: "Rice is cheap. May came. Key points. Begin now. Park there. Moon landing.", want: "", c: Context{Countries: []string{"US", "KR", "IL", "NZ"}, Day: time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)}},
}

func TestFind(t *testing.T) {
	k := mustDefault(t)
	for _, c := range findCases {
		if got := found(k, &c.c, c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range findCases {
		f.Add(c.text)
	}
	k := mustDefault(f)
	f.Fuzz(func(t *testing.T, source string) {
		var text token.Text
		text.Split(source)
		last := 0
		for _, s := range k.Find(&text, nil, nil) {
			if s.First < last || s.Last <= s.First || s.Last > text.Len() || s.Ref == nil {
				t.Fatalf("%+v after %d of %d tokens", s, last, text.Len())
			}
			last = s.Last
		}
	})
}

// TestFindIsLinear reads a long line of what is costliest: beginnings of names.
func TestFindIsLinear(t *testing.T) {
	k := mustDefault(t)
	for _, part := range []string{"Mohammed bin ", "Pope John Paul ", "Организация Объединенных ", "- . ' ", "George_", "علی "} {
		var text token.Text
		text.Split(strings.Repeat(part, 2_000_000/len(part)))
		start := time.Now()
		k.Find(&text, nil, nil)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: %v for %d tokens", part, took, text.Len())
		}
	}
}

func BenchmarkFind(b *testing.B) {
	k := mustDefault(b)
	seed, err := os.ReadFile(shared(b, "..", "seed", "rferl-trump-putin-2025-02-09.txt"))
	if err != nil {
		b.Fatal(err)
	}
	for _, source := range []struct{ name, text string }{
		{"english", string(seed)},
		{"ukrainian", strings.Repeat("Президент України Володимир Зеленський зустрівся з послами, а потім поїхав до Львова, де на нього чекали журналісти. ", 20)},
		{"arabic", strings.Repeat("وقال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار مع أوكرانيا في أي وقت تراه مناسبا ", 20)},
	} {
		b.Run(source.name, func(b *testing.B) {
			var text token.Text
			text.Split(source.text)
			var spans []Span
			b.ReportAllocs()
			for b.Loop() {
				if spans = k.Find(&text, nil, spans[:0]); len(spans) < 5 {
					b.Fatal(len(spans))
				}
			}
			b.ReportMetric(float64(text.Len())*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mtok/s")
		})
	}
}

func BenchmarkWithin(b *testing.B) {
	k := mustDefault(b)
	// as many as an article of 500 words has
	written := strings.Split("Donald Trump|Trump|Vladimir Putin|Putin|Keith Kellogg|Trump|Kellogg|Zelenskyy|Volodymyr Zelenskyy|Anna Lindqvist|Lindqvist|Dmitry Peskov|Trump|Putin|Peskov|Zelenskyy|Trump|Jan Nowicki|Nowicki|Trump", "|")
	var names []Name
	for _, text := range written {
		names = append(names, Name{Text: text, Kind: entity.Person, Before: "said on Monday that"})
	}
	for _, text := range strings.Split("NATO|European Union|EU|New York Post|Post|Munich Leather Council|MLC", "|") {
		names = append(names, Name{Text: text, Kind: entity.Organisation, Before: "said on Monday that", After: "in a statement"})
	}
	for _, text := range strings.Split("Kyiv|Munich|Kyiv|Moscow", "|") {
		names = append(names, Name{Text: text, Kind: entity.Place})
	}
	b.ReportAllocs()
	for b.Loop() {
		if len(k.Within(names, nil)) != 14 {
			b.Fatal(len(k.Within(names, nil)))
		}
	}
	b.ReportMetric(float64(len(names))*float64(b.N)/b.Elapsed().Seconds()/1e3, "knames/s")
}

func BenchmarkBuild(b *testing.B) {
	k := mustDefault(b)
	for b.Loop() {
		if k.With(wantDecisions) == k {
			b.Fatal("the same")
		}
	}
}
