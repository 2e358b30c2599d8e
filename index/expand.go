package index

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	bleveapi "github.com/blevesearch/bleve_index_api"

	"dateline/index/query"
)

// expansion compiles a word with a wildcard, or one that may be misspelt, as any
// of the archive's words that it covers.
func (c *compiler) expansion(w query.Word) (placed, error) {
	return c.inField(w.Field, func(field string) (placed, error) {
		if w.Form == query.Fuzzy && utf8.RuneCountInString(w.Text) < minFuzzy {
			return c.group(field, wording{{text: fold(w.Text)}})
		}
		dict, err := c.covered(field, w)
		if err != nil {
			return nil, err
		}
		if dict == nil {
			return anyPlace{}, nil
		}
		defer dict.Close()
		var terms []string
		for {
			e, err := dict.Next()
			if err != nil {
				return nil, fmt.Errorf("read dictionary: %w", err)
			}
			if e == nil {
				break
			}
			if !isWord(e.Term) {
				continue
			}
			if terms = append(terms, e.Term); len(terms) > maxExpansion {
				return nil, &CostError{fmt.Sprintf("%q stands for more than %d words of the archive; write more of its letters", w.Text, maxExpansion)}
			}
		}
		return c.group(field, written(terms))
	})
}

// covered opens the part of the dictionary that an expansion stands for; nil when
// it stands for nothing.
func (c *compiler) covered(field string, w query.Word) (bleveapi.FieldDict, error) {
	switch w.Form {
	case query.Prefix:
		if prefix := foldPattern(w.Text); prefix != "" {
			return c.view.snapshot.FieldDictPrefix(field, []byte(prefix))
		}
		return nil, nil
	case query.Wildcard:
		pattern := foldPattern(w.Text)
		if strings.Trim(pattern, "*?") == "" {
			return nil, &CostError{fmt.Sprintf("%q stands for every word; write some letters", w.Text)}
		}
		return c.view.snapshot.FieldDictRegexp(field, wildcardRegexp(pattern))
	}
	text := fold(w.Text)
	if text == "" {
		return nil, nil
	}
	first, _ := utf8.DecodeRuneInString(text) // words misspelt in their first letter are too many to read
	return c.view.snapshot.FieldDictFuzzy(field, text, fuzzyEdits(w), string(first))
}

// fuzzyEdits is how many letters a misspelt word may differ by: as asked, else 1,
// or 2 for words longer than five letters.
func fuzzyEdits(w query.Word) int {
	switch {
	case w.Edits > 0:
		return w.Edits
	case utf8.RuneCountInString(fold(w.Text)) > 5:
		return 2
	}
	return 1
}

// foldPattern folds the letters of a word and leaves its wildcards.
func foldPattern(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		i := strings.IndexAny(s, "*?")
		if i < 0 {
			b.WriteString(fold(s))
			break
		}
		b.WriteString(fold(s[:i]))
		b.WriteByte(s[i])
		s = s[i+1:]
	}
	return b.String()
}

// wildcardRegexp is a folded pattern as a regular expression for whole words.
func wildcardRegexp(pattern string) string {
	quoted := regexp.QuoteMeta(pattern)
	return strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(quoted)
}
