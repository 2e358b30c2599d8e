package feed

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// jsonItem is an item of JSON Feed 1.0 or 1.1. Fields that feeds write in more
// than one type are any.
type jsonItem struct {
	ID            any      `json:"id"`
	URL           string   `json:"url"`
	ExternalURL   string   `json:"external_url"`
	Title         string   `json:"title"`
	ContentHTML   string   `json:"content_html"`
	ContentText   string   `json:"content_text"`
	Summary       string   `json:"summary"`
	DatePublished string   `json:"date_published"`
	DateModified  string   `json:"date_modified"`
	Author        any      `json:"author"`
	Authors       any      `json:"authors"`
	Tags          []string `json:"tags"`
	Language      string   `json:"language"`
}

const jsonType = "application/feed+json"

// json reads a JSON Feed, item by item: one that breaks off keeps its whole ones.
func (d *document) json() (*Feed, error) {
	d.feed.Kind = "JSON Feed"
	decoder := json.NewDecoder(strings.NewReader(d.text))
	decoder.UseNumber()
	if _, err := decoder.Token(); err != nil {
		return nil, errors.New("is a JSON Feed that breaks off at its beginning; fetch it again")
	}
	var items []placed
	fields := map[string]any{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			d.feed.Broken = true
			break
		}
		if name == "items" {
			items, err = d.jsonItems(decoder)
		} else {
			var value any
			err = decoder.Decode(&value)
			fields[name.(string)] = value
		}
		if err != nil {
			d.feed.Broken = true
			break
		}
	}
	d.feed.Title = prose.PlainLine(field.TextOf(fields["title"]))
	d.feed.Site = field.Address(field.TextOf(fields["home_page_url"]))
	d.feed.Language = field.Language(field.TextOf(fields["language"]))
	d.base = d.address
	if d.base == "" {
		d.base = d.feed.Site
	}
	if d.authors = field.Authors(fields["authors"]); len(d.authors) == 0 {
		d.authors = field.Authors(fields["author"])
	}
	for _, it := range items {
		d.feed.Records = append(d.feed.Records, d.jsonRecord(it))
	}
	if d.feed.Broken {
		d.feed.Records = append(d.feed.Records, d.reject(strings.Count(d.text, "\n")+1, "", jsonType, "the feed breaks off here, or is not valid JSON from here on; fetch it again"))
	}
	return &d.feed, nil
}

// placed is an item with the line it begins on.
type placed struct {
	raw  json.RawMessage
	line int
}

func (d *document) jsonItems(decoder *json.Decoder) (items []placed, err error) {
	open, err := decoder.Token()
	if err != nil || open != json.Delim('[') {
		return nil, errors.Join(err, io.ErrUnexpectedEOF)
	}
	line, counted := 1, 0
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return items, err
		}
		start := int(decoder.InputOffset()) - len(raw)
		line += strings.Count(d.text[counted:start], "\n")
		counted = start
		items = append(items, placed{raw, line})
	}
	_, err = decoder.Token()
	return items, err
}

func (d *document) jsonRecord(p placed) format.Record {
	rec := format.Record{Line: p.line, Original: d.received(string(p.raw)), MediaType: jsonType}
	var it jsonItem
	if err := json.Unmarshal(p.raw, &it); err != nil {
		rec.Problem = errors.New("is not an item of a JSON Feed: " + strings.TrimPrefix(err.Error(), "json: "))
		return rec
	}
	a := archive.Article{
		GUID: prose.OneLine(field.TextOf(number(it.ID))), Title: line(it.Title, false), Source: d.publication(), Language: d.feed.Language,
	}
	if code := field.Language(it.Language); code != "" {
		a.Language = code
	}
	for _, s := range []string{it.URL, it.ExternalURL} {
		if a.URL == "" {
			a.URL = absolute(d.base, s)
		}
	}
	if a.URL == "" && isAddress(a.GUID) {
		a.URL = a.GUID
	}
	for _, value := range []any{it.Authors, it.Author} {
		if len(a.Authors) == 0 {
			a.Authors = field.Authors(value)
		}
	}
	if len(a.Authors) == 0 {
		a.Authors = d.authors
	}
	a.Published, a.Revised = moment(it.DatePublished), moment(it.DateModified)
	if a.Published.IsZero() {
		a.Published, a.Revised = a.Revised, archive.Date{}
	}
	for _, tag := range it.Tags {
		for _, ref := range field.Entities(entity.Topic, tag, false) {
			if len(a.Entities) < maxTopics {
				a.Entities = field.AddRef(a.Entities, ref)
			}
		}
	}
	switch {
	case it.ContentHTML != "":
		a.Body = bodyOf(it.ContentHTML, true, &a)
	case it.ContentText != "":
		a.Body = prose.FromText(it.ContentText)
	}
	if len(a.Body) == 0 {
		a.Body = bodyOf(it.Summary, false, &a)
	}
	rec.Article, rec.Problem = complete(a)
	return rec
}

// number keeps an id that is a number as it is written.
func number(id any) any {
	if f, ok := id.(float64); ok {
		raw, err := json.Marshal(f)
		if err == nil {
			return string(raw)
		}
	}
	return id
}

// moment reads a date; what is none is passed over.
func moment(s string) archive.Date {
	d, err := date.Parse(s)
	if err != nil {
		return archive.Date{}
	}
	return d
}
