package entity

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func TestCountryOf(t *testing.T) {
	cases := []struct{ name, id string }{
		{"UA", "UA"}, {"ua", "UA"}, {"Ua", ""}, {"UKR", "UA"}, {"Ukraine", "UA"}, {" the ukraine ", "UA"},
		{"US", "US"}, {"us", "US"}, {"Us", ""}, {"U.S.", "US"}, {"usa", "US"}, {"Usa", "US"}, {"U.S.A.", "US"},
		{"United States of America", "US"}, {"the United States", "US"}, {"America", "US"},
		{"UK", "GB"}, {"uk", "GB"}, {"GB", "GB"}, {"Great Britain", "GB"}, {"Britain", "GB"}, {"England", ""},
		{"It", ""}, {"IT", "IT"}, {"it", "IT"}, {"In", ""},
		{"el-salvador", "SV"}, {"ivory-coast", "CI"}, {"Côte d’Ivoire", "CI"}, {"Cote d'Ivoire", "CI"},
		{"west-germany", "DE"}, {"FRG", "DE"}, {"Federal Republic of Germany", "DE"},
		{"east-germany", "DDDE"}, {"GDR", "DDDE"}, {"ussr", "SUHH"}, {"USSR", "SUHH"}, {"Soviet Union", "SUHH"}, {"SU", "SUHH"}, {"suhh", "SUHH"},
		{"Yugoslavia", "YUCS"}, {"Czechoslovakia", "CSHH"}, {"Serbia and Montenegro", "CSXX"}, {"netherlands-antilles", "ANHH"},
		{"South Yemen", "YDYD"}, {"yemen-arab-republic", "YE"}, {"North Vietnam", "VDVN"}, {"Viet Nam", "VN"},
		{"Burma", "MM"}, {"BUMM", "MM"}, {"Zaire", "CD"}, {"Rhodesia", "ZW"}, {"Swaziland", "SZ"}, {"Kampuchea", "KH"},
		{"Holland", "NL"}, {"The Netherlands", "NL"}, {"Korea, Republic of", "KR"}, {"South Korea", "KR"}, {"North Korea", "KP"}, {"Korea", ""},
		{"Vatican", "VA"}, {"Holy See", "VA"}, {"Czech Republic", "CZ"}, {"Czechia", "CZ"}, {"Türkiye", "TR"}, {"turkiye", "TR"}, {"Turkey", "TR"},
		{"Cabo Verde", "CV"}, {"Timor-Leste", "TL"}, {"Macedonia", "MK"}, {"congo", "CG"}, {"DRC", "CD"}, {"Congo, the Democratic Republic of the", "CD"},
		{"St. Lucia", "LC"}, {"Trinidad & Tobago", "TT"}, {"trinidad-tobago", "TT"}, {"us-virgin-islands", "VI"}, {"Kosovo", "XK"},
		{"Taiwan", "TW"}, {"hong-kong", "HK"}, {"Palestinian Territories", "PS"}, {"Iran (Islamic Republic of)", "IR"}, {"Russian Federation", "RU"},
		{"", ""}, {"-", ""}, {"Atlantis", ""}, {"EU", ""}, {"the", ""}, {"XX", ""},
	}
	for _, c := range cases {
		ref, ok := CountryOf(c.name)
		if ref.ID != c.id || ok != (c.id != "") {
			t.Errorf("CountryOf(%q) = %q, %v, want %q", c.name, ref.ID, ok, c.id)
		}
		if ok && (ref.Kind != Country || ref.Name != CountryName(ref.ID)) {
			t.Errorf("CountryOf(%q) = %+v", c.name, ref)
		}
	}
}

// TestNamesAreUnique would find a name or code given to two countries, of which
// the table would silently keep one.
func TestNamesAreUnique(t *testing.T) {
	owner := map[string]string{}
	for _, ref := range Countries() {
		for _, name := range append([]string{ref.ID, ref.Name}, ref.Aliases...) {
			if found, ok := CountryOf(name); !ok || found.ID != ref.ID {
				t.Errorf("%s: %q leads to %q", ref.ID, name, found.ID)
			}
			if other, ok := owner[Fold(name)]; ok && other != ref.ID {
				t.Errorf("%q belongs to %s and %s", name, other, ref.ID)
			}
			owner[Fold(name)] = ref.ID
		}
	}
}

// TestCountriesAgreeWithCLDR checks the codes, and that the name CLDR gives each
// country is one we know.
func TestCountriesAgreeWithCLDR(t *testing.T) {
	names := display.English.Regions()
	count := 0
	for _, ref := range Countries() {
		if len(ref.ID) != 2 {
			continue
		}
		count++
		region, err := language.ParseRegion(ref.ID)
		if err != nil {
			t.Errorf("%s: %v", ref.ID, err)
			continue
		}
		if found, _ := CountryOf(region.ISO3()); found.ID != ref.ID {
			t.Errorf("%s: alpha-3 code %s leads to %q", ref.ID, region.ISO3(), found.ID)
		}
		name := names.Name(region)
		if found, _ := CountryOf(name); found.ID != ref.ID && name != "Congo - Brazzaville" && name != "Congo - Kinshasa" {
			t.Errorf("%s: %q leads to %q", ref.ID, name, found.ID)
		}
	}
	if count != 249+1 { // ISO 3166-1 and Kosovo
		t.Errorf("%d countries, want 250", count)
	}
}

func TestCountriesAgreeWithMledoze(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "data", "names", "countries-mledoze.json")
	content, err := os.ReadFile(path)
	if err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the country list of the test data: ", err)
	}
	var list []struct {
		Code   string                  `json:"cca2"`
		Alpha3 string                  `json:"cca3"`
		Name   struct{ Common string } `json:"name"`
	}
	if err := json.Unmarshal(content, &list); err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		for _, name := range []string{c.Code, c.Alpha3, c.Name.Common} {
			if found, _ := CountryOf(name); found.ID != c.Code && c.Alpha3 != "UNK" {
				t.Errorf("%s: %q leads to %q", c.Code, name, found.ID)
			}
		}
	}
}

func TestNewRef(t *testing.T) {
	cases := []struct {
		kind     Kind
		name     string
		id, want string
	}{
		{Person, "  Vladimir   Putin ", "vladimir-putin", "Vladimir Putin"},
		{Person, "Putin, Vladimir", "vladimir-putin", "Vladimir Putin"},
		{Person, "Von der Leyen, Ursula", "ursula-von-der-leyen", "Ursula Von der Leyen"},
		{Person, "Martin Luther King, Jr.", "martin-luther-king-jr", "Martin Luther King, Jr."},
		{Person, "Putin, Vladimir, President", "putin-vladimir-president", "Putin, Vladimir, President"},
		{Person, "Putin,", "putin", "Putin,"},
		{Organisation, "Smith, Barney", "smith-barney", "Smith, Barney"},
		{Topic, "Rare Earths", "rare-earths", "Rare Earths"},
		{Country, "ukraine", "UA", "Ukraine"},
		{Country, "Narnia", "", ""},
		{Person, " … ", "", ""},
	}
	for _, c := range cases {
		ref, ok := NewRef(c.kind, c.name)
		if ok != (c.id != "") || ref.ID != c.id || ref.Name != c.want {
			t.Errorf("NewRef(%s, %q) = %+v, %v", c.kind, c.name, ref, ok)
		}
	}
}
