package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// site answers as servers do, by path.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") == "Sun, 09 Feb 2025 14:10:05 GMT" {
			w.Header().Set("ETag", `"v1"`)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Sun, 09 Feb 2025 14:10:05 GMT")
		w.Header().Set("Cache-Control", "public, max-age=600")
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		fmt.Fprintf(w, "%s|%s", r.Header.Get("User-Agent"), r.Header.Get("Accept"))
	}
	mux.HandleFunc("/page", page)
	for from, to := range map[string]string{"/a": "/b", "/b": "/page", "/loop": "/loop", "/file": "file:///etc/passwd", "/temporary": "/a"} {
		status := http.StatusMovedPermanently
		if from == "/temporary" {
			status = http.StatusFound
		}
		mux.HandleFunc(from, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(status)
		})
	}
	mux.HandleFunc("/then-temporary", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/t", http.StatusPermanentRedirect) })
	mux.HandleFunc("/t", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusSeeOther) })
	mux.HandleFunc("/gone", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, 5000)) })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		z.Write(make([]byte, 1<<20))
		z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed.Bytes())
	})
	mux.HandleFunc("/half", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		w.Write([]byte("<rss>"))
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("<rss>"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/silent", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := site(t)
	c := New(Options{AllowPrivate: true, Gap: -1, MaxBytes: 4096, Timeout: 300 * time.Millisecond, UserAgent: "paper/1"})
	defer c.Close()
	for _, c2 := range []struct{ path, url, moved, body, err string }{
		{path: "/page", url: "/page", body: "paper/1|text/html"},
		{path: "/page#part", url: "/page#part", body: "paper/1|text/html"},
		{path: "/a", url: "/page", moved: "/page", body: "paper/1|text/html"},
		{path: "/temporary", url: "/page", body: "paper/1|text/html"},
		{path: "/then-temporary", url: "/page", moved: "/t", body: "paper/1|text/html"},
		{path: "/half", url: "/half", body: "<rss>"},
		{path: "/slow", url: "/slow", body: "<rss>"},
		{path: "/loop", err: "redirects more than 10 times"},
		{path: "/file", err: `"file" is not fetched; only http and https are`},
		{path: "/gone", err: "the page was removed for good (HTTP 410)"},
		{path: "/missing", err: "there is no such page (HTTP 404)"},
		{path: "/busy", err: "the server asks for fewer requests; try again in 2m0s (HTTP 429)"},
		{path: "/large", err: "the document is too large"},
		{path: "/bomb", err: "the document is too large"},
		{path: "/silent", err: "no answer within 300ms"},
	} {
		resp, err := c.Get(t.Context(), Request{URL: s.URL + c2.path, Accept: "text/html"})
		if c2.err != "" {
			if err == nil || !strings.Contains(err.Error(), c2.err) || !strings.HasPrefix(err.Error(), s.URL) {
				t.Errorf("%s: error %v, want %s", c2.path, err, c2.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c2.path, err)
			continue
		}
		if resp.URL != s.URL+c2.url || string(resp.Body) != c2.body || strings.TrimPrefix(resp.Moved, s.URL) != c2.moved {
			t.Errorf("%s: %s, moved %q, body %q", c2.path, resp.URL, resp.Moved, resp.Body)
		}
		if broken := c2.path == "/half" || c2.path == "/slow"; broken != (resp.Incomplete != nil) {
			t.Errorf("%s: incomplete: %v", c2.path, resp.Incomplete)
		}
	}
	var status *StatusError
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/busy"}); !errors.As(err, &status) || status.RetryAfter != 2*time.Minute || status.Status != 429 {
		t.Errorf("status %+v", status)
	}
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/gone"}); !errors.As(err, &status) || !status.Gone() {
		t.Errorf("status %+v", status)
	}
	for _, address := range []string{"ftp://example.com/a", "", "example.com/a", "http://", "http://[::1", "javascript:alert(1)"} {
		if _, err := c.Get(t.Context(), Request{URL: address}); err == nil {
			t.Errorf("%q is fetched", address)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, Request{URL: s.URL + "/silent"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestConditionalGet(t *testing.T) {
	s := site(t)
	c := New(Options{AllowPrivate: true, Gap: -1})
	first, err := c.Get(t.Context(), Request{URL: s.URL + "/a"})
	if err != nil || first.Fresh != 10*time.Minute || first.ContentType != "text/html; charset=windows-1251" || string(first.Body) != "dateline|" {
		t.Fatalf("%+v, %v", first, err)
	}
	for _, req := range []Request{{ETag: first.ETag}, {LastModified: first.LastModified}} {
		req.URL = s.URL + "/a"
		again, err := c.Get(t.Context(), req)
		if err != nil || !again.NotModified || len(again.Body) > 0 || again.ETag != `"v1"` || again.Moved != s.URL+"/page" {
			t.Errorf("%+v, %v", again, err)
		}
	}
}

// No address of a private network is connected to, however it is reached.
func TestPrivateNetworks(t *testing.T) {
	s := site(t)
	c := New(Options{Gap: -1})
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, address := range []string{s.URL, "http://localhost" + port, "http://[::ffff:127.0.0.1]" + port, "http://2130706433" + port, "http://0" + port} {
		if _, err := c.Get(t.Context(), Request{URL: address}); err == nil {
			t.Errorf("%s was fetched", address)
		} else if address == s.URL && !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { t.Error("the inner server was asked") }))
	defer inner.Close()
	outer := httptest.NewServer(http.RedirectHandler(inner.URL, http.StatusFound))
	defer outer.Close()
	guarded := newClient(Options{MaxBytes: 100, Timeout: time.Minute, Gap: -1}, func(address string) error {
		if "http://"+address == inner.URL {
			return public(address)
		}
		return nil
	})
	if _, err := guarded.Get(t.Context(), Request{URL: outer.URL}); !errors.Is(err, ErrPrivate) {
		t.Errorf("a redirect inwards: %v", err)
	}
}

func TestIsPublic(t *testing.T) {
	for _, c := range []struct {
		address string
		want    bool
	}{
		{"93.184.216.34", true}, {"1.1.1.1", true}, {"2606:4700::1111", true}, {"64:ff9b::101:101", true}, {"2002:101:101::1", true},
		{"127.0.0.1", false}, {"127.9.9.9", false}, {"10.1.2.3", false}, {"172.16.0.1", false}, {"192.168.1.1", false}, {"169.254.169.254", false},
		{"100.64.0.1", false}, {"0.0.0.0", false}, {"0.1.2.3", false}, {"224.0.0.1", false}, {"255.255.255.255", false}, {"198.18.0.1", false}, {"192.0.0.170", false},
		{"::1", false}, {"::", false}, {"fe80::1%eth0", false}, {"fd00::1", false}, {"ff02::1", false}, {"::ffff:10.0.0.1", false}, {"::7f00:1", false},
		{"64:ff9b::7f00:1", false}, {"64:ff9b::a00:1", false}, {"2002:7f00:1::1", false}, {"2001:db8::1", false}, {"fec0::1", false},
	} {
		if got := isPublic(netip.MustParseAddr(c.address)); got != c.want {
			t.Errorf("%s: public %t", c.address, got)
		}
	}
}

// A host is asked by one at a time, with the gap between.
func TestPoliteness(t *testing.T) {
	var now, most atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}))
	defer s.Close()
	c := New(Options{AllowPrivate: true, Gap: 20 * time.Millisecond})
	begun := time.Now()
	errs := make(chan error)
	for range 5 {
		go func() {
			_, err := c.Get(context.Background(), Request{URL: s.URL})
			errs <- err
		}()
	}
	for range 5 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 || time.Since(begun) < 80*time.Millisecond {
		t.Errorf("%d at a time, all in %s", most.Load(), time.Since(begun))
	}
	ctx, cancel := context.WithCancel(t.Context())
	done, err := c.hosts.turn(ctx, "a", false)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := c.hosts.turn(ctx, "A", false); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting for a host: %v", err)
	}
	done()
}

func TestHeaders(t *testing.T) {
	now := time.Date(2025, 2, 9, 14, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "60": time.Minute, "-5": 0, "soon": 0, "99999999999": maxWait, "9999999999999999999999": 0,
		"Sun, 09 Feb 2025 14:10:00 GMT": 10 * time.Minute, "Sun, 09 Feb 2020 14:10:00 GMT": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After %q: %s", value, got)
		}
	}
	for value, want := range map[string]time.Duration{"": 0, "no-store": 0, "Max-Age=60": time.Minute, `public, max-age="5"`: 5 * time.Second, "max-age=x": 0} {
		if got := freshFor(http.Header{"Cache-Control": {value}}); got != want {
			t.Errorf("Cache-Control %q: %s", value, got)
		}
	}
}
