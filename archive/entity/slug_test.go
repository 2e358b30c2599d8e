package entity

import (
	"strings"
	"testing"
	"unicode/utf8"
)

var slugs = []struct{ name, slug, fold string }{
	{"Donald Trump", "donald-trump", "donald trump"},
	{"  U.S. – Iran  talks! ", "u-s-iran-talks", "u s iran talks"},
	{"Côte d'Ivoire", "cote-d-ivoire", "cote d ivoire"},
	{"Straße nach Łódź", "strasse-nach-lodz", "strasse nach lodz"},
	{"Kemal Kılıçdaroğlu", "kemal-kilicdaroglu", "kemal kilicdaroglu"},
	{"İstanbul", "istanbul", "istanbul"},
	{"Đặng Thái Sơn", "dang-thai-son", "dang thai son"},
	{"Ærø", "aero", "aero"},
	{"Київ і Харків", "київ-і-харків", "киів і харків"},
	{"Горбачёв", "горбачёв", "горбачев"},
	{"ΝΊΚΟΣ", "νίκοσ", "νικοσ"},
	{"北京", "北京", "北京"},
	{"हिन्दी समाचार", "हिन्दी-समाचार", "हिन्दी समाचार"},
	{"زبان\u200cها", "زبانها", "زبانها"},
	{"한국", "한국", "한국"},
	{"COVID-19", "covid-19", "covid 19"},
	{"!?", "", ""},
	{"", "", ""},
	{"a\x00b\xffc", "a-b-c", "a b c"},
	{"\xf5Â", "a", "a"},
}

func TestSlugAndFold(t *testing.T) {
	for _, c := range slugs {
		if got := Slug(c.name); got != c.slug {
			t.Errorf("Slug(%q) = %q, want %q", c.name, got, c.slug)
		}
		if got := Fold(c.name); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.name, got, c.fold)
		}
	}
}

func TestSlugIsCutAtARune(t *testing.T) {
	for _, name := range []string{strings.Repeat("ab ", 60), strings.Repeat("я", 60), strings.Repeat("語", 60)} {
		got := Slug(name)
		if len(got) > maxSlug || len(got) < maxSlug-4 || !utf8.ValidString(got) || strings.HasSuffix(got, "-") {
			t.Errorf("Slug(%.20q…) = %q, %d bytes", name, got, len(got))
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, c := range slugs {
		f.Add(c.name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		slug := Slug(name)
		if !utf8.ValidString(slug) || len(slug) > maxSlug || strings.ContainsAny(slug, " /?#.") ||
			strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") {
			t.Errorf("Slug(%q) = %q", name, slug)
		}
		if again := Slug(slug); again != slug {
			t.Errorf("Slug(%q) = %q, and again %q", name, slug, again)
		}
		fold := Fold(name)
		if again := Fold(fold); again != fold {
			t.Errorf("Fold(%q) = %q, and again %q", name, fold, again)
		}
		CountryOf(name)
		for _, kind := range Kinds() {
			if ref, ok := NewRef(kind, name); ok && (ref.ID == "" || ref.Name == "") {
				t.Errorf("NewRef(%s, %q) = %+v", kind, name, ref)
			}
		}
	})
}
