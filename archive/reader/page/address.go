package page

import (
	"net/url"
	"regexp"
	"strings"

	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// address gives the canonical address of the page. A link to the front page of
// the site is a mistake of its template.
func (f *facts) address() string {
	candidates := []string{f.links["canonical"], f.named("og:url"), f.article.text("url"), f.article.text("mainEntityOfPage"), f.named("parsely-link", "twitter:url", "vr:canonical", "syndication-source", "original-source", "dc.identifier")}
	if f.at != nil {
		candidates = append(candidates, f.at.String())
	}
	candidates = append(candidates, f.links["shortlink"])
	front := ""
	for _, c := range candidates {
		address := f.absolute(c)
		if address == "" {
			continue
		}
		u, err := url.Parse(address)
		if err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
			front = first(front, address)
			continue
		}
		return address
	}
	return front
}

// isFront says that the page is at the top of its site and does not call itself
// an article.
func (f *facts) isFront() bool {
	u, err := url.Parse(f.address())
	if f.at != nil && f.at.Host != "" {
		u = f.at
	}
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && !f.isArticle()
}

// absolute resolves an address of the page; "" if it cannot be one.
func (f *facts) absolute(s string) string {
	u, err := url.Parse(prose.OneLine(s))
	if s == "" || err != nil {
		return ""
	}
	switch {
	case f.at != nil && f.at.Host != "":
		u = f.at.ResolveReference(u)
	case u.Scheme == "" && u.Host != "":
		u.Scheme = "https"
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment = ""
	return field.Address(u.String())
}

// sameAddress compares addresses without what servers do not tell apart.
func sameAddress(a, b string) bool {
	return a != "" && bare(a) == bare(b)
}

func bare(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.Path, "/") + u.RawQuery
}

// host is the site's name as addresses have it.
func (f *facts) host() string {
	u, err := url.Parse(f.address())
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// publisher gives the name of the publication.
func (f *facts) publisher() string {
	for _, name := range []string{
		f.ofPublisher(f.article), f.named("og:site_name", "dc.publisher", "citation_journal_title", "application-name", "al:android:app_name", "twitter:app:name:iphone", "apple-mobile-web-app-title"),
	} {
		name = strings.TrimSpace(prose.PlainLine(name))
		if name != "" && !strings.Contains(name, "://") {
			return name
		}
	}
	for _, t := range f.things {
		if name := f.ofPublisher(t); name != "" {
			return prose.PlainLine(name)
		}
	}
	return f.host()
}

func (f *facts) ofPublisher(t thing) string {
	if name, ok := t["publisher"].(string); ok && strings.Contains(name, "://") {
		return ""
	}
	if t["publisher"] == nil {
		return ""
	}
	name := nameOf(t["publisher"])
	if strings.Contains(name, "://") {
		return ""
	}
	return name
}

// nameOf gives the name of a person or organisation of JSON-LD.
func nameOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		return field.TextOf(v["name"])
	case []any:
		for _, e := range v {
			if s := nameOf(e); s != "" {
				return s
			}
		}
	}
	return ""
}

// language gives the language of the article: as its own description says, else
// as the page does, whose template may be in another.
func (f *facts) language() string {
	for _, s := range []string{f.article.text("inLanguage"), f.declared, f.named("og:locale", "content-language", "dc.language", "language", "lang")} {
		if code := field.Language(s); code != "" {
			return code
		}
	}
	return ""
}

var addressDate = regexp.MustCompile(`(?:^|[/_-])((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(0[1-9]|[12]\d|3[01])(?:[/_-]|$|\.)`)
