package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
)

// term is a leader's time in office.
type term struct {
	code, office string
	names        []string // the first is the usual one
	from, to     string   // months; to is "" for the present
}

// readLeaders reads the list of heads of state and government. A line "= UA
// president" heads those who followed each other in an office, each on a line
// with the month in which the term began; it lasts until that of the next line. A
// line with "-" for the name ends a term without another. Further spellings
// follow after bars. One that begins with "!" is a surname that means this leader
// even alone.
func (b *builder) readLeaders(path string) error {
	var terms []term
	var code, office string
	open := -1 // the term that the next line ends
	err := lines(path, func(line string) error {
		if head, ok := strings.CutPrefix(line, "= "); ok {
			code, office, _ = strings.Cut(head, " ")
			if entity.CountryName(code) == "" {
				return fmt.Errorf("%q is no code of a country", code)
			}
			open = -1
			return nil
		}
		from, names, ok := strings.Cut(line, " ")
		if _, err := time.Parse("2006-01", from); err != nil || !ok || code == "" {
			return fmt.Errorf("%q: want a month and a name, under a line with code and office", line)
		}
		if open >= 0 {
			if from < terms[open].from {
				return fmt.Errorf("%s comes before %s", from, terms[open].from)
			}
			terms[open].to = from
		}
		if names == "-" {
			open = -1
			return nil
		}
		open = len(terms)
		t := term{code: code, office: office, from: from}
		for name := range strings.SplitSeq(names, "|") {
			t.names = append(t.names, strings.TrimSpace(name))
		}
		terms = append(terms, t)
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range terms {
		b.leader(t)
	}
	return nil
}

func (b *builder) leader(t term) {
	e := entry{code: t.code, via: viaLeader, from: t.from, to: t.to}
	if t.to == "" && t.from < "2026" || years(t) >= 8 {
		e.flags = "l"
	}
	for i, name := range t.names {
		if alone, ok := strings.CutPrefix(name, "!"); ok {
			e.name = alone
			b.add(e)
			continue
		}
		e.name = name
		if strings.Contains(name, " ") {
			b.add(e)
		}
		surname := name[strings.LastIndexByte(name, ' ')+1:]
		if i == 0 && isLatin(surname) && utf8.RuneCountInString(surname) > 1 && !strings.ContainsAny(surname, "IVX*") {
			bare := e
			bare.name, bare.flags = surname, e.flags+"b"
			b.add(bare)
		}
	}
}

func years(t term) int {
	from, _ := time.Parse("2006-01", t.from)
	to, err := time.Parse("2006-01", t.to)
	if err != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24 / 365)
}

var leaderLine = regexp.MustCompile(`^(?:.*? )??((?:\p{Lu}[\p{L}.'-]+ )*\p{Lu}[\p{L}.'-]+) \(since (?:\d+ )?(?:([A-Z][a-z]+) )?(\d{4})\)`)

var factbookTitles = regexp.MustCompile(`^(?:(?:Interim|Transitional|Transition|Acting|Prime|Federal|President|Minister|Chancellor|Premier|King|Queen|Emir|Sultan|Grand|Duke|Prince|Taoiseach|General|Gen\.|Capt\.|Col\.|GNU|CNSP|State|Counselor) )+`)

// readFactbook takes the leaders of the World Factbook, which the list lacks. It
// writes surnames in capitals, which also tells where the name ends.
func (b *builder) readFactbook(sources string) error {
	content, err := os.ReadFile(filepath.Join(sources, "factbook-countries-and-leaders.json"))
	if err != nil {
		return err
	}
	var list []struct {
		Country string `json:"country"`
		State   string `json:"chief_of_state"`
		Head    string `json:"head_of_government"`
	}
	if err := json.Unmarshal(content, &list); err != nil {
		return err
	}
	for _, c := range list {
		ref, ok := entity.CountryOf(c.Country)
		if !ok || !independent(ref.ID) {
			continue
		}
		for _, office := range []string{c.State, c.Head} {
			m := leaderLine.FindStringSubmatch(factbookTitles.ReplaceAllString(office, ""))
			if m == nil || strings.Contains(office, "represented") || strings.Contains(office, "CHARLES") {
				continue
			}
			month := "01"
			if day, err := time.Parse("January", m[2]); err == nil {
				month = day.Format("01")
			}
			name := ordinaryCase(m[1])
			if words := strings.Fields(name); len(words) == 2 || len(words) == 3 {
				b.add(entry{name: name, code: ref.ID, via: viaLeader, from: m[3] + "-" + month, flags: "l"})
			}
		}
	}
	return nil
}

// ordinaryCase writes PUTIN as Putin.
func ordinaryCase(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if strings.ToUpper(w) == w && utf8.RuneCountInString(w) > 1 {
			start := true
			words[i] = strings.Map(func(r rune) rune {
				defer func() { start = !unicode.IsLetter(r) }()
				if start {
					return r
				}
				return unicode.ToLower(r)
			}, w)
		}
	}
	return strings.Join(words, " ")
}
