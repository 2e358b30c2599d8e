package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/archive/diff"
)

// wireText is the text of a wire story, long enough for its copies to be found.
const wireText = `The government said on Tuesday that it would not change the law before the elections in May, and that this
decision was final. "We have listened to everyone who wanted to speak," the minister told reporters after the meeting,
"and we have decided." Opposition leaders called the decision a mistake, and said that they would take it to the court.`

// newCluster is an archive with three copies of a wire story, of which the second
// to be imported had it first, and one other article.
func newCluster(t *testing.T) opened {
	return open(t,
		story{id: "a", title: "Law stays", source: "Morning Paper", date: "2025-02-10", body: []string{wireText}}.incoming(t),
		story{id: "b", title: "Government keeps law", source: "Wire", date: "2025-02-09T18:00:00Z", body: strings.Split(wireText, "\n")}.incoming(t),
		story{id: "c", title: "<b>No</b> change", source: "Evening <i>Post</i>", date: "2025-02-10",
			body: []string{strings.Replace(wireText, "Tuesday", "<em>Wednesday</em>", 1) + " The court was silent."}}.incoming(t),
		story{id: "d", title: "Something else", source: "Wire", body: []string{"The river rose by two metres overnight."}}.incoming(t))
}

func TestClusterPage(t *testing.T) {
	o := newCluster(t)
	p := o.page("/clusters/1")
	if got := p.text("h1"); got != "3 copies of one text" {
		t.Errorf("heading %q", got)
	}
	if got := p.text("main > p"); got != "First in Wire, 9 February 2025, 18:00:00 UTC." {
		t.Errorf("first: %q", got)
	}
	if diff := cmp.Diff([]string{"Government keeps law", "Law stays", "<b>No</b> change"}, p.texts(".hits h3")); diff != "" {
		t.Error(diff)
	}
	if got := p.text(".hits li:first-child .line"); !strings.Contains(got, "had it first") {
		t.Errorf("line %q", got)
	}
	if got := p.text(".hits li:last-child .line"); !strings.Contains(got, "1 word removed, 7 added") {
		t.Errorf("line %q", got)
	}
	if got := p.texts(".hits li:last-child .diff del"); !strings.Contains(strings.Join(got, "|"), "Tuesday") {
		t.Errorf("removed %q", got)
	}
	if got := p.texts(".hits li:last-child .diff ins"); !strings.Contains(strings.Join(got, "|"), "Wednesday") {
		t.Errorf("added %q", got)
	}
	if n := len(p.all("main em, main i, main h3 b")); n != 0 {
		t.Errorf("%d nodes of hostile text came through", n)
	}
	for _, c := range []struct {
		address, to string
		status      int
	}{
		{"/clusters/3", "/clusters/1", 302}, {"/clusters/4", "/articles/4", 302}, {"/clusters/5", "", 404}, {"/clusters/x", "", 404},
	} {
		if r := o.get(c.address); r.StatusCode != c.status || r.Header.Get("Location") != c.to {
			t.Errorf("%s: %d to %q", c.address, r.StatusCode, r.Header.Get("Location"))
		}
	}
	// The one that names the cluster is hidden.
	if err := o.store.SetStatus(t.Context(), 1, archive.Withheld, "test"); err != nil {
		t.Fatal(err)
	}
	if r := o.get("/clusters/1"); r.StatusCode != 410 {
		t.Errorf("a hidden article's copies: %d", r.StatusCode)
	}
	if got := o.page("/clusters/2").text("h1"); got != "2 copies of one text" {
		t.Errorf("heading %q", got)
	}
}

func TestAPICluster(t *testing.T) {
	o := newCluster(t)
	var got struct {
		ID, First int64
		Size      int
		Articles  []struct {
			ID, Cluster int64
			Duplicates  int
			Changes     *struct {
				Removed, Added int
				Title, Text    []diff.Part
				Fields         []string
			}
		}
	}
	o.json("/api/v1/clusters/3", 200, &got)
	if got.ID != 1 || got.First != 2 || got.Size != 3 || len(got.Articles) != 3 {
		t.Fatalf("%+v", got)
	}
	if got.Articles[0].Changes != nil || got.Articles[0].ID != 2 || got.Articles[0].Cluster != 1 || got.Articles[0].Duplicates != 2 {
		t.Errorf("first %+v", got.Articles[0])
	}
	c := got.Articles[2].Changes
	if c.Removed != 1 || c.Added != 7 || len(c.Text) < 3 || len(c.Title) == 0 || fmt.Sprint(c.Fields) != "[published source link]" {
		t.Errorf("changes %+v", c)
	}
	if len(got.Articles[1].Changes.Text) != 0 {
		t.Errorf("other line breaks are a change: %+v", got.Articles[1].Changes)
	}
	o.json("/api/v1/clusters/4", 200, &got)
	if got.ID != 4 || got.Size != 1 {
		t.Errorf("alone: %+v", got)
	}
	o.json("/api/v1/clusters/3?limit=2", 200, &got)
	if len(got.Articles) != 2 || got.Size != 3 {
		t.Errorf("%d of %d", len(got.Articles), got.Size)
	}
}

// Folding changes the list and nothing else.
func TestAPIDuplicates(t *testing.T) {
	o := newCluster(t)
	type answer struct {
		Total   int
		Listed  *int
		Results []struct {
			ID         int64
			Cluster    *int64
			Duplicates *int
			Folded     *int
		}
		Facets any
		Next   string
	}
	var shown, folded answer
	o.json("/api/v1/search?sort=oldest", 200, &shown)
	if shown.Total != 4 || len(shown.Results) != 4 || shown.Listed != nil || shown.Results[0].Folded != nil {
		t.Errorf("%+v", shown)
	}
	o.json("/api/v1/search?sort=oldest&duplicates=fold", 200, &folded)
	if folded.Total != 4 || len(folded.Results) != 2 || *folded.Listed != 2 || cmp.Diff(shown.Facets, folded.Facets) != "" {
		t.Errorf("%+v", folded)
	}
	if r := folded.Results[0]; r.ID != 2 || *r.Cluster != 1 || *r.Duplicates != 2 || *r.Folded != 2 {
		t.Errorf("%+v", r)
	}
	if r := folded.Results[1]; r.ID != 4 || r.Cluster != nil || *r.Folded != 0 {
		t.Errorf("%+v", r)
	}
	var first, page answer
	o.json("/api/v1/search?sort=oldest&duplicates=fold&limit=1", 200, &first)
	o.json("/api/v1/search?sort=oldest&duplicates=fold&limit=1&cursor="+first.Next, 200, &page)
	if len(page.Results) != 1 || page.Results[0].ID != 4 || page.Next != "" {
		t.Errorf("second page %+v", page)
	}
	if r := o.get("/api/v1/search?duplicates=maybe"); r.StatusCode != 400 {
		t.Errorf("duplicates=maybe: %d", r.StatusCode)
	}
	var has answer
	o.json("/api/v1/search?q=has:duplicates", 200, &has)
	if has.Total != 3 {
		t.Errorf("has:duplicates finds %d", has.Total)
	}
}

// The page and the API of an article show by words what its versions changed.
func TestVersionsShowChanges(t *testing.T) {
	o := newCluster(t)
	changed := story{id: "d", title: "Something else happened", source: "Wire", body: []string{"The river rose by three metres overnight.", "<script>alert(1)</script>"}}.incoming(t)
	put(t, o.store, changed)
	o.follow()
	p := o.page("/articles/4")
	if got := p.text(".changed summary"); got != "What version 2 changed" {
		t.Errorf("heading %q", got)
	}
	if got := strings.Join(p.texts(".changed del"), "|"); got != "two" {
		t.Errorf("removed %q", got)
	}
	if got := strings.Join(p.texts(".changed ins"), "|"); !strings.HasPrefix(got, "happened|three|") || !strings.Contains(got, "<script>") {
		t.Errorf("added %q", got)
	}
	if got := o.page("/articles/4?version=1"); len(got.all(".changed")) != 0 {
		t.Error("the first version changes something")
	}
	var answer struct {
		Revisions []struct {
			Version int
			Changes *struct {
				Removed, Added int
				Text           []diff.Part
			}
		}
	}
	o.json("/api/v1/articles/4/revisions", 200, &answer)
	if c := answer.Revisions[0].Changes; c == nil || c.Removed != 1 || c.Added != 5 || answer.Revisions[1].Changes != nil {
		t.Errorf("%+v", answer)
	}
}
