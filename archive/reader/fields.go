package reader

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"

	"dateline/archive"
	"dateline/archive/entity"
)

// record is an object of named fields as publishers write them: a JSON object, a
// sidecar, front matter. Names are normalised: "datePublished" and
// "date_published" are the same.
type record map[string]any

// normalName drops case and everything but letters and digits.
func normalName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// newRecord takes the fields of object, then those behind a prefix ("dc:title"),
// then those one level down in "metadata", "_source" and the like.
func newRecord(object map[string]any) record {
	rec := record{}
	rec.add(object)
	for _, name := range nestedFields {
		if inner, ok := rec[name].(map[string]any); ok && !isThing(name, inner) {
			rec.add(inner)
		}
	}
	return rec
}

// isThing tells the source of an article from the "_source" that a search engine
// wraps it in: a thing has a name and no text.
func isThing(name string, inner map[string]any) bool {
	if name != "source" {
		return false
	}
	for key := range inner {
		if n := normalName(key); textNames[n] || n == "headline" {
			return false
		}
	}
	return true
}

// add takes the fields that rec lacks. Of two spellings of one name the first in
// the alphabet counts.
func (rec record) add(object map[string]any) {
	keys := slices.Sorted(maps.Keys(object))
	for _, key := range keys {
		rec.put(normalName(key), object[key])
	}
	for _, key := range keys {
		if i := strings.LastIndexByte(key, ':'); i > 0 {
			rec.put(normalName(key[i+1:]), object[key])
		}
	}
}

func (rec record) put(name string, value any) {
	if old, ok := rec[name]; !ok || isEmpty(old) {
		rec[name] = value
	}
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// text gives the first of the fields that holds text.
func (rec record) text(names []string) string {
	for _, name := range names {
		if s := textOf(rec[name]); s != "" {
			return s
		}
	}
	return ""
}

// valueNames are where an object keeps the text it stands for.
var valueNames = []string{"rendered", "name", "main", "text", "value", "content", "title", "label", "term", "html", "#text", "$t", "@value", "$oid", "@id", "href", "url"}

// textOf gives the text of a value: a string, a number, an object that stands
// for one, or the first of an array.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case []any:
		for _, e := range v {
			if s := textOf(e); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, name := range valueNames {
			if s, ok := v[name].(string); ok && strings.TrimSpace(s) != "" {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

func (rec record) hasTitle() bool { return rec.text(titleFields) != "" }

// hasText says that rec is an article and not only about one.
func (rec record) hasText() bool {
	return rec.longText(textFields) != "" || rec.text(summaryFields) != ""
}

// longText gives the first of the fields that holds text, the elements of an
// array as paragraphs.
func (rec record) longText(names []string) string {
	for _, name := range names {
		var parts []string
		switch v := rec[name].(type) {
		case []any:
			for _, e := range v {
				if s := textOf(e); s != "" {
					parts = append(parts, s)
				}
			}
		case json.Number, bool:
		default:
			parts = append(parts, textOf(v))
		}
		if s := strings.Join(parts, "\n\n"); s != "" {
			return s
		}
	}
	return ""
}

// article makes an article of the whole record.
func (rec record) article() (archive.Article, error) {
	var a archive.Article
	text := rec.longText(textFields)
	if text == "" {
		text = rec.longText(summaryFields)
	}
	if text == "" && !rec.hasTitle() {
		return a, errors.New("has neither title nor text")
	}
	if err := rec.metadata(&a); err != nil {
		return a, err
	}
	if isHTML(text) {
		a.Body = body(htmlParagraphs(text))
	} else {
		a.Body = proseBody(unescape(text))
	}
	if len(a.Body) > 1 && strings.EqualFold(a.Body[0].Text, a.Title) {
		a.Body = a.Body[1:] // the text begins with its title again
	}
	if a.Title == "" {
		a.Title = titleFromLede(&a)
	}
	if a.Title == "" && len(a.Body) == 0 {
		return a, errors.New("has neither title nor text")
	}
	return a, nil
}

// metadata fills what a lacks from everything but the text.
func (rec record) metadata(a *archive.Article) error {
	if a.Title == "" {
		a.Title = plainLine(rec.text(titleFields))
	}
	if a.Published.IsZero() {
		date, err := rec.date()
		if err != nil {
			return err
		}
		a.Published = date
	}
	if a.URL == "" {
		a.URL = address(rec.text(urlFields))
	}
	if a.Source == "" {
		a.Source = plainLine(rec.text(sourceFields))
		if site, page := splitAddress(a.Source); site != "" {
			a.Source = site
			if page && a.URL == "" {
				a.URL = address(rec.text(sourceFields))
			}
		}
	}
	if len(a.Authors) == 0 {
		for _, name := range authorFields {
			if a.Authors = authors(rec[name]); len(a.Authors) > 0 {
				break
			}
		}
	}
	if a.Language == "" {
		a.Language = language(rec.text(langFields))
	}
	if a.GUID == "" {
		a.GUID = oneLine(rec.text(idFields))
	}
	for _, field := range entityFields {
		for _, name := range field.names {
			if _, given := rec[name].([]any); given && field.kind == entity.Country {
				a.Placed = true // be the list empty
			}
			for _, ref := range entities(field.kind, rec[name], field.split) {
				a.Entities = addRef(a.Entities, ref)
			}
		}
	}
	return nil
}

// date reads the first field that holds a date. One that can be no date at all
// is passed over; one that names a day which does not exist is an error.
func (rec record) date() (archive.Date, error) {
	for _, name := range dateFields {
		date, err := dateOf(rec[name])
		if err != nil {
			return archive.Date{}, err
		}
		if !date.IsZero() {
			return date, nil
		}
	}
	return archive.Date{}, nil
}

func dateOf(value any) (archive.Date, error) {
	switch v := value.(type) {
	case json.Number:
		return numericDate(v.String()), nil
	case string:
		return ParseDate(v)
	case map[string]any: // as MongoDB writes them
		for _, name := range []string{"$date", "$numberLong", "value", "iso", "utc"} {
			if inner, ok := v[name]; ok {
				return dateOf(inner)
			}
		}
	case []any:
		if len(v) > 0 {
			return dateOf(v[0])
		}
	}
	return archive.Date{}, nil
}
