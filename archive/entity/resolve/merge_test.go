package resolve

import (
	"cmp"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity"
)

// pair says that From is taken for Into, or may be; both are ids.
type pair struct{ From, Into string }

// merges settles all of refs, and lists what else is alike.
func merges(k *Known, refs []entity.Ref) (merge, maybe []pair) {
	r := k.Register()
	keys := make([]int64, len(refs))
	for i, ref := range refs {
		keys[i] = int64(i + 1)
		r.Put(keys[i], ref)
	}
	root := map[int64]int64{}
	for _, s := range r.Settle(keys) {
		root[s.Key] = s.Head
		if s.Key != s.Head {
			merge = append(merge, pair{refs[s.Key-1].ID, refs[s.Head-1].ID})
		}
	}
	for _, a := range r.Alike(func(key int64) int64 { return root[key] }) {
		maybe = append(maybe, pair{refs[a.Other-1].ID, refs[a.Stays-1].ID})
	}
	for _, list := range [][]pair{merge, maybe} {
		slices.SortFunc(list, func(a, b pair) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Into, b.Into)) })
	}
	return merge, maybe
}

// mergesOf gives the head of each name when all are people of one archive.
func mergesOf(k *Known, names []string) map[string]string {
	var refs []entity.Ref
	byID := map[string]string{}
	for _, name := range names {
		ref, _ := entity.NewRef(entity.Person, name)
		byID[ref.ID] = name
		refs = append(refs, ref)
	}
	head := map[string]string{}
	merge, _ := merges(k, refs)
	for _, p := range merge {
		head[byID[p.From]] = byID[p.Into]
	}
	return head
}

func TestMerges(t *testing.T) {
	k := mustDefault(t)
	same := [][]string{
		{"Volodymyr Zelenskyy", "Volodymyr Zelensky", "Vladimir Zelenskiy", "Wolodymyr Selenskyj", "Володимир Зеленський", "Владимир Зеленский", "V. Zelensky"},
		{"Muammar Gaddafi", "Moammar Gadhafi", "Mu'ammar Qaddafi", "Muammar al-Qadhafi", "Mouammar Kadhafi"},
		{"Vladimir Putin", "Vladimir Poutine", "Володимир Путін", "ولادیمیر پوتین", "Vladimir Vladimirovich Putin"},
		{"Mykhailo Drapatyi", "Mikhail Drapaty", "Михайло Драпатий"},
		{"Sergei Marchenko", "Serhiy Marchenko", "Сергій Марченко"},
		{"Abdul Rahman Halimi", "Abd al-Rahman Halimi", "Abdelrahman Halimi"},
		{"Mohammed Tajouri", "Muhammad al-Tajuri", "Mohamed Tajuri"},
		{"Robert Malvern", "Bob Malvern", "Robert J. Malvern"},
		{"Zhao Lijian", "Zhao Li-jian"},
		{"Xi Jinping", "Jinping Xi"},
		{"Kyriakos Velopoulos", "Κυριάκος Βελόπουλος"},
		{"Friedrich Lindenberg", "Fridrich Lindenberg"},
	}
	for _, names := range same {
		head := mergesOf(k, names)
		for _, name := range names[1:] {
			if cmp.Or(head[name], name) != cmp.Or(head[names[0]], names[0]) {
				t.Errorf("%q is merged into %q, want %q", name, head[name], names[0])
			}
		}
	}
	apart := []string{
		"Ivan Ivanov", "Viktor Ivanov", "Igor Ivanov", "Alexander Lukashenko", "Alexander Lukyanenko", "Li Qiang", "Li Keqiang", "Li Peng",
		"Kim Jong Un", "Kim Jong Il", "Kim Il Sung", "Kim Yo Jong", "George Bush", "George W. Bush", "George H. W. Bush", "Bill Clinton", "Hillary Clinton",
		"Volodymyr Zelenskyy", "Olena Zelenska", "Maria Ivanova", "Mario Ivanov", "Sergei Sakharov", "Sergei Zakharov", "Anna Hansen", "Anna Hanson",
		"Donald Trump", "Donald Trump Jr.", "Ali Khamenei", "Ruhollah Khomeini", "Mojtaba Khamenei", "Hassan Rouhani", "Mohammad Khatami",
		"Vitali Klitschko", "Wladimir Klitschko", "Jarosław Kaczyński", "Lech Kaczyński", "Zhang Wei", "Wang Wei", "Huang Wei", "Zhang Hui",
		"Ahmed Mohammed", "Mohammed Ahmed", "John Paul", "Paul John", "Charles Michel", "Michel Charles", "Michael Jordan", "Michael Jackson",
		"Martin Schulz", "Martina Schulz", "Daniel Craig", "Danielle Craig", "Hassan Tahir", "Hassan Tahiri", "Oleg Tinkov", "Oleg Tinkoff Jr.", "Dmitry Medvedev", "Daniil Medvedev",
		"Alan Renwick", "Leon Renwick", "Paul Watson", "Paul Joseph Watson", "David Davis", "David Davies", "Chris Smith", "Tina Smith", "Chris Jones",
		"Christine Lloyd-Jones", "Isaac Hayes", "Isaac Hayes III", "Jane Harris", "Joanne Harris", "Kate Taylor", "Katie Taylor", "Barry Beal", "Bill Berry",
		"Mohammed Hamouda", "Mohamed Hamayda", "Daniel Cole", "Dan Quayle", "Dave Winer", "David Winner", "James Sullivan", "James O’Sullivan", "William McKinley", "William McGinley",
		"Jim Walter", "J.C. Walter", "Pik Botha", "P.W. Botha", "Robert Solomon", "Robert Salomon",
		"Anna Lee", "Anna Li", "Anna Lai", "Tim Cook", "Tim Coke", "Robin Cook", "Alan Kay", "Alan Key",
	}
	head := mergesOf(k, apart)
	for _, name := range apart {
		if head[name] != "" {
			t.Errorf("%q is merged into %q", name, head[name])
		}
	}
}

func TestMergesSuggest(t *testing.T) {
	k := mustDefault(t)
	var refs []entity.Ref
	for _, name := range []string{"George W. Bush", "George Bush", "John Smithers", "James Smithers", "J. Smithers", "Tom Renner", "Tom Rennert", "Anna Hansen", "Anna Hanson"} {
		ref, _ := entity.NewRef(entity.Person, name)
		refs = append(refs, ref)
	}
	refs = append(refs,
		entity.Ref{Kind: entity.Organisation, ID: "munich-leather-council", Name: "Munich Leather Council"},
		entity.Ref{Kind: entity.Organisation, ID: "mlc", Name: "MLC", Aliases: []string{"Munich Leather Council"}},
		entity.Ref{Kind: entity.Organisation, ID: "the-dover-observer", Name: "The Dover Observer"},
		entity.Ref{Kind: entity.Organisation, ID: "dover-observer", Name: "Dover Observer"},
		entity.Ref{Kind: entity.Organisation, ID: "un", Name: "UN"},
		entity.Ref{Kind: entity.Organisation, ID: "united-nations", Name: "United Nations"},
	)
	merge, maybe := merges(k, refs)
	var got []string
	for _, p := range merge {
		got = append(got, p.From+" > "+p.Into)
	}
	for _, p := range maybe {
		got = append(got, p.From+" ? "+p.Into)
	}
	slices.Sort(got)
	want := []string{"anna-hanson ? anna-hansen", "george-bush ? george-w-bush", "j-smithers ? james-smithers", "j-smithers ? john-smithers",
		"munich-leather-council ? mlc", "the-dover-observer > dover-observer", "tom-rennert ? tom-renner", "un > united-nations"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestMergesInAnyOrder shows that neither the order of the rows matters, nor
// whether they come one by one: a newcomer parts what was one before.
func TestMergesInAnyOrder(t *testing.T) {
	k := mustDefault(t)
	var refs []entity.Ref
	for _, name := range []string{"Mikhail Drapaty", "Mykhailo Drapatyi", "Михайло Драпатий", "Vladimir Putin", "Vladimir Poutine", "Robert Malvern", "Bob Malvern",
		"R. Malvern", "J. Smithers", "John Smithers", "James Smithers", "John Albert Smithers", "John Edward Smithers"} {
		ref, _ := entity.NewRef(entity.Person, name)
		refs = append(refs, ref)
	}
	want, _ := merges(k, refs)
	for _, p := range []pair{{"vladimir-poutine", "vladimir-putin"}, {"bob-malvern", "robert-malvern"}, {"r-malvern", "robert-malvern"}} {
		if !slices.Contains(want, p) {
			t.Errorf("%v is not among %v", p, want)
		}
	}
	if slices.ContainsFunc(want, func(p pair) bool { return strings.HasSuffix(p.From, "smithers") }) {
		t.Error(want)
	}
	r := rand.New(rand.NewSource(1))
	for range 20 {
		r.Shuffle(len(refs), func(i, j int) { refs[i], refs[j] = refs[j], refs[i] })
		if got, _ := merges(k, refs); !slices.Equal(got, want) {
			t.Fatalf("%v\nand %v", got, want)
		}
		register := k.Register()
		head := map[int64]int64{}
		for i, ref := range refs {
			register.Put(int64(i+1), ref)
			register.Put(int64(i+1), ref)
			for _, s := range register.Settle([]int64{int64(i + 1)}) {
				head[s.Key] = s.Head
			}
		}
		var got []pair
		for key, head := range head {
			if key != head {
				got = append(got, pair{refs[key-1].ID, refs[head-1].ID})
			}
		}
		slices.SortFunc(got, func(a, b pair) int { return cmp.Compare(a.From, b.From) })
		if !slices.Equal(got, want) {
			t.Fatalf("one by one %v\nand %v", got, want)
		}
	}
}

func TestEditorsKeepApart(t *testing.T) {
	k := mustDefault(t).With(entity.Decisions{Entities: []entity.Decision{
		{Kind: entity.Person, ID: "robert-malvern", Name: "Robert Malvern", Not: []string{"bob-malvern"}},
		{Kind: entity.Person, ID: "anna-hansen", Name: "Anna Hansen", Aliases: []string{"Anna Hanson"}},
	}})
	head := mergesOf(k, []string{"Robert Malvern", "Bob Malvern", "Anna Hanson", "Anna Hansen"})
	if head["Bob Malvern"] != "" || head["Anna Hanson"] != "Anna Hansen" {
		t.Error(head)
	}
}

func BenchmarkMerges(b *testing.B) {
	k := mustDefault(b)
	firsts := strings.Fields("John Mary Ahmed Ivan Olga Wei Carlos Anna Peter Fatima Robert Elena Musa Jean Karl Amina Tomas Lucia Viktor Grace")
	syllables := strings.Fields("ba den kor lin mar ov sen tas vel zik ra po gul hem ner dal")
	var refs []entity.Ref
	for i := range 20_000 {
		name := firsts[i%len(firsts)] + " " + strings.ToUpper(syllables[i%16][:1]) + syllables[i%16][1:] + syllables[i/16%16] + syllables[i/256%16]
		ref, _ := entity.NewRef(entity.Person, name)
		refs = append(refs, ref)
	}
	for b.Loop() {
		r := k.Register()
		keys := make([]int64, len(refs))
		for i, ref := range refs {
			keys[i] = int64(i + 1)
			r.Put(keys[i], ref)
		}
		if n := len(r.Settle(keys)); n > len(refs) {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(len(refs))*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func FuzzRegister(f *testing.F) {
	f.Add("Vladimir Putin", "Володимир Путін")
	f.Add("'Abd al-Rahman", "Xi Jinping")
	f.Add("x", "h j q")
	k := mustDefault(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		ear := newEar(k.heard().ear)
		x, y := ear.hear(a), ear.hear(b)
		if x.agrees(y) != y.agrees(x) {
			t.Errorf("%q agrees with %q, but not the other way round", a, b)
		}
	})
}

func TestSpell(t *testing.T) {
	cases := []struct {
		a, b string
		want bool
	}{
		{"zelensky", "zelenskyy", true}, {"zelensky", "zelenskiy", true}, {"zelenska", "zelensky", false}, {"ivanov", "ivanova", false},
		{"gaddafi", "qadhafi", true}, {"bakhtiar", "baktiar", true}, {"kadhafi", "qaddafi", true}, {"khrushchev", "chruschtschow", false}, {"lukashenko", "lukyanenko", false},
		{"шевченко", "shevchenko", true}, {"медведев", "medvedev", true}, {"жириновский", "zhirinovsky", true}, {"خاتمي", "khatami", true},
		{"μητσοτακησ", "mitsotakis", true}, {"morawiecki", "моравецкии", true}, {"hassan", "hasan", true}, {"li", "lee", false}, {"jamal", "djamal", true},
		{"fernandez", "fernandes", true}, {"zahid", "zahedi", false}, {"hansen", "hanson", false},
	}
	for _, c := range cases {
		if got := spell(entity.Fold(c.a)).alike(spell(entity.Fold(c.b))); got != c.want {
			t.Errorf("%s %v, %s %v: alike %v", c.a, spell(c.a), c.b, spell(c.b), got)
		}
	}
}
