package web

import (
	"fmt"
	"strings"
	"testing"

	"dateline/archive"
)

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
