package resolve

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// draft collects decisions as they are read, with the lines they stand on, and
// checks them against each other.
type draft struct {
	file     string
	out      entity.Decisions
	entities map[string]int   // kind and id → place in out.Entities
	lines    map[string]int   // kind and id → line
	owners   map[string]owner // kind and folded name → who has it
	places   map[string]int   // code → place in out.Countries
	ignored  map[string]int   // folded name → line
	problems []error
}

// owner is the entity that has a name, and the line that says so.
type owner struct {
	id   string
	line int
}

func newDraft(file string) *draft {
	return &draft{file: file, entities: map[string]int{}, lines: map[string]int{}, owners: map[string]owner{}, places: map[string]int{}, ignored: map[string]int{}}
}

// maxProblems is how many mistakes are told at once.
const maxProblems = 20

func (d *draft) problem(line int, format string, args ...any) {
	if len(d.problems) < maxProblems {
		d.problems = append(d.problems, fmt.Errorf("%s:%d: %s", d.file, line, fmt.Sprintf(format, args...)))
	}
}

// clean is a name as it is kept.
func clean(name string) string { return strings.Join(strings.Fields(name), " ") }

var wikidataItem = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)

// entity begins the decision about a person or organisation and gives its place,
// -1 if there is no telling whom it is about.
func (d *draft) entity(kind entity.Kind, id, name string, line int) int {
	id, name = strings.TrimSpace(id), clean(name)
	if id == "" {
		id = entity.Slug(name)
	}
	switch {
	case name == "" && id == "":
		d.problem(line, "%s has neither id nor name; add one", kind)
		return -1
	case id == "" || entity.Slug(id) != id:
		d.problem(line, "id %q of a %s is not made of small letters, digits and hyphens; write %q", id, kind, entity.Slug(id))
		return -1
	case name == "":
		d.problem(line, "%s %s has no name; add what readers are shown", kind, id)
		return -1
	}
	key := string(kind) + "/" + id
	d.entities[key] = len(d.out.Entities)
	d.lines[key] = line
	d.out.Entities = append(d.out.Entities, entity.Decision{Kind: kind, ID: id, Name: name})
	i := len(d.out.Entities) - 1
	d.owns(i, name, line)
	return i
}

// owns notes that a name means an entity, and reports whether it may.
func (d *draft) owns(i int, name string, line int) bool {
	e := &d.out.Entities[i]
	fold := entity.Fold(name)
	if fold == "" {
		d.problem(line, "alias %q of %s has no letter or digit; remove it", name, e.ID)
		return false
	}
	key := string(e.Kind) + "/" + fold
	if o, ok := d.owners[key]; ok && o.id != e.ID {
		d.problem(line, "%q means %s, but on line %d it means %s; remove one", name, e.ID, o.line, o.id)
		return false
	}
	d.owners[key] = owner{e.ID, line}
	return true
}

func (d *draft) alias(i int, name string, line int) {
	e := &d.out.Entities[i]
	if name = clean(name); d.owns(i, name, line) && name != e.Name && !slices.Contains(e.Aliases, name) {
		e.Aliases = append(e.Aliases, name)
	}
}

func (d *draft) not(i int, name string, line int) {
	e := &d.out.Entities[i]
	e.Not = d.add(e.Not, "not", name, e.ID, line)
}

func (d *draft) context(i int, word string, line int) {
	e := &d.out.Entities[i]
	e.Context = d.add(e.Context, "context", word, e.ID, line)
}

// add puts a name of an entity on one of its lists, once.
func (d *draft) add(list []string, field, name, id string, line int) []string {
	name = clean(name)
	if entity.Fold(name) == "" {
		d.problem(line, "%s %q of %s has no letter or digit; remove it", field, name, id)
		return list
	}
	if slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}

func (d *draft) wikidata(i int, item string, line int) {
	e := &d.out.Entities[i]
	if item = strings.TrimSpace(item); !wikidataItem.MatchString(item) {
		d.problem(line, "wikidata %q of %s is not like Q42", item, e.ID)
		return
	}
	e.Wikidata = item
}

// country gives the place of the decision about a country, -1 for an unknown code.
func (d *draft) country(code string, line int) int {
	code = strings.ToUpper(strings.TrimSpace(code))
	if entity.CountryName(code) == "" {
		d.problem(line, "%q is not the code of a country; write one like UA", code)
		return -1
	}
	i, ok := d.places[code]
	if !ok {
		i = len(d.out.Countries)
		d.places[code] = i
		d.out.Countries = append(d.out.Countries, entity.CountryDecision{Code: code})
	}
	return i
}

func (d *draft) countryName(i int, name string, add bool, line int) {
	c := &d.out.Countries[i]
	name = clean(name)
	fold := entity.Fold(name)
	if fold == "" {
		d.problem(line, "name %q of %s has no letter or digit; remove it", name, c.Code)
		return
	}
	list := &c.Remove
	if add {
		list = &c.Add
		if o, ok := d.owners["country/"+fold]; ok && o.id != c.Code {
			d.problem(line, "%q means %s, but on line %d it means %s; remove one", name, c.Code, o.line, o.id)
			return
		}
		d.owners["country/"+fold] = owner{c.Code, line}
	}
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

func (d *draft) ignore(name string, line int) {
	name = clean(name)
	fold := entity.Fold(name)
	if fold == "" {
		d.problem(line, "%q, to be ignored, has no letter or digit; remove it", name)
		return
	}
	if _, ok := d.ignored[fold]; !ok {
		d.ignored[fold] = line
		d.out.Ignore = append(d.out.Ignore, name)
	}
}

// finish checks what can be checked only at the end.
func (d *draft) finish() (entity.Decisions, error) {
	for _, e := range d.out.Entities {
		line := d.lines[string(e.Kind)+"/"+e.ID]
		for _, name := range e.Not {
			if o, ok := d.owners[string(e.Kind)+"/"+entity.Fold(name)]; ok && o.id == e.ID {
				d.problem(line, "%q both means %s (line %d) and never means it; remove one", name, e.ID, o.line)
			}
		}
	}
	for _, kind := range []entity.Kind{entity.Person, entity.Organisation} {
		for _, name := range d.out.Ignore {
			fold := entity.Fold(name)
			if o, ok := d.owners[string(kind)+"/"+fold]; ok {
				d.problem(d.ignored[fold], "%q is to be ignored, but on line %d it means %s; remove one", name, o.line, o.id)
			}
		}
	}
	if err := errors.Join(d.problems...); err != nil {
		return entity.Decisions{}, err
	}
	return d.out, nil
}
