package reader

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline/archive/fetch"
)

// A page that a browser saved is read without the folder of its parts.
func TestSavedPage(t *testing.T) {
	dir := write(t, map[string]string{
		"Flood.html":            "<html><title>River floods</title><body>" + strings.Repeat("<p>"+flood+"</p>", 5),
		"Flood_files/style.css": "body { color: red }",
		"Flood_files/app.js":    "var a = 1;",
		"Other_files/a.txt":     "It rained.",
	})
	var got []string
	for _, item := range readAll(t, dir, Options{}) {
		got = append(got, item.Input+" "+item.Article.Title)
	}
	if want := "Flood.html River floods|Other_files/a.txt It rained."; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

func TestAddress(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/2025/02/09/flood", http.StatusFound)
	})
	mux.HandleFunc("/2025/02/09/flood", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		w.Write([]byte("<html><title>\xd0\xb3\xf7\xea\xe0</title><body>" + strings.Repeat("<p>"+flood+"</p>", 5)))
	})
	mux.HandleFunc("/lines", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("{\"title\":\"A\",\"text\":\"It rained.\"}\n{\"title\":\"B\",\"text\":\"It rained.\"}\n"))
	})
	mux.HandleFunc("/half", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.Write([]byte("River floods\n\n" + flood))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	opt := Options{Fetch: fetch.New(fetch.Options{AllowPrivate: true, Gap: -1})}

	items := readAll(t, server.URL+"/old", opt)
	if len(items) != 1 || items[0].Problem != nil {
		t.Fatalf("%+v", items)
	}
	a := items[0].Article
	if a.Title != "Річка" || a.URL != server.URL+"/2025/02/09/flood" || a.Published.String() != "2025-02-09" || len(a.Body) != 5 {
		t.Errorf("%q, %s, %s, %d paragraphs", a.Title, a.URL, a.Published, len(a.Body))
	}
	if items := readAll(t, server.URL+"/lines", opt); len(items) != 2 || items[1].Article.Title != "B" {
		t.Errorf("%+v", items)
	}
	half := readAll(t, server.URL+"/half", opt)
	if len(half) != 2 || half[0].Article.Title != "River floods" || half[1].Problem == nil || !strings.Contains(half[1].Problem.Error(), "came only in part") {
		t.Errorf("%+v", half)
	}
	for address, want := range map[string]string{server.URL + "/none": "there is no such page", "http://localhost:1/": "refused"} {
		items := readAll(t, address, opt)
		if len(items) != 1 || items[0].Problem == nil || !strings.Contains(items[0].Problem.Error(), want) || strings.Count(items[0].Problem.Error(), address) != 1 {
			t.Errorf("%s: %+v", address, items)
		}
	}
	private := Options{Fetch: fetch.New(fetch.Options{})}
	if items := readAll(t, server.URL+"/old", private); len(items) != 1 || items[0].Problem == nil || !strings.Contains(items[0].Problem.Error(), "private network") {
		t.Errorf("%+v", items)
	}
}
