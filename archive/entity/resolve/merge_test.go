package resolve

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity"
)

// mergesOf gives the head of each name when all are people of one archive.
func mergesOf(k *Known, names []string) map[string]string {
	var rows []Row
	byID := map[string]string{}
	for i, name := range names {
		ref, _ := entity.NewRef(entity.Person, name)
		byID[ref.ID] = name
		rows = append(rows, Row{Ref: ref, Mentions: len(names) - i})
	}
	head := map[string]string{}
	merge, _ := k.Merges(rows)
	for _, p := range merge {
		head[byID[p.From]] = byID[p.Into]
	}
	for _, name := range names {
		for head[head[name]] != "" {
			head[name] = head[head[name]]
		}
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
			if head[name] != names[0] {
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
	var rows []Row
	for _, name := range []string{"George W. Bush", "George Bush", "John Smithers", "James Smithers", "J. Smithers", "Tom Renner", "Tom Rennert", "Anna Hansen", "Anna Hanson"} {
		ref, _ := entity.NewRef(entity.Person, name)
		rows = append(rows, Row{Ref: ref})
	}
	rows = append(rows,
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "munich-leather-council", Name: "Munich Leather Council"}},
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "mlc", Name: "MLC", Aliases: []string{"Munich Leather Council"}}},
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "the-dover-observer", Name: "The Dover Observer"}},
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "dover-observer", Name: "Dover Observer"}},
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "un", Name: "UN"}},
		Row{Ref: entity.Ref{Kind: entity.Organisation, ID: "united-nations", Name: "United Nations"}},
	)
	merge, maybe := k.Merges(rows)
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

// TestMergesInAnyOrder shows that the order of the rows does not matter, and that
// a register that gets them one by one finds the same people.
func TestMergesInAnyOrder(t *testing.T) {
	k := mustDefault(t)
	var rows []Row
	for i, name := range []string{"Mikhail Drapaty", "Mykhailo Drapatyi", "Михайло Драпатий", "Vladimir Putin", "Vladimir Poutine", "Robert Malvern", "Bob Malvern", "R. Malvern"} {
		ref, _ := entity.NewRef(entity.Person, name)
		rows = append(rows, Row{Ref: ref, Mentions: i % 3})
	}
	want, _ := k.Merges(rows)
	r := rand.New(rand.NewSource(1))
	for range 20 {
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if got, _ := k.Merges(rows); !slices.Equal(got, want) {
			t.Fatalf("%v\nand %v", got, want)
		}
		register := k.Register()
		merged := map[string]string{}
		for _, row := range rows {
			pairs, _ := register.Add(row)
			for _, p := range pairs {
				merged[p.From] = p.Into
			}
			if again, more := register.Add(row); again != nil || more != nil {
				t.Errorf("%s added twice: %v %v", row.ID, again, more)
			}
		}
		if merged["vladimir-poutine"] != "vladimir-putin" || len(merged) < len(want)-1 { // who comes first as an initial may stay alone
			t.Fatalf("one by one: %v", merged)
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
	var rows []Row
	for i := range 20_000 {
		name := firsts[i%len(firsts)] + " " + strings.ToUpper(syllables[i%16][:1]) + syllables[i%16][1:] + syllables[i/16%16] + syllables[i/256%16]
		ref, _ := entity.NewRef(entity.Person, name)
		rows = append(rows, Row{Ref: ref, Mentions: i % 7})
	}
	for b.Loop() {
		if merge, _ := k.Merges(rows); len(merge) > len(rows) {
			b.Fatal(len(merge))
		}
	}
	b.ReportMetric(float64(len(rows))*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func FuzzRegister(f *testing.F) {
	f.Add("Vladimir Putin", "Володимир Путін")
	f.Add("'Abd al-Rahman", "Xi Jinping")
	f.Add("x", "h j q")
	k := mustDefault(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := k.hear(a), k.hear(b)
		if x.agrees(&y) != y.agrees(&x) {
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
		{"gaddafi", "qadhafi", false}, {"kadhafi", "qaddafi", true}, {"khrushchev", "chruschtschow", false}, {"lukashenko", "lukyanenko", false},
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
