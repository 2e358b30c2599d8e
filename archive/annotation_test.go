package archive

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

// found makes a finding with a mention of five bytes at each of the offsets.
func found(kind entity.Kind, id string, weight float32, about bool, offsets ...int) entity.Found {
	f := entity.Found{Ref: entity.Ref{Kind: kind, ID: id, Name: strings.ToUpper(id)}, Weight: weight, Confidence: 1, About: about}
	if kind == entity.Country {
		f.Name = entity.CountryName(id)
	}
	for i, at := range offsets {
		f.Mentions = append(f.Mentions, entity.Mention{Start: at, End: at + 5, Via: vias[i%len(vias)]})
	}
	return f
}

func TestPackFound(t *testing.T) {
	list := []entity.Found{
		found(entity.Person, "ann", 1.5, true, 0, 7, 300, 70000),
		found(entity.Country, "UA", 16, false, 12),
		found(entity.Place, "x", 0.001, false), // less than can be kept, and without mentions
		found(entity.Organisation, "un", 1.5, true, 5, 10, 15, 20, 25, 30, 35),
	}
	list[0].Confidence = 0.2
	keys := []int64{7, 1, 300, 1 << 40}
	got, gotKeys, err := unpackFound(packFound(list, keys))
	if err != nil {
		t.Fatal(err)
	}
	if want := []int64{1, 7, 300, 1 << 40}; !slices.Equal(gotKeys, want) {
		t.Errorf("keys %v, want %v", gotKeys, want)
	}
	for i, from := range []int{1, 0, 2, 3} {
		want := list[from]
		want.Ref = entity.Ref{}
		if want.Mentions == nil {
			want.Mentions = []entity.Mention{}
		}
		if from == 2 {
			want.Weight = 1.0 / weightUnit
		}
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Error(diff)
		}
	}
	if empty, _, err := unpackFound(packFound(nil, nil)); err != nil || len(empty) != 0 {
		t.Error(empty, err)
	}
}

func TestCheckFound(t *testing.T) {
	nan := float32(math.NaN())
	span := func(start, end int, via entity.Via) func(f *entity.Found) {
		return func(f *entity.Found) {
			f.Mentions = append(f.Mentions, entity.Mention{Start: start, End: end, Via: via})
		}
	}
	for name, change := range map[string]func(f *entity.Found){
		"no id":             func(f *entity.Found) { f.ID = "" },
		"unknown kind":      func(f *entity.Found) { f.Kind = "ship" },
		"name not UTF-8":    func(f *entity.Found) { f.Name = "\xff" },
		"alias with a NUL":  func(f *entity.Found) { f.Aliases = []string{"a\x00b"} },
		"no weight":         func(f *entity.Found) { f.Weight = 0 },
		"weight not a one":  func(f *entity.Found) { f.Weight = nan },
		"endless weight":    func(f *entity.Found) { f.Weight = float32(math.Inf(1)) },
		"confidence over 1": func(f *entity.Found) { f.Confidence = 1.01 },
		"no confidence":     func(f *entity.Found) { f.Confidence = nan },
		"empty mention":     span(50, 50, entity.ViaName),
		"past the end":      span(90, 101, entity.ViaName),
		"overlap":           span(3, 8, entity.ViaName),
		"no via":            span(50, 60, ""),
	} {
		f := found(entity.Person, "ann", 1, true, 0)
		if err := checkFound([]entity.Found{f}, 100); err != nil {
			t.Fatal(err)
		}
		change(&f)
		if err := checkFound([]entity.Found{f}, 100); err == nil {
			t.Errorf("%s: was taken", name)
		}
	}
	twice := []entity.Found{found(entity.Person, "ann", 1, true, 0), found(entity.Person, "ann", 1, true, 9)}
	if err := checkFound(twice, 100); err == nil {
		t.Error("one entity twice was taken")
	}
}

func FuzzUnpackFound(f *testing.F) {
	f.Add(packFound([]entity.Found{found(entity.Person, "ann", 2, true, 0, 9), found(entity.Country, "UA", 1, false, 3)}, []int64{1, 200}))
	f.Add([]byte{})
	f.Add([]byte{packedFormat, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add([]byte{packedFormat, 1, 1, 1, 1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, packed []byte) {
		list, keys, err := unpackFound(packed)
		if err == nil && len(list) != len(keys) {
			t.Errorf("%d entities, %d keys", len(list), len(keys))
		}
		var l links
		if lerr := l.read(nil, packed); lerr != nil && err == nil {
			t.Errorf("links: %v", lerr)
		}
	})
}
