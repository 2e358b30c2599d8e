package page

import (
	"strings"
	"testing"
	"time"
)

// TestLargePages reads pages that are made to take long.
func TestLargePages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of megabytes")
	}
	text := strings.Repeat("<p>"+lede+" <a href=/author/x>By Ann Ash</a></p>", 1<<20/200)
	for name, content := range map[string]string{
		"plain":    text,
		"boxes":    strings.Repeat("<div class='promo byline date' id=x>", 480) + text,
		"titles":   strings.Repeat("<h1>", 500) + text,
		"lines":    "<h1>a</h1>" + strings.Repeat("<div>", 400) + strings.Repeat("<div><p>By Ann Ash</p></div>", 10000) + "<img>",
		"lists":    strings.Repeat("<ul><li>", 240) + strings.Repeat("<a>x</a> ", 100000),
		"times":    "<h1>a</h1>" + strings.Repeat("<time>x</time>", 50000),
		"JSON-LD":  "<script type=application/ld+json>" + strings.Repeat("{\"a\":[", 9000) + "</script>" + text[:10000],
		"keywords": strings.Repeat("<meta property=article:tag content='"+strings.Repeat("x, ", 1000)+"'>", 500) + text[:10000],
	} {
		begun := time.Now()
		_, err := Article([]byte("<html><body>"+content), "", "")
		if took := time.Since(begun); took > 10*time.Second { // a second of the processor, on a busy machine
			t.Errorf("%s: %s for %d bytes (%v)", name, took, len(content), err)
		}
	}
}
