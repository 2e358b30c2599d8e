package reader

import (
	"bytes"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"strings"
)

var frontLine = regexp.MustCompile(`^([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?$`)

// frontKeys are what tells front matter from a text that begins with a rule.
var frontKeys = words("title date author authors tags source url link language lang categories layout published description permalink slug")

// frontMatter splits off the lines between two "---" at the head of a text, if
// they are fields such as "title: …". Lists may be written in brackets or one
// item a line; anything deeper is left out.
func frontMatter(text string) (record, string) {
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
			return newRecord(fields), rest
		}
		field := frontLine.FindStringSubmatch(strings.TrimRight(line, " \t"))
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
		case field != nil:
			last = field[1]
			fields[last] = frontValue(field[2])
			known = known || frontKeys[normalName(last)]
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

// A sidecar is a file NAME.json, or NAME.txt.json, beside NAME.txt. It is one
// JSON object without a text of its own and says about the text what that lacks.

// maxSidecar is the largest sidecar, in bytes.
const maxSidecar = 1 << 20

// textEndings are those of files that may have a sidecar.
var textEndings = []string{".txt", ".text", ".md", ".markdown"}

// sidecarOf gives what the sidecar of a text says, nil without one.
func sidecarOf(in *input) record {
	if in.beside == nil || in.base == "" {
		return nil
	}
	names := []string{in.base + ".json"}
	if ending := path.Ext(in.base); isTextEnding(ending) {
		names = append(names, strings.TrimSuffix(in.base, ending)+".json")
	}
	for _, name := range names {
		if rec := readSidecar(name, in.beside); rec != nil {
			return rec
		}
	}
	return nil
}

// isSidecar says that a file belongs to a text beside it and is no article.
func isSidecar(base string, beside siblings) bool {
	stem, ok := strings.CutSuffix(base, ".json")
	if !ok || stem == "" {
		return false
	}
	var texts []string
	if isTextEnding(path.Ext(stem)) {
		texts = append(texts, stem)
	}
	for _, ending := range textEndings {
		texts = append(texts, stem+ending)
	}
	for _, text := range texts {
		if f, err := beside(text); err == nil {
			f.Close()
			return readSidecar(base, beside) != nil
		}
	}
	return false
}

func isTextEnding(ending string) bool {
	for _, e := range textEndings {
		if strings.EqualFold(e, ending) {
			return true
		}
	}
	return false
}

func readSidecar(name string, beside siblings) record {
	f, err := beside(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSidecar+1))
	if err != nil || len(content) > maxSidecar {
		return nil
	}
	content = bytes.TrimSpace([]byte(decode(content)))
	rec, err := parseRecord(content)
	if err != nil || rec.longText(textFields) != "" {
		return nil
	}
	return rec
}
