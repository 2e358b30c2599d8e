package index

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// sameStem are forms of one word by language; the words of a line share a stem.
var sameStem = []struct{ language, words string }{
	{"", "sanction sanctions sanctioned"},
	{"en", "minister ministers"},
	{"de", "Häuser Haus Hauses"},
	{"fr", "national nationale nationales"},
	{"ru", "санкции санкций санкциями"},

	{"uk", "Україна України Україні Україну Україною"},
	{"uk", "Зеленський Зеленського Зеленському Зеленським"},
	{"uk", "Путін Путіна Путіну Путіним Путіні"},
	{"uk", "Порошенко Порошенка Порошенку Порошенком Порошенкові"},
	{"uk", "санкція санкції санкцій санкцію санкціями санкціях"},
	{"uk", "Київ Києва Києві Києву Києвом"},
	{"uk", "Харків Харкова Харкові Харковом"},
	{"uk", "Львів Львова Львові"},
	{"uk", "Газпром Газпрому Газпромом"},
	{"uk", "Америка Америки Америці Америкою"},
	{"uk", "Прага Праги Празі"},
	{"uk", "президент президента президентові президентом президенти президентів"},
	{"uk", "війна війни війну війною війн"},
	{"uk", "область області областю областей"},
	{"uk", "незалежність незалежності незалежністю"},
	{"uk", "українець українця українців українцями"},
	{"uk", "жінка жінки жінок жінками"},
	{"uk", "рік року років"},
	{"uk", "рішення рішенням рішень рішеннями"},
	{"uk", "матеріал матеріали матеріалів матеріалами"},
	{"uk", "російський російська російського російській російські російськими"},
	{"uk", "об'єднання обʼєднанням об’єднань"},
	{"uk", "заявив заявила заявили заявити"},
	{"uk", "вимагає вимагав вимагали вимагати вимагають"},
	{"uk", "відбувся відбулася відбулися"},

	{"pl", "Polska Polski Polsce Polskę Polską"},
	{"pl", "Kraków Krakowa Krakowie Krakowem"},
	{"pl", "parlament parlamentu parlamencie parlamentem parlamenty parlamentów"},
	{"pl", "Kanada Kanady Kanadzie Kanadą"},
	{"pl", "Morawiecki Morawieckiego Morawieckiemu Morawieckim"},
	{"pl", "Rosja Rosji Rosję Rosją"},
	{"pl", "wojna wojny wojnę wojną wojen"},
	{"pl", "Andrzej Andrzeja Andrzejem"},

	{"cs", "Praha Prahy Praze Prahu Prahou"},
	{"cs", "Trump Trumpa Trumpovi Trumpem Trumpův Trumpova"},
	{"cs", "český českého českému českým české"},
	{"cs", "vláda vlády vládě vládu vládou"},
	{"cs", "Amerika Ameriky Americe"},
	{"cs", "americký amerického americké američtí"},
	{"sk", "vláda vlády vláde vládu vládou"},
	{"sk", "Bratislava Bratislavy Bratislave"},
	{"sl", "Slovenija Slovenije Sloveniji Slovenijo"},
	{"sl", "Johnson Johnsona Johnsonu Johnsonom Johnsonov Johnsonova"},
	{"sl", "britanski britanska britanskega britanskemu britanskih"},
	{"bg", "президент президента президентът президенти президентите"},
	{"bg", "новина новината новини новините"},
	{"bg", "новост новостта новости"},
	{"bg", "европейски европейска европейската европейско европейския европейският"},

	{"hr", "vlada vlade vladi vladu vladom"},
	{"hr", "predsjednik predsjednika predsjedniku predsjednikom predsjednici"},
	{"hr", "hrvatski hrvatska hrvatskog hrvatskoga hrvatskom hrvatskih"},
	{"hr", "rat rata ratom ratovi ratovima"},
	{"hr", "stranka stranke stranci stranaka"},
	{"sr", "Beograd Beograda Beogradu Beogradom"},
	{"hi", "लड़का लड़के लड़कों"},
	{"hi", "किताब किताबें किताबों"},
	{"fa", "ایران ايران"},
	{"ckb", "پیاوەکان پیاوان"},
}

func TestSameStem(t *testing.T) {
	for _, tt := range sameStem {
		s := newStemmer(tt.language)
		list := termsOf(tt.words)
		for _, w := range list[1:] {
			if s.of(w) != s.of(list[0]) {
				t.Errorf("%s: %s is stemmed %s, but %s %s", tt.language, w, s.of(w), list[0], s.of(list[0]))
			}
		}
	}
}

func TestOtherStem(t *testing.T) {
	for _, tt := range []struct{ language, a, b string }{
		{"uk", "Ангела", "Англія"},
		{"uk", "Україна", "український"},
		{"uk", "Росія", "Румунія"},
		{"uk", "Путін", "путівка"},
		{"pl", "Angela", "Anglia"},
		{"pl", "Rosja", "Rumunia"},
		{"cs", "Angela", "Anglie"},
		{"sl", "Angela", "Anglija"},
		{"bg", "Ангела", "Англия"},
		{"hr", "vlada", "voda"},
	} {
		s := newStemmer(tt.language)
		a, b := fold(tt.a), fold(tt.b)
		if s.of(a) == s.of(b) {
			t.Errorf("%s: %s and %s are both stemmed %s", tt.language, a, b, s.of(a))
		}
	}
}

// Words too short or too long to have an ending, codes and other scripts stay.
func TestUnstemmed(t *testing.T) {
	for language := range stemmers {
		s := newStemmer(language)
		for _, w := range []string{"", "a", "us", "covid19", "3.14", "2024", "北", "北京", "เ", strings.Repeat("ationen", 20)} {
			if got := s.of(w); got != w {
				t.Errorf("%s: %q is stemmed %q", language, w, got)
			}
		}
	}
}

// Searching tells by the first letter that a word cannot have a stem.
func TestStemsKeepTheFirstLetter(t *testing.T) {
	var list []string
	for _, tt := range sameStem {
		list = append(list, termsOf(tt.words)...)
	}
	for _, prefix := range []string{"", "naj", "ge", "un", "anti", "o", "ij", "y"} {
		for _, w := range []string{"a", "e", "lepszy", "gangen", "ation", "ing", "ova", "ija", "iji", "issimo", "ceux", "sses"} {
			list = append(list, prefix+w)
		}
	}
	for language, stem := range stemmers {
		for _, w := range list {
			s := fold(stem(w))
			if utf8.RuneCountInString(w) < minStemmed || w[0] >= utf8.RuneSelf {
				continue
			}
			if s == "" || s[0] != w[0] {
				t.Errorf("%s: %s is stemmed %q", language, w, s)
			}
		}
	}
}

// A stem is the same every time, is folded, and keeps the first letter in Latin
// script, whatever the word.
func FuzzStems(f *testing.F) {
	for _, tt := range sameStem {
		f.Add(tt.words)
	}
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		list := termsOf(text)
		if len(list) > 20 {
			list = list[:20]
		}
		for language := range stemmers {
			one, two := newStemmer(language), newStemmer(language)
			for _, w := range list {
				stem := one.of(w)
				if again := two.of(w); again != stem || one.of(w) != stem {
					t.Fatalf("%s: %q is stemmed %q, then %q", language, w, stem, again)
				}
				if stem == "" || fold(stem) != stem {
					t.Fatalf("%s: %q is stemmed %q, folded %q", language, w, stem, fold(stem))
				}
				if w[0] < utf8.RuneSelf && stem[0] != w[0] {
					t.Fatalf("%s: %q is stemmed %q", language, w, stem)
				}
			}
		}
	})
}

func BenchmarkStems(b *testing.B) {
	for _, language := range []string{"en", "ru", "uk", "pl", "cs", "hr", "hi"} {
		var list []string
		for _, tt := range sameStem {
			if tt.language == language {
				list = append(list, termsOf(tt.words)...)
			}
		}
		b.Run(language, func(b *testing.B) {
			stem := stemmers[language]
			for i := 0; b.Loop(); i++ {
				stem(list[i%len(list)])
			}
		})
	}
}
