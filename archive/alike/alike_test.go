package alike

import (
	"strings"
	"testing"
)

const (
	wire = `KYIV (Reuters) - The government said on Tuesday that it would not change the law before the elections in May,
		and that this decision was final. "We have listened to everyone who wanted to speak," the minister told reporters
		after the meeting, "and we have decided." Opposition leaders called the decision a mistake, and said that they
		would take it to the constitutional court within the week. The court has six months to answer.`
	ukrainian = `Уряд заявив у вівторок, що не змінюватиме закон до виборів у травні, і це рішення остаточне. «Ми вислухали
		всіх, хто хотів говорити, — сказав міністр журналістам після засідання, — і ми вирішили». Лідери опозиції назвали
		це рішення помилкою і сказали, що протягом тижня звернуться до конституційного суду.`
	chinese = `政府周二表示,在五月选举之前不会修改这项法律,这一决定是最终决定。部长在会后对记者说,我们听取了所有愿意发言的人的意见,
		我们已经作出决定。反对派领导人称这一决定是错误的,并表示将在一周内向宪法法院提出申诉。法院有六个月的时间作出答复。`
	thai = `รัฐบาลกล่าวเมื่อวันอังคารว่าจะไม่แก้ไขกฎหมายก่อนการเลือกตั้งในเดือนพฤษภาคมและการตัดสินใจนี้เป็นที่สิ้นสุด
		ผู้นำฝ่ายค้านเรียกการตัดสินใจนี้ว่าเป็นความผิดพลาดและกล่าวว่าจะนำเรื่องไปสู่ศาลรัฐธรรมนูญภายในสัปดาห์นี้`
	arabic = `قالت الحكومة يوم الثلاثاء إنها لن تغير القانون قبل الانتخابات في مايو وإن هذا القرار نهائي وقال الوزير للصحفيين بعد
		الاجتماع لقد استمعنا إلى كل من أراد الكلام وقررنا ووصف زعماء المعارضة القرار بأنه خطأ وقالوا إنهم سيعرضونه على المحكمة`
	other = `The river rose by two metres overnight and flooded the lower town, where three hundred people had to leave their
		homes. Firemen brought them to a school on the hill. The mayor said that the water would fall by Thursday, and that
		nobody had been hurt. It was the third flood in ten years, and the highest since the bridge was built.`
)

// report is one of those that are written anew each day with other numbers.
func report(billions, rate, day, volume, year string) string {
	return "The Federal Reserve said it entered the government securities market to arrange " + billions + " billion dollars of customer repurchase agreements, " +
		"a spokeswoman for the New York bank said on the " + day + "th. Federal funds were trading at " + rate + " per cent when the bank began its temporary and " +
		"indirect supply of reserves to the banking system, and dealers said that " + volume + " contracts changed hands, the most in " + year + " weeks."
}

func TestCopyOf(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		want       bool
	}{
		{"itself", wire, wire, true},
		{"other case, quotes and lines", wire, strings.ToUpper(strings.NewReplacer("\n", " ", `"`, "”", "\t", " ").Replace(wire)), true},
		{"other apostrophes and hyphens", "It's the gov\u00adernment's law. " + wire, "It’s the government’s law. " + wire, true},
		{"accents in two encodings", strings.ReplaceAll(wire, "e", "\u00e9"), strings.ReplaceAll(wire, "e", "e\u0301"), true},
		{"other place and agency", wire, strings.TrimPrefix(wire, "KYIV (Reuters) - "), true},
		{"cut", wire, wire[:len(wire)*7/10], true},
		{"part of another", wire, other + wire + other, true},
		{"small part of another", wire, strings.Repeat(other+wire[:40], 1) + long() + wire, false},
		{"another", wire, other, false},
		{"yesterday's report", report("1.5", "6-1/16", "13", "12,400", "7"), report("2.25", "5-7/8", "14", "9,130", "3"), false},
		{"a report with a number corrected", report("1.5", "6-1/16", "13", "12,400", "7"), report("1.5", "6-1/16", "13", "12,500", "7"), true},
		{"another language", wire, ukrainian, false},
		{"nothing", wire, "", false},
		{"Ukrainian cut", ukrainian, ukrainian[:len(ukrainian)*7/10], true},
		{"Chinese cut", chinese, cutRunes(chinese, 7), true},
		{"Chinese changed", chinese, strings.ReplaceAll(chinese, "部长", "总理"), true},
		{"Chinese and Thai", chinese, thai, false},
		{"Thai cut", thai, cutRunes(thai, 7), true},
		{"Arabic with vowels", arabic, strings.ReplaceAll(arabic, "ل", "ل\u064e"), true},
	} {
		reports := strings.Contains(tt.name, "report")
		a, b := strings.Split(tt.a, "\n"), []string{tt.b}
		if got := Read(a).CopyOf(Read(b)); got != tt.want {
			t.Errorf("%s: %t; %d of %d and %d shingles", tt.name, got, Read(a).Shingles.Shared(Read(b).Shingles), len(Read(a).Shingles), len(Read(b).Shingles))
		}
		if got := Read(b).CopyOf(Read(a)); got != tt.want {
			t.Errorf("%s, the other way: %t", tt.name, got)
		}
		shared := 0
		x, y := KeysOf(a), KeysOf(b)
		for i := range x {
			if x[i] != 0 && x[i] == y[i] {
				shared++
			}
		}
		if (shared > 0) != tt.want && !strings.HasPrefix(tt.name, "small part") && !reports {
			t.Errorf("%s: %d keys in common", tt.name, shared)
		}
	}
}

// What a publisher prints below everything makes no copies.
func TestCopyBesides(t *testing.T) {
	legal := long()[:1200]
	first, second, third := wire+legal, other+legal, other[:100]+legal
	for _, tt := range []struct {
		name, a, b string
		others     []string
		want       bool
	}{
		{"nobody else", first, third, nil, true},
		{"two stories", first, second, []string{third}, false},
		{"a story, and hardly more than the legal lines", wire + other + ukrainian + legal[:500], legal[:500] + arabic[:80], []string{thai + legal[:500]}, false},
		{"one story twice", first, strings.ReplaceAll(first, "minister", "mayor"), []string{second}, true},
		{"one story thrice", wire, wire[:300], []string{wire[50:]}, true},
	} {
		var others []Text
		for _, o := range tt.others {
			others = append(others, Read([]string{o}))
		}
		a, b := Read([]string{tt.a}), Read([]string{tt.b})
		if got := a.CopyBesides(b, others); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
		if got := b.CopyBesides(a, others); got != tt.want {
			t.Errorf("%s, the other way: %t", tt.name, got)
		}
	}
}

// long is much text without repeats.
func long() string {
	var b strings.Builder
	for i := range 400 {
		b.WriteString("word" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26)) + " ")
	}
	return b.String()
}

func cutRunes(s string, tenths int) string {
	r := []rune(s)
	return string(r[:len(r)*tenths/10])
}

func TestShortTextsHaveNoKeys(t *testing.T) {
	for _, text := range []string{"", "No comment.", "Shares rose by two per cent in early trading on Tuesday, after falling on Monday.", "部长在会后对记者说我们已经作出决定"} {
		if !KeysOf([]string{text}).IsZero() {
			t.Errorf("%q has keys", text)
		}
	}
	for _, text := range []string{wire, ukrainian, chinese, thai, arabic} {
		if KeysOf([]string{text}).IsZero() {
			t.Errorf("%.20q has no keys", text)
		}
	}
}

// Paragraphs do not count, and no text does harm.
func FuzzKeys(f *testing.F) {
	for _, text := range []string{"", wire, ukrainian, chinese, thai, arabic, "\xff\xfe", "e\u0301\u0301\u0301", strings.Repeat("a\u0301", 300), "가각갂"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole := []string{text}
		lines := strings.Split(text, "\n")
		if KeysOf(whole) != KeysOf(lines) {
			t.Errorf("paragraphs change the keys of %q", text)
		}
		s := Read(whole)
		if n := s.Shingles.Shared(Read(lines).Shingles); n != len(s.Shingles) {
			t.Errorf("paragraphs change %d shingles of %q", len(s.Shingles)-n, text)
		}
		if len(s.Shingles) > 0 && !s.CopyOf(s) {
			t.Errorf("%q is no copy of itself", text)
		}
	})
}

func BenchmarkKeysOf(b *testing.B) {
	for _, text := range []struct{ name, text string }{{"latin", wire}, {"cyrillic", ukrainian}, {"chinese", chinese}} {
		b.Run(text.name, func(b *testing.B) {
			whole := []string{strings.Repeat(text.text, 10)}
			b.SetBytes(int64(len(whole[0])))
			for b.Loop() {
				KeysOf(whole)
			}
		})
	}
}
