package field

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/prose"
)

// Record is an object of named fields as publishers write them: a JSON object, a
// sidecar, front matter. Names are normalised: "datePublished" and
// "date_published" are the same.
type Record map[string]any

// NormalName drops case and everything but letters and digits.
func NormalName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// NewRecord takes the fields of object, then those behind a prefix ("dc:title"),
// then those one level down in "metadata", "_source" and the like.
func NewRecord(object map[string]any) Record {
	rec := Record{}
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
		if n := NormalName(key); textNames[n] || n == "headline" {
			return false
		}
	}
	return true
}

// add takes the fields that rec lacks. Of two spellings of one name the first in
// the alphabet counts.
func (rec Record) add(object map[string]any) {
	keys := slices.Sorted(maps.Keys(object))
	for _, key := range keys {
		rec.put(NormalName(key), object[key])
	}
	for _, key := range keys {
		if i := strings.LastIndexByte(key, ':'); i > 0 {
			rec.put(NormalName(key[i+1:]), object[key])
		}
	}
}

func (rec Record) put(name string, value any) {
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
func (rec Record) text(names []string) string {
	for _, name := range names {
		if s := TextOf(rec[name]); s != "" {
			return s
		}
	}
	return ""
}

// HasTitle says that one of the fields for it holds a title.
func (rec Record) HasTitle() bool { return rec.text(titleFields) != "" }

// HasText says that rec is an article and not only about one.
func (rec Record) HasText() bool {
	return rec.Text() != "" || rec.text(summaryFields) != ""
}

// Text gives the text as the fields for it hold it, which may be as HTML.
func (rec Record) Text() string { return rec.longText(textFields) }

// longText gives the first of the fields that holds text, the elements of an
// array as paragraphs.
func (rec Record) longText(names []string) string {
	for _, name := range names {
		var parts []string
		switch v := rec[name].(type) {
		case []any:
			for _, e := range v {
				if s := TextOf(e); s != "" {
					parts = append(parts, s)
				}
			}
		case json.Number, bool:
		default:
			parts = append(parts, TextOf(v))
		}
		if s := strings.Join(parts, "\n\n"); s != "" {
			return s
		}
	}
	return ""
}

// Article makes an article of the whole record.
func (rec Record) Article() (archive.Article, error) {
	var a archive.Article
	text := rec.Text()
	if text == "" {
		text = rec.longText(summaryFields)
	}
	if text == "" && !rec.HasTitle() {
		return a, errors.New("has neither title nor text")
	}
	if err := rec.Metadata(&a); err != nil {
		return a, err
	}
	if prose.IsHTML(text) {
		a.Body = prose.FromHTML(text)
	} else {
		a.Body = prose.FromText(prose.Unescape(text))
	}
	if len(a.Body) > 1 && strings.EqualFold(a.Body[0].Text, a.Title) {
		a.Body = a.Body[1:] // the text begins with its title again
	}
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	if a.Title == "" && len(a.Body) == 0 {
		return a, errors.New("has neither title nor text")
	}
	return a, nil
}

// Metadata fills what a lacks from everything but the text.
func (rec Record) Metadata(a *archive.Article) error {
	if a.Title == "" {
		a.Title = prose.PlainLine(rec.text(titleFields))
	}
	if a.Published.IsZero() {
		date, err := rec.date()
		if err != nil {
			return err
		}
		a.Published = date
	}
	if a.URL == "" {
		a.URL = Address(rec.text(urlFields))
	}
	if a.Source == "" {
		a.Source = prose.PlainLine(rec.text(sourceFields))
		if site, page := SplitAddress(a.Source); site != "" {
			a.Source = site
			if page && a.URL == "" {
				a.URL = Address(rec.text(sourceFields))
			}
		}
	}
	if len(a.Authors) == 0 {
		for _, name := range authorFields {
			if a.Authors = Authors(rec[name]); len(a.Authors) > 0 {
				break
			}
		}
	}
	if a.Language == "" {
		a.Language = Language(rec.text(langFields))
	}
	if a.GUID == "" {
		a.GUID = prose.OneLine(rec.text(idFields))
	}
	if a.Section == "" {
		a.Section = prose.PlainLine(TextOf(rec[wireSection]))
	}
	if a.Slug == "" {
		a.Slug = prose.PlainLine(TextOf(rec[wireSlug]))
	}
	if a.Place == "" {
		a.Place = prose.PlainLine(TextOf(rec[wirePlace]))
	}
	if a.Rights == "" {
		a.Rights = prose.PlainLine(TextOf(rec[wireRights]))
	}
	for _, field := range entityFields {
		for _, name := range field.names {
			if _, given := rec[name].([]any); given && field.kind == entity.Country {
				a.Placed = true // be the list empty
			}
			for _, ref := range Entities(field.kind, rec[name], field.split) {
				a.Entities = AddRef(a.Entities, ref)
			}
		}
	}
	return nil
}

// date reads the first field that holds a date. One that can be no date at all
// is passed over; one that names a day which does not exist is an error.
func (rec Record) date() (archive.Date, error) {
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
	case archive.Date:
		return v, nil
	case json.Number:
		return date.Number(v.String()), nil
	case string:
		return date.Parse(v)
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

// ParseRecord decodes one JSON object.
func ParseRecord(raw []byte) (Record, error) { return Mapping(nil).ParseRecord(raw) }

// ParseRecord decodes one JSON object, whose fields hold what m says. The error is
// a *SyntaxError, or one of a value.
func (m Mapping) ParseRecord(raw []byte) (Record, error) {
	if !utf8.Valid(raw) {
		raw = []byte(prose.DecodeAs(raw, prose.GuessCharset(raw)))
	}
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&object); err != nil {
		return nil, &SyntaxError{strings.TrimPrefix(err.Error(), "json: ")}
	}
	return m.Record(object)
}

// OnlyNamed says that a record has nothing of an article but a name, which a thing
// of any kind has.
func (rec Record) OnlyNamed() bool {
	if rec.HasText() || rec.text(summaryFields) != "" || rec.text(urlFields) != "" {
		return false
	}
	for _, name := range titleFields {
		if name != "name" && TextOf(rec[name]) != "" {
			return false
		}
	}
	return TextOf(rec["name"]) != ""
}

// SyntaxError says that a record is not JSON.
type SyntaxError struct{ reason string }

func (e *SyntaxError) Error() string { return "is not valid JSON: " + e.reason }
