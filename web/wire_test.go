package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/archive"
)

func TestWhatThePublisherSent(t *testing.T) {
	items := corpus(t)
	a := &items[0].Article
	revised, err := archive.ParseDate("2025-02-10T09:30:00+02:00")
	if err != nil {
		t.Fatal(err)
	}
	a.Wire = archive.Wire{Slug: "MINERALS-DEAL", Place: "KYIV", Rights: "© Example", Urgency: 2, PublisherVersion: "4", Revised: revised}
	a.Note = "<script>alert(1)</script>"
	o := open(t, items...)
	facts := o.page(articleAt(dealID)).text(".side dl")
	for _, want := range []string{"MINERALS-DEAL", "KYIV", "© Example", "2 of 9", "10 February 2025, 09:30:00 +02:00", "<script>alert(1)</script>"} {
		if !strings.Contains(facts, want) {
			t.Errorf("the page does not say %q: %s", want, facts)
		}
	}
	if got := bodyOf(t, o.get("/api/v1"+articleAt(dealID))); !strings.Contains(got, `"slug":"MINERALS-DEAL"`) || !strings.Contains(got, `"publisher_version":"4"`) ||
		!strings.Contains(got, `"revised":"2025-02-10T09:30:00+02:00"`) || strings.Contains(got, `"embargo"`) {
		t.Error(got)
	}
}

func TestHiddenByItsPublisher(t *testing.T) {
	items := corpus(t)
	items[0].Article.Status, items[0].Article.Note = archive.Cancelled, "Names the wrong minister"
	items[1].Article.Embargo = archive.NewDate(time.Date(2999, 5, 1, 6, 0, 0, 0, time.UTC), archive.ToMinute, true)
	o := open(t, items...)
	for id, want := range map[int]string{
		1: "cancelled by its publisher",
		2: "under embargo until 1 May 2999, 06:00 UTC.",
	} {
		for _, address := range []string{articleAt(id), "/api/v1" + articleAt(id)} {
			r := o.get(address)
			if body := bodyOf(t, r); r.StatusCode != http.StatusGone || !strings.Contains(body, want) || strings.Contains(body, items[id-1].Article.Body[0].Text) {
				t.Errorf("%s: %d %s", address, r.StatusCode, body)
			}
		}
	}
	if body := bodyOf(t, o.get(articleAt(1))); !strings.Contains(body, "Names the wrong minister") {
		t.Error("the page keeps the reason to itself")
	}
	if err := o.store.SetStatus(t.Context(), 1, archive.Withdrawn, "a secret"); err != nil {
		t.Fatal(err)
	}
	if body := bodyOf(t, o.get(articleAt(1))); strings.Contains(body, "a secret") || strings.Contains(body, "wrong minister") {
		t.Error(body)
	}
}
