package place

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// story is an article of Reuters-21578 with the countries of its PLACES.
type story struct {
	title, dateline, body string
	day                   time.Time
	places                []string // codes
}

// reuters reads the articles that carry PLACES, in order.
func reuters(t testing.TB) []story {
	t.Helper()
	var stories []story
	for n := range 17 {
		file := string(shared(t, "data", "reuters-21578", fmt.Sprintf("reut2-%03d.sgm.gz", n)))
		for _, record := range strings.Split(file, "</REUTERS>") {
			var s story
			for _, name := range between(record, "<PLACES>", "</PLACES>", "<D>", "</D>") {
				if ref, ok := entity.CountryOf(name); ok {
					s.places = append(s.places, ref.ID)
				}
			}
			if len(s.places) == 0 {
				continue
			}
			s.title, s.dateline, s.body = field(record, "TITLE"), field(record, "DATELINE"), field(record, "BODY")
			s.day, _ = time.Parse("2-Jan-2006", strings.Fields(field(record, "DATE"))[0])
			stories = append(stories, s)
		}
	}
	return stories
}

func field(record, name string) string {
	_, rest, _ := strings.Cut(record, "<"+name+">")
	value, _, ok := strings.Cut(rest, "</"+name+">")
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, r := range html.UnescapeString(value) {
		if r >= ' ' || r == '\n' {
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

func between(s, from, to, open, end string) (found []string) {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	for _, part := range strings.Split(s, end) {
		if _, name, ok := strings.Cut(part, open); ok {
			found = append(found, name)
		}
	}
	return found
}

// counts add up for micro precision and recall.
type counts struct{ right, wrong, missed int }

func (c *counts) add(got, want []string, without string) {
	for _, code := range got {
		if code == without {
			continue
		}
		if slices.Contains(want, code) {
			c.right++
		} else {
			c.wrong++
		}
	}
	for _, code := range want {
		if code != without && !slices.Contains(got, code) {
			c.missed++
		}
	}
}

func (c counts) f1() float64 {
	return 200 * float64(c.right) / float64(2*c.right+c.wrong+c.missed)
}

func (c counts) String() string {
	return fmt.Sprintf("P %.1f R %.1f F %.1f", 100*float64(c.right)/float64(c.right+c.wrong), 100*float64(c.right)/float64(c.right+c.missed), c.f1())
}

// prepared is a story with its mentions, so that scoring can be tried alone.
type prepared struct {
	story
	text     *token.Text
	context  Context
	mentions []Mention
}

func prepare(t testing.TB, s story, withDateline bool) prepared {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	p := prepared{story: s, text: &token.Text{}}
	body := s.body
	if withDateline {
		body = s.dateline + " " + body
	}
	p.text.Split(s.title + "\n\n" + body)
	p.context = Context{Language: "en", Day: s.day}
	for p.context.Title < p.text.Len() && int(p.text.Tokens[p.context.Title].Start) < len(s.title) {
		p.context.Title++
	}
	p.mentions = g.Find(p.text, &p.context, nil)
	return p
}

func about(countries []Country) (codes []string) {
	for _, c := range countries {
		if c.About {
			codes = append(codes, c.Code)
		}
	}
	return codes
}
