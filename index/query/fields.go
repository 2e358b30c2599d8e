package query

import "strings"

// fieldKind is what the value of a field is.
type fieldKind uint8

const (
	textField     fieldKind = iota // words of the article
	propertyField                  // any value
	flagField                      // one of a few values
	dateField                      // days
	afterField                     // days after a day
	beforeField                    // days before a day
	numberField                    // whole numbers
)

// field is one name that may stand before a colon.
type field struct {
	name    string
	kind    fieldKind
	values  []string // flagField only
	means   string
	example string
	forms   string // how values are written, where the example is not all
}

// fields lists every field there is. The lexer, the help and the documentation
// all read it.
var fields = []field{
	{name: "title", kind: textField, means: "in the title", example: "title:ceasefire"},
	{name: "lead", kind: textField, means: "in the first paragraph", example: `lead:"rare earths"`},
	{name: "body", kind: textField, means: "in the running text", example: "body:(gas OR oil)"},
	{name: "person", kind: propertyField, means: "a person by id, name or alias; none where nobody was found", example: "person:zelensky", forms: "person:zelensky, person:none"},
	{name: "organisation", kind: propertyField, means: "an organisation by id, name or alias", example: "organisation:NATO"},
	{name: "country", kind: propertyField, means: "a country the article is about, by code, name or alias", example: "country:UA"},
	{name: "mentions", kind: propertyField, means: "a country the article names at all", example: "mentions:ukraine"},
	{name: "place", kind: propertyField, means: "a place by id, name or alias", example: "place:kharkiv"},
	{name: "topic", kind: propertyField, means: "a topic by id or name", example: `topic:"rare earths"`},
	{name: "source", kind: propertyField, means: "the publication", example: `source:"Radio Free Europe"`},
	{name: "author", kind: propertyField, means: "an author, by name or part of it", example: `author:"Jane Doe"`},
	{name: "language", kind: propertyField, means: "the language of the article, as a code of two or three letters", example: "language:uk"},
	{name: "url", kind: propertyField, means: "the page it came from", example: "url:https://example.org/news/1"},
	{name: "site", kind: propertyField, means: "the website it came from", example: "site:bbc.co.uk"},
	{name: "is", kind: flagField, values: []string{"undated", "updated"}, means: "undated: without a date of publication; updated: changed since it was first imported", example: "is:undated"},
	{name: "has", kind: flagField, values: []string{"duplicates"}, means: "duplicates: other articles are copies of it", example: "has:duplicates"},
	{name: "date", kind: dateField, means: "published in this year, month or day, range of days, or last days (d), weeks (w), months (m) or years (y), today included", example: "date:2025-01..2025-03", forms: "date:2025-02, date:2025-01..2025-03, date:7d"},
	{name: "imported", kind: dateField, means: "came into the archive then, by its own clock", example: "imported:7d"},
	{name: "after", kind: afterField, means: "published after the end of this day, month or year: after:2024 begins on 2025-01-01", example: "after:2024"},
	{name: "before", kind: beforeField, means: "published before the start of this day, month or year: before:2025-02-01 ends on 2025-01-31", example: "before:2025-02-01"},
	{name: "words", kind: numberField, means: "length of the article in words", example: "words:>800", forms: "words:>800, words:<200, words:100..500"},
	{name: "id", kind: numberField, means: "the article's number in this archive", example: "id:41"},
}

// otherNames are names that people try; the value is the field to propose, or,
// where the two are one word in two spellings, to use.
var otherNames = map[string]string{
	"organization": "organisation",
	"byline":       "author",
	"headline":     "title",
	"lang":         "language",
	"lede":         "lead",
	"length":       "words",
	"link":         "url",
	"location":     "place",
	"org":          "organisation",
	"people":       "person",
	"publication":  "source",
	"published":    "date",
	"since":        "after",
	"tag":          "topic",
	"text":         "body",
	"until":        "before",
}

// fieldNamed finds a field by its name in any case, nil if there is none.
func fieldNamed(name string) *field {
	if strings.EqualFold(name, "organization") {
		name = "organisation"
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, name) {
			return &fields[i]
		}
	}
	return nil
}

// Properties lists the names that a Property can have.
func Properties() []string {
	var names []string
	for _, f := range fields {
		if f.kind == propertyField || f.kind == flagField {
			names = append(names, f.name)
		}
	}
	return names
}

// maxNameLength is longer than any field's name with a few slips.
const maxNameLength = 20

// suggest proposes the field that was meant by name, or "".
func suggest(name string) string {
	name = strings.ToLower(name)
	if other := otherNames[name]; other != "" {
		return other
	}
	if len(name) < 3 || len(name) > maxNameLength {
		return ""
	}
	least := 2 // slips that are too many
	if len(name) > 5 {
		least = 3
	}
	best := ""
	for _, f := range fields {
		if len(f.name) < 3 || abs(len(f.name)-len(name)) >= least {
			continue // too short to be recognised, or surely another
		}
		if d := slips(name, f.name); d < least {
			best, least = f.name, d
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// slips counts the letters added, left out, mistaken or swapped with a
// neighbour between a and b (optimal string alignment).
func slips(a, b string) int {
	var rows [3][maxNameLength + 1]int // before the last, last, this
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	for i := range len(a) {
		last, this := &rows[1], &rows[2]
		this[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			this[j+1] = min(last[j+1]+1, this[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				this[j+1] = min(this[j+1], rows[0][j-1]+1)
			}
		}
		rows[0], rows[1] = rows[1], rows[2]
	}
	return rows[1][len(b)]
}
