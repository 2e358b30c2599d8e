package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/index/query"
)

// oracle answers queries by reading every article, with nothing of the index but
// its idea of what a word is.
type oracle struct {
	articles []*archive.Article
	mentions map[int64][]string // countries that an article names, by its id
	roots    map[string]string  // kind and id of an entity: the id of the one it is taken for, "" for none
}

// readOracle reads all usable articles out of SQLite.
func readOracle(t testing.TB, store *archive.Store) oracle {
	t.Helper()
	o := oracle{mentions: make(map[int64][]string), roots: make(map[string]string)}
	named, err := store.Named(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range named {
		root := e
		for root.Into != 0 && !root.Hidden {
			root = named[root.Into-1] // keys are dense from 1
		}
		if o.roots[string(e.Kind)+" "+e.ID] = root.ID; root.Hidden {
			o.roots[string(e.Kind)+" "+e.ID] = ""
		}
	}
	for after := int64(0); ; {
		changes, err := store.Changes(context.Background(), after, 500)
		if err != nil {
			t.Fatal(err)
		}
		if len(changes) == 0 {
			return o
		}
		for _, c := range changes {
			after = c.Article.Sequence
			if c.Article.Status != archive.Usable {
				continue
			}
			o.articles = append(o.articles, c.Article)
			for _, l := range c.Links {
				if l.Kind == archive.Country {
					o.mentions[c.Article.ID] = append(o.mentions[c.Article.ID], l.ID)
				}
			}
		}
	}
}

// holds evaluates a tree on one article.
func (o oracle) holds(n query.Node, a *archive.Article) bool {
	switch n := n.(type) {
	case query.All:
		return true
	case query.And:
		for _, part := range n.Nodes {
			if !o.holds(part, a) {
				return false
			}
		}
		return true
	case query.Or:
		for _, part := range n.Nodes {
			if o.holds(part, a) {
				return true
			}
		}
		return false
	case query.Not:
		return !o.holds(n.Node, a)
	case query.Word:
		stems := newStemmer(a.Language)
		wanted := stems.of(n.Text)
		for _, term := range termsOf(a.Title + "\n" + a.Text()) {
			if term == n.Text || n.Form == query.Prefix && strings.HasPrefix(term, n.Text) ||
				n.Form == query.Plain && (term == wanted || stems.of(term) == wanted) {
				return true
			}
		}
		return false
	case query.Phrase:
		needle := " " + strings.Join(termsOf(n.Text), " ") + " "
		for _, part := range append([]archive.Paragraph{{Text: a.Title}}, a.Body...) {
			if strings.Contains(" "+strings.Join(termsOf(part.Text), " ")+" ", needle) {
				return true
			}
		}
		return false
	case query.Property:
		return o.has(a, n.Name, n.Value)
	}
	panic(fmt.Sprintf("%T", n))
}

func (o oracle) has(a *archive.Article, field, value string) bool {
	ids := o.values(a, field)
	if value == None {
		return len(ids) == 0
	}
	if root, known := o.roots[field+" "+value]; known {
		value = root
	}
	return slices.Contains(ids, value)
}

// values are the ids of an article's values in a field.
func (o oracle) values(a *archive.Article, field string) []string {
	var ids []string
	switch field {
	case "source":
		ids = append(ids, a.Source)
	case "language":
		ids = append(ids, a.Language)
	case "author":
		ids = append(ids, a.Authors...)
	case "mentions":
		ids = append(ids, o.mentions[a.ID]...)
	default:
		for _, e := range a.Tagged(archive.Kind(field)) {
			ids = append(ids, e.ID)
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}

func (o oracle) passes(f Filter, a *archive.Article) bool {
	for _, v := range f.Values {
		if o.has(a, f.Field, v) {
			return !f.Not
		}
	}
	return f.Not
}

// answer is what a search must say, as text.
func (o oracle) answer(q Query) string {
	tree := query.Parse(q.Text).Node
	total, undated := 0, 0
	counts := make(map[string]map[string]int)
	for _, field := range FacetFields() {
		counts[field] = make(map[string]int)
	}
	months := make(map[string]int)
	for _, a := range o.articles {
		if !o.holds(tree, a) {
			continue
		}
		failing := make(map[string]bool) // fields whose widening filters fail
		narrow := true
		for _, f := range q.Filters {
			if o.passes(f, a) {
				continue
			}
			if c, _ := columnNamed(f.Field); !f.Not && (c.widens() || len(f.Values) > 1) {
				failing[f.Field] = true
			} else {
				narrow = false
			}
		}
		if !narrow || len(failing) > 1 {
			continue
		}
		for _, field := range FacetFields() {
			if len(failing) > 0 && !failing[field] {
				continue
			}
			values := o.values(a, field)
			for _, v := range values {
				counts[field][v]++
			}
			if len(values) == 0 {
				counts[field][None]++
			}
		}
		if len(failing) > 0 {
			continue
		}
		total++
		if a.Published.IsZero() {
			undated++
		} else {
			months[a.Published.String()[:7]]++
		}
	}
	return describe(total, undated, counts, months)
}

func describe(total, undated int, counts map[string]map[string]int, months map[string]int) string {
	return fmt.Sprintf("total %d, undated %d\n%v\n%v", total, undated, counts, months)
}

// answerOf writes a search's answer in the oracle's words.
func answerOf(r *Results) string {
	counts := make(map[string]map[string]int)
	for _, f := range r.Facets {
		counts[f.Field] = make(map[string]int)
		for _, v := range f.Values {
			if v.Count > 0 {
				counts[f.Field][v.ID] = v.Count
			}
		}
		if f.None.Count > 0 {
			counts[f.Field][None] = f.None.Count
		}
		if f.Distinct != len(counts[f.Field])-min(1, f.None.Count) {
			counts[f.Field]["distinct is wrong"] = f.Distinct
		}
	}
	months := make(map[string]int)
	for _, b := range r.Timeline.Buckets {
		if b.Count > 0 {
			months[b.Start.String()[:7]] = b.Count
		}
	}
	return describe(r.Total, r.Timeline.Undated, counts, months)
}

// world makes random articles and queries from few words, so that much matches.
type world struct{ *rand.Rand }

var worldWords = strings.Fields("ukraine iran oil gas talks talk talking rare earths peace sanction sanctions minister envoy bridge the of")

func (w world) pick(list ...string) string { return list[w.IntN(len(list))] }

func (w world) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = worldWords[min(w.IntN(len(worldWords)), w.IntN(len(worldWords)))]
	}
	return strings.Join(list, " ")
}

func (w world) article(guid int) archive.Article {
	a := archive.Article{
		GUID: fmt.Sprint("g", guid), Title: w.words(1 + w.IntN(4)), Body: text(w.words(w.IntN(20)) + "|" + w.words(3)),
		Source: w.pick("", "Courier", "Valley News"), Language: w.pick("en", "en", "", "fr"),
	}
	if w.IntN(3) > 0 {
		a.Published = archive.DayDate(archive.DayNumber(2024, time.Month(1+w.IntN(14)), 1+w.IntN(28)))
	}
	for _, person := range []string{"ann", "bob", "cid", "dan"} {
		if w.IntN(3) == 0 {
			a.Entities = append(a.Entities, refs("person:"+person)...)
		}
	}
	for _, more := range []string{"country:Ukraine", "country:Iran", "topic:oil", "organisation:opec"} {
		if w.IntN(3) == 0 {
			a.Entities = append(a.Entities, refs(more)...)
		}
	}
	for _, author := range []string{"Jane Doe", "Ali Reza"} {
		if w.IntN(3) == 0 {
			a.Authors = append(a.Authors, author)
		}
	}
	return a
}

func (w world) tree(depth int) string {
	switch w.IntN(8 + 4*depth) {
	case 0:
		return `"` + w.words(2) + `"`
	case 1:
		return w.pick("person:ann", "person:none", "country:UA", "mentions:UA", "mentions:DE", "person:eve", "source:Courier", "language:fr", "topic:none")
	case 2:
		return w.words(1)[:2] + "*"
	case 3, 4, 5, 6, 7:
		return w.words(1)
	}
	switch w.IntN(3) {
	case 0:
		return "NOT (" + w.tree(depth-1) + ")"
	case 1:
		return "(" + w.tree(depth-1) + " OR " + w.tree(depth-1) + ")"
	}
	return "(" + w.tree(depth-1) + " AND " + w.tree(depth-1) + ")"
}

func (w world) query() Query {
	q := Query{Match: MatchAll, Timeline: Month, FacetLimit: 100, Limit: 5 + w.IntN(60)}
	if w.IntN(4) > 0 {
		q.Text = w.tree(2)
	}
	for range w.IntN(3) {
		switch field := w.pick("person", "person", "source", "country", "author"); field {
		case "person":
			q = q.With(field, w.pick("ann", "bob", "eve", None, "-cid", "ann|bob", "dan|none", "-ann|bob", "-fay"))
		case "source":
			q = q.With(field, w.pick("Courier", "Valley News", None, "-Courier"))
		case "country":
			q = q.With(field, w.pick("UA", "IR", None, "-UA"))
		case "author":
			q = q.With(field, w.pick("Jane Doe", None))
		}
	}
	return q
}

// found makes random findings in an article.
func (w world) found() []entity.Found {
	var list []entity.Found
	for _, ref := range refs("person:ann", "person:bob", "person:eve", "person:fay", "country:Ukraine", "country:Germany", "organisation:un", "place:Kharkiv") {
		if w.IntN(3) == 0 {
			list = append(list, entity.Found{
				Ref: ref, Weight: 1 + 9*w.Float32(), Confidence: w.Float32(), About: w.IntN(2) == 0,
				Mentions: []entity.Mention{{Start: 0, End: 1, Via: entity.ViaName}},
			})
		}
	}
	return list
}

// annotate recognises other things in some of the articles.
func (w world) annotate(t *testing.T, store *archive.Store, annotator string) {
	t.Helper()
	articles, err := store.Unannotated(t.Context(), annotator, 0, 1+w.IntN(60))
	if err != nil {
		t.Fatal(err)
	}
	var list []archive.Annotation
	for _, a := range articles {
		list = append(list, archive.Annotation{Article: a.ID, Version: a.Version, Annotator: annotator, Found: w.found()})
	}
	if _, err := store.Annotate(t.Context(), list); err != nil {
		t.Fatal(err)
	}
}

// edit lets an editor, or a rule, change his mind about some entity.
func (w world) edit(t *testing.T, store *archive.Store) {
	t.Helper()
	ctx := t.Context()
	person := func() string { return w.pick("ann", "bob", "cid", "dan", "eve", "fay") }
	decide := func(d archive.Decision) { _, _ = store.Decide(ctx, "ed", d) } // what makes a circle is refused
	switch w.IntN(8) {
	case 0, 1:
		decide(archive.Decision{Action: archive.MergeInto, Kind: archive.Person, Entity: person(), Value: person()})
	case 2:
		was, err := store.Merging(ctx)
		if err != nil {
			t.Fatal(err)
		}
		key := func() int64 { return 1 + int64(w.IntN(12)) } // some are no people, or are none at all
		if _, _, err := store.Merge(ctx, "rule", was, was, archive.Merge{From: key(), Into: key()}, archive.Merge{From: key()}); err != nil {
			t.Fatal(err)
		}
	case 3:
		_ = store.Split(ctx, "ed", archive.Person, person()) // who is merged into nobody cannot be split
	case 4:
		decide(archive.Decision{Action: archive.Rename, Kind: archive.Person, Entity: person(), Value: w.words(2)})
	case 5:
		decide(archive.Decision{Action: archive.Ignore, Value: person()})
	case 6:
		decide(archive.Decision{Action: archive.MergeInto, Kind: archive.Organisation, Entity: "un", Value: "opec"})
	case 7:
		all, err := store.AllDecisions(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if d.Undone.IsZero() && w.IntN(3) == 0 {
				if err := store.Undo(ctx, "ed", d.ID); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
	}
}

// After random changes, searches count exactly what a plain reading of SQLite
// counts, and page through each hit once; meanwhile readers never see columns
// and words of different moments.
func TestCountsAreExact(t *testing.T) {
	rounds := 6
	if testing.Short() {
		rounds = 3
	}
	ctx := context.Background()
	store := newArchive(t)
	x := openIndex(t, store)
	w := world{rand.New(rand.NewPCG(1, 2))}

	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() { readUntil(t, x, stop) })
	}
	guid := 0
	for round := range rounds {
		for range 1 + w.IntN(3) {
			var batch []archive.Incoming
			for range 1 + w.IntN(60) {
				at := guid
				if guid > 10 && w.IntN(3) == 0 {
					at = w.IntN(guid) // changed
				} else {
					guid++
				}
				in := incoming(t, w.article(at))
				if w.IntN(4) > 0 {
					in.Annotator, in.Found = "first", w.found()
				}
				batch = append(batch, in)
			}
			ids := putAll(t, store, batch)
			if w.IntN(2) == 0 {
				status := archive.Status(w.pick(string(archive.Withdrawn), string(archive.Withheld), string(archive.Usable)))
				if err := store.SetStatus(ctx, ids[w.IntN(len(ids))], status, "test"); err != nil {
					t.Fatal(err)
				}
			}
			if w.IntN(2) == 0 {
				w.annotate(t, store, fmt.Sprint("annotator ", round))
			}
			for range w.IntN(6) {
				w.edit(t, store)
			}
			follow(t, x)
		}
		if round%5 == 3 {
			if err := x.Reindex(ctx, nil); err != nil {
				t.Fatal(err)
			}
		}
		o := readOracle(t, store)
		for n := range 40 {
			q := w.query()
			r := search(t, x, q)
			if diff := cmp.Diff(o.answer(q), answerOf(r)); diff != "" {
				t.Fatalf("round %d: %s\nread as %s (-want +got):\n%s", round, q, r.Interpreted, diff)
			}
			if n%8 == 0 {
				checkPages(t, x, q, r)
			}
		}
		checkBleve(t, x, o)
		if faults, err := x.Check(ctx); err != nil || len(faults) > 0 {
			t.Fatalf("check: %v, %v", faults, err)
		}
	}
	close(stop)
	readers.Wait()
}

// readUntil searches while the archive changes. The articles with and without
// people must add up to the total at every moment, and so must NOT.
func readUntil(t *testing.T, x *Index, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(5 * time.Millisecond):
		}
		r, err := x.Search(context.Background(), Query{Text: "talks OR NOT talks", Timeline: Year})
		if err != nil {
			t.Error(err)
			return
		}
		dated := r.Timeline.Undated + r.Timeline.Coarse
		for _, b := range r.Timeline.Buckets {
			dated += b.Count
		}
		sources := 0
		for _, f := range r.Facets {
			if f.Field == "source" {
				sources = f.None.Count
				for _, v := range f.Values {
					sources += v.Count
				}
			}
		}
		if dated != r.Total || sources != r.Total {
			t.Errorf("total %d, over time %d, by source %d", r.Total, dated, sources)
			return
		}
	}
}

// checkPages walks through all pages: each hit once, as many as the total.
func checkPages(t *testing.T, x *Index, q Query, r *Results) {
	t.Helper()
	seen := make(map[int64]bool)
	for {
		for _, h := range r.Hits {
			if seen[h.Article.ID] {
				t.Fatalf("%s: article %d comes twice", q, h.Article.ID)
			}
			seen[h.Article.ID] = true
		}
		if r.Next == "" {
			break
		}
		q.Cursor = r.Next
		r = search(t, x, q)
	}
	if len(seen) != r.Total {
		t.Fatalf("%s: %d hits on all pages, total %d", q, len(seen), r.Total)
	}
}

// checkBleve compares the columns with Bleve's own facets over the entity ids it
// holds, read through the table of merged entities.
func checkBleve(t *testing.T, x *Index, o oracle) {
	t.Helper()
	v, err := x.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer v.release()
	for _, field := range []string{"person", "country", "mentions", "organisation", "place"} {
		req := bleve.NewSearchRequest(bleve.NewMatchAllQuery())
		req.AddFacet("f", bleve.NewFacetRequest(field, 1000))
		res, err := v.generation.bleve.Search(req)
		if err != nil {
			t.Fatal(err)
		}
		merged := make(map[string][]blevequery.Query) // by id that is shown: those that are read as it
		theirs := make(map[string]int)
		for _, term := range res.Facets["f"].Terms.Terms() {
			root := term.Term
			if field != "mentions" {
				root = o.roots[field+" "+term.Term]
			}
			asked := bleve.NewTermQuery(term.Term)
			asked.SetField(field)
			merged[root] = append(merged[root], asked)
			theirs[root] = term.Count
		}
		delete(theirs, "")
		for root, ids := range merged {
			if root == "" || len(ids) == 1 {
				continue
			}
			res, err := v.generation.bleve.Search(bleve.NewSearchRequest(bleve.NewDisjunctionQuery(ids...)))
			if err != nil {
				t.Fatal(err)
			}
			theirs[root] = int(res.Total)
		}
		ours := make(map[string]int)
		c, _ := columnNamed(field)
		for n, count := range v.counts(c) {
			if count > 0 {
				ours[v.values.of[c].value(uint32(n)).ID] = int(count)
			}
		}
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Fatalf("%s (-bleve +columns):\n%s", field, diff)
		}
	}
}
