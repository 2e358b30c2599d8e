package reader

import (
	"encoding/json"
	"regexp"
	"strings"

	"dateline/archive/reader/field"
)

var frontLine = regexp.MustCompile(`^([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?$`)

// frontKeys are what tells front matter from a text that begins with a rule.
var frontKeys = field.Words("title date author authors tags source url link language lang categories layout published description permalink slug")

// frontMatter splits off the lines between two "---" at the head of a text, if
// they are fields such as "title: …". Lists may be written in brackets or one
// item a line; anything deeper is left out.
func frontMatter(text string) (field.Record, string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text
	}
	fields := map[string]any{}
	last, known := "", false
	for count := 0; count < 200; count++ {
		line, after, more := strings.Cut(rest, "\n")
		if !more && strings.TrimSpace(line) != "---" {
			return nil, text
		}
		rest = after
		trimmed := strings.TrimSpace(line)
		if trimmed == "---" || trimmed == "..." {
			if !known {
				return nil, text
			}
			return field.NewRecord(fields), rest
		}
		named := frontLine.FindStringSubmatch(strings.TrimRight(line, " \t"))
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
		case named != nil:
			last = named[1]
			fields[last] = frontValue(named[2])
			known = known || frontKeys[field.NormalName(last)]
		case last == "":
			return nil, text
		case strings.HasPrefix(trimmed, "- "):
			items, _ := fields[last].([]any)
			fields[last] = append(items, frontValue(trimmed[2:]))
		case line[0] == ' ' || line[0] == '\t':
			if s, ok := fields[last].(string); ok {
				fields[last] = strings.TrimSpace(strings.TrimLeft(s, "|>-") + " " + trimmed)
			}
		default:
			return nil, text
		}
	}
	return nil, text
}

// frontValue reads a value: quoted, a list in brackets, or as it stands.
func frontValue(s string) any {
	s = strings.TrimSpace(s)
	if inner, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(inner, "]") {
		var items []any
		for item := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
			items = append(items, unquote(strings.TrimSpace(item)))
		}
		return items
	}
	return unquote(s)
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch s[0] {
	case '"':
		var out string
		if json.Unmarshal([]byte(s), &out) == nil {
			return out
		}
		return s[1 : len(s)-1]
	case '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}
