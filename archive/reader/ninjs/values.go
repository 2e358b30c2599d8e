package ninjs

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// text is the first member that says something: a string, a number, or an object
// or list that stands for one.
func (it item) text(names ...string) string {
	for _, name := range names {
		if s := textOf(it[name]); s != "" {
			return s
		}
	}
	return ""
}

// textOf prefers, in a list of ninjs 2 and later, the value whose role is main.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case map[string]any:
		return field.TextOf(v)
	case []any:
		first := ""
		for _, e := range v {
			s := textOf(e)
			if o, ok := e.(map[string]any); ok && s != "" && o["role"] == "main" {
				return s
			}
			if first == "" {
				first = s
			}
		}
		return first
	}
	return ""
}

// line is text without markup, on one line.
func (it item) line(names ...string) string { return prose.PlainLine(it.text(names...)) }

// joined is a member that may be a list of sentences.
func (it item) joined(name string) string {
	list, ok := it[name].([]any)
	if !ok {
		return it.line(name)
	}
	var parts []string
	for _, e := range list {
		if s := prose.PlainLine(textOf(e)); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// objects are the objects of a member that is a list of them, or one.
func (it item) objects(name string) []item {
	var out []item
	switch v := it[name].(type) {
	case map[string]any:
		out = append(out, lower(v))
	case []any:
		for _, e := range v {
			if o, ok := e.(map[string]any); ok {
				out = append(out, lower(o))
			}
		}
	}
	return out
}

// associations are the items within: a list, or named members in the order of
// their names.
func (it item) associations() []item {
	named, ok := it["associations"].(map[string]any)
	if !ok {
		return it.objects("associations")
	}
	var out []item
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if o, ok := named[name].(map[string]any); ok {
			out = append(out, lower(o))
		}
	}
	return out
}
