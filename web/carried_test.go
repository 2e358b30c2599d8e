package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/archive/entity"
)

// recognised adds to an article what was found in its title and text, wherever the
// words are: "kind id words".
func recognised(t *testing.T, in archive.Incoming, list ...string) archive.Incoming {
	t.Helper()
	in.Annotator = "v1"
	whole := in.Article.Whole()
	for i, s := range list {
		parts := strings.SplitN(s, " ", 3)
		f := entity.Found{Ref: entity.Ref{Kind: entity.Kind(parts[0]), ID: parts[1], Name: titled(parts[1])}, Weight: float32(20 - i), Confidence: 0.5, About: i < 2}
		if f.Kind == entity.Country {
			f.Name = entity.CountryName(f.ID)
		}
		for at := 0; ; {
			n := strings.Index(whole[at:], parts[2])
			if n < 0 {
				break
			}
			f.Mentions = append(f.Mentions, entity.Mention{Start: at + n, End: at + n + len(parts[2]), Via: entity.ViaName})
			at += n + len(parts[2])
		}
		if f.Mentions == nil {
			t.Fatalf("no %q in %q", parts[2], whole)
		}
		in.Found = append(in.Found, f)
	}
	return in
}

func TestFoundEntities(t *testing.T) {
	items := corpus(t)
	items[0] = recognised(t, items[0], "country UA Ukraine", "organisation kyiv Kyiv", "person donald-trump deal", "country OM Oil")
	o := open(t, items...)
	var got struct {
		Countries, Organisations []struct{ ID string }
		Title                    string
		Body                     []struct{ Text string }
		Entities                 []struct {
			Kind, ID, Name, URL string
			Origin              []string
			About               bool
			Confidence          *float32
			Mentions            []struct {
				Text       string
				Paragraph  *int
				Start, End int
				Via        string
			}
		}
	}
	o.json("/api/v1"+articleAt(dealID), 200, &got)
	var origins []string
	for _, e := range got.Entities {
		origins = append(origins, e.ID+" "+strings.Join(e.Origin, "+"))
		if (e.Confidence == nil) == slices.Contains(e.Origin, "found") || e.About == (e.ID == "OM") {
			t.Errorf("%+v", e)
		}
		for _, m := range e.Mentions {
			text := got.Title
			if m.Paragraph != nil {
				text = got.Body[*m.Paragraph].Text
			}
			if text[m.Start:m.End] != m.Text || m.Via != "name" {
				t.Errorf("%s: %+v", e.ID, m)
			}
		}
	}
	want := []string{"UA source+found", "donald-trump source+found", "kyiv found", "OM found",
		"volodymyr-zelenskyy source", "rare-earths source", "ukraine source", "treasury source", "US source"}
	slices.Sort(want[4:])
	slices.Sort(origins[4:])
	if diff := cmp.Diff(want, origins); diff != "" {
		t.Error(diff)
	}
	if n := len(got.Entities[0].Mentions); n != 1 || got.Entities[0].URL != "/countries/UA" {
		t.Errorf("%+v", got.Entities[0])
	}
	if n := len(got.Countries); n != 2 || len(got.Organisations) != 2 {
		t.Errorf("about %d countries and %d organisations, want 2 and 2", n, len(got.Organisations))
	}

	p := o.page(articleAt(dealID))
	if got := p.link(".side a", "Oman"); got != "/search?q=mentions%3AOM" {
		t.Errorf("a country that is only named leads to %s", got)
	}
	if got := p.link(".side a", "Kyiv"); got != "/organisations/kyiv" {
		t.Errorf("what was found leads to %s", got)
	}
	if n := len(p.all(".side .soft")); n != 7 {
		t.Errorf("%d are said to be given by the publisher, want 7", n)
	}
	if n := len(o.page(articleAt(callID)).all(".side .soft")); n != 0 {
		t.Errorf("%d are said to be given by the publisher where all are", n)
	}

	if _, err := o.store.Decide(t.Context(), "ed", archive.Decision{Action: archive.MergeInto, Kind: archive.Organisation, Entity: "kyiv", Value: "treasury"}); err != nil {
		t.Fatal(err)
	}
	o.follow()
	if r := o.get("/organisations/kyiv"); r.StatusCode != 302 || r.Header.Get("Location") != "/organisations/treasury" {
		t.Errorf("one that was merged answers %s, %s", r.Status, r.Header.Get("Location"))
	}
	o.json("/api/v1"+articleAt(dealID), 200, &got)
	if n := len(got.Organisations); n != 1 {
		t.Errorf("%d organisations after a merge, want 1", n)
	}
}
