package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"dateline/archive/entity/token"
)

// The ways of naming, as the table writes them.
const (
	viaName    = "n"
	viaDemonym = "d"
	viaCapital = "k"
	viaCity    = "c"
	viaMetonym = "m"
	viaLeader  = "l"
)

// entry is one name with what it means.
type entry struct {
	name     string // in tokens, separated by blanks
	code     string // "" for a trap
	via      string
	langs    langs
	flags    string
	from, to string
}

// langs are languages, sorted; nil is any language.
type langs []string

// larger are the languages that package place tells apart; "-" is every other.
const larger = "- ar az be bg cs da de el en es fa fi fr he hr hu hy id it ka mk nl pl pt ro ru sk sl sr sv tr uk"

var (
	anyLanguage langs
	english     = langs{"en"}
	notEnglish  = slices.DeleteFunc(langs(strings.Fields(larger)), func(l string) bool { return l == "en" || l == "az" })
)

// oneOf is the larger language that a language counts as.
func oneOf(code string) string {
	switch code {
	case "bs", "sh":
		return "hr"
	case "no", "nb", "nn":
		return "da"
	case "ca", "gl":
		return "es"
	case "ms":
		return "id"
	case "az":
		return "-"
	}
	if slices.Contains(strings.Fields(larger), code) {
		return code
	}
	return "-"
}

// builder gathers names. Where two sources disagree on a name, the earlier wins.
type builder struct {
	entries []entry
	byName  map[string][]int // entries of a name

	split    token.Text
	notPlace map[string]bool // cities that are words or surnames
	person   map[string]bool // names that are people's, too
	word     map[string]bool // names that are words of some language, too
	weak     map[string]bool
	cities   map[string][]cityName
	official map[string]string // every name of a country by CLDR → its code
}

func newBuilder() *builder {
	return &builder{byName: map[string][]int{}, notPlace: map[string]bool{}, person: map[string]bool{},
		word: map[string]bool{}, weak: map[string]bool{}, official: map[string]string{}, cities: map[string][]cityName{}}
}

// tokens cuts a name as texts are cut.
func (b *builder) tokens(name string) string {
	var out []string
	for _, word := range strings.Fields(name) {
		mark := ""
		if n := len(word) - 1; n > 0 && strings.ContainsRune("~^*", rune(word[n])) {
			word, mark = word[:n], word[n:]
		}
		b.split.Split(word)
		for i := range b.split.Len() {
			out = append(out, b.split.At(i))
		}
		if mark != "" && len(out) > 0 {
			out[len(out)-1] += mark
		}
	}
	return strings.Join(out, " ")
}

// add takes in a name, as far as it says something new.
func (b *builder) add(e entry) {
	e.name = b.tokens(strings.ReplaceAll(e.name, "\u00a0", " "))
	if e.name == "" || strings.ContainsAny(e.name, "\t\n=") {
		return
	}
	plain := strings.TrimRight(e.name, "~^*")
	if b.person[plain] {
		e.flags += "p"
	}
	if b.word[plain] && e.langs != nil {
		e.flags += "w"
	}
	if b.weak[plain] {
		e.flags += "k"
	}
	if plain == "Georgia" && e.code == "GE" {
		e.flags += "s"
	}
	if e.via != viaLeader {
		for _, i := range b.byName[e.name] {
			old := &b.entries[i]
			if old.via == viaLeader {
				continue
			}
			if old.code == e.code && old.langs != nil && e.langs != nil {
				old.langs = union(old.langs, e.langs)
				return
			}
			if old.langs == nil {
				return
			}
			if e.langs == nil {
				e.langs = langs(strings.Fields(larger))
			}
			e.langs = without(e.langs, old.langs)
			if len(e.langs) == 0 {
				return
			}
		}
	}
	b.byName[e.name] = append(b.byName[e.name], len(b.entries))
	b.entries = append(b.entries, e)
}

// derive takes in a name that a source gives, or that follows from one, unless it
// is known to mislead.
func (b *builder) derive(e entry) {
	if !b.notPlace[b.tokens(e.name)] {
		b.add(e)
	}
}

func union(a, b langs) langs {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func without(a, b langs) langs {
	return slices.DeleteFunc(slices.Clone(a), func(l string) bool { return slices.Contains(b, l) })
}

// table writes the names as package place reads them.
func (b *builder) table() []byte {
	groups := map[string][]string{}
	for _, e := range b.entries {
		head := strings.Join([]string{e.code, e.via, strings.Join(e.langs, ","), e.flags, e.from, e.to}, "\t")
		groups[head] = append(groups[head], e.name)
	}
	heads := slices.SortedFunc(maps.Keys(groups), func(x, y string) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x, y))
	})
	var out []byte
	for _, head := range heads {
		out = append(append(append(out, '='), head...), '\n')
		before := ""
		for _, name := range slices.Compact(slices.Sorted(slices.Values(groups[head]))) {
			shared := 0
			for shared < min(len(before), len(name), 60) && before[shared] == name[shared] {
				shared++
			}
			out = append(append(append(out, byte('@'+shared)), name[shared:]...), '\n')
			before = name
		}
	}
	return out
}

// rank orders the senses of one name: a leader is meant before a city.
func rank(head string) int {
	_, rest, _ := strings.Cut(head, "\t")
	return strings.Index("ndmlkc", rest[:1])
}

func pack(table []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(8<<20))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(table, nil), nil
}
