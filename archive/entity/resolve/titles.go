package resolve

import "strings"

// A title stands before a name and is no part of it. The lists hold folded words,
// because offices are made of them: "National Security Adviser", "Secretary of
// State", "Deputy Prime Minister".

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// offices tell that what stands before them in a name belongs to the title, too:
// "US President Joe Biden". They are removed from the end of a name as well.
var offices = wordSet(`president presidente premier minister chancellor secretary senator
	adviser advisor governor ambassador spokesman spokeswoman spokesperson congressman
	congresswoman commissioner chairman chairwoman ayatollah mayor
	президент президента президенту президентом министр міністр канцлер премьер прем'єр`)

// titles may be removed from the start of a name as long as a word is left.
var titles = wordSet(`mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron
	madam madame monsieur herr frau senor senora don
	vice deputy acting former ex late then prime foreign defence defense interior finance
	energy justice health state affairs staff national security special chief executive ceo cfo director
	sen rep representative gov speaker chair chairperson leader envoy
	judge attorney prosecutor general gen colonel col lieutenant lt captain capt major maj
	sergeant sgt commander cmdr admiral adm marshal brigadier brig corporal cpl officer
	detective inspector sheriff constable cadet
	king queen prince princess crown emperor sultan emir sheikh shaikh pope popes cardinal
	archbishop metropolitan patriarch bishop father fr rev reverend rabbi imam ayatollah
	mullah mulla mawlawi maulawi maulvi molvi maulana maulan haji hajji haj hajj grand hojatoleslam hojjatoleslam mp mep
	actor actress singer author writer journalist activist billionaire tycoon coach`)

// joints stand between the words of an office.
var joints = wordSet("of for the and to de")

// honorifics go with a surname, never with a first name. The value is the sex
// they tell, or 0.
var honorifics = map[string]byte{
	"mr": 'm', "mrs": 'f', "ms": 'f', "miss": 'f', "sir": 0, "dr": 0, "prof": 0, "professor": 0,
	"president": 0, "minister": 0, "chancellor": 0, "secretary": 0, "senator": 0, "sen": 0,
	"governor": 0, "gov": 0, "general": 0, "gen": 0, "colonel": 0, "col": 0, "captain": 0,
	"rep": 0, "congressman": 'm', "congresswoman": 'f', "ambassador": 0, "judge": 0, "mayor": 0,
	"herr": 'm', "frau": 'f', "monsieur": 'm', "madame": 'f', "spokesman": 'm', "spokeswoman": 'f',
}

// regnal titles are part of what is looked up in the table: "Pope Francis".
var regnal = wordSet("pope king queen prince princess emperor sultan emir patriarch dalai")

// suffixes follow a name: "John Smith Jr.", "William Gates III".
var suffixes = wordSet("jr sr junior senior ii iii iv md phd esq qc kc mp obe cbe")

// particles open a surname of several words.
var particles = wordSet(`von van vom zu zum der den de del della dello di da das do dos du des
	la le lo las los al el as ash bin ibn bint ben abu ould ter ten te st san santa mac y e`)

// firstOrParticle are particles that are first names as well, when they stand first.
var firstOrParticle = wordSet("ben al van mac del do la lo san santa e abu di")

// eastern surnames stand first in Chinese, Korean and Vietnamese names.
var eastern = wordSet(`xi li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin
	he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen
	zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang
	shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan
	duan qian yin chang bo hua zhuo wen hong qiao pu qi
	kim lee park choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song
	hong jeon ko moon son bae paik baek heo nam noh roh ha kwak sung cha joo woo ku chun chung
	yun ri pak choe ro hyon rim ryu chon ban
	nguyen tran le pham vo phan truong bui dang do ngo duong ly dinh trinh
	tsai chiang soong ong goh lau leung chan cheung wong kwok tung`)
