package field

import (
	"strconv"
	"strings"
)

// lookup finds a value by its name, or by a path with points: "meta.date",
// "authors.name" (of each of a list), "images.0.caption", "images[0].caption".
// Where a name is not found as written, case and punctuation do not count.
func lookup(value any, path string) any {
	switch v := value.(type) {
	case map[string]any:
		if found, ok := member(v, path); ok {
			return found
		}
		for i := strings.IndexAny(path, ".["); i >= 0 && i < len(path); {
			if found, ok := member(v, path[:i]); ok && i > 0 {
				return lookup(found, strings.TrimLeft(path[i:], "."))
			}
			next := strings.IndexAny(path[i+1:], ".[")
			if next < 0 {
				return nil
			}
			i += 1 + next
		}
	case []any:
		step, rest, _ := strings.Cut(path, ".")
		if strings.HasPrefix(path, "[") {
			if inside, after, ok := strings.Cut(path[1:], "]"); ok {
				step, rest = inside, strings.TrimLeft(after, ".")
			}
		}
		if n, err := strconv.Atoi(step); err == nil {
			if n < 0 || n >= len(v) {
				return nil
			}
			if rest == "" {
				return v[n]
			}
			return lookup(v[n], rest)
		}
		var all []any
		for _, e := range v {
			if found := lookup(e, path); !isEmpty(found) {
				all = append(all, elements(found)...)
			}
		}
		return all
	}
	return nil
}

// member finds a member by its name.
func member(object map[string]any, name string) (any, bool) {
	if value, ok := object[name]; ok {
		return value, true
	}
	normal := NormalName(name)
	if normal == "" || strings.ContainsAny(name, ".[") {
		return nil, false
	}
	found, ok := any(nil), false
	best := ""
	for key, value := range object {
		if NormalName(key) == normal && (!ok || key < best) { // of several the first in the alphabet
			found, ok, best = value, true, key
		}
	}
	return found, ok
}
