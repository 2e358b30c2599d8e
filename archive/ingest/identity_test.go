package ingest

import (
	"strings"
	"testing"

	"dateline/archive"
)

func article(guid, url, source, title, text string) *archive.Article {
	a := &archive.Article{GUID: guid, URL: url, Source: source, Title: title}
	for par := range strings.SplitSeq(text, "\n\n") {
		a.Body = append(a.Body, archive.Paragraph{Text: par})
	}
	return a
}

func TestIdentity(t *testing.T) {
	const text = "Talks began on Monday.\n\nThey ended on Tuesday."
	for _, tt := range []struct {
		name string
		a, b *archive.Article
		same bool
	}{
		{"same id, other text",
			article("a-1", "", "BBC", "Talks", text), article("a-1", "", "BBC", "Talks end", "x"), true},
		{"same id, other source",
			article("a-1", "", "BBC", "Talks", text), article("a-1", "", "TASS", "Talks", text), false},
		{"source in other spelling",
			article("a-1", "", "Radio Free Europe", "", text), article("a-1", "", "radio  free europe", "", text), true},
		{"id goes before address",
			article("a-1", "https://bbc.com/1", "BBC", "", text), article("a-2", "https://bbc.com/1", "BBC", "", text), false},
		{"an address as id needs no source",
			article("https://bbc.com/1", "", "BBC", "", text), article("https://bbc.com/1", "", "BBC World", "", "x"), true},
		{"an address as id is the address",
			article("http://bbc.com/1", "", "BBC", "", text), article("", "https://bbc.com/1?utm_source=x", "", "", "x"), true},
		{"entries of one page",
			article("https://bbc.com/live#1", "", "", "", text), article("https://bbc.com/live#2", "", "", "", text), false},
		{"urn needs no source",
			article("urn:newsml:x:1", "", "A", "", text), article("urn:newsml:x:1", "", "B", "", text), true},
		{"rows of unrelated files",
			article("1", "", "", "Talks", text), article("1", "", "", "Floods", "Rain fell."), false},
		{"rows of files without sources, same article",
			article("1", "", "", "Talks", text), article("7", "", "", "Talks", text), true},
		{"numbers of a source",
			article("1", "", "Reuters", "Talks", text), article("1", "", "Reuters", "TALKS END", "x"), true},
		{"numbers of a source, same text",
			article("1", "", "Reuters", "Talks", text), article("2", "", "Reuters", "Talks", text), false},
		{"address goes before number",
			article("1", "https://bbc.com/1", "BBC", "", text), article("1", "https://bbc.com/2", "BBC", "", text), false},
		{"relative address in a source",
			article("", "/news/1", "BBC", "A", text), article("", "/news/1/", "BBC", "B", "x"), true},
		{"relative address in other sources",
			article("", "/news/1", "BBC", "", text), article("", "/news/1", "CNN", "", text), false},
		{"relative address without a source",
			article("", "/news/1", "", "A", text), article("", "/news/1", "", "B", "x"), false},
		{"home page as address",
			article("", "https://bbc.com/", "BBC", "A", text), article("", "https://bbc.com/", "BBC", "B", "x"), false},
		{"text only, case and punctuation",
			article("", "", "BBC", "Talks: day 1", "“Peace,” he said."), article("", "", "BBC", "TALKS – Day 1", `"Peace", he said`), true},
		{"text only, encoding of accents",
			article("", "", "", "Café", "Élan"), article("", "", "", "Cafe\u0301", "E\u0301lan"), true},
		{"text only, other source",
			article("", "", "BBC", "Talks", text), article("", "", "CNN", "Talks", text), false},
		{"text only, other title",
			article("", "", "BBC", "Talks", text), article("", "", "BBC", "More talks", text), false},
		{"text only, corrected far down",
			article("", "", "", "", strings.Repeat("word ", 50)+"first"), article("", "", "", "", strings.Repeat("word ", 50)+"second"), true},
		{"text only, other paragraphs",
			article("", "", "", "", "one two\n\nthree"), article("", "", "", "", "one\n\ntwo three"), true},
		{"text only, title is not text",
			article("", "", "", "one", "two"), article("", "", "", "", "one two"), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := Identity(tt.a), Identity(tt.b)
			if a == "" || b == "" {
				t.Fatalf("empty identity: %q, %q", a, b)
			}
			if (a == b) != tt.same {
				t.Errorf("identities %q and %q, want same %t", a, b, tt.same)
			}
		})
	}
}

func TestIdentityLeavesOutRelatedLinks(t *testing.T) {
	a := article("", "", "", "Talks", "One.\n\nTwo.")
	b := article("", "", "", "Talks", "One.\n\nSomething else\n\nTwo.")
	b.Body[1].Kind = archive.Related
	if Identity(a) != Identity(b) {
		t.Error("a related link changes the identity")
	}
}
