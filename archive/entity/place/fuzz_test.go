package place

import (
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "Ukraine", "US-China", "NEW YORK, March 3 - U.S.", "в Києві й Україні", "وقالت للعراق", "<UK>", "l'Iran", "ÎLE-DE-FRANCE",
		"Michael Jordan, Jordan", "日本と中国", "United\nStates\n\nof America", "İSTANBUL", "-----", "\xff\xfe UKRAINE\xff", "President Bush George W. Bush Bush",
	} {
		f.Add(s, "en", uint8(0), uint8(1))
		f.Add(s, "uk", uint8(1), uint8(2))
		f.Add(s, "", uint8(2), uint8(9))
	}
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, source, language string, first, length uint8) {
		var text token.Text
		text.Split(source)
		c := Context{Language: language, Title: int(first), Day: time.Date(1980+int(length), 1, 1, 0, 0, 0, 0, time.UTC)}
		if last := int(first) + int(length); last <= text.Len() && length > 0 {
			c.Names = []Name{{First: int(first), Last: last, Kind: []entity.Kind{entity.Person, entity.Organisation, entity.Place}[length%3]}}
		}
		mentions := g.Find(&text, &c, nil)
		for i, m := range mentions {
			if m.First < 0 || m.First >= m.Last || m.Last > text.Len() || entity.CountryName(m.Code) == "" {
				t.Fatalf("%q: mention %+v of %d tokens", source, m, text.Len())
			}
			if i > 0 && m.First < mentions[i-1].Last && (m.First != mentions[i-1].First || m.Last != mentions[i-1].Last) {
				t.Fatalf("%q: mentions %+v and %+v overlap", source, mentions[i-1], m)
			}
		}
		if again := g.Find(&text, &c, nil); !reflect.DeepEqual(again, mentions) {
			t.Fatalf("%q: %v, then %v", source, mentions, again)
		}
		if len(mentions) > 0 && utf8.ValidString(source) && len(g.Score(&text, &c, mentions)) == 0 {
			t.Fatalf("%q: mentions without a score", source)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("=UA\tn\t\t\t\t\n@Ukraine\nGia\n")
	f.Add("=UA\tl\ten,uk\tbl\t2019-05\t\n@Volodymyr Zelensky~\n")
	f.Add("@x")
	f.Add("=\t\t\t\t\t")
	f.Fuzz(func(t *testing.T, table string) {
		g, err := read(table)
		if err != nil {
			return
		}
		var text token.Text
		text.Split("Ukraine and Volodymyr Zelensky")
		g.Find(&text, &Context{}, nil)
	})
}
