package date

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/archive"
)

// dates are texts and what ParseDate makes of them; "impossible" is an error.
var dates = []struct{ text, want string }{
	// ISO 8601
	{"2025", "2025"},
	{"2025-02", "2025-02"},
	{"2025-02-09", "2025-02-09"},
	{"2025-2-9", "2025-02-09"},
	{"2025/02/09", "2025-02-09"},
	{"20250209", "2025-02-09"},
	{"2025-02-09T14:10", "2025-02-09T14:10"},
	{"2025-02-09 14:10:05", "2025-02-09T14:10:05"},
	{"2025-02-09T14:10:05Z", "2025-02-09T14:10:05Z"},
	{"2025-02-09T14:10:05.123Z", "2025-02-09T14:10:05Z"},
	{"2025-02-09T14:10:05,123456789+01:00", "2025-02-09T14:10:05+01:00"},
	{"2025-02-09T14:10:05+0100", "2025-02-09T14:10:05+01:00"},
	{"2025-02-09T14:10-05", "2025-02-09T14:10-05:00"},
	{"2025-02-09T14:10+05:30", "2025-02-09T14:10+05:30"},
	{"Sun, 09 Feb 2025 14:10:05 +0545", "2025-02-09T14:10:05+05:45"},
	{"2025-02-09 14:10:05 +0000", "2025-02-09T14:10:05Z"},
	{"2025-02-09 14:10:05 +0000 UTC", "2025-02-09T14:10:05Z"},
	{"2025-02-09T14:10:05+01:00[Europe/Paris]", "2025-02-09T14:10:05+01:00"},
	{"2025-02-09T00:00:00", "2025-02-09T00:00:00"},
	{"2025-02-09T24:00:00", "2025-02-10T00:00:00"},
	{"2025-02-09T23:59:60Z", "2025-02-09T23:59:59Z"},
	{"20250209T141005Z", "2025-02-09T14:10:05Z"},
	{"20250209T1410", "2025-02-09T14:10"},
	{"20250209141005", "2025-02-09T14:10:05"},
	{"2025-Feb-09", "2025-02-09"},
	{"1987-02-26t15:01:01z", "1987-02-26T15:01:01Z"},
	// mail, feeds, Reuters, C, Twitter
	{"Sun, 09 Feb 2025 14:10:05 GMT", "2025-02-09T14:10:05Z"},
	{"Sun, 9 Feb 2025 14:10 +0200", "2025-02-09T14:10+02:00"},
	{"Sun, 09 Feb 2025 14:10:05 +0000 (UTC)", "2025-02-09T14:10:05Z"},
	{"Sun, 09 Feb 2025 09:10:05 EST", "2025-02-09T09:10:05-05:00"},
	{"09 Feb 87 14:10 GMT", "1987-02-09T14:10Z"},
	{"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"},
	{" 3-MAR-1987  09:15:05.40", "1987-03-03T09:15:05"},
	{"Sun Feb  9 14:10:05 2025", "2025-02-09T14:10:05"},
	{"Sun Feb 09 14:10:05 +0000 2025", "2025-02-09T14:10:05Z"},
	// as people write
	{"9 February 2025", "2025-02-09"},
	{"February 9, 2025", "2025-02-09"},
	{"Feb. 9, 2025 2:10 p.m. EST", "2025-02-09T14:10-05:00"},
	{"Feb 9, 2025 12:05 am", "2025-02-09T00:05"},
	{"Feb 9, 2025 at 12:05 PM ET", "2025-02-09T12:05"},
	{"Sunday, 9th of February 2025", "2025-02-09"},
	{"February 2025", "2025-02"},
	{"Sept. 2001", "2001-09"},
	{"2:10pm, Sunday 9 February 2025", "2025-02-09T14:10"},
	{"2 pm, 9 February 2025", "2025-02-09"},
	{"9 FEB 2025 | 14:10", "2025-02-09T14:10"},
	{"9 February 2025 14:10 QQQ", "2025-02-09T14:10"},
	{"9.2.2025", "2025-02-09"},
	{"09.02.2025, 14:10 Uhr", "2025-02-09T14:10"},
	{"13/02/2020", "2020-02-13"},
	{"02/13/2020", "2020-02-13"},
	{"02/02/2020", "2020-02-02"},
	{"2025年2月9日", "2025-02-09"},
	{"2025年2月", "2025-02"},
	// other languages
	{"9. Februar 2025", "2025-02-09"},
	{"Sonntag, 9. März 2025 um 14.10 Uhr", "2025-03-09T14:10"},
	{"1er janvier 2025", "2025-01-01"},
	{"Publié le 9 août 2025 à 14h10", "2025-08-09T14:10"},
	{"9 de febrero de 2025", "2025-02-09"},
	{"9 febbraio 2025", "2025-02-09"},
	{"9 de março de 2025", "2025-03-09"},
	{"9 lutego 2025 r.", "2025-02-09"},
	{"9 października 2025", "2025-10-09"},
	{"9 лютого 2025, 14:10", "2025-02-09T14:10"},
	{"Неділя, 9 листопада 2025 р.", "2025-11-09"},
	{"9 февраля 2025 г. в 14:10", "2025-02-09T14:10"},
	{"9 мая 2025 года", "2025-05-09"},
	{"9 Şubat 2025", "2025-02-09"},
	{"9 Ağustos 2025 Cumartesi", "2025-08-09"},
	// with words around
	{"Last update 8 Nov 2016", "2016-11-08"},
	{"Published: 9 February 2025", "2025-02-09"},
	{"Updated 3:04 PM EST, Tue March 5, 2024", "2024-03-05T15:04-05:00"},
	{"10:30 PM EST, Mon November 20, 2023", "2023-11-20T22:30-05:00"},
	{"Published 9 Feb 2025, updated 10 Feb 2025", "2025-02-09"},
	{"Updated 10 Feb 2025, published 9 Feb 2025", "2025-02-09"},
	{"Published 2016", "2016"},
	{"2016 рік", "2016"},
	// seconds and milliseconds since 1970
	{"1739110205", "2025-02-09T14:10:05Z"},
	{"1739110205000", "2025-02-09T14:10:05Z"},
	// not plainly one date
	{"", ""}, {"yesterday", ""}, {"6 YEARS AGO", ""}, {"May 30", ""}, {"14:10", ""}, {"0", ""}, {"12345", ""},
	{"03/02/2020", ""}, {"3-2-2020", ""}, {"9/2/25", ""}, {"9 Feb 25", ""},
	{"Two dates: 9 Feb 2025, 10 Feb 2025", ""}, {"9 Feb 2025, 10 Feb 2025", ""},
	{"On 9 Feb 2025 he resigned", ""}, {"2025-02-09 to 2025-03-09", ""}, {"Q1 2025", ""}, {"2024/25", ""},
	{"99999999999999999999", ""}, {"February 30", ""}, {"\xff2025-02-09", ""}, {"since 2019", ""},
	// a form we know, a day there is not
	{"31-FEB-1987", "impossible"}, {"2020-02-30", "impossible"}, {"2020-13-01", "impossible"}, {"20201301", "impossible"},
	{"30 February 2020", "impossible"}, {"31/13/2020", "impossible"}, {"2025-02-09T25:00:00Z", "impossible"},
	{"2025-02-09T10:61", "impossible"}, {"29 Feb 2023", "impossible"}, {"2025-02-09 13:00 am", "impossible"}, {"0 May 2020", "impossible"},
	{"2025-02-09T10:00:00+23:00", "impossible"}, {"2020-00-10", "impossible"},
}

func TestParseDate(t *testing.T) {
	for _, c := range dates {
		got, err := Parse(c.text)
		if c.want == "impossible" {
			if !errors.Is(err, errImpossible) {
				t.Errorf("ParseDate(%q) = %s, %v, want an error", c.text, got, err)
			}
			continue
		}
		if err != nil || got.String() != c.want {
			t.Errorf("ParseDate(%q) = %q, %v, want %q", c.text, got, err, c.want)
		}
	}
}

func TestImpossibleDateSaysWhy(t *testing.T) {
	_, err := Parse("31-FEB-1987")
	if want := `date "31-FEB-1987": day out of range`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestNumericDate(t *testing.T) {
	for _, c := range []struct{ number, want string }{
		{"2025", "2025"}, {"20250209", "2025-02-09"}, {"1739110205", "2025-02-09T14:10:05Z"}, {"1739110205.75", "2025-02-09T14:10:05Z"},
		{"1.739110205e9", "2025-02-09T14:10:05Z"}, {"1739110205000", "2025-02-09T14:10:05Z"}, {"0", ""}, {"-5", ""}, {"86400", ""},
		{"99999999999999", ""}, {"1e400", ""}, {"20251399", ""}, {"NaN", ""},
	} {
		if got := Number(c.number); got.String() != c.want {
			t.Errorf("numericDate(%s) = %q, want %q", c.number, got, c.want)
		}
	}
}

// Every language's months, in the order of the year.
func TestMonthNames(t *testing.T) {
	for language, names := range map[string]string{
		"en": "January February March April May June July August September October November December",
		"de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
		"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"nl": "januari februari maart april mei juni juli augustus september oktober november december",
		"uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
	} {
		for i, name := range strings.Fields(names) {
			want := time.Date(2024, time.Month(i+1), 9, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			for _, text := range []string{"9 " + name + " 2024", "9 " + strings.ToUpper(name) + " 2024"} {
				if got, err := Parse(text); err != nil || got.String() != want {
					t.Errorf("%s: ParseDate(%q) = %q, %v", language, text, got, err)
				}
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, c := range dates {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := Parse(text)
		if err != nil {
			if !date.IsZero() {
				t.Errorf("ParseDate(%q) = %s with error %v", text, date, err)
			}
			return
		}
		if again, err := archive.ParseDate(date.String()); err != nil || !again.Equal(date) {
			t.Errorf("ParseDate(%q) = %s, which reads back as %s, %v", text, date, again, err)
		}
		if again, err := Parse(date.String()); err != nil || again.String() != date.String() {
			t.Errorf("ParseDate(%q) = %s, which ParseDate reads as %s, %v", text, date, again, err)
		}
		Number(text)
	})
}
