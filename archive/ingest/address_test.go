package ingest

import (
	"strings"
	"testing"
)

var addresses = []struct {
	name, address, want string
	absolute            bool
}{
	{"empty", "", "", false},
	{"spaces", "  ", "", false},
	{"as it is", "https://www.bbc.com/news/123", "https://www.bbc.com/news/123", true},
	{"http is https", "http://www.bbc.com/news/123", "https://www.bbc.com/news/123", true},
	{"without scheme", "//www.bbc.com/news/123", "https://www.bbc.com/news/123", true},
	{"host first", "bbc.co.uk/news/123", "https://bbc.co.uk/news/123", true},
	{"www stays", "https://www.bbc.com/a", "https://www.bbc.com/a", true},
	{"case of the host", "HTTPS://WWW.BBC.com/News/A", "https://www.bbc.com/News/A", true},
	{"dot after the host", "https://bbc.com./a", "https://bbc.com/a", true},
	{"default port", "https://bbc.com:443/a", "https://bbc.com/a", true},
	{"other default port", "http://bbc.com:80/a", "https://bbc.com/a", true},
	{"other port", "http://localhost:8080/a", "https://localhost:8080/a", true},
	{"IPv6", "http://[::1]/a", "https://[::1]/a", true},
	{"IPv6 with port", "http://[::1]:8080/a", "https://[::1]:8080/a", true},
	{"fragment", "https://bbc.com/a#section", "https://bbc.com/a", true},
	{"route", "https://news.example/#!/story/1", "https://news.example#!/story/1", true},
	{"slash at the end", "https://bbc.com/a/", "https://bbc.com/a", true},
	{"parameters", "https://news.example/read?id=7&page=2", "https://news.example/read?id=7&page=2", true},
	{"tracking", "https://bbc.com/a?at_medium=RSS&at_campaign=KARANGA", "https://bbc.com/a", true},
	{"tracking among others", "https://news.example/?utm_source=x&p=7&fbclid=y", "https://news.example?p=7", true},
	{"tracking in capitals", "https://news.example/a?UTM_Source=x&CMP=share", "https://news.example/a", true},
	{"value like tracking", "https://news.example/a?q=utm_source", "https://news.example/a?q=utm_source", true},
	{"empty parameters", "https://news.example/a?&&", "https://news.example/a", true},
	{"encoded path", "https://news.example/новини/1", "https://news.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", true},
	{"user", "https://user:secret@news.example/a", "https://news.example/a", true},
	{"relative", "/news/55089900", "/news/55089900", false},
	{"relative file", "news/1.html", "news/1.html", false},
	{"bare file", "index.html", "index.html", false},
	{"whole site", "https://www.reuters.com/", "", false},
	{"whole site, tracked", "https://www.reuters.com/?utm_source=x", "", false},
	{"whole site, bare", "reuters.com/", "", false},
	{"urn", "URN:isbn:123", "urn:isbn:123", true},
	{"broken", "http://[::1", "", false},
	{"control character", "http://a/\x00", "", false},
	{"bad escape", "https://news.example/100%", "", false},
}

func TestCanonical(t *testing.T) {
	for _, tt := range addresses {
		t.Run(tt.name, func(t *testing.T) {
			got, absolute := Canonical(tt.address)
			if got != tt.want || absolute != tt.absolute {
				t.Errorf("Canonical(%q) = %q, %t, want %q, %t", tt.address, got, absolute, tt.want, tt.absolute)
			}
		})
	}
}

// A canonical address is its own canonical form.
func FuzzCanonical(f *testing.F) {
	for _, tt := range addresses {
		f.Add(tt.address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		once, absolute := Canonical(address)
		if absolute && once == "" {
			t.Fatalf("Canonical(%q) is absolute and empty", address)
		}
		if !absolute || !strings.HasPrefix(once, "https://") {
			return
		}
		if twice, _ := Canonical(once); twice != once {
			t.Errorf("Canonical(%q) = %q, and of that %q", address, once, twice)
		}
	})
}
