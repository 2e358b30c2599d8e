package segment

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/document"
	bleveapi "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// plain is what a field of a segment should hold: places by term and article, nil
// places for keywords.
type plain map[string]map[string]map[uint32][]int32

func (p plain) add(field, term string, article uint32, place int32) {
	if p[field] == nil {
		p[field] = make(map[string]map[uint32][]int32)
	}
	if p[field][term] == nil {
		p[field][term] = make(map[uint32][]int32)
	}
	p[field][term][article] = append(p[field][term][article], place)
}

// invented makes documents of some common and many rare words.
func invented(r *rand.Rand, first, n int) ([]bleveapi.Document, plain) {
	want := make(plain)
	var docs []bleveapi.Document
	for i := range n {
		article := uint32(first + i)
		text := &Field{Label: "text"}
		place := int32(0)
		for range r.IntN(30) {
			place += 1 + int32(r.ExpFloat64()*float64(1+r.IntN(200)))
			term := fmt.Sprintf("w%d", int(r.ExpFloat64()*float64(1+r.IntN(100))))
			text.Occurrences = append(text.Occurrences, Occurrence{term, uint32(place)})
			want.add("text", term, article, place)
		}
		topic := &Field{Label: "topic", Keyword: true}
		if term := fmt.Sprintf("t%d", r.IntN(3)); r.IntN(2) > 0 {
			topic.Occurrences = append(topic.Occurrences, Occurrence{Term: term})
			want.add("topic", term, article, 0)
		}
		d := document.NewDocument(fmt.Sprint(article))
		d.AddField(text)
		d.AddField(topic)
		d.AddIDField()
		docs = append(docs, d)
	}
	return docs, want
}

// same compares all lists of a segment with what they should be.
func same(t *testing.T, s *Segment, want plain) {
	t.Helper()
	for field, terms := range want {
		d, err := s.Terms(field)
		if err != nil {
			t.Fatal(err)
		}
		if d.Cardinality() != len(terms) {
			t.Errorf("%s has %d terms, want %d", field, d.Cardinality(), len(terms))
		}
		for term, articles := range terms {
			list, err := d.List([]byte(term))
			if err != nil {
				t.Fatal(err)
			}
			if list.Count != len(articles) {
				t.Errorf("%s:%s has %d documents, want %d", field, term, list.Count, len(articles))
			}
			got := make(map[uint32][]int32)
			c := list.Cursor()
			for doc := c.Next(); doc != None; doc = c.Next() {
				places := []int32{0}
				if field == "text" {
					places = c.Places(nil)
					if int(c.Frequency()) != len(places) {
						t.Errorf("%s:%s has frequency %d and places %v", field, term, c.Frequency(), places)
					}
				}
				got[s.Articles()[doc]] = places
			}
			if c.Err() != nil {
				t.Fatal(c.Err())
			}
			if !maps.EqualFunc(got, articles, slices.Equal) {
				t.Errorf("%s:%s is %v, want %v", field, term, got, articles)
			}
		}
	}
}

func newSegment(t testing.TB, docs []bleveapi.Document) *Segment {
	t.Helper()
	s, err := build(docs)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBuildPersistMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	all := make(plain)
	var segments []segmentapi.Segment
	var drops []*roaring.Bitmap
	kept := 0
	for n, size := range []int{700, 1, 300, 129} {
		docs, want := invented(r, 1000*(4-n), size) // articles are not in order of number
		s := newSegment(t, docs)
		same(t, s, want)
		path := filepath.Join(dir, fmt.Sprint(n))
		if err := s.Persist(path); err != nil {
			t.Fatal(err)
		}
		f, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		same(t, &f.Segment, want)
		dropped := roaring.New()
		for doc := range size {
			if size > 1 && r.IntN(4) == 0 {
				dropped.Add(uint32(doc))
			}
		}
		kept += size - int(dropped.GetCardinality())
		for field, terms := range want {
			for term, articles := range terms {
				for article, places := range articles {
					if !dropped.Contains(article - uint32(1000*(4-n))) {
						for _, p := range places {
							all.add(field, term, article, p)
						}
					}
				}
			}
		}
		if n%2 == 0 {
			segments = append(segments, f)
		} else {
			segments = append(segments, s)
		}
		drops = append(drops, dropped)
	}
	path := filepath.Join(dir, "merged")
	numbers, size, err := plugin{}.Merge(segments, drops, path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != int64(size) {
		t.Errorf("%d bytes are said to be written: %v, %v", size, info, err)
	}
	merged, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer merged.Close()
	if int(merged.Count()) != kept {
		t.Errorf("%d documents, want %d", merged.Count(), kept)
	}
	same(t, &merged.Segment, all)
	for i, s := range segments {
		own, _ := Of(s)
		for doc, article := range own.Articles() {
			switch to := numbers[i][doc]; {
			case drops[i].Contains(uint32(doc)) != (to == gone):
				t.Errorf("document %d of segment %d became %d", doc, i, to)
			case to != gone && merged.Articles()[to] != article:
				t.Errorf("article %d became %d", article, merged.Articles()[to])
			}
		}
	}
	found, err := merged.DocNumbers([]string{"2005", "4242", "no number", "9999999"})
	if err != nil {
		t.Fatal(err)
	}
	for it := found.Iterator(); it.HasNext(); {
		if a := merged.Articles()[it.Next()]; a != 2005 && a != 4242 {
			t.Errorf("found article %d", a)
		}
	}
	stopped := make(chan struct{})
	close(stopped)
	if _, _, err := (plugin{}).Merge(segments, drops, path+"2", stopped, nil); err == nil {
		t.Error("a merge that is told to stop goes on")
	}
	if _, err := os.Stat(path + "2"); err == nil {
		t.Error("a merge that was stopped leaves its file")
	}
}

func TestSeek(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	docs, want := invented(r, 0, 3000)
	s := newSegment(t, docs)
	d, err := s.Terms("text")
	if err != nil {
		t.Fatal(err)
	}
	for term, articles := range want["text"] {
		list, err := d.List([]byte(term))
		if err != nil {
			t.Fatal(err)
		}
		in := slices.Sorted(maps.Keys(articles))
		for range 5 {
			c := list.Cursor()
			for at := uint32(0); ; at += 1 + uint32(r.ExpFloat64()*float64(r.IntN(700))) {
				i, _ := slices.BinarySearch(in, at)
				wanted := uint32(None)
				if i < len(in) {
					wanted = in[i]
				}
				if got := c.Seek(at); got != wanted {
					t.Fatalf("%s: from %d the next is %d, want %d", term, at, got, wanted)
				}
				if wanted == None {
					break
				}
				if r.IntN(2) == 0 {
					if got := c.Places(nil); !slices.Equal(got, articles[wanted]) {
						t.Fatalf("%s: places in %d are %v, want %v", term, wanted, got, articles[wanted])
					}
					at = wanted
				}
			}
		}
		except := roaring.New()
		left := len(in)
		for _, doc := range in {
			if r.IntN(3) == 0 {
				except.Add(doc)
				left--
			}
		}
		except.Add(1_000_000)
		if got := list.Without(except); got != left {
			t.Errorf("%s: %d documents are left, want %d", term, got, left)
		}
	}
}

// numbered makes documents that fill more than one block.
func numbered() []bleveapi.Document {
	var docs []bleveapi.Document
	for i := range 2*blockSize + 3 {
		place := uint32(i)
		d := document.NewDocument(fmt.Sprint(i))
		d.AddField(&Field{Label: "text", Occurrences: []Occurrence{{"a", place}, {"a", 300 * place}, {[]string{"b", "c", "d"}[i%3], 7}}})
		d.AddField(&Field{Label: "topic", Keyword: true, Occurrences: []Occurrence{{Term: "x"}}})
		docs = append(docs, d)
	}
	return docs
}

// readAll reads all of a segment, whatever it holds.
func readAll(s *Segment) {
	for _, name := range s.Fields() {
		d, err := s.Terms(name)
		if err != nil {
			continue
		}
		it := d.AutomatonIterator(nil, nil, nil)
		for e, err := it.Next(); e != nil && err == nil; e, err = it.Next() {
			list, err := d.List([]byte(e.Term))
			if err != nil {
				continue
			}
			c := list.Cursor()
			for doc := c.Next(); doc != None; doc = c.Seek(doc + 2) {
				if d.field.places {
					c.Places(nil)
				}
			}
		}
	}
}

// TestDamage: a changed byte is an error at most; outside of the lists, always.
func TestDamage(t *testing.T) {
	s := newSegment(t, numbered())
	for at := range s.whole {
		for _, v := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			data := bytes.Clone(s.whole)
			if data[at] == v {
				continue
			}
			data[at] = v
			read := new(Segment)
			if err := read.load(data); err == nil {
				readAll(read)
			}
			if inLists := at >= len(magic) && at < len(s.lists); inLists != (read.refs.Load() > 0) {
				t.Errorf("byte %d of %d changed to %d: opened is %v, want %v", at, len(data), v, !inLists, inLists)
			}
		}
	}
}

// FuzzOpen: whatever a file holds, opening and reading it gives errors at most.
func FuzzOpen(f *testing.F) {
	s := newSegment(f, numbered())
	f.Add(s.whole)
	f.Add(s.whole[:len(s.whole)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if s := new(Segment); s.load(bytes.Clone(data)) == nil {
			readAll(s)
		}
	})
}
