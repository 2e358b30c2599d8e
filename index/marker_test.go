package index

import (
	"strings"
	"testing"

	"dateline/archive"
	"dateline/index/query"
)

// What a query asks for is marked where the index finds it, phrases and
// proximities as one, and nothing else.
func TestMarks(t *testing.T) {
	const text = "Moscow waited. Trump said that he had spoken with Putin about rare earths. Oil fell; gas and oil rose in Iran."
	cases := []struct{ query, want string }{
		{`putin`, "Moscow waited. Trump said that he had spoken with [Putin] about rare earths. Oil fell; gas and oil rose in Iran."},
		{`"rare earths"`, "Moscow waited. Trump said that he had spoken with Putin about [rare earths]. Oil fell; gas and oil rose in Iran."},
		{`trump w/7 putin`, "Moscow waited. [Trump said that he had spoken with Putin] about rare earths. Oil fell; gas and oil rose in Iran."},
		{`trump w/7 putin spoken`, "Moscow waited. [Trump said that he had spoken with Putin] about rare earths. Oil fell; gas and oil rose in Iran."},
		{`putin pre/3 "rare earths"`, "Moscow waited. Trump said that he had spoken with [Putin about rare earths]. Oil fell; gas and oil rose in Iran."},
		{`trump w/s putin`, "Moscow waited. [Trump] said that he had spoken with [Putin] about rare earths. Oil fell; gas and oil rose in Iran."},
		{`iran w/p waited`, "Moscow [waited]. Trump said that he had spoken with Putin about rare earths. Oil fell; gas and oil rose in [Iran]."},
		{`(oil OR gas) w/2 rose`, "Moscow waited. Trump said that he had spoken with Putin about rare earths. Oil fell; gas and [oil rose] in Iran."},
		{`"oil gas"~2`, "Moscow waited. Trump said that he had spoken with Putin about rare earths. [Oil fell; gas and oil] rose in Iran."},
		{`"earths rare"~1 NOT oil`, "Moscow waited. Trump said that he had spoken with Putin about [rare earths]. Oil fell; gas and oil rose in Iran."},
		{`atleast2(oil)`, "Moscow waited. Trump said that he had spoken with Putin about rare earths. [Oil] fell; gas and [oil] rose in Iran."},
		{`"spoken with" "with putin"`, "Moscow waited. Trump said that he had [spoken with Putin] about rare earths. Oil fell; gas and oil rose in Iran."},
		{`title:putin`, text},
	}
	for _, c := range cases {
		if got := markedText(c.query, &archive.Article{Language: "en", Body: []archive.Paragraph{{Text: text}}}); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.query, got, c.want)
		}
	}
}

// Words that are near each other only from one paragraph to the next are marked
// each for itself.
func TestMarksAcrossParagraphs(t *testing.T) {
	a := &archive.Article{Language: "en", Title: "Oil", Body: []archive.Paragraph{{Text: "The ship sank."}, {Text: "Nobody drowned, the owner said."}}}
	if got, want := markedText("sank w/3 nobody", a), "The ship [sank].|[Nobody] drowned, the owner said."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Of a long sentence the part is shown that has most of what is asked for.
func TestPassageOfALongSentence(t *testing.T) {
	long := "The bank met, " + strings.Repeat("and then it was said again by all of them, ", 20) +
		"until the bank of Iran sold its gold to the miners, " + strings.Repeat("and so it went on for days, ", 20) + "and ended."
	a := &archive.Article{Language: "en", Body: []archive.Paragraph{{Text: long}}}
	m := newMarker(query.Parse("bank gold iran").Node)
	_, passage := m.hit(a)
	if got := fragments(passage); !strings.Contains(got, "the [bank] of [Iran] sold its [gold]") || len(got) > passageMost+60 {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

func markedText(q string, a *archive.Article) string {
	_, body := new(Index).Marks(Query{Text: q}, a)
	parts := make([]string, len(body))
	for i, p := range body {
		parts[i] = fragments(p)
	}
	return strings.Join(parts, "|")
}
