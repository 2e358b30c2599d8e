// Package page reads news pages of the web: the body by readability, and title,
// byline, date, address, section, tags, language and publisher from what the
// page says about itself, in the order in which publishers keep it right: JSON-LD,
// OpenGraph and article:*, itemprop and <time>, named meta elements, the visible
// page, and at last the address.
package page

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

var (
	start = regexp.MustCompile(`(?i)^<(?:!doctype html|(?:html|head|body|meta|title|link|script|style|div|p|h[1-6]|table|article|section|main|header|ul|ol|span|a|img|br|b|i|em|strong|figure|blockquote|center|font)[\s>/])`)
)

// Sniff says that an input begins as pages do, or pieces of them.
func Sniff(head []byte) bool {
	text := format.Text(head)
	if !strings.HasPrefix(text, "<") {
		return false
	}
	if start.MatchString(text) {
		return true
	}
	name, tag := format.Root(text)
	return name == "html" || name != "" && start.MatchString(tag)
}

// Read reads an input that is one page.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	content, err := format.All(in)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	rec := format.Record{Line: 1, Original: content, MediaType: "text/html"}
	rec.Article, rec.Problem = Article(content, in.URL, in.ContentType)
	if errors.Is(rec.Problem, ErrFront) {
		rec.Problem, rec.Skipped = nil, "front page"
	}
	return yield(rec)
}

// Limits on the memory that a page takes: its bytes, of which pictures inside it
// may be most, and its tags, each some 1,500 bytes while readability is at work.
const (
	maxPage = 16 << 20
	maxTags = 120_000
)

// maxNesting bounds the time a page takes: how many elements there are around
// each, summed. Of some 90 real pages one has 51,000, half have fewer than 7,300.
const maxNesting = 1_500_000

func nesting(n *html.Node, depth int) int {
	sum := 0
	walk(n, func(c *html.Node) bool {
		sum += depth + 1 + nesting(c, depth+1)
		return false
	})
	return sum
}

// ErrFront says that a page is the front page of a site and no article.
var ErrFront = errors.New("is the front page of a site and no article")

// Article makes an article of a page. Address is where it was fetched from and
// contentType what the server declared, either may be "".
func Article(content []byte, address, contentType string) (archive.Article, error) {
	if len(content) > maxPage {
		return archive.Article{}, errors.New("is a page of more than 16 MiB; such pages are not read")
	}
	text := prose.DecodePage(content, contentType)
	if strings.Count(text, "<") > maxTags {
		return archive.Article{}, errors.New("is a page of more than 120,000 tags; such pages are not read")
	}
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil || nesting(root, 0) > maxNesting {
		return archive.Article{}, errors.New("nests its elements too deeply to be read")
	}
	at, _ := url.Parse(address)
	f := factsOf(root, at)
	a := archive.Article{
		URL: f.address(), Source: f.publisher(), Language: f.language(), Entities: f.about(),
	}
	a.Section, a.Revised = f.section(), f.revised()
	a.Title = f.title()
	a.Published = f.published()
	if a.Published.IsZero() && f.isFront() && mostlyLinks(root) {
		return archive.Article{}, ErrFront
	}
	a.Authors = f.authors()
	a.Body = body(root, f, &a)
	if len(a.Body) == 0 {
		return archive.Article{}, errors.New("holds no text that could be told from what is around it; if there is an article, save it as text")
	}
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	return a, nil
}

// Fragment reads a piece of a page, such as feeds carry, into the body of an
// article whose title and authors are known.
func Fragment(piece string, a *archive.Article) []archive.Paragraph {
	root, err := html.ParseWithOptions(strings.NewReader(piece), html.ParseOptionEnableScripting(false))
	if err != nil || nesting(root, 0) > maxNesting {
		return nil
	}
	prune(root)
	return trimmed(paragraphs(root, ""), a)
}
