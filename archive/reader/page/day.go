package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive"
	"dateline/archive/reader/date"
)

// publishedNames are the meta elements that hold the moment of publication, the
// surest first.
var publishedNames = []string{
	"article:published_time", "og:article:published_time", "article:published", "og:published_time", "published_time", "datepublished", "rnews:datepublished",
	"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "mediator_published_time", "vr:published_time",
	"citation_publication_date", "citation_date", "dc.date.issued", "dc.issued", "dc.date.created", "dc.created", "dc.date.published", "dcsext.articlefirstpublished",
	"pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "publish_time", "published", "publisheddate", "published-date",
	"article.published", "article_date_original", "article:create_time", "originalpublicationdate", "displaydate", "ptime", "article_publish_date", "weibo:article:create_at",
	"shareaholic:article_published_time", "iso-8601-publish-date", "datecreated", "timestamp", "dc.date", "date",
}

// published gives the date of publication, as exactly as the page states it, the
// zero Date if it states none. The time of a change is none.
func (f *facts) published() archive.Date {
	if d := f.stated(f.article.text("datePublished")); !d.IsZero() {
		return d
	}
	for _, name := range publishedNames {
		for _, content := range f.metas[name] {
			if d := f.stated(content); !d.IsZero() {
				return d
			}
		}
	}
	for _, t := range f.things {
		if d := f.stated(t.text("datePublished")); !d.IsZero() && (t.is(articleTypes) || t.is(pageTypes)) {
			return d
		}
	}
	for _, name := range []string{"datepublished", "datecreated"} {
		for _, n := range f.itemprops[name] {
			if d := f.ofElement(n); !d.IsZero() {
				return d
			}
		}
	}
	if d := f.stated(f.article.text("dateCreated", "uploadDate")); !d.IsZero() {
		return d
	}
	if d := f.visible(); !d.IsZero() {
		return d
	}
	return f.inAddress()
}

// revised gives the time of the last change, as the page states it.
func (f *facts) revised() archive.Date {
	for _, s := range []string{f.article.text("dateModified"), f.named("article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "dc.modified", "dc.date.modified", "lastmod")} {
		if d := f.stated(s); !d.IsZero() {
			return d
		}
	}
	return archive.Date{}
}

// stated reads a date that the page gives as one. Dates before the press and
// those of empty fields are none.
func (f *facts) stated(s string) archive.Date {
	d, err := date.Parse(s)
	if err != nil || d.IsZero() || d.Time().Year() < 1600 || d.Time().Year() == 1970 && strings.HasPrefix(d.String(), "1970-01-01T00:00:00") {
		return archive.Date{}
	}
	return d
}

func (f *facts) ofElement(n *html.Node) archive.Date {
	for _, s := range []string{attr(n, "datetime"), attr(n, "content"), attr(n, "title"), textOf(n)} {
		if d := f.stated(s); !d.IsZero() {
			return d
		}
	}
	return archive.Date{}
}

// visible looks at what stands between the headline and the text, or right above
// the headline: a time element, or an element whose class says that it is the
// date.
func (f *facts) visible() archive.Date {
	scope := f.around()
	var sure, found []archive.Date
	add := func(list *[]archive.Date, d archive.Date) {
		if !d.IsZero() {
			*list = append(*list, d)
		}
	}
	seen := 0
	walk(scope, func(n *html.Node) bool {
		if seen++; seen > searched || isAside(n) {
			return false
		}
		marks := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "data-testid"))
		changed := strings.Contains(marks, "updat") || strings.Contains(marks, "modif")
		switch {
		case n.DataAtom == atom.Time && !changed:
			if hasAttr(n, "pubdate") || strings.Contains(marks, "publish") || strings.Contains(marks, "entry-date") {
				add(&sure, f.ofElement(n))
			} else {
				add(&found, f.ofElement(n))
			}
			return false
		case !changed && dateClass(marks):
			if d := f.stated(textOfShort(n, date.MaxText)); !d.IsZero() {
				add(&found, d)
				return false
			}
		}
		return true
	})
	switch {
	case len(sure) > 0:
		return sure[0]
	case len(found) > 0:
		return found[0]
	}
	return archive.Date{}
}

// dateClass says that a class or id names a date: "post-date", "timestamp".
func dateClass(marks string) bool {
	for _, word := range strings.FieldsFunc(marks, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == ':' }) {
		switch word {
		case "date", "dates", "dateline", "datetime", "timestamp", "published", "pubdate", "publishdate", "publish", "time", "postdate", "datum", "fecha", "posted", "byline", "meta":
			return true
		}
		if strings.HasSuffix(word, "date") || strings.HasSuffix(word, "timestamp") || strings.HasSuffix(word, "pubtime") {
			return true
		}
	}
	return false
}

// around gives the element that holds the headline and the text: the nearest
// article or main element above the first h1, else the whole page.
func (f *facts) around() *html.Node {
	var h1 *html.Node
	walk(f.root, func(n *html.Node) bool {
		if h1 == nil && n.DataAtom == atom.H1 && textOf(n) != "" {
			h1 = n
		}
		return h1 == nil
	})
	if h1 == nil {
		return f.root
	}
	for n := h1.Parent; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			return n
		}
	}
	return f.root
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// inAddress reads /2025/02/09/ in the address.
func (f *facts) inAddress() archive.Date {
	m := addressDate.FindStringSubmatch(strings.ToLower(f.address()))
	if m == nil {
		return archive.Date{}
	}
	if len(m[2]) == 3 {
		return f.stated(m[3] + " " + m[2] + " " + m[1])
	}
	return f.stated(m[1] + "-" + m[2] + "-" + m[3])
}
