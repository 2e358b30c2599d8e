package archive

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/archive/entity"
)

// nastyBodies are texts that have broken other archives.
var nastyBodies = map[string][]Paragraph{
	"none":            nil,
	"empty paragraph": {{Text: ""}, {Kind: Heading}},
	"quotes":          {{Text: `"'` + "`" + `\ \" '; DROP TABLE articles; --`}},
	"markup":          {{Kind: Quote, Text: `<script>alert("&amp;")</script>`}, {Kind: Related, Text: "SEE ALSO: x"}},
	"line breaks":     {{Text: "a\n\nb\r\nc\u2028d\u2029e\u0085f"}, {Text: "\t\v\f"}},
	"emoji":           {{Text: "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇦 e\u0301"}},
	"right to left":   {{Text: "שלום \u202eעולם\u202c مرحبا بالعالم"}},
	"controls":        {{Text: "\x01\x1b[31m\x7f\ufeff\ufffd\uffff\U0010ffff"}},
	"odd kind":        {{Kind: "küche", Text: "x"}},
	"json":            {{Text: `{"text":"\u0000"}]`}},
	"a megabyte":      {{Text: strings.Repeat("Überraschung, ", 70000)}, {Text: strings.Repeat("x", 1<<20)}},
	"many":            slices.Repeat([]Paragraph{{Text: "line"}}, 5000),
}

func TestNastyContent(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	for name, body := range nastyBodies {
		t.Run(name, func(t *testing.T) {
			text := "x"
			if len(body) > 0 && len(body[0].Text) < 1000 {
				text = body[0].Text
			}
			in := Incoming{
				Identity: "i " + name + text, Input: "a\nb", Line: -1, MediaType: text,
				Original: []byte(name + "\x00\xff\xfe"),
				Article: Article{
					GUID: text, URL: "https://x/" + text, Source: text, Title: text, Authors: []string{text, ""}, Language: "en", Body: body,
					Entities: []entity.Ref{{Kind: entity.Topic, ID: "t" + text, Name: text + "n", Aliases: []string{text + "a"}}},
				},
			}
			id := put(t, s, imp, in)[0].ID
			got := read(t, s, id)
			want := in.Article
			want.Entities = []entity.Ref{{Kind: entity.Topic, ID: "t" + text, Name: text + "n"}}
			ignore := cmpopts.IgnoreFields(Article{}, "ID", "Sequence", "Version", "Status", "Sent", "Imported", "Changed", "Cluster", "Alike", "Supplied")
			if diff := cmp.Diff(&want, got, ignore); diff != "" {
				t.Error(diff)
			}
			revisions, err := s.Revisions(t.Context(), id)
			if err != nil || len(revisions) != 1 || revisions[0].MediaType != text || revisions[0].Input != "a\nb" {
				t.Fatal(revisions, err)
			}
			original, mediaType, err := s.Original(t.Context(), revisions[0].Original)
			if err != nil || !bytes.Equal(original, in.Original) || mediaType != text {
				t.Errorf("original %q of type %q, %v", original, mediaType, err)
			}
			if ids, err := s.ByURL(t.Context(), want.URL); err != nil || !slices.Contains(ids, id) {
				t.Errorf("by address: %v, %v", ids, err)
			}
			if got := put(t, s, imp, in)[0]; got != (Outcome{ID: id, Result: Unchanged}) {
				t.Errorf("again: %v", got)
			}
		})
	}
	named, err := s.Named(t.Context(), 0)
	if err != nil || len(named) == 0 {
		t.Fatal(named, err)
	}
	for _, n := range named {
		text := strings.TrimPrefix(n.ID, "t")
		if n.Name != text+"n" || !cmp.Equal(n.Aliases, []string{text + "a"}) {
			t.Errorf("%+v", n)
		}
	}
	sound(t, s)
}

func TestPutRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	topic := func(id, name string, aliases ...string) []entity.Ref {
		return []entity.Ref{{Kind: entity.Topic, ID: id, Name: name, Aliases: aliases}}
	}
	for name, spoil := range map[string]func(*Incoming){
		"no identity":    func(in *Incoming) { in.Identity = "" },
		"identity":       func(in *Incoming) { in.Identity = "a\x00b" },
		"title not UTF":  func(in *Incoming) { in.Article.Title = "a\xff" },
		"title NUL":      func(in *Incoming) { in.Article.Title = "a\x00" },
		"text not UTF":   func(in *Incoming) { in.Article.Body = []Paragraph{{Text: "a"}, {Text: "\xed\xa0\x80"}} },
		"text NUL":       func(in *Incoming) { in.Article.Body = []Paragraph{{Text: "\x00"}} },
		"kind not UTF":   func(in *Incoming) { in.Article.Body = []Paragraph{{Kind: "\xff"}} },
		"author":         func(in *Incoming) { in.Article.Authors = []string{"a", "\xff"} },
		"url":            func(in *Incoming) { in.Article.URL = "\xff" },
		"entity no id":   func(in *Incoming) { in.Article.Entities = topic("", "x") },
		"entity kind":    func(in *Incoming) { in.Article.Entities = []entity.Ref{{Kind: "thing", ID: "x"}} },
		"entity name":    func(in *Incoming) { in.Article.Entities = topic("x", "\xff") },
		"entity alias":   func(in *Incoming) { in.Article.Entities = topic("x", "x", "\x00") },
		"unknown status": func(in *Incoming) { in.Article.Status = "gone" },
	} {
		t.Run(name, func(t *testing.T) {
			bad := incoming(2)
			spoil(&bad)
			_, err := s.Put(t.Context(), imp, []Incoming{incoming(1), bad, incoming(3)})
			var item *ItemError
			if !errors.As(err, &item) || item.Index != 1 || !strings.HasPrefix(err.Error(), "a.jsonl:2: ") {
				t.Fatalf("error %v", err)
			}
			if n, err := s.Sequence(t.Context()); err != nil || n != 0 {
				t.Errorf("sequence %d, %v: something was stored", n, err)
			}
		})
	}
	if _, err := s.Put(t.Context(), 99, []Incoming{incoming(1)}); err == nil {
		t.Error("an unknown import was accepted")
	}
	put(t, s, imp, incoming(1))
	sound(t, s)
}

func FuzzContent(f *testing.F) {
	for _, body := range nastyBodies {
		for _, p := range body[:min(2, len(body))] {
			if len(p.Text) < 1000 {
				f.Add("title", string(p.Kind), p.Text, "1987-02-26T15:01+02:00")
			}
		}
	}
	f.Add("\xff", "\x00", "", "x")
	p, err := newPacker()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, kind, text, day string) {
		published, _ := ParseDate(day)
		want := contentOf(&Article{
			Title: title, Authors: []string{title, text}, Published: published,
			Body:     []Paragraph{{Kind: ParagraphKind(kind), Text: text}, {Text: title}, {Text: strings.Repeat(text, 3)}},
			Entities: []entity.Ref{{Kind: entity.Topic, ID: "x" + title, Name: "y" + kind}},
		})
		if want.check() != nil {
			return // refused, and said so
		}
		encoded, err := want.encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.unpackContent(p.packContent(encoded))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Error(diff)
		}
		again, err := got.encode()
		if err != nil || !bytes.Equal(encoded, again) {
			t.Errorf("%s became %s, %v", encoded, again, err)
		}
	})
}

func TestUnpackDamaged(t *testing.T) {
	p, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	for _, size := range []int{0, 1, 255, 256, 257, 70000, 3 << 20} {
		want := bytes.Repeat([]byte("abc1"), size/4+1)[:size]
		frame := p.pack(want)
		if got, err := p.unpackSized(frame, size); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes: %v", size, err)
		}
		if _, err := p.unpackSized(frame, size+1); !errors.Is(err, errDamaged) {
			t.Errorf("%d bytes read as %d: %v", size, size+1, err)
		}
		for _, cut := range []int{0, 1, 5, len(frame) - 1} {
			if _, err := p.unpack(frame[:cut]); !errors.Is(err, errDamaged) {
				t.Errorf("%d bytes cut at %d: %v", size, cut, err)
			}
		}
		frame[len(frame)-1] ^= 1 // the checksum
		if _, err := p.unpack(frame); !errors.Is(err, errDamaged) {
			t.Errorf("%d bytes with a wrong checksum: %v", size, err)
		}
	}
}
