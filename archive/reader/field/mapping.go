package field

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Mapping says which fields of records hold what, where their names do not. The
// zero Mapping goes by the names alone.
type Mapping []rule

// rule is one assignment "from=target" or "from=target:how".
type rule struct {
	from   string // a name, a path as "meta.date" or "authors.0.name", or the number of a column
	target string // key of targets, "" leaves the field out
	how    string // a layout for a date, a separator for a list, "" as it can be told
	clock  clock  // of how, for a date
}

// targets are what a field can be said to hold: the names of a record that are
// replaced, and the kind of value.
var targets = map[string]target{
	"title":        {names: titleFields},
	"text":         {names: slices.Concat(textFields, summaryFields), kind: manyTexts},
	"date":         {names: dateFields, kind: oneDate},
	"url":          {names: urlFields},
	"source":       {names: sourceFields},
	"author":       {names: authorFields, kind: manyNames},
	"language":     {names: langFields},
	"id":           {names: idFields},
	"topic":        {names: slices.Concat(entityFields[0].names, entityFields[1].names), kind: manyNames},
	"person":       {names: entityFields[2].names, kind: manyNames},
	"organisation": {names: entityFields[3].names, kind: manyNames},
	"country":      {names: entityFields[4].names, kind: manyNames},
	"place":        {names: entityFields[5].names, kind: manyNames},
	"section":      {names: []string{wireSection}},
	"slug":         {names: []string{wireSlug}},
	"dateline":     {names: []string{wirePlace}},
	"rights":       {names: []string{wireRights}},
}

// Names of a record that no normalised name is equal to.
const (
	wireSection = "wire section"
	wireSlug    = "wire slug"
	wirePlace   = "wire place"
	wireRights  = "wire rights"
)

type target struct {
	names []string // the first of which takes the value
	kind  kind
}

type kind int

const (
	oneValue kind = iota
	oneDate
	manyNames
	manyTexts
)

// otherNames are accepted for targets, too.
var otherNames = map[string]string{
	"headline": "title", "body": "text", "content": "text", "summary": "text", "lead": "text", "published": "date",
	"link": "url", "address": "url", "publication": "source", "authors": "author", "byline": "author", "lang": "language",
	"guid": "id", "topics": "topic", "tags": "topic", "tag": "topic", "people": "person", "persons": "person",
	"organisations": "organisation", "organization": "organisation", "organizations": "organisation",
	"countries": "country", "places": "place", "copyright": "rights",
}

// String gives the assignments, one a line, as ParseMappingFile reads them.
func (m Mapping) String() string {
	var b strings.Builder
	for _, r := range m {
		b.WriteString(r.from + "=" + cmp.Or(r.target, "-"))
		if r.how != "" {
			b.WriteString(":" + r.how)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseMapping reads assignments "from=target[:how]", several separated by commas.
// In how, a list has its separator ("tags=topic:;") and a date its layout
// ("day=date:dd.MM.yyyy"). The target "-" leaves a field out.
func ParseMapping(s string) (Mapping, error) {
	var m Mapping
	for part := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(part) == "" {
			if n := len(m); n > 0 && m[n-1].how == "" && m[n-1].waits() {
				m[n-1].how = ","
			}
			continue
		}
		r, err := parseRule(part)
		if err != nil {
			return nil, err
		}
		m = append(m, r)
	}
	return m.checked()
}

// waits says that a rule for a list was written up to its separator.
func (r rule) waits() bool { return targets[r.target].kind == manyNames }

// ParseMappingFile reads a file with one assignment a line, or a JSON object of
// them. Lines that begin with "#" are comments.
func ParseMappingFile(content string) (Mapping, error) {
	var m Mapping
	if strings.HasPrefix(strings.TrimSpace(content), "{") {
		var object map[string]string
		if err := json.Unmarshal([]byte(content), &object); err != nil {
			return nil, fmt.Errorf("want a JSON object of names: %w", err)
		}
		for _, from := range slices.Sorted(maps.Keys(object)) {
			r, err := newRule(from, object[from])
			if err != nil {
				return nil, err
			}
			m = append(m, r)
		}
		return m.checked()
	}
	number := 0
	for line := range strings.Lines(content) {
		number++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		r, err := parseRule(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		m = append(m, r)
	}
	return m.checked()
}

func (m Mapping) checked() (Mapping, error) {
	if len(m) == 0 {
		return nil, errors.New("holds no assignment; write FIELD=title, …")
	}
	return m, nil
}

func parseRule(s string) (rule, error) {
	i := strings.LastIndexByte(s, '=')
	if j := strings.Index(s, "="); j >= 0 && strings.Contains(s[j:], ":") {
		i = j // a separator may be "="
	}
	if i <= 0 {
		return rule{}, fmt.Errorf("%q: want FIELD=title, FIELD=date:dd.MM.yyyy, …", strings.TrimSpace(s))
	}
	return newRule(s[:i], s[i+1:])
}

func newRule(from, to string) (rule, error) {
	name, how, _ := strings.Cut(to, ":")
	name = strings.ToLower(strings.TrimSpace(name))
	r := rule{from: strings.TrimSpace(from), target: name, how: how}
	if other := otherNames[name]; other != "" {
		r.target = other
	}
	t, known := targets[r.target]
	switch {
	case name == "-" || name == "":
		r.target = ""
	case !known:
		return r, fmt.Errorf("%q is nothing a field can hold: want one of %s", name, strings.Join(slices.Sorted(maps.Keys(targets)), ", "))
	case how != "" && t.kind == oneDate:
		var err error
		if r.clock, err = parseClock(strings.TrimSpace(how)); err != nil {
			return r, err
		}
	case how != "" && t.kind != manyNames:
		return r, fmt.Errorf("%q: a %s takes neither a layout nor a separator", to, r.target)
	}
	switch r.how {
	case `\t`, "tab":
		r.how = "\t"
	case `\n`, "line":
		r.how = "\n"
	}
	return r, nil
}

// Maps says that a field of this name was said to hold what an article is read
// from: its title or text.
func (m Mapping) Maps(name string) bool {
	for _, r := range m {
		if (r.target == "title" || r.target == "text") && (r.from == name || NormalName(r.from) == NormalName(name)) {
			return true
		}
	}
	return false
}

// Record takes the fields of an object as NewRecord does, then those that m
// knows. What m says of a target is all that is known of it.
func (m Mapping) Record(object map[string]any) (Record, error) {
	rec := NewRecord(object)
	if len(m) == 0 {
		return rec, nil
	}
	for _, r := range m {
		delete(rec, NormalName(r.from))
		for _, name := range targets[r.target].names {
			delete(rec, name)
		}
	}
	for _, r := range m {
		if r.target == "" {
			continue
		}
		value := lookup(object, r.from)
		if isEmpty(value) {
			continue
		}
		if err := r.put(rec, value); err != nil {
			return nil, err
		}
	}
	return rec, nil
}

// put adds the value of one field to a record.
func (r rule) put(rec Record, value any) error {
	t := targets[r.target]
	name := t.names[0]
	switch t.kind {
	case oneDate:
		if rec[name] == nil && r.how != "" {
			day, err := r.clock.parse(TextOf(value))
			if err != nil {
				return err
			}
			value = day
		}
	case manyNames:
		if s, ok := value.(string); ok && r.how != "" {
			parts := []any{}
			for part := range strings.SplitSeq(s, r.how) {
				parts = append(parts, strings.TrimSpace(part))
			}
			value = parts
		}
		if rec[name] != nil {
			value = slices.Concat(elements(rec[name]), elements(value))
		}
		rec[name] = value
		return nil
	case manyTexts:
		if rec[name] != nil {
			value = slices.Concat(elements(rec[name]), elements(value))
		}
		rec[name] = value
		return nil
	}
	if rec[name] == nil {
		rec[name] = value
	}
	return nil
}

func elements(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{value}
}
