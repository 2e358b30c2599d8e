package poll

import (
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"dateline/archive"
	"dateline/archive/fetch"
)

func newStore(t *testing.T) *archive.Store {
	t.Helper()
	store, err := archive.Open(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func newPoller(t *testing.T, store *archive.Store, timeout time.Duration) *Poller {
	t.Helper()
	client := fetch.New(fetch.Options{AllowPrivate: true, Gap: -1, Timeout: timeout})
	t.Cleanup(client.Close)
	return New(store, Options{
		Client: client, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Least: time.Millisecond, Usual: 2 * time.Millisecond, Most: 10 * time.Millisecond,
	})
}

// articles are the usable articles by their titles.
func articles(t *testing.T, store *archive.Store) map[string][]*archive.Article {
	t.Helper()
	stats, err := store.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for id := int64(1); id <= int64(stats.Articles)+10; id++ {
		ids = append(ids, id)
	}
	list, err := store.Articles(context.Background(), ids)
	if err != nil {
		t.Fatal(err)
	}
	byTitle := map[string][]*archive.Article{}
	for _, a := range list {
		byTitle[a.Title] = append(byTitle[a.Title], a)
	}
	return byTitle
}

// press is a newspaper whose feed has the latest stories, and a server that has
// bad days.
type press struct {
	mu      sync.Mutex
	stories []story
	etag    int
	day     string // what is wrong today
	moved   bool   // to /new.xml, for good
	asked   map[string]int
}

type story struct {
	id, version int
	title, text string
}

const shown = 60 // stories in the feed

func (p *press) rss() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Вечірня газета</title><link>http://press.example/</link>`)
	for i := len(p.stories) - 1; i >= max(0, len(p.stories)-shown); i-- {
		s := p.stories[i]
		fmt.Fprintf(&b, `<item><title>%s</title><link>http://press.example/%d</link><guid isPermaLink="false">press-%d</guid><pubDate>Sun, 09 Feb 2025 14:%02d:00 GMT</pubDate><description>%s</description></item>`,
			html.EscapeString(s.title), s.id, s.id, s.id%60, html.EscapeString(s.text))
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked[p.day]++
	switch {
	case p.moved && r.URL.Path == "/feed.xml":
		http.Redirect(w, r, "/new.xml", http.StatusMovedPermanently)
		return
	case p.day == "elsewhere" && !strings.HasSuffix(r.URL.Path, "copy"):
		http.Redirect(w, r, r.URL.Path+"copy", http.StatusFound)
		return
	}
	content := []byte(p.rss())
	switch p.day {
	case "busy":
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case "broken":
		w.WriteHeader(http.StatusBadGateway)
		io.WriteString(w, "<html><title>Bad gateway</title><p>Sorry.</p></html>")
		return
	case "gone":
		w.WriteHeader(http.StatusGone)
		return
	case "sign-in":
		io.WriteString(w, "<!DOCTYPE html><html><head><title>Sign in</title></head><body><article><p>Please sign in to read the news of today.</p></article></body></html>")
		return
	case "empty":
		return
	}
	etag := fmt.Sprintf(`"%d"`, p.etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", etag)
	w.Header().Set("Content-Type", "application/rss+xml")
	switch p.day {
	case "cut": // the connection breaks
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		w.Write(content[:len(content)*2/3])
		return
	case "half": // the publisher has written half of it
		w.Write(content[:len(content)*2/3])
		return
	case "charset": // not what it says
		legacy, err := charmap.Windows1251.NewEncoder().Bytes(content)
		if err != nil {
			panic(err)
		}
		content = legacy
	case "slow":
		for len(content) > 0 {
			n := min(len(content), len(content)/5+1)
			w.Write(content[:n])
			content = content[n:]
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
		return
	case "stalled": // longer than a reader waits
		w.Write(content[:len(content)/2])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		return
	}
	w.Write(content)
}

// TestTwoHundredRounds follows a feed whose server redirects, moves, is busy,
// broken, slow and stalled, sends half of it or another encoding: nothing is lost,
// nothing comes twice.
func TestTwoHundredRounds(t *testing.T) {
	p := &press{asked: map[string]int{}}
	server := httptest.NewServer(p)
	defer server.Close()
	store := newStore(t)
	poller := newPoller(t, store, 800*time.Millisecond)
	f, err := store.AddFeed(context.Background(), archive.Feed{URL: server.URL + "/feed.xml"})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(20, 25))
	days := []string{"", "", "", "", "elsewhere", "busy", "broken", "sign-in", "empty", "cut", "half", "charset", "slow", "stalled"}
	rounds := 200
	if testing.Short() {
		rounds = 40
	}
	for round := range rounds {
		p.mu.Lock()
		for range rng.IntN(3) {
			id := len(p.stories)
			p.stories = append(p.stories, story{id, 1, fmt.Sprintf("Подія %d", id), fmt.Sprintf("Уряд оголосив рішення номер %d про видобуток рідкісних земель. Президент підписав його у вівторок.", id)})
			p.etag++
		}
		if n := len(p.stories); n > 10 && rng.IntN(4) == 0 {
			s := &p.stories[n-1-rng.IntN(8)]
			s.version++
			s.text += fmt.Sprintf(" Уточнення %d.", s.version)
			p.etag++
		}
		p.day = days[rng.IntN(len(days))]
		p.moved = round >= rounds/2
		if round%10 == 9 || round == rounds-1 {
			p.day = ""
		}
		p.mu.Unlock()
		r, err := poller.Round(context.Background(), f)
		if err != nil {
			t.Fatalf("round %d, %q: %v", round, p.day, err)
		}
		if f = r.Feed; (f.Problem == "") != strings.Contains(" elsewhere charset slow ", " "+p.day+" ") && p.day != "" && !r.Unchanged {
			t.Errorf("round %d: on a day of %q the problem is %q", round, p.day, f.Problem)
		}
	}
	if f.URL != server.URL+"/new.xml" || f.MovedFrom != server.URL+"/feed.xml" {
		t.Errorf("the feed is at %s, moved from %q", f.URL, f.MovedFrom)
	}
	got := articles(t, store)
	total := 0
	for _, list := range got {
		total += len(list)
	}
	if total != len(p.stories) || f.Articles != len(p.stories) {
		t.Errorf("%d articles, %d by the feed's count; want %d", total, f.Articles, len(p.stories))
	}
	for _, s := range p.stories {
		list := got[s.title]
		if len(list) != 1 || list[0].Text() != s.text {
			t.Errorf("%s: %d articles; want the text of version %d", s.title, len(list), s.version)
		}
	}
	for _, day := range days {
		if p.asked[day] == 0 && !testing.Short() {
			t.Errorf("no day was %q", day)
		}
	}

	p.day = "gone"
	if r, err := poller.Round(context.Background(), f); err != nil || r.Feed.State != archive.FeedGone {
		t.Errorf("a feed that is gone is %s, %v", r.Feed.State, err)
	}
	if due, _, err := store.DueFeeds(context.Background(), time.Now().Add(time.Hour)); err != nil || len(due) > 0 {
		t.Errorf("%d feeds are due, %v; want none", len(due), err)
	}
}

// TestRun follows several feeds by itself, each in its own time: one that stalls
// keeps no other from its turn.
func TestRun(t *testing.T) {
	store := newStore(t)
	for i := range 3 {
		p := &press{asked: map[string]int{}, stories: []story{{i, 1, fmt.Sprintf("Story %d", i), "One text of it."}}}
		server := httptest.NewServer(p)
		defer server.Close()
		address := server.URL + "/feed.xml"
		if i == 0 { // another host, so that it has a turn of its own
			p.day, address = "stalled", strings.Replace(address, "127.0.0.1", "localhost", 1)
		}
		if _, err := store.AddFeed(context.Background(), archive.Feed{URL: address, Source: "Press"}); err != nil {
			t.Fatal(err)
		}
	}
	poller := newPoller(t, store, 5*time.Second)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { poller.Run(ctx); close(done) }()
	for end := time.Now().Add(4 * time.Second); len(articles(t, store)) < 2 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	<-done
	got := articles(t, store)
	if len(got) != 2 || len(got["Story 1"]) != 1 || len(got["Story 2"]) != 1 || got["Story 1"][0].Source != "Press" {
		t.Errorf("%d articles, want those of the two feeds that answer", len(got))
	}
}

// TestFullText reads the pages that a feed links to, each once, and keeps the
// summary of one that cannot be had.
func TestFullText(t *testing.T) {
	asked := map[string]int{}
	summary := "Ministers met."
	long := strings.Repeat("The ministers spoke about the price of gas, and nobody left before midnight came. ", 8)
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Press</title>`+
			`<item><title>Whole</title><link>%[1]s/whole</link><guid isPermaLink="false">w</guid><description>%[2]s</description></item>`+
			`<item><title>Missing</title><link>%[1]s/missing</link><guid isPermaLink="false">m</guid><description>%[2]s</description></item>`+
			`</channel></rss>`, server.URL, summary)
	})
	mux.HandleFunc("/whole", func(w http.ResponseWriter, r *http.Request) {
		asked["whole"]++
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>Whole</title></head><body><article><h1>Whole</h1><p>%s</p><p>%s</p></article></body></html>`, long, long)
	})
	mux.HandleFunc("/missing", func(w http.ResponseWriter, r *http.Request) {
		asked["missing"]++
		http.NotFound(w, r)
	})
	store := newStore(t)
	poller := newPoller(t, store, time.Second)
	f, err := store.AddFeed(context.Background(), archive.Feed{URL: server.URL + "/feed.xml", FullText: true})
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		r, err := poller.Round(context.Background(), f)
		if err != nil || r.Feed.Problem != "" {
			t.Fatal(err, r.Feed.Problem)
		}
		f = r.Feed
	}
	got := articles(t, store)
	if len(got["Whole"]) != 1 || !strings.Contains(got["Whole"][0].Text(), "midnight came") || got["Whole"][0].Version != 1 {
		t.Errorf("the page's text is not there: %+v", got["Whole"])
	}
	if len(got["Missing"]) != 1 || got["Missing"][0].Text() != summary {
		t.Errorf("the summary is not there: %+v", got["Missing"])
	}
	if asked["whole"] != 1 || asked["missing"] != maxTries {
		t.Errorf("pages were asked for %v times", asked)
	}
}

// A page in place of a feed is refused, and the feed that it names is said.
func TestPageInPlaceOfFeed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `<!DOCTYPE html><html><head><title>Press</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><p>News.</p></body></html>`)
	}))
	defer server.Close()
	store := newStore(t)
	f, err := store.AddFeed(context.Background(), archive.Feed{URL: server.URL + "/"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := newPoller(t, store, time.Second).Round(context.Background(), f)
	if err != nil || !strings.Contains(r.Feed.Problem, server.URL+"/rss.xml") || r.Feed.Failures != 1 {
		t.Errorf("problem %q, failures %d, %v", r.Feed.Problem, r.Feed.Failures, err)
	}
	if got := articles(t, store); len(got) > 0 {
		t.Errorf("%d articles of a page", len(got))
	}
}
