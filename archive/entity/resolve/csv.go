package resolve

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// csvHeader names the columns.
var csvHeader = []string{"type", "id", "canonical", "alias"}

// ParseCSV reads the twin of what ParseYAML reads, a row for each name:
//
//	type,id,canonical,alias
//	person,volodymyr-zelenskyy,Volodymyr Zelenskyy,Zelensky
//	person-not,volodymyr-zelenskyy,,Olena Zelenska
//	person-context,volodymyr-zelenskyy,,Ukraine
//	person-wikidata,volodymyr-zelenskyy,,Q3874799
//	organisation,rferl,Radio Free Europe/Radio Liberty,RFE/RL
//	country,UA,,Bankova
//	country-remove,UA,,Crimea
//	ignore,,,Olive Branch
//
// canonical is needed in the first row of an entity only. A byte order mark and
// semicolons instead of commas, as spreadsheets write them, are understood.
func ParseCSV(file string, content []byte) (entity.Decisions, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(content))
	first, _, _ := bytes.Cut(content, []byte("\n"))
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.Comma = ';'
	}
	r.FieldsPerRecord = -1
	d := newDraft(file)
	for {
		row, err := r.Read()
		if err == io.EOF {
			return d.finish()
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				return entity.Decisions{}, fmt.Errorf("%s:%d: %w", file, at.Line, at.Err)
			}
			return entity.Decisions{}, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		if slices.Equal(row, csvHeader) || len(row) == 1 && strings.TrimSpace(row[0]) == "" {
			continue
		}
		if len(row) > len(csvHeader) {
			d.problem(line, "has %d columns, want type,id,canonical,alias; put quotation marks around a name with a comma", len(row))
			continue
		}
		row = append(row, "", "", "")
		d.row(strings.TrimSpace(row[0]), strings.TrimSpace(row[1]), clean(row[2]), row[3], line)
	}
}

// row takes in one row.
func (d *draft) row(what, id, name, alias string, line int) {
	word, part, _ := strings.Cut(what, "-")
	kind := entity.Kind(word)
	if kind == "organization" {
		kind = entity.Organisation
	}
	switch {
	case what == "ignore":
		d.ignore(alias, line)
		return
	case what == "country" || what == "country-remove":
		if i := d.country(id, line); i >= 0 {
			d.countryName(i, alias, part == "", line)
		}
		return
	case kind != entity.Person && kind != entity.Organisation:
		d.problem(line, "type %q is not known; want person, organisation, country or ignore", what)
		return
	}
	if id == "" {
		id = entity.Slug(name)
	}
	i, ok := d.entities[string(kind)+"/"+id]
	if !ok {
		if i = d.entity(kind, id, name, line); i < 0 {
			return
		}
	}
	if e := &d.out.Entities[i]; name != "" && name != e.Name {
		d.problem(line, "%s is named %q here and %q on line %d; write one name", id, name, e.Name, d.lines[string(kind)+"/"+id])
		return
	}
	switch part {
	case "":
		if alias != "" {
			d.alias(i, alias, line)
		}
	case "not":
		d.not(i, alias, line)
	case "context":
		d.context(i, alias, line)
	case "wikidata":
		d.wikidata(i, alias, line)
	default:
		d.problem(line, "type %q is not known; want %s, %s-not, %s-context or %s-wikidata", what, kind, kind, kind, kind)
	}
}

// WriteCSV writes decisions so that ParseCSV reads them back equal.
func WriteCSV(out io.Writer, d entity.Decisions) error {
	w := csv.NewWriter(out)
	w.Write(csvHeader)
	for _, e := range d.Entities {
		kind := string(e.Kind)
		if len(e.Aliases) == 0 {
			w.Write([]string{kind, e.ID, e.Name, ""})
		}
		for _, a := range e.Aliases {
			w.Write([]string{kind, e.ID, e.Name, a})
		}
		for _, a := range e.Not {
			w.Write([]string{kind + "-not", e.ID, "", a})
		}
		for _, a := range e.Context {
			w.Write([]string{kind + "-context", e.ID, "", a})
		}
		if e.Wikidata != "" {
			w.Write([]string{kind + "-wikidata", e.ID, "", e.Wikidata})
		}
	}
	for _, c := range d.Countries {
		for _, a := range c.Add {
			w.Write([]string{"country", c.Code, "", a})
		}
		for _, a := range c.Remove {
			w.Write([]string{"country-remove", c.Code, "", a})
		}
	}
	for _, a := range d.Ignore {
		w.Write([]string{"ignore", "", "", a})
	}
	w.Flush()
	return w.Error()
}
