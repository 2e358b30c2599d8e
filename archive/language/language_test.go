package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// samples are short news items, one for each language.
var samples = []struct{ want, text string }{
	{"en", "The government said on Tuesday that it would not change the law before the election in May."},
	{"de", "Die Regierung hat am Dienstag erklärt, dass sie das Gesetz vor der Wahl im Mai nicht ändern wird."},
	{"fr", "Le gouvernement a déclaré mardi qu'il ne changerait pas la loi avant les élections du mois de mai."},
	{"es", "El gobierno dijo el martes que no cambiará la ley antes de las elecciones de mayo, según la ministra."},
	{"it", "Il governo ha detto martedì che non cambierà la legge prima delle elezioni che si terranno a maggio."},
	{"pt", "O governo disse na terça-feira que não vai mudar a lei antes das eleições de maio, segundo a ministra."},
	{"ca", "El govern ha dit aquest dimarts que no canviarà la llei abans de les eleccions del mes de maig amb els socis."},
	{"gl", "O goberno dixo o martes que non cambiará a lei antes das eleccións de maio e que unha comisión o estudará."},
	{"ro", "Guvernul a declarat marți că nu va schimba legea înainte de alegerile din luna mai, potrivit ministrului."},
	{"nl", "De regering heeft dinsdag gezegd dat zij de wet niet zal wijzigen voor de verkiezingen van mei."},
	{"af", "Die regering het Dinsdag gesê dat hulle nie die wet voor die verkiesing in Mei sal verander nie."},
	{"sv", "Regeringen sade på tisdagen att den inte kommer att ändra lagen före valet i maj, och det är inte allt."},
	{"da", "Regeringen sagde tirsdag, at den ikke vil ændre loven før valget i maj, og at den er blevet rådet til det."},
	{"no", "Regjeringen sa tirsdag at den ikke vil endre loven før valget i mai, og at den har blitt rådet til det av flere."},
	{"nn", "Regjeringa sa tysdag at ho ikkje vil endre lova før valet i mai, og at dei har fått råd om det frå fleire."},
	{"is", "Ríkisstjórnin sagði á þriðjudag að hún myndi ekki breyta lögunum fyrir kosningarnar sem verða í maí."},
	{"fi", "Hallitus kertoi tiistaina, että se ei muuta lakia ennen toukokuun vaaleja, mutta asia on myös oikeudessa."},
	{"et", "Valitsus teatas teisipäeval, et ta ei muuda seadust enne mai valimisi, kuid see on ka kohtus."},
	{"lv", "Valdība otrdien paziņoja, ka tā nemainīs likumu pirms maija vēlēšanām, un par to vēl nav lemts."},
	{"lt", "Vyriausybė antradienį pranešė, kad ji nekeis įstatymo iki gegužės rinkimų, ir tai dar ne viskas."},
	{"pl", "Rząd poinformował we wtorek, że nie zmieni ustawy przed wyborami, które odbędą się w maju."},
	{"cs", "Vláda v úterý oznámila, že zákon před květnovými volbami nezmění, a podle ministra se to týká všech."},
	{"sk", "Vláda v utorok oznámila, že zákon pred májovými voľbami nezmení, a podľa ministra sa to týka všetkých."},
	{"sl", "Vlada je v torek sporočila, da zakona pred volitvami v maju ne bo spremenila, kar velja tudi za občine."},
	{"hr", "Vlada je u utorak priopćila da prije izbora u svibnju neće mijenjati zakon, što vrijedi i nakon glasovanja, gdje također nema novca."},
	{"sr", "Vlada je u utorak saopštila da pre izbora u maju neće menjati zakon, a posle toga takođe neće, rekao je predsednik."},
	{"sq", "Qeveria tha të martën se nuk do të ndryshojë ligjin para zgjedhjeve që mbahen në maj dhe se kjo është e qartë."},
	{"hu", "A kormány kedden közölte, hogy nem változtatja meg a törvényt a májusi választás előtt, és ez is csak egy lépés."},
	{"tr", "Hükümet salı günü yaptığı açıklamada, mayıs ayındaki seçimden önce bu yasayı değiştirmeyeceğini ve daha sonra karar vereceğini söyledi."},
	{"az", "Hökumət çərşənbə axşamı bildirib ki, may seçkilərindən əvvəl bu qanunu dəyişməyəcək və daha sonra qərar verəcək."},
	{"id", "Pemerintah mengatakan pada hari Selasa bahwa mereka tidak akan mengubah undang-undang itu karena pemilihan umum."},
	{"ms", "Kerajaan berkata pada hari Selasa bahawa ia tidak akan meminda undang-undang itu kerana beliau dan kabinet boleh menunggu."},
	{"vi", "Chính phủ hôm thứ Ba cho biết sẽ không thay đổi luật trước cuộc bầu cử vào tháng Năm và các bộ đã được thông báo."},
	{"tl", "Sinabi ng pamahalaan noong Martes na hindi nito babaguhin ang batas bago ang halalan sa Mayo para sa mga mamamayan."},
	{"sw", "Serikali ilisema Jumanne kuwa haitabadilisha sheria hiyo kabla ya uchaguzi wa Mei katika nchi na kwa watu wake."},
	{"cy", "Mae'r llywodraeth wedi dweud ddydd Mawrth na fydd yn newid y gyfraith cyn yr etholiad ym mis Mai, ac mae hyn yn bwysig i'r wlad."},
	{"eu", "Gobernuak esan du asteartean ez duela legea aldatuko maiatzeko hauteskundeen aurretik, eta hori ere bere esku dago."},

	{"uk", "Уряд заявив у вівторок, що не змінюватиме закон до виборів у травні, і це рішення остаточне."},
	{"ru", "Правительство заявило во вторник, что не будет менять закон до выборов в мае, и это решение окончательное."},
	{"be", "Урад заявіў у аўторак, што не будзе мяняць закон да выбараў у маі, і гэта рашэнне канчатковае."},
	{"bg", "Правителството заяви във вторник, че няма да променя закона преди изборите през май и това е окончателно."},
	{"mk", "Владата во вторникот соопшти дека нема да го менува законот пред изборите во мај и дека ќе се придржува до тоа."},
	{"sr", "Влада је у уторак саопштила да неће мењати закон пре избора у мају и да је то коначна одлука."},
	{"kk", "Үкімет сейсенбі күні мамыр айындағы сайлауға дейін заңды өзгертпейтінін және бұл туралы қазір айтты."},

	{"ar", "قالت الحكومة يوم الثلاثاء إنها لن تغير القانون قبل الانتخابات التي ستجرى في مايو."},
	{"fa", "دولت روز سه\u200cشنبه اعلام کرد که این قانون را پیش از انتخابات تغییر نخواهد داد و گفت که باید صبر کرد."},
	{"ur", "حکومت نے منگل کو کہا ہے کہ وہ مئی کے انتخابات سے پہلے قانون میں تبدیلی نہیں کرے گی۔"},
	{"ckb", "حکوومەت ڕۆژی سێشەممە ڕایگەیاند کە پێش هەڵبژاردن ئەم یاسایە ناگۆڕێت و بڕیارەکە کۆتاییە."},
	{"ps", "حکومت د سې\u200cشنبې په ورځ وویل چې د ټاکنو مخکې به دا قانون بدل نه کړي او دا پرېکړه وروستۍ ده."},
	{"hi", "सरकार ने मंगलवार को कहा कि वह मई में होने वाले चुनाव से पहले कानून नहीं बदलेगी।"},
	{"mr", "निवडणुकीपूर्वी कायदा बदलणार नाही असे सरकारने मंगळवारी सांगितले आहे आणि हा निर्णय अंतिम आहे."},
	{"ne", "सरकारले मंगलबार निर्वाचन अघि कानुन परिवर्तन नगर्ने बताएको छ र यो निर्णय अन्तिम भएको जनाएको छ।"},
	{"he", "הממשלה הודיעה ביום שלישי כי היא לא תשנה את החוק לפני הבחירות."},
	{"yi", "די רעגירונג האט געזאגט דינסטיק אז זי וועט נישט טוישן דאָס געזעץ פאַר די װאַלן."},
	{"bn", "সরকার মঙ্গলবার বলেছে যে নির্বাচনের আগে এই আইন পরিবর্তন করা হবে না এবং এটি চূড়ান্ত।"},
	{"am", "መንግስት ማክሰኞ ዕለት ከምርጫው በፊት ሕጉን እንደማይቀይር እና ይህ ውሳኔ የመጨረሻ ነው ብሏል።"},

	{"el", "Η κυβέρνηση δεν θα αλλάξει τον νόμο."},
	{"hy", "Կառավարությունը չի փոխի օրենքը։"},
	{"ka", "მთავრობა კანონს არ შეცვლის."},
	{"th", "รัฐบาลจะไม่แก้ไขกฎหมาย"},
	{"ta", "அரசு சட்டத்தை மாற்றாது."},
	{"zh", "政府周二表示不会在选举前修改法律。"},
	{"zh", "政府週二表示不會在選舉前修改法律，CNN 和 BBC 報導。"},
	{"ja", "政府は火曜日、選挙前に法律を改正しないと発表した。"},
	{"ko", "정부는 화요일 선거 전에 법을 바꾸지 않겠다고 밝혔다."},
}

func TestDetect(t *testing.T) {
	for _, s := range samples {
		if got := Detect(s.text); got != s.want {
			t.Errorf("%s taken for %q: %s", s.want, got, s.text)
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, text := range []string{
		"",
		"   \n\t",
		"12.03.2024 +3.5% 1:2",
		"Reuters",
		"Manchester United - Real Madrid 2:1", // names are no evidence
		"Vladimir Putin, Xi Jinping, Recep Tayyip Erdoğan, Emmanuel Macron",
		"Lorem ipsum dolor sit amet",
		"Путин",
		"你好",
		"\xff\xfe\x00",
		"Сегодня The New York Times", // neither script has two thirds
		strings.Repeat("x", 2*Window),
		strings.Repeat("\u0301", 2*Window),
	} {
		if got := Detect(text); got != "" {
			t.Errorf("Detect(%.40q) = %q, want unknown", text, got)
		}
	}
}

// Foreign names and quotations do not change the language of an article.
func TestQuotations(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The minister told Die Zeit that «der Krieg ist nicht zu Ende», and that the government would not give in before the winter.", "en"},
		{"Міністр сказав «Новой газете», що «это не конец войны», і що уряд не поступиться до зими, як і обіцяв.", "uk"},
		{"Министр сказал изданию «Українська правда», что это ещё не конец войны и что правительство не уступит.", "ru"},
		{"Recep Tayyip Erdoğan and Łukasz Żółkiewski met in Kraków, and they said that they would meet again in İstanbul.", "en"},
	} {
		if got := Detect(tt.text); got != tt.want {
			t.Errorf("Detect(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Only the start of a text is looked at, up to a whole character.
func TestWindow(t *testing.T) {
	start := strings.Repeat(samples[0].text+" ", Window/len(samples[0].text)+1)
	german := strings.Repeat(samples[1].text+" ", 1000)
	if got := Detect(start + german); got != "en" {
		t.Errorf("the end of a long text made it %q", got)
	}
	for n := range 10 {
		if s := head("єґї, 火", n); !utf8.ValidString(s) || len(s) > n {
			t.Errorf("the first %d bytes are %q", n, s)
		}
	}
}

// Any bytes give an answer, and the same every time.
func FuzzDetect(f *testing.F) {
	for _, s := range samples {
		f.Add(s.text)
	}
	f.Add("\xff\xfe\x00")
	f.Fuzz(func(t *testing.T, text string) {
		first := Detect(text)
		for range 3 {
			if again := Detect(text); again != first {
				t.Fatalf("%q is %q, then %q", text, first, again)
			}
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	for _, s := range samples[:2] {
		long := strings.Repeat(s.text+"\n\n", 100)
		b.Run("article "+s.want, func(b *testing.B) {
			for b.Loop() {
				Detect(long)
			}
		})
	}
	b.Run("by trigrams", func(b *testing.B) {
		text := strings.Repeat("Angela Merkel, Emmanuel Macron, Boris Johnson. ", 100)
		for b.Loop() {
			Detect(text)
		}
	})
}
