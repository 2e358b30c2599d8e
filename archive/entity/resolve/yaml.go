package resolve

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"dateline/archive/entity"
)

// ParseYAML reads decisions as editors write them:
//
//	persons:
//	  - id: volodymyr-zelenskyy      # made of the name when left out
//	    name: Volodymyr Zelenskyy
//	    wikidata: Q3874799           # optional, as all that follows
//	    aliases: [Zelensky, Зеленський]
//	    not: [Olena Zelenska]
//	    context: [Ukraine, Kyiv]
//	organisations:
//	  - {id: rferl, name: Radio Free Europe/Radio Liberty, aliases: [RFE/RL]}
//	countries:
//	  - {id: UA, add: [Bankova], remove: [Crimea]}
//	ignore: [Olive Branch]
//
// file is the name for messages. A mistake is an error that names its line: a
// word that is not a key, an id twice, an alias of two entities.
func ParseYAML(file string, content []byte) (entity.Decisions, error) {
	d := newDraft(file)
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	var root yaml.Node
	if err := decoder.Decode(&root); err == io.EOF {
		return entity.Decisions{}, nil
	} else if err != nil {
		return entity.Decisions{}, fmt.Errorf("%s: %w", file, err)
	}
	var more yaml.Node
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return entity.Decisions{}, fmt.Errorf("%s:%d: a second document begins; keep all in one", file, more.Line)
	}
	y := yamlReader{d}
	top := &root
	if root.Kind == yaml.DocumentNode && len(root.Content) > 0 {
		top = root.Content[0]
	}
	y.fields(top, func(key string, value *yaml.Node) bool {
		switch key {
		case "persons", "people":
			y.list(value, func(n *yaml.Node) { y.entity(entity.Person, n) })
		case "organisations", "organizations":
			y.list(value, func(n *yaml.Node) { y.entity(entity.Organisation, n) })
		case "countries":
			y.list(value, y.country)
		case "ignore":
			y.texts(value, d.ignore)
		default:
			return false
		}
		return true
	}, "persons, organisations, countries, ignore")
	return d.finish()
}

// yamlReader walks the nodes of a document, whose depth is bounded by what it
// asks for.
type yamlReader struct{ *draft }

// follow gives the node that a node stands for.
func follow(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// isNothing tells a value that was left out.
func isNothing(n *yaml.Node) bool {
	return n.Kind == 0 || n.Kind == yaml.ScalarNode && n.Tag == "!!null"
}

// fields calls field for each key of a mapping; it returns false for a key that
// it does not know.
func (y yamlReader) fields(n *yaml.Node, field func(string, *yaml.Node) bool, keys string) {
	n = follow(n)
	if isNothing(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		y.problem(n.Line, "want the keys %s here", keys)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if line, ok := seen[key.Value]; ok {
			y.problem(key.Line, "%q is here already, on line %d", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line
		if !field(key.Value, follow(n.Content[i+1])) {
			y.problem(key.Line, "%q is not known; want one of %s", key.Value, keys)
		}
	}
}

func (y yamlReader) list(n *yaml.Node, item func(*yaml.Node)) {
	n = follow(n)
	if isNothing(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		y.problem(n.Line, "want a list here; begin each entry with a hyphen")
		return
	}
	for _, c := range n.Content {
		item(follow(c))
	}
}

// texts calls text for each entry of a list, or for a single text.
func (y yamlReader) texts(n *yaml.Node, text func(string, int)) {
	n = follow(n)
	if n.Kind == yaml.ScalarNode && !isNothing(n) {
		text(n.Value, n.Line)
		return
	}
	y.list(n, func(c *yaml.Node) {
		if c.Kind != yaml.ScalarNode {
			y.problem(c.Line, "want a name here")
			return
		}
		text(c.Value, c.Line)
	})
}

func (y yamlReader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		y.problem(n.Line, "want a text here")
		return ""
	}
	if isNothing(n) {
		return ""
	}
	return n.Value
}

func (y yamlReader) entity(kind entity.Kind, n *yaml.Node) {
	var id, name string
	later := map[string]*yaml.Node{}
	y.fields(n, func(key string, value *yaml.Node) bool {
		switch key {
		case "id":
			id = y.text(value)
		case "name":
			name = y.text(value)
		case "wikidata", "aliases", "not", "context":
			later[key] = value
		default:
			return false
		}
		return true
	}, "id, name, wikidata, aliases, not, context")
	if n.Kind != yaml.MappingNode {
		return
	}
	key := string(kind) + "/" + strings.TrimSpace(id)
	if strings.TrimSpace(id) == "" {
		key = string(kind) + "/" + entity.Slug(clean(name))
	}
	if line, ok := y.lines[key]; ok {
		y.problem(n.Line, "%s %s is on line %d already; put both together", kind, key[len(kind)+1:], line)
		return
	}
	i := y.draft.entity(kind, id, name, n.Line)
	if i < 0 {
		return
	}
	if v := later["wikidata"]; v != nil && !isNothing(v) {
		y.wikidata(i, y.text(v), v.Line)
	}
	for _, part := range []struct {
		key string
		add func(int, string, int)
	}{{"aliases", y.alias}, {"not", y.not}, {"context", y.draft.context}} {
		if v := later[part.key]; v != nil {
			y.texts(v, func(s string, line int) { part.add(i, s, line) })
		}
	}
}

func (y yamlReader) country(n *yaml.Node) {
	code := ""
	later := map[string]*yaml.Node{}
	y.fields(n, func(key string, value *yaml.Node) bool {
		switch key {
		case "id":
			code = y.text(value)
		case "add", "remove":
			later[key] = value
		default:
			return false
		}
		return true
	}, "id, add, remove")
	if n.Kind != yaml.MappingNode {
		return
	}
	i := y.draft.country(code, n.Line)
	if i < 0 {
		return
	}
	for _, key := range []string{"add", "remove"} {
		if v := later[key]; v != nil {
			y.texts(v, func(s string, line int) { y.countryName(i, s, key == "add", line) })
		}
	}
}

// WriteYAML writes decisions so that ParseYAML reads them back equal.
func WriteYAML(w io.Writer, d entity.Decisions) error {
	type person struct {
		ID       string   `yaml:"id"`
		Name     string   `yaml:"name"`
		Wikidata string   `yaml:"wikidata,omitempty"`
		Aliases  []string `yaml:"aliases,omitempty,flow"`
		Not      []string `yaml:"not,omitempty,flow"`
		Context  []string `yaml:"context,omitempty,flow"`
	}
	type country struct {
		ID     string   `yaml:"id"`
		Add    []string `yaml:"add,omitempty,flow"`
		Remove []string `yaml:"remove,omitempty,flow"`
	}
	var file struct {
		Persons       []person  `yaml:"persons,omitempty"`
		Organisations []person  `yaml:"organisations,omitempty"`
		Countries     []country `yaml:"countries,omitempty"`
		Ignore        []string  `yaml:"ignore,omitempty"`
	}
	for _, e := range d.Entities {
		p := person{e.ID, e.Name, e.Wikidata, e.Aliases, e.Not, e.Context}
		if e.Kind == entity.Organisation {
			file.Organisations = append(file.Organisations, p)
		} else {
			file.Persons = append(file.Persons, p)
		}
	}
	for _, c := range d.Countries {
		file.Countries = append(file.Countries, country{c.Code, c.Add, c.Remove})
	}
	file.Ignore = d.Ignore
	if d.IsZero() {
		return nil
	}
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(file); err != nil {
		return err
	}
	return encoder.Close()
}
