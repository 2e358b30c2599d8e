package feed

import (
	"errors"
	"strings"

	"dateline/archive/reader/markup"
	"dateline/archive/reader/prose"
)

// Subscription is a feed in a list.
type Subscription struct {
	Title string // as the list has it, "" none
	URL   string // of the feed
	Site  string // of its pages, "" unsaid
	Group string // it is in, "" none; groups in groups are parted by "/"
}

// List reads a list of feeds in OPML.
func List(content []byte, contentType string) ([]Subscription, error) {
	text := prose.DecodeDeclared(content, prose.LabelOf(content, contentType))
	if kindOf(strings.TrimLeft(text, " \t\r\n\f\ufeff")) != "OPML" {
		return nil, errors.New("is no list of feeds (OPML)")
	}
	var list []Subscription
	var visit func(n *markup.Node, group string)
	visit = func(n *markup.Node, group string) {
		for _, c := range n.Children {
			inner := group
			if strings.EqualFold(c.Name, "outline") {
				title := prose.OneLine(attr(c, "title"))
				if title == "" {
					title = prose.OneLine(attr(c, "text"))
				}
				if address := prose.OneLine(attr(c, "xmlUrl")); address != "" {
					list = append(list, Subscription{Title: title, URL: address, Site: prose.OneLine(attr(c, "htmlUrl")), Group: group})
				} else if title != "" {
					inner = strings.TrimPrefix(group+"/"+title, "/")
				}
			}
			visit(c, inner)
		}
	}
	visit(markup.Parse(text), "")
	if len(list) == 0 {
		return nil, errors.New("is a list of feeds (OPML) that names none")
	}
	return list, nil
}
