package token

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// In the tables, spaces separate the tokens that are wanted, and | the sentences.
var splits = []struct{ text, want string }{
	{"", ""},
	{" \n\t ", ""},
	{"Trump said he's spoken.", "Trump said he 's spoken ."},
	{"U.S. President Donald Trump", "U.S. President Donald Trump"},
	{"the U.S. The talks", "the U.S. | The talks"},
	{"J.D. Vance and J. D. Vance", "J.D. Vance and J. D. Vance"},
	{"RFE/RL sent and/or", "RFE/RL sent and / or"},
	{"SEOUL/TOKYO AC/DC", "SEOUL / TOKYO AC/DC"},
	{"Radio Free Europe/Radio Liberty", "Radio Free Europe / Radio Liberty"},
	{"Putin's Putin’s PUTIN'S dogs' '90s", "Putin 's Putin ’s PUTIN 'S dogs ' ' 90s"},
	{"don't can't won’t I'm they've we'll", "do n't ca n't wo n’t I 'm they 've we 'll"},
	{"O'Brien d’Ivoire Xi'an Qur'an rock'n'roll", "O'Brien d’Ivoire Xi'an Qur'an rock'n'roll"},
	{"\"Post\"'s view", "\" Post \" 's view"},
	{"AT&T R&D B&SR Simon & Schuster", "AT&T R&D B&SR Simon & Schuster"},
	{"Trump-Putin anti-Trump U.S.-led Moscow-based", "Trump - Putin anti - Trump U.S. - led Moscow - based"},
	{"Jean-Claude Juncker, al-Assad, Kim Jong-un, el-Sisi", "Jean - Claude Juncker , al-Assad , Kim Jong-un , el-Sisi"},
	{"sub-Saharan and Sub-Saharan Africa", "sub-Saharan and Sub-Saharan Africa"},
	{"cease-fire F-16 COVID-19 X-ray T-Mobile 20-year-old", "cease-fire F-16 COVID-19 X-ray T-Mobile 20-year-old"},
	{"Kyiv -- and Lviv – and — so", "Kyiv -- and Lviv – and — so"},
	{"one...two… three", "one ... two … three"},
	{"He left. She stayed! \"Why?\" he asked. (No one knew.) Then", "He left . | She stayed ! | \" Why ? \" he asked . | ( No one knew . ) | Then"},
	{"\"I left.\" Then “he left.” “So?” Yes", "\" I left . \" | Then “ he left . ” | “ So ? ” | Yes"},
	{"Mr. Smith met Gen. Lee, Sen. John Doe Jr. and St. Louis Inc. officials", "Mr. Smith met Gen. Lee , Sen. John Doe Jr. and St. Louis Inc. officials"},
	{"at Apple Inc. The firm", "at Apple Inc. | The firm"},
	{"No. 10 and no. It is", "No. 10 and no . | It is"},
	{"on Jan. 20, a.m. and p.m. e.g. i.e.", "on Jan. 20 , a.m. and p.m. e.g. i.e."},
	{"It was 1.5 million, 1,000,000 at 10:30; $1.2bn 5%", "It was 1.5 million , 1,000,000 at 10:30 ; $ 1.2bn 5 %"},
	{"Cuts Start To BiteTrump's top", "Cuts Start To Bite | Trump 's top"},
	{"An Olive BranchIranian leader", "An Olive Branch | Iranian leader"},
	{"Earths In Return.Until recently", "Earths In Return . | Until recently"},
	{"byAnna Lind, isOmar 2020Cindy 2020s 1990S", "by | Anna Lind , is | Omar 2020 | Cindy 2020s 1990S"},
	{"Iowa’sCaucus Anna'sBrother D'sA", "Iowa ’s Caucus Anna 's Brother D'sA"},
	{"William Roberts.1 Jan, No.1, tells@Anna", "William Roberts . 1 Jan , No.1 , tells @Anna"},
	{"McDonald MacDonald iPhone YouTube LaTeX LinkedIn BuzzFeed WikiLeaks DeSantis", "McDonald MacDonald iPhone YouTube LaTeX LinkedIn BuzzFeed WikiLeaks DeSantis"},
	{"see https://example.org/a?b=c. Or www.example.com, a@b.org!", "see https://example.org/a?b=c . | Or www.example.com , a@b.org !"},
	{"Booking.com and example.org.", "Booking.com and example.org ."},
	{"@realDonaldTrump #MAGA", "@realDonaldTrump #MAGA"},
	{"One line\nAnother line", "One line | Another line"},
	{"Title\n\nText", "Title | Text"},
	{"Президент України Володимир Зеленський. Він", "Президент України Володимир Зеленський . | Він"},
	{"پوتین با ترامپ گفت‌وگو کرد. او", "پوتین با ترامپ گفت‌وگو کرد . | او"},
	{"普京会见。他说", "普 京 会 见 。 | 他 说"},
	{"한국 대통령", "한국 대통령"},
	{"Côte d’Ivoire, São Paulo, Łódź", "Côte d’Ivoire , São Paulo , Łódź"},
	{"Nuku\u02bbalofa", "Nuku\u02bbalofa"},
	{"a\xffb", "a \xff b"},
	{"G20 7th H5N1", "G20 7th H5N1"},
	{"Washington, D.C. on", "Washington , D.C. on"},
}

func written(t *Text) string {
	var b strings.Builder
	for i := range t.Len() {
		if i > 0 {
			if slices.Contains(t.Sentences, i) {
				b.WriteString(" |")
			}
			b.WriteByte(' ')
		}
		b.WriteString(t.At(i))
	}
	return b.String()
}

func TestSplit(t *testing.T) {
	var text Text
	for _, c := range splits {
		text.Split(c.text)
		if got := written(&text); got != c.want {
			t.Errorf("Split(%q)\n  = %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestSplitUnwraps checks that the lines of text broken at a column are put
// together, and paragraphs are not.
func TestSplitUnwraps(t *testing.T) {
	wire := `The finance ministers of the five largest economies met in New
York on Sunday to talk about the exchange rates of the dollar and
of the yen, a spokesman for the Bank of Japan said. He gave no
further details.
    The talks will go on until Wednesday, when the ministers fly to
Washington for the meeting of the International Monetary
Fund.
`
	var text Text
	text.Split(wire)
	for _, want := range []string{"New York", "International Monetary Fund"} {
		if !strings.Contains(written(&text), want) {
			t.Errorf("%q is cut: %s", want, written(&text))
		}
	}
	if len(text.Sentences) != 3 {
		t.Errorf("%d sentences, want 3: %s", len(text.Sentences), written(&text))
	}
}

// check tests what holds for any text.
func check(t *testing.T, text *Text, source string) {
	t.Helper()
	text.Split(source)
	at := uint32(0)
	for i, tok := range text.Tokens {
		if tok.Start < at || tok.End <= tok.Start || int(tok.End) > len(source) {
			t.Fatalf("token %d of %q: %v after %d", i, source, tok, at)
		}
		if !borders(source, int(tok.Start)) || !borders(source, int(tok.End)) {
			t.Fatalf("token %d of %q is cut within a character: %v", i, source, tok)
		}
		for k := at; k < tok.Start; {
			c, size := classAt(source, int(k))
			if !isBlank(c) {
				t.Fatalf("%q: byte %d is in no token", source, k)
			}
			k += uint32(size)
		}
		at = tok.End
	}
	if len(text.Sentences) > 0 && text.Sentences[0] != 0 || len(text.Sentences) == 0 != (text.Len() == 0) {
		t.Fatalf("%q: sentences %v of %d tokens", source, text.Sentences, text.Len())
	}
	for s := range text.Sentences {
		if first, last := text.Sentence(s); last <= first || last-first > MaxSentence {
			t.Fatalf("%q: sentence %d from %d to %d", source, s, first, last)
		}
	}
}

func borders(s string, i int) bool {
	return i == 0 || i == len(s) || utf8.RuneStart(s[i]) || !utf8.ValidString(s)
}

// TestSplitIsLinear takes ten megabytes in one line of each kind of trouble.
func TestSplitIsLinear(t *testing.T) {
	size := 10 << 20
	if testing.Short() {
		size >>= 3
	}
	var text Text
	for _, piece := range []string{"a", "A", "a-", "A-", "A.", "a.b", "'", "’s", ". ", "aB", "1,", "語", "\n", "Ab Cd. ", "@", "www.", "&A", "/A", "\xff", "\"", "a@"} {
		start := time.Now()
		check(t, &text, strings.Repeat(piece, size/len(piece)))
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%d MB of %q took %v", size>>20, piece, d)
		}
	}
}

func TestSplitReusesMemory(t *testing.T) {
	var text Text
	source := strings.Repeat("Mr. Putin's anti-Trump aide didn't say. ", 100)
	text.Split(source)
	if n := testing.AllocsPerRun(10, func() { text.Split(source) }); n > 0 {
		t.Errorf("%v allocations for a text that fits the memory", n)
	}
}

func FuzzSplit(f *testing.F) {
	for _, c := range splits {
		f.Add(c.text)
	}
	var text Text
	f.Fuzz(func(t *testing.T, source string) { check(t, &text, source) })
}

func BenchmarkSplit(b *testing.B) {
	source := strings.Repeat("In Moscow, however, Kremlin spokesman Dmitry Peskov suggested it was possible the two men had spoken and that he had been made aware of it. \"He wants to see people stop dying,\" Trump's aide said on February 7.\n", 100)
	var text Text
	text.Split(source)
	if text.Len() != 4600 {
		b.Fatalf("%d tokens", text.Len())
	}
	b.ReportAllocs()
	for b.Loop() {
		text.Split(source)
	}
	b.ReportMetric(float64(text.Len())*float64(b.N)/b.Elapsed().Seconds(), "tok/s")
}
