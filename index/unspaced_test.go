package index

import (
	"testing"

	"dateline/archive"
)

// Words of scripts without spaces are found wherever they stand in a text, by all
// their characters in order.
func TestUnspacedScripts(t *testing.T) {
	store := newArchive(t)
	put(t, store,
		archive.Article{GUID: "zh", Language: "zh", Title: "中国外交部发言人", Body: text("乌克兰总统在北京会见记者。COVID疫情仍在继续。")},
		archive.Article{GUID: "ja", Language: "ja", Title: "日本の国会", Body: text("中東の国々が東京で会談した。")},
		archive.Article{GUID: "th", Language: "th", Title: "ข่าว", Body: text("ประเทศไทยและประเทศจีน")},
	)
	x := openIndex(t, store)
	for _, c := range []struct{ query, want string }{
		{"中国", "zh"},
		{"国中", ""},
		{"国", "ja zh"},
		{"外交部", "zh"},
		{"外部", ""},
		{"中国*", "zh"},
		{"发*", "zh"},
		{`"中国 外交"`, "zh"},
		{`"中国 发言"`, ""},
		{`"国中"~2`, "zh"},
		{"乌克兰 w/s 北京", "zh"},
		{"乌克兰 w/s 疫情", ""},
		{"COVID疫情", "zh"},
		{`"COVID 疫情仍在"`, "zh"},
		{"title:国会", "ja"},
		{"title:会談", ""},
		{"会談", "ja"},
		{"ประเทศจีน", "th"},
		{"เทศไทย", "th"},
		{"จีนไทย", ""},
		{"atleast2(ประเทศ)", "th"},
	} {
		if got := guids(search(t, x, Query{Text: c.query, Match: MatchAll})); got != c.want {
			t.Errorf("%s: %q, want %q", c.query, got, c.want)
		}
	}
	for _, h := range search(t, x, Query{Text: "乌克兰"}).Hits {
		if got, want := fragments(h.Snippet), "[乌克兰]总统在北京会见记者。COVID疫情仍在继续。"; got != want {
			t.Errorf("passage %s, want %s", got, want)
		}
	}
}
