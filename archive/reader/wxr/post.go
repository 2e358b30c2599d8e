package wxr

import (
	"errors"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/markup"
	"dateline/archive/reader/prose"
)

// post is one item of an export.
type post struct {
	*site
	item *markup.Node
}

// own is the value of one of WordPress's own fields.
func (p post) own(name string) string { return p.item.Value(p.wp + name) }

// kinds are the types of items that are no articles, as users call them.
var kinds = map[string]string{
	"attachment": "attachment", "nav_menu_item": "menu entry", "revision": "earlier version of a post",
	"custom_css": "style sheet", "customize_changeset": "setting of the theme", "oembed_cache": "setting of the theme",
	"user_request": "request of a user", "feedback": "filled-in form", "acf-field": "setting of a plugin",
	"acf-field-group": "setting of a plugin", "wpcf7_contact_form": "form", "shop_order": "order of the shop",
	"product": "product of the shop", "shop_coupon": "coupon of the shop",
}

// states are the states of posts that are not published.
var states = map[string]string{
	"draft": "draft", "auto-draft": "draft", "pending": "post that waits for review", "private": "private post",
	"future": "post that was to appear later", "trash": "post in the trash",
}

// skipped says what an item is when it is no article that was published.
func (p post) skipped() string {
	kind, status := p.own("post_type"), p.own("status")
	switch {
	case kinds[kind] != "":
		return kinds[kind]
	case strings.HasPrefix(kind, "wp_"):
		return "part of the theme"
	case states[status] != "":
		return states[status]
	case status != "" && status != "publish":
		return "post that is not published"
	case p.own("post_password") != "":
		return "post behind a password"
	case status == "" && p.item.Value(p.content+"encoded") == "":
		return "post without text and state"
	}
	return ""
}

// article makes an article of a published item.
func (p post) article() (archive.Article, error) {
	a := archive.Article{
		Title:    prose.PlainLine(p.item.Value("title")),
		URL:      field.Address(p.item.Value("link")),
		GUID:     prose.OneLine(p.item.Value("guid")),
		Source:   p.title,
		Language: p.language,
		Body:     body(p.item.Value(p.content + "encoded")),
	}
	for _, other := range []string{p.excerpt + "encoded", "description"} {
		if len(a.Body) == 0 {
			a.Body = body(p.item.Value(other))
		}
	}
	if a.Source == "" {
		a.Source, _ = field.SplitAddress(a.URL)
	}
	p.terms(&a)
	if len(a.Authors) == 0 {
		a.Authors = p.author(p.item.Value(p.dc + "creator"))
	}
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	if a.Title == "" && len(a.Body) == 0 {
		return a, errors.New("has neither title nor text")
	}
	var err error
	a.Published, err = p.published()
	return a, err
}

// terms reads the categories and tags, and the authors that the plugin for
// several of them keeps among these.
func (p post) terms(a *archive.Article) {
	for _, n := range p.item.Children {
		name := prose.PlainLine(n.Text)
		domain := n.Attrs["domain"]
		switch {
		case n.Name != "category" || n.Attrs["nicename"] == "uncategorized" || strings.EqualFold(name, "uncategorized"):
		case domain == "author":
			a.Authors = append(a.Authors, p.author(name)...)
		case domain == "" || domain == "category" || domain == "post_tag" || domain == "tag":
			if ref, ok := entity.NewRef(entity.Topic, name); ok {
				a.Entities = field.AddRef(a.Entities, ref)
			}
		}
	}
}

const clock = "2006-01-02 15:04:05"

// published gives the local time of publication, with the offset that the same
// time in UTC shows.
func (p post) published() (archive.Date, error) {
	local, err := time.Parse(clock, p.own("post_date"))
	utc, errUTC := time.Parse(clock, p.own("post_date_gmt"))
	switch {
	case err == nil && errUTC == nil:
		if offset := local.Sub(utc); offset%(15*time.Minute) == 0 && offset.Abs() <= 14*time.Hour {
			utc = utc.In(time.FixedZone("", int(offset/time.Second)))
		}
		return archive.NewDate(utc, archive.ToSecond, true), nil
	case errUTC == nil:
		return archive.NewDate(utc, archive.ToSecond, true), nil
	case err == nil:
		return archive.NewDate(local, archive.ToSecond, false), nil
	}
	if s := p.item.Value("pubDate"); !strings.Contains(s, "-0001") { // how WordPress writes that there is none
		return date.Parse(s)
	}
	return archive.Date{}, nil
}
