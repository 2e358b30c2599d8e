package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"dateline/archive"
	"dateline/index"
)

// opened is a server over a real archive and a real index in folders of their
// own.
type opened struct {
	*Server
	t     *testing.T
	store *archive.Store
	index *index.Index
}

// open serves an archive that holds items, all searchable.
func open(t *testing.T, items ...archive.Incoming) opened {
	t.Helper()
	store := openStore(t)
	put(t, store, items...)
	return serve(t, store, Config{})
}

func openStore(t *testing.T) *archive.Store {
	t.Helper()
	store, err := archive.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// put stores items as one import.
func put(t *testing.T, store *archive.Store, items ...archive.Incoming) {
	t.Helper()
	if len(items) == 0 {
		return
	}
	id, err := store.BeginImport(t.Context(), "test", []string{"test"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), id, items); err != nil {
		t.Fatal(err)
	}
	if err := store.FinishImport(t.Context(), archive.Import{ID: id, Read: len(items), New: len(items)}, nil); err != nil {
		t.Fatal(err)
	}
}

func serve(t *testing.T, store *archive.Store, cfg Config) opened {
	t.Helper()
	x, err := index.Open(t.Context(), store, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if err := x.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	cfg.Store, cfg.Index = store, x
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return opened{s, t, store, x}
}

// follow makes what was put later searchable.
func (o opened) follow() {
	o.t.Helper()
	if err := o.index.Follow(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

// do sends one request through the whole router.
func (o opened) do(method, address, body string, headers ...string) *http.Response {
	o.t.Helper()
	address, _, _ = strings.Cut(address, "#") // browsers keep fragments to themselves
	r := httptest.NewRequestWithContext(o.t.Context(), method, address, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	o.Handler().ServeHTTP(w, r)
	return w.Result()
}

func (o opened) get(address string, headers ...string) *http.Response {
	o.t.Helper()
	return o.do(http.MethodGet, address, "", headers...)
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// page is a parsed page with its status.
type page struct {
	t      *testing.T
	status int
	root   *html.Node
}

func (o opened) page(address string) page {
	o.t.Helper()
	r := o.get(address)
	if got := r.Header.Get("Content-Type"); got != typeHTML {
		o.t.Fatalf("%s: Content-Type %q", address, got)
	}
	root, err := html.Parse(r.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return page{o.t, r.StatusCode, root}
}

func (p page) all(selector string) []*html.Node {
	p.t.Helper()
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatal(err)
	}
	return cascadia.QueryAll(p.root, s)
}

// one is the only node that selector finds.
func (p page) one(selector string) *html.Node {
	p.t.Helper()
	found := p.all(selector)
	if len(found) != 1 {
		p.t.Fatalf("%q finds %d nodes, want 1", selector, len(found))
	}
	return found[0]
}

func (p page) text(selector string) string {
	p.t.Helper()
	return textOf(p.one(selector))
}

// texts are the texts of all nodes that selector finds.
func (p page) texts(selector string) []string {
	p.t.Helper()
	var list []string
	for _, n := range p.all(selector) {
		list = append(list, textOf(n))
	}
	return list
}

// link is the address of the one link whose selector and text match.
func (p page) link(selector, text string) string {
	p.t.Helper()
	var found []string
	for _, n := range p.all(selector) {
		if textOf(n) == text || attr(n, "aria-label") == text {
			found = append(found, attr(n, "href"))
		}
	}
	if len(found) != 1 {
		p.t.Fatalf("%d links %q with text %q, want 1; there are %q", len(found), selector, text, p.texts(selector))
	}
	return found[0]
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// json decodes an answer of the API, which has to be of the given status.
func (o opened) json(address string, status int, into any) {
	o.t.Helper()
	decode(o.t, o.get(address), status, into)
}

func decode(t *testing.T, r *http.Response, status int, into any) {
	t.Helper()
	body := bodyOf(t, r)
	if r.StatusCode != status {
		t.Fatalf("status %d, want %d: %s", r.StatusCode, status, body)
	}
	want := typeJSON
	if status >= 400 {
		want = typeProblem
	}
	if got := r.Header.Get("Content-Type"); got != want {
		t.Errorf("Content-Type %q, want %q", got, want)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
}

// story is an article of the tests in short.
type story struct {
	id, title, date, source string
	body                    []string
	people, countries       []string // ids, from which names are made
	topics, organisations   []string
}

func (s story) incoming(t *testing.T) archive.Incoming {
	t.Helper()
	date, err := archive.ParseDate(s.date)
	if err != nil {
		t.Fatal(err)
	}
	a := archive.Article{GUID: s.id, Title: s.title, Published: date, Source: s.source, Language: "en", Authors: []string{"A. Writer"}, URL: "https://news.example/" + s.id}
	for _, text := range s.body {
		kind, rest, ok := strings.Cut(text, "|")
		if !ok {
			kind, rest = "", text
		}
		a.Body = append(a.Body, archive.Paragraph{Kind: archive.ParagraphKind(kind), Text: rest})
	}
	for kind, ids := range map[archive.Kind][]string{archive.Person: s.people, archive.Topic: s.topics, archive.Organisation: s.organisations} {
		for _, id := range ids {
			a.Entities = append(a.Entities, archive.Ref{Kind: kind, ID: id, Name: titled(id)})
		}
	}
	for _, code := range s.countries {
		ref, ok := archive.CountryOf(code)
		if !ok {
			t.Fatalf("no country %s", code)
		}
		a.Entities = append(a.Entities, ref)
	}
	return archive.Incoming{Article: a, Identity: s.id, Input: "/var/in/stories.json", Line: 1, Original: []byte(`{"id":"` + s.id + `"}`), MediaType: "application/json"}
}

// titled makes a name of an id: "donald-trump" is Donald Trump.
func titled(id string) string {
	words := strings.Split(id, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// corpus is a dozen articles with counts that can be checked by eye.
func corpus(t *testing.T) []archive.Incoming {
	t.Helper()
	trump, zelensky, putin := "donald-trump", "volodymyr-zelenskyy", "vladimir-putin"
	const grain = "Ships carry grain from Ukraine through the Bosphorus once more, after the deal that was made in Istanbul on Friday between the parties to the war; the first are to reach Lebanon and Egypt within a week."
	stories := []story{
		{id: "deal", title: "Kyiv and Washington sign minerals deal", date: "2025-04-30", source: "City Courier",
			body:   []string{"The deal covers rare earths in Ukraine.", "heading|What it says", "quote|A fund is to be set up.", "item|Rare earths", "item|Oil", "related|SEE ALSO: Rare earths explained"},
			people: []string{trump, zelensky}, countries: []string{"UA", "US"}, topics: []string{"rare-earths", "ukraine"}, organisations: []string{"treasury"}},
		{id: "wants", title: "Trump wants rare earths", date: "2025-02-03", source: "City Courier",
			body: []string{"He wants rare earths from Ukraine in return for aid."}, people: []string{trump}, countries: []string{"UA", "US"}, topics: []string{"rare-earths"}},
		{id: "call", title: "Leaders speak by telephone", date: "2025-02-12T14:10+02:00", source: "Evening Post",
			body: []string{"They spoke about the war in Ukraine. Rare earths were not a subject."}, people: []string{trump, putin}, countries: []string{"RU", "US"}, topics: []string{"ukraine"}},
		{id: "munich", title: "Draft on minerals turned down in Munich", date: "2025-02-15", source: "Evening Post",
			body: []string{"The president of Ukraine did not sign the draft on rare earths."}, people: []string{zelensky}, countries: []string{"UA", "DE"}, topics: []string{"rare-earths", "ukraine"}},
		{id: "tariffs", title: "China limits exports", date: "2025-04", source: "Evening Post",
			body: []string{"China put rare earths under control."}, countries: []string{"CN"}, topics: []string{"rare-earths", "trade"}},
		{id: "oil", title: "Iran talks on oil", date: "2024", source: "City Courier",
			body: []string{"Talks in Muscat were about oil and the war."}, countries: []string{"IR", "OM"}, topics: []string{"iran"}},
		{id: "guide", title: "A guide to minerals", source: "City Courier",
			body: []string{"Seventeen elements are rare earths. Some lie in Ukraine."}, topics: []string{"rare-earths"}},
		{id: "grain", title: "Grain ships sail", date: "2022-07-22", source: "Evening Post",
			body: []string{grain}, people: []string{putin}, countries: []string{"UA", "TR"}, topics: []string{"ukraine", "trade"}, organisations: []string{"united-nations"}},
		{id: "copy", title: "Grain ships sail again", date: "2022-07-23", source: "City Courier",
			body: []string{grain}, countries: []string{"UA", "TR"}, topics: []string{"ukraine"}},
		{id: "match", title: "Final goes to penalties", date: "2022-12-18T18:00:00Z", source: "City Courier",
			body: []string{"Argentina won the final."}, countries: []string{"AR", "FR"}, topics: []string{"football"}},
		{id: "hostile", title: `<script>alert(1)</script> & "quotes" <b>bold</b>`, date: "2023-05-01", source: `<i>Source</i>`,
			body: []string{`</p><script>alert(2)</script><img src=x onerror=alert(3)> hostile`}, people: []string{"x"}, topics: []string{"tests"}},
		{id: "untitled", date: "2023-06-01", body: []string{"A text without a title or a source."}},
	}
	var items []archive.Incoming
	for _, s := range stories {
		items = append(items, s.incoming(t))
	}
	items[10].Article.URL = "javascript:alert(4)"
	items[11].Article.Authors, items[11].Article.URL, items[11].Article.Language = nil, "", ""
	return items
}

// The numbers of some articles of the corpus.
const (
	dealID    = 1
	callID    = 3
	guideID   = 7
	hostileID = 11
)

func articleAt(id int) string { return fmt.Sprintf("/articles/%d", id) }
