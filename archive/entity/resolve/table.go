package resolve

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/archive/entity"
)

// peopleTSV lists well-known people of the news, one a line: names, a tab, and
// when the surname alone means this person in the news of the world.
//
// Names are separated by semicolons and may be in any script; the first is the
// one that readers are shown. A word of a name may have several spellings,
// separated by "|"; "_" joins words; the surname is the last word, or the one
// marked by "*". "@" before a condition makes a name count only where the
// condition holds.
//
// The second column is empty, "!" for always, or "!" and a condition: years of
// publication ("2001-2009") and country codes of which one must be named in the
// text ("GB"), separated by commas. "~" instead of "!" is for surnames that are
// words as well: they count only where a person was recognised otherwise. The
// surname of a name behind "=" never counts.
//
//go:embed people.tsv
var peopleTSV string

// organisationsTSV lists organisations in the same way. Names in capitals count
// in capitals only; a name behind "~" counts only where an organisation of that
// name was recognised otherwise.
//
//go:embed organisations.tsv
var organisationsTSV string

// neverTXT lists names of events, prizes, laws and things that are easily taken
// for people, organisations or places, one a line. An editor may claim them.
//
//go:embed never.txt
var neverTXT string

// record is one line of a table, read.
type record struct {
	ref   entity.Ref
	names []recordName
}

type recordName struct {
	name string
	how  usage
	when *condition
}

// tables are both tables, read; a mistake in them is an error of the program,
// which a test would show.
var tables = sync.OnceValues(func() ([]record, error) {
	people, err := readTable("people.tsv", peopleTSV, entity.Person)
	if err != nil {
		return nil, err
	}
	organisations, err := readTable("organisations.tsv", organisationsTSV, entity.Organisation)
	return append(people, organisations...), err
})

func readTable(file, content string, kind entity.Kind) ([]record, error) {
	var records []record
	seen := map[string]int{}
	number := 0
	for line := range strings.Lines(content) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		r, err := readRecord(line, kind)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, number, err)
		}
		if first, ok := seen[r.ref.ID]; ok {
			return nil, fmt.Errorf("%s:%d: %s is on line %d already", file, number, r.ref.ID, first)
		}
		seen[r.ref.ID] = number
		records = append(records, r)
	}
	return records, nil
}

func readRecord(line string, kind entity.Kind) (record, error) {
	patterns, flag, _ := strings.Cut(line, "\t")
	alone, isAlone := strings.CutPrefix(flag, "!")
	surname := bare
	if rest, ok := strings.CutPrefix(flag, "~"); ok {
		alone, isAlone, surname = rest, true, shaky
	}
	when, err := parseCondition(alone)
	if err != nil {
		return record{}, err
	}
	if flag != "" && !isAlone {
		return record{}, fmt.Errorf("%q begins with neither ! nor ~", flag)
	}
	r := record{ref: entity.Ref{Kind: kind}}
	for pattern := range strings.SplitSeq(patterns, ";") {
		pattern, condition, _ := strings.Cut(pattern, "@")
		c, err := parseCondition(condition)
		if err != nil {
			return record{}, err
		}
		if kind == entity.Organisation {
			r.organisation(pattern, c)
			continue
		}
		pattern, onlyFull := strings.CutPrefix(pattern, "=")
		names, surnames := expand(pattern)
		for _, name := range names {
			how := sure
			if len(name) <= 5 && isCapitals(name) && !strings.Contains(name, " ") && name[0] < 0x80 {
				how = acronym
			}
			r.add(name, how, c)
		}
		if isAlone && len(surnames) > 0 && !onlyFull {
			for _, s := range surnames {
				r.add(s, surname, when)
			}
			if initial, _, ok := strings.Cut(pattern, " "); ok && !strings.Contains(pattern, "*") && len(strings.Fields(pattern)) == 2 {
				for _, s := range surnames {
					r.initials(initial, s, when)
				}
			}
		}
	}
	r.ref.Name = r.names[0].name
	r.ref.ID = entity.Slug(r.ref.Name)
	for _, n := range r.names[1:] {
		if n.when == nil && n.name != r.ref.Name && !strings.Contains(n.name, ". ") && !slices.Contains(r.ref.Aliases, n.name) {
			r.ref.Aliases = append(r.ref.Aliases, n.name)
		}
	}
	r.ref.Aliases = slices.Clip(r.ref.Aliases)
	if r.ref.ID == "" {
		return record{}, fmt.Errorf("no name")
	}
	return r, nil
}

func (r *record) add(name string, how usage, when *condition) {
	r.names = append(r.names, recordName{name, how, when})
}

// organisation adds one name of an organisation.
func (r *record) organisation(name string, when *condition) {
	if rest, ok := strings.CutPrefix(name, "~"); ok {
		r.add(rest, shaky, when)
		return
	}
	if len(name) <= 14 && isCapitals(name) && hasCase(name) && !strings.Contains(name, " ") {
		r.add(name, acronym, when)
		return
	}
	r.add(name, sure, when)
}

// initials adds "V. Putin" for each first name of a pattern.
func (r *record) initials(firsts, surname string, when *condition) {
	var had []rune
	for first := range strings.SplitSeq(firsts, "|") {
		c, _ := utf8.DecodeRuneInString(first)
		if !slices.Contains(had, c) && hasCase(string(c)) {
			had = append(had, c)
			r.add(string(c)+". "+surname, sure, when)
		}
	}
}

func hasCase(s string) bool { return strings.ToLower(s) != s }

// expand writes out a pattern: every name, and every surname. A pattern of one
// word has no surname.
func expand(pattern string) (names, surnames []string) {
	words := strings.Fields(pattern)
	surname := len(words) - 1
	for i, w := range words {
		if strings.HasPrefix(w, "*") {
			surname, words[i] = i, w[1:]
		}
	}
	names = []string{""}
	for i, w := range words {
		choices := strings.Split(strings.ReplaceAll(w, "_", " "), "|")
		if i == surname && len(words) > 1 {
			surnames = choices
		}
		var longer []string
		for _, n := range names {
			for _, c := range choices {
				longer = append(longer, strings.TrimLeft(n+" "+c, " "))
			}
		}
		names = longer
	}
	return names, surnames
}

func parseCondition(s string) (*condition, error) {
	if s == "" {
		return nil, nil
	}
	c := &condition{}
	for part := range strings.SplitSeq(s, ",") {
		from, to, isRange := strings.Cut(part, "-")
		switch {
		case isRange:
			var err1, err2 error
			if from != "" {
				c.from, err1 = strconv.Atoi(from)
			}
			if to != "" {
				c.to, err2 = strconv.Atoi(to)
			}
			if err1 != nil || err2 != nil {
				return nil, fmt.Errorf("years %q are not like 2001-2009", part)
			}
		case len(part) == 2:
			c.countries = append(c.countries, part)
		default:
			return nil, fmt.Errorf("%q is neither years nor a country code", part)
		}
	}
	return c, nil
}
