package index

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dateline/archive"
)

// newArchive opens an empty archive in a temporary folder.
func newArchive(t testing.TB) *archive.Store {
	t.Helper()
	store, err := archive.Open(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// openIndex opens the index of an archive and brings it up to date.
func openIndex(t testing.TB, store *archive.Store) *Index {
	t.Helper()
	x, err := Open(context.Background(), store, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	follow(t, x)
	return x
}

func follow(t testing.TB, x *Index) {
	t.Helper()
	if err := x.Follow(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// put stores articles, each under its GUID, and returns their ids.
func put(t testing.TB, store *archive.Store, articles ...archive.Article) []int64 {
	t.Helper()
	var items []archive.Incoming
	for _, a := range articles {
		items = append(items, incoming(t, a))
	}
	return putAll(t, store, items)
}

func incoming(t testing.TB, a archive.Article) archive.Incoming {
	return archive.Incoming{
		Article: a, Identity: "guid:" + a.GUID, Input: t.Name(), Original: []byte(a.GUID), MediaType: "text/plain",
	}
}

func putAll(t testing.TB, store *archive.Store, items []archive.Incoming) []int64 {
	t.Helper()
	ctx := context.Background()
	imp, err := store.BeginImport(ctx, "test", []string{t.Name()})
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := store.Put(ctx, imp, items)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, o := range outcomes {
		ids = append(ids, o.ID)
	}
	return ids
}

// text makes a body of paragraphs that are parted by "|".
func text(s string) []archive.Paragraph {
	var body []archive.Paragraph
	for _, p := range strings.Split(s, "|") {
		body = append(body, archive.Paragraph{Text: p})
	}
	return body
}

func date(t testing.TB, s string) archive.Date {
	t.Helper()
	d, err := archive.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// refs makes entities of "person:Ann Example" and the like; the id is the name in
// lower case with hyphens, or a country's code.
func refs(list ...string) []archive.Ref {
	var out []archive.Ref
	for _, s := range list {
		kind, name, _ := strings.Cut(s, ":")
		ref := archive.Ref{Kind: archive.Kind(kind), Name: name, ID: strings.ToLower(strings.ReplaceAll(name, " ", "-"))}
		if kind == "country" {
			ref, _ = archive.CountryOf(name)
		}
		out = append(out, ref)
	}
	return out
}

// search runs a query that must not fail.
func search(t testing.TB, x *Index, q Query) *Results {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("search %s: %v", q, err)
	}
	return r
}

// guids are the GUIDs of the hits, in order.
func guids(r *Results) string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, h.Article.GUID)
	}
	return strings.Join(out, " ")
}

func fragments(list []Fragment) string {
	var b strings.Builder
	for _, f := range list {
		if f.Hit {
			fmt.Fprintf(&b, "[%s]", f.Text)
		} else {
			b.WriteString(f.Text)
		}
	}
	return b.String()
}

// summary writes a facet as "name count, name count; none n".
func summary(f Facet) string {
	var parts []string
	for _, v := range f.Values {
		s := fmt.Sprintf("%s %d", v.Name, v.Count)
		if v.Selected {
			s += "+"
		}
		if v.Excluded {
			s += "-"
		}
		parts = append(parts, s)
	}
	return fmt.Sprintf("%s; none %d", strings.Join(parts, ", "), f.None.Count)
}

func facet(t testing.TB, r *Results, field string) string {
	t.Helper()
	for _, f := range r.Facets {
		if f.Field == field {
			return summary(f)
		}
	}
	t.Fatalf("no facet %s", field)
	return ""
}
