package web

import (
	"encoding/json"
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
