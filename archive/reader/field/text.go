package field

import (
	"encoding/json"
	"strings"
)

// valueNames are where an object keeps the text it stands for.
var valueNames = []string{"rendered", "name", "main", "text", "value", "content", "title", "label", "term", "html", "#text", "$t", "@value", "$oid", "@id", "href", "url"}

// TextOf gives the text of a value: a string, a number, an object that stands
// for one, or the first of an array.
func TextOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case []any:
		for _, e := range v {
			if s := TextOf(e); s != "" {
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
