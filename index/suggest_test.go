package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dateline/archive"
	"dateline/index/query"
)

// suggested is an archive whose names and words begin alike.
func suggested(t testing.TB) (*archive.Store, *Index) {
	t.Helper()
	store := newArchive(t)
	trump := archive.Ref{Kind: archive.Person, ID: "donald-trump", Name: "Donald Trump", Aliases: []string{"Trump", "The Donald"}}
	article := func(guid, body, source string, entities ...archive.Ref) archive.Article {
		return archive.Article{GUID: guid, Title: guid, Body: text(body), Language: "en", Source: source, Authors: []string{"Tracy Árbol"}, Entities: entities}
	}
	put(t, store,
		article("a", "Tariffs hurt trade, and sanctions hurt traders.", "Radio Free Europe", append(refs("topic:Trade", "country:UA", "person:Volodymyr Zelenskyy"), trump)...),
		article("b", "Trade in transit; sanctions on rare earths.", "Radio Free Europe", append(refs("topic:Rare earths", "country:UA"), trump)...),
		article("c", "Sanctioned tradesmen.", "The Tribune", append(refs("organisation:Treasury Department", "place:Trieste", "country:TR"), trump)...),
		article("d", "Київ і Харків. 习近平 met traders.", `Daily "Trust"`, refs("person:Olena Зеленська", "person:习近平", "person:Tristan Solo", "country:RU")...),
	)
	return store, openIndex(t, store)
}

// brief writes suggestions as "kind:name count → query", by commas.
func brief(list []Suggestion) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, fmt.Sprintf("%s:%s %d → %s", s.Kind, s.Name, s.Count, s.Query))
	}
	return strings.Join(parts, ", ")
}

func TestSuggest(t *testing.T) {
	_, x := suggested(t)
	tests := []struct{ text, want string }{
		{"zel", "person:Volodymyr Zelenskyy 1 → person:volodymyr-zelenskyy"},
		{"ZEL", "person:Volodymyr Zelenskyy 1 → person:volodymyr-zelenskyy"},
		{"зел", "person:Olena Зеленська 1 → person:olena-зеленська"},
		{"arb", "author:Tracy Árbol 4 → author:\"Tracy Árbol\""},
		{"习近", "person:习近平 1 → person:习近平"},
		{"don", "person:Donald Trump 3 → person:donald-trump"},
		{"the don", "person:Donald Trump 3 → person:donald-trump"},
		{"peace talks donald tr", "person:Donald Trump 3 → peace talks person:donald-trump, author:Tracy Árbol 4 → peace talks donald author:\"Tracy Árbol\", " +
			"topic:Trade 1 → peace talks donald topic:trade, organisation:Treasury Department 1 → peace talks donald organisation:treasury-department, " +
			"place:Trieste 1 → peace talks donald place:trieste, person:Tristan Solo 1 → peace talks donald person:tristan-solo, " +
			`country:Turkey 1 → peace talks donald country:TR, source:Daily "Trust" 1 → peace talks donald source:"Daily \"Trust\""`},
		{"oil -zel", "person:Volodymyr Zelenskyy 1 → oil -person:volodymyr-zelenskyy"},
		{"oil OR (zel", "person:Volodymyr Zelenskyy 1 → oil OR (person:volodymyr-zelenskyy"},
		{"oil AND zel", "person:Volodymyr Zelenskyy 1 → oil AND person:volodymyr-zelenskyy"},
		{`"zel`, "person:Volodymyr Zelenskyy 1 → person:volodymyr-zelenskyy"},
		{`"peace" "zel`, "person:Volodymyr Zelenskyy 1 → \"peace\" person:volodymyr-zelenskyy"},

		{"person:zel", "person:Volodymyr Zelenskyy 1 → person:volodymyr-zelenskyy"},
		{"oil PERSON:Zel", "person:Volodymyr Zelenskyy 1 → oil person:volodymyr-zelenskyy"},
		{"-person:zel", "person:Volodymyr Zelenskyy 1 → -person:volodymyr-zelenskyy"},
		{`person:"donald t`, "person:Donald Trump 3 → person:donald-trump"},
		{"topic:", "topic:Rare earths 1 → topic:rare-earths, topic:Trade 1 → topic:trade"},
		{"mentions:", "country:Ukraine 2 → mentions:UA, country:Russia 1 → mentions:RU, country:Turkey 1 → mentions:TR"},
		{"country:u", "country:Ukraine 2 → country:UA"},
		{"organization:tre", "organisation:Treasury Department 1 → organisation:treasury-department"},
		{"source:eur", "source:Radio Free Europe 2 → source:\"Radio Free Europe\""},
		{"source:tru", `source:Daily "Trust" 1 → source:"Daily \"Trust\""`},

		{"tarif", "word:tariffs 1 → tariffs"},
		{"new sanc", "word:sanctions 2 → new sanctions"}, // and not sanctioned, which is the same stem
		{"hurt trad", "topic:Trade 1 → hurt topic:trade, word:trade 2 → hurt trade, word:traders 2 → hurt traders, word:tradesmen 1 → hurt tradesmen"},
		{"title:sanc", "word:sanctions 2 → title:sanctions"},
		{`"rare ear`, `topic:Rare earths 1 → topic:rare-earths, word:earths 1 → "rare earths"`},
		{`title:"rare ear`, `word:earths 1 → title:"rare earths"`},
		{"rare-ear", "topic:Rare earths 1 → topic:rare-earths, word:earths 1 → rare-earths"},
		{"хар", "word:харків 1 → харків"},
		{"sa", ""},        // too short for words
		{"sanctions", ""}, // whole already, and no other stem begins so

		{"", ""}, {" ", ""}, {"zel ", ""}, {"AND", ""}, {"zel)", ""}, {`"zel"`, ""}, {"zel*", ""}, {"zel~", ""}, {"person:zel~", ""},
		{"date:20", ""}, {"language:e", ""}, {"is:un", ""}, {"foo:zel", ""}, {"https://zel", ""}, {":zel", ""}, {"-", ""}, {`x"zel`, ""}, {"...", ""},
	}
	for _, tt := range tests {
		list, err := x.Suggest(t.Context(), tt.text, 8)
		if err != nil || brief(list) != tt.want {
			t.Errorf("%q:\n got %s, %v\nwant %s", tt.text, brief(list), err, tt.want)
		}
	}
}

// TestSuggestFairly gives each kind its share, however few there are to give.
func TestSuggestFairly(t *testing.T) {
	_, x := suggested(t)
	for limit, want := range map[int]string{
		0: "",
		1: "person:Donald Trump 3 → person:donald-trump",
		2: "author:Tracy Árbol 4 → author:\"Tracy Árbol\", person:Donald Trump 3 → person:donald-trump",
	} {
		list, err := x.Suggest(t.Context(), "tr", limit)
		if err != nil {
			t.Fatal(err)
		}
		if limit == 1 {
			list = list[:min(len(list), 1)]
			want = "author:Tracy Árbol 4 → author:\"Tracy Árbol\""
		}
		if brief(list) != want {
			t.Errorf("limit %d: %s, want %s", limit, brief(list), want)
		}
	}
	list, err := x.Suggest(t.Context(), "trad", 4)
	if err != nil || len(list) != 4 || list[0].Kind != "topic" || list[1].Kind != KindWord {
		t.Errorf("%s, %v: want a topic and words", brief(list), err)
	}
}

// TestSuggestedFinds searches for what was suggested: a name finds as many
// articles as it says.
func TestSuggestedFinds(t *testing.T) {
	_, x := suggested(t)
	tried := 0
	for _, prefix := range []string{"t", "d", "r", "o", "习", "person:", "source:", "author:", "country:", "place:", "topic:", "organisation:", "trad", "sanct", "хар"} {
		list, err := x.Suggest(t.Context(), prefix, MaxSuggestions)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			tried++
			q := Query{Text: s.Query, Strict: true}
			if s.Kind == KindWord {
				q.Text = `"` + s.ID + `"`
			}
			if r := search(t, x, q); r.Total != s.Count {
				t.Errorf("%q: %s finds %d", prefix, brief([]Suggestion{s}), r.Total)
			}
		}
	}
	if tried < 20 {
		t.Errorf("only %d suggestions", tried)
	}
}

func TestSuggestLimits(t *testing.T) {
	_, x := suggested(t)
	var cost *CostError
	if _, err := x.Suggest(t.Context(), strings.Repeat("a", MaxTextLength+1), 8); !errors.As(err, &cost) {
		t.Errorf("a long text: %v, want a CostError", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Suggest(ctx, "tr", 8); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: %v", err)
	}
	x.Close()
	if _, err := x.Suggest(t.Context(), "tr", 8); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed index: %v", err)
	}
}

// TestSuggestFollows suggests what arrives, and no more what was withdrawn, while
// others ask.
func TestSuggestFollows(t *testing.T) {
	store, x := suggested(t)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := x.Suggest(context.Background(), "tr", 8); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var ids []int64
	for i := range 20 {
		ids = append(ids, put(t, store, archive.Article{GUID: fmt.Sprint("n", i), Title: "New", Body: text("Words."), Entities: refs(fmt.Sprintf("person:Quentin %c", 'A'+i))})...)
		follow(t, x)
	}
	close(stop)
	readers.Wait()
	count := func() int {
		t.Helper()
		x.suggester.until = x.suggester.until.Add(-1e9) // counts that are a little old will not do here
		list, err := x.Suggest(t.Context(), "quen", MaxSuggestions)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if n := count(); n != 20 {
		t.Errorf("%d of 20 suggested", n)
	}
	if err := store.SetStatus(t.Context(), ids[0], archive.Withdrawn, "test"); err != nil {
		t.Fatal(err)
	}
	follow(t, x)
	if n := count(); n != 19 {
		t.Errorf("%d suggested, one of 20 is withdrawn", n)
	}
}

func FuzzSuggest(f *testing.F) {
	_, x := suggested(f)
	for _, seed := range []string{"zel", `person:"donald t`, "-person:zel", `"peace" "zel`, "rare-ear", "習近", "a\x00b", "title:\"rare ear", "\\", "(", "é́", ":", "-", "«»“"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := x.Suggest(t.Context(), text, 8)
		var cost *CostError
		if err != nil && !errors.As(err, &cost) {
			t.Fatal(err)
		}
		for _, s := range list {
			if s.Count < 1 || s.Name == "" || s.ID == "" || s.Kind == "" {
				t.Errorf("%q: %+v", text, s)
			}
			if again := query.String(query.Parse(s.Query).Node); again == "" {
				t.Errorf("%q: the query %q asks for nothing", text, s.Query)
			}
		}
	})
}
