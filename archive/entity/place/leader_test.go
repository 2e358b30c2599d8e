package place

import (
	"strings"
	"testing"
)

// TestLeaders checks that a leader shows a country only while in office.
func TestLeaders(t *testing.T) {
	cases := []struct{ day, text, want string }{
		{"2015-06-01", "Donald Trump spoke.", ""},
		{"2018-06-01", "Donald Trump spoke. Trump left.", "US leader Donald Trump, US leader Trump"},
		{"2022-06-01", "Trump spoke.", ""},
		{"2025-02-09", "Trump spoke.", "US leader Trump"},
		{"2024-12-20", "Trump, elected, spoke.", "US leader Trump"},
		{"2015-06-01", "Volodymyr Zelenskyy, actor", ""},
		{"2023-06-01", "Zelensky and Zelenskiy and Zelenskyy", "UA leader Zelensky, UA leader Zelenskiy, UA leader Zelenskyy"},
		{"2023-06-01", "President Zelensky", "UA leader Zelensky"},
		{"1987-06-01", "Mikhail Gorbachev and Reagan", "SUHH leader Mikhail Gorbachev, US leader Reagan"},
		{"1987-06-01", "Prime Minister Thatcher", "GB leader Thatcher"},
		{"2003-03-20", "Bush spoke. George W. Bush left. Bush returned.", "US leader George W. Bush, US leader Bush"},
		{"2003-03-20", "President Bush", "US leader Bush"},
		{"2003-03-20", "Kate Bush sang.", ""},
		{"2024-06-01", "Supreme Leader Ali Reza spoke, the president Ali Reza spoke.", ""},
		{"2024-06-01", "Pedro Sánchez met Giorgia Meloni.", "ES leader Pedro Sánchez, IT leader Giorgia Meloni"},
		{"2024-06-01", "Prime Minister Narendra Modi", "IN leader Narendra Modi"},
		{"2010-06-01", "Prime Minister Narendra Modi", ""},
		{"", "Vladimir Putin met Olusegun Obasanjo.", "RU leader Vladimir Putin, NG leader Olusegun Obasanjo"},
		{"", "Liz Truss", ""},
	}
	g := gazetteer(t)
	for _, c := range cases {
		got := strings.Join(find(g, c.text, Context{Language: "en", Day: parseDay(t, c.day)}), ", ")
		if got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.day, c.text, got, c.want)
		}
	}
}

func TestFormerStates(t *testing.T) {
	cases := []struct{ day, text, want string }{
		{"1987-03-01", "Moscow and Belgrade", "SUHH capital Moscow, YUCS capital Belgrade"},
		{"1987-03-01", "Prague", "CSHH capital Prague"},
		{"1991-12-31", "Moscow", "SUHH capital Moscow"},
		{"1992-01-01", "Moscow and Belgrade", "RU capital Moscow, RS capital Belgrade"},
		{"", "Moscow and the Soviet Union", "RU capital Moscow, SUHH name Soviet Union"},
		{"2024-01-01", "Burma, Zaire and Peking", "MM name Burma, CD name Zaire, CN city Peking"},
	}
	g := gazetteer(t)
	for _, c := range cases {
		got := strings.Join(find(g, c.text, Context{Language: "en", Day: parseDay(t, c.day)}), ", ")
		if got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.day, c.text, got, c.want)
		}
	}
}
