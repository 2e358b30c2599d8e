// Package newsml1 reads NewsML 1.0 to 1.2 of the IPTC: news items that are trees of
// components. Each component that carries a headline and a text of its own is an
// article; pictures, sounds and films beside it are not kept.
package newsml1

import (
	"context"
	"errors"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// Sniff says that an input is NewsML 1.
func Sniff(head []byte) bool { return xmltree.Sniff(head, "newsml") }

// Read reads every news item of an input.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	makers := map[string]xmltree.Maker{"NewsItem": articles}
	return xmltree.Read(ctx, in, "NewsML news item", makers, yield)
}

// articles makes an article of each story of a news item.
func articles(item *xmltree.Node) ([]archive.Article, error) {
	top := item.First("NewsComponent")
	if top == nil {
		return nil, errors.New("has no news component: there is nothing in it to read")
	}
	if item.First("NewsManagement") == nil || item.First("Identification") == nil {
		return nil, errors.New("lacks its identification or management: it is cut out of a NewsML document; get that whole")
	}
	names := topics(item)
	var out []archive.Article
	var medium string
	for _, s := range stories([]*xmltree.Node{top}) {
		a, err := article(item, s, names)
		if err != nil {
			return nil, err
		}
		if len(a.Body) == 0 {
			if medium = mediumOf(s.component()); medium != "" {
				continue
			}
		}
		if err := wire.Finish(&a); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, wire.ErrNoText(wire.First(medium, "a collection of other media"))
	}
	if len(out) > 1 {
		tellApart(out)
	}
	return out, nil
}

// tellApart gives the stories of one item ids of their own: by their language, or
// their place among those of it.
func tellApart(list []archive.Article) {
	seen := make(map[string]int)
	for i := range list {
		a := &list[i]
		if a.GUID == "" {
			continue
		}
		key := wire.First(a.Language, "x")
		seen[key]++
		a.GUID += "#" + key + strings.Repeat("'", seen[key]-1)
	}
}

// article reads one story of an item.
func article(item *xmltree.Node, s story, names map[string]string) (archive.Article, error) {
	manage := item.First("NewsManagement")
	a := archive.Article{
		GUID:     guid(item.First("Identification/NewsIdentifier")),
		Title:    s.value("NewsLines/HeadLine"),
		Language: wire.Language(wire.First(s.language(), item.Attr("lang"))),
		Source:   wire.First(s.attr("AdministrativeMetadata/Provider/Party"), item.Value("Identification/NewsIdentifier/ProviderId")),
		Status:   wire.Status(manage.First("Status").Attr("FormalName")),
		Entities: entities(s, names),
		Wire:     wireOf(item, s),
	}
	for _, line := range []string{s.value("NewsLines/ByLine"), s.attr("AdministrativeMetadata/Creator/Party"), s.value("AdministrativeMetadata/Creator/Party")} {
		if len(a.Authors) == 0 {
			a.Authors = wire.Byline(line, a.Source)
		}
	}
	dates := wire.Dates{
		Published: []string{manage.Value("FirstCreated")},
		Revised:   manage.Value("ThisRevisionCreated"),
	}
	if end := embargoEnd(manage); end != "" {
		a.Status, dates.Embargo = archive.Usable, end
	}
	if err := dates.Set(&a); err != nil {
		return a, err
	}
	return a, fillBody(&a, s)
}

// guid names the item whatever its revision, as the standard builds its URNs.
func guid(id *xmltree.Node) string {
	provider, date, item := id.Value("ProviderId"), id.Value("DateId"), id.Value("NewsItemId")
	if provider == "" || item == "" {
		return ""
	}
	return "urn:newsml:" + provider + ":" + date + ":" + item
}

// embargoEnd is when an embargoed item becomes usable, "" when that is not said.
func embargoEnd(manage *xmltree.Node) string {
	if !strings.EqualFold(manage.First("Status").Attr("FormalName"), "embargoed") {
		return ""
	}
	for change := range manage.All("StatusWillChange") {
		if wire.Status(change.First("FutureStatus").Attr("FormalName")) == archive.Usable {
			return change.Value("DateAndTime")
		}
	}
	return ""
}

func wireOf(item *xmltree.Node, s story) archive.Wire {
	manage := item.First("NewsManagement")
	w := archive.Wire{
		Slug:             wire.First(s.value("NewsLines/SlugLine"), item.Value("Identification/NameLabel")),
		Place:            wire.Place(s.value("NewsLines/DateLine")),
		Rights:           wire.First(s.value("NewsLines/CopyrightLine"), s.value("NewsLines/RightsLine"), s.value("RightsMetadata/Copyright/CopyrightHolder")),
		Usage:            s.value("RightsMetadata/UsageRights/UsageType"),
		Urgency:          wire.Urgency(wire.First(manage.First("Urgency").Attr("FormalName"), manage.First("Priority").Attr("FormalName"))),
		PublisherVersion: item.Value("Identification/NewsIdentifier/RevisionId"),
	}
	for _, c := range s {
		for line := range c.All("NewsLines/NewsLine") {
			kind := strings.ToLower(line.First("NewsLineType").Attr("FormalName"))
			if strings.Contains(kind, "advisory") || strings.Contains(kind, "note") {
				w.Note = wire.First(w.Note, line.Value("NewsLineText"))
			}
		}
		for code := range c.All("DescriptiveMetadata/SubjectCode") {
			for _, kid := range code.Kids {
				w.Section = wire.First(w.Section, kid.Attr("cat")) // as AFP names its desks
			}
		}
	}
	if w.Place == "" {
		w.Place = origin(s)
	}
	return w
}
