package language

// The languages in Latin letters.
var latinProfiles = newProfiles(true,
	profile{code: "en",
		words: `the of and to in a is that for on was with as by at from it he his be are has have not this but they an or
			who their were will been which had its after said we she her would more about when all you there out up than
			over into what if can one no do could how why new says say some first last year years week day people world
			may could against before during between being just its most other back down off amid while since government
			police president minister killed`},
	profile{code: "de", letters: "äöüß",
		words: `der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
			hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur
			bis mehr durch man sein wurde sei ich kann gegen wenn schon vom wir seine unter will nun ab`},
	profile{code: "fr", letters: "àâçéèêëîïôœùû",
		words: `le la les de des du et en un une que qui est dans pour sur par au aux pas plus ce cette avec il elle ne se
			son sa ses sont ont été à mais ou où leur nous vous être avait fait comme d l qu n c j y après deux même
			sans entre contre selon lors ces était très aussi`},
	profile{code: "es", letters: "áéíóúñ",
		words: `el la los las de del y en un una que es por para con no se su sus al lo como más pero ha han fue son este
			esta o entre sobre también hasta desde ser sin según años cuando muy todo ya donde contra tras está era
			había porque le les eso si a qué cómo durante e sido tiene`},
	profile{code: "it", letters: "àèéìòù",
		words: `il la lo gli le i di del della dei delle e in un una che è per con non si nel nella al alla da dal dalla
			sono ha hanno come più anche ma su sul sulla o questo questa tra fra dopo contro stato essere se degli ai l
			d un dell nell all ed era c cui suo sua loro due anni ci alle dai nei`},
	profile{code: "pt", letters: "áàâãçéêíóôõú",
		words: `o a os as de do da dos das e em no na nos nas um uma que é por para com não se ao aos mais foi são como mas
			ou pelo pela sobre até entre também após contra ser está seu sua ele ela isso já tem quando muito anos há
			segundo disse à às`},
	profile{code: "ca", letters: "àçèéíïòóúü",
		words: `el la els les de del dels i en un una que és per amb no es al als com més però ha han ser aquest aquesta o
			entre sobre també fins des sense segons anys quan molt tot ja on contra després està era perquè l d s pel
			pels seva seu són li hi va`},
	profile{code: "gl", letters: "áéíñóú",
		words: `o a os as do da dos das e en no na nos nas un unha que é por para con non se ao aos máis foi son como pero
			ou polo pola sobre ata entre tamén tras contra ser está seu súa el ela isto xa ten cando moi anos hai
			segundo dixo á ás`},
	profile{code: "ro", letters: "ăâîșțşţ",
		words: `și şi în de la a cu pe că nu o un din care este pentru mai sau ale al ai au fost să se ce prin după fi dar
			sunt lui ei acest această între iar când are fără asupra despre unei unui el către`},
	profile{code: "nl",
		words: `de het een van en in is dat op te zijn met voor niet aan er die om ook als dan maar bij uit door naar over
			ze hij wordt worden was heeft hebben nog of tot geen meer deze dit werd na tegen onder wel kan had al zich
			volgens onze wat`},
	profile{code: "af",
		words: `die van en in is het n dat nie op te vir met wat aan by ook as om sy hy deur was oor word maar tot uit na
			kan daar ons hulle al meer sal nog gesê`},
	profile{code: "sv", letters: "åäö",
		words: `och i att det som en på är av för med den till inte har de ett om var från men sig så vi kan nu när han hon
			än efter under vid också eller mot skulle sin där hade blev ska över detta denna år ut mycket`},
	profile{code: "da", letters: "æøå",
		words: `og i at det som en på er af for med den til ikke har de et om var fra men sig så vi kan nu når han hun end
			efter under ved også eller mod skulle sin der havde blev skal over dette denne år ud meget hvor bliver være
			blevet mere efter siger sagde ifølge mellem nogle kunne hvad hvordan dem`},
	profile{code: "no", letters: "æøå",
		words: `og i at det som en på er av for med den til ikke har de et om var fra men seg så vi kan nå når han hun enn
			etter under ved også eller mot skulle sin der hadde ble skal over dette denne år ut mye hvor blir være blitt
			mer sier sa ifølge mellom noen kunne hva hvordan dem`},
	profile{code: "nn", letters: "æøå",
		words: `og i at det som ein på er av for med den til ikkje har dei eit om var frå men seg så vi kan no når han ho
			enn etter under ved også eller mot skulle sin der hadde vart skal over dette denne år ut mykje kor blir vere
			vorte meir seier sa ifølgje mellom nokon kunne kva korleis dei`},
	profile{code: "is", letters: "ðþæáéíóúýö",
		words: `og að í á er sem til við um það var ekki með en af fyrir hann hún þeir eru hefur en þá því hafa verið eftir
			frá úr þess upp`},
	profile{code: "fi", letters: "äö",
		words: `ja on ei se että oli mutta kun myös ovat hän joka kuin niin tai sen ole mukaan jos vain sekä mitä hänen jo
			ovat jälkeen vielä nyt ollut olla olisi kertoo sanoo joiden voi vuoden vuonna`},
	profile{code: "et", letters: "äöõü",
		words: `ja on ei et see oli ka kui aga või ning mis oma kes selle ta seda nii siis pärast eest juba veel mida olid
			ole välja aasta üle`},
	profile{code: "lv", letters: "āčēģīķļņšūž",
		words: `un ir no ar uz par ka bija kas lai arī tika nav tas kā pēc vai gada tiek bet pie līdz šo viņš tā kuri būs
			gan jau vēl`},
	profile{code: "lt", letters: "ąčęėįšųūž",
		words: `ir į iš kad su yra ne buvo tai kaip už bei po apie dėl jis bet nuo taip prie jau metų tik iki gali ar kuris
			buvo savo pat per`},
	profile{code: "pl", letters: "ąćęłńóśźż",
		words: `w i z na do się nie że to jest o po od za przez dla jak ale przy oraz ze są był była było były co czy tym
			tego jego już także tylko może który która które których po ma mają pod tak jednak lub między roku lat przed
			bez`},
	profile{code: "cs", letters: "áčďéěíňóřšťúůýž",
		words: `a v se na je že s z do o ve to za podle pro k po by ale jako při od jsou byl byla bylo byly který která
			které kteří už také jeho však jen než nebo před ze tak co aby let roku proti mezi bude měl má i až není pak`},
	profile{code: "sk", letters: "áäčďéíĺľňóôŕšťúýž",
		words: `a v sa na je že s z do o vo to za podľa pre k po by ale ako pri od sú bol bola bolo boli ktorý ktorá ktoré
			ktorí už aj jeho však len než alebo pred zo tak čo aby rokov roku proti medzi bude mal má i až nie potom`},
	profile{code: "sl", letters: "čšž",
		words: `in je v na se da za so z s ki po ne pa bi tudi od kot do o bil bila bilo bili pri še ali iz to že le med sta
			ni jih lahko ga leta pred brez zaradi proti svoje kar ter ob bo ko`},
	profile{code: "hr", letters: "čćđšž",
		words: `i u je na se da za su od s iz o kao ne što će koji koja koje a to bi ali po nije biti bio bila bilo bili do
			samo više nakon prije gdje dvije tijekom također protiv između godine uz te ili tko vrijeme predsjednik
			ovdje uvijek riječ srijedu kako`},
	profile{code: "sr", letters: "čćđšž",
		words: `i u je na se da za su od s iz o kao ne što će koji koja koje a to bi ali po nije biti bio bila bilo bili do
			samo više nakon pre posle gde dve tokom takođe protiv između godine uz te ili ko vreme predsednik ovde uvek
			reč sredu kako sa`},
	profile{code: "sq", letters: "ëç",
		words: `të e në për me që një nga dhe është i së ka u do nuk më si se janë por kjo ky ai ajo ishte kanë pas duke
			edhe tij saj këtë gjatë`},
	profile{code: "hu", letters: "áéíóöőúüű",
		words: `a az és hogy nem is egy van volt meg de azt ez csak már mint szerint el még ki vagy ha lesz sem több után
			így pedig akkor között lehet ezt majd fel minden kell ami aki miatt`},
	profile{code: "tr", letters: "çğıöşü",
		words: `ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ancak ise göre ne değil var o her oldu
			dedi olduğunu tarafından yeni ya iki ki nin karşı`},
	profile{code: "az", letters: "əçğıöşü", needs: "ə",
		words: `və bir bu da də üçün ilə olan ki edib olub daha sonra görə isə onun deyib kimi qədər ən çox edən var
			tərəfindən`},
	profile{code: "uz",
		words: `va bilan bu bir uchun ham deb edi bo o ning ga da uning lekin yoki haqida keyin qilish ekan`},
	profile{code: "id",
		words: `yang dan di ini itu dengan untuk dari pada tidak dalam akan ke tersebut oleh juga karena ada adalah telah
			bahwa saat bisa mereka kata sebagai atau setelah tahun lebih para sudah menjadi kepada`},
	profile{code: "ms",
		words: `yang dan di ini itu dengan untuk dari pada tidak dalam akan ke tersebut oleh juga kerana ada adalah telah
			bahawa boleh mereka kata sebagai atau selepas tahun lebih para sudah menjadi kepada beliau ialah daripada
			turut`},
	profile{code: "vi", letters: "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", needs: "ăâđêôơưạảấầậệộủứ",
		words: `và của là các có trong cho được với một không những đã người để này từ khi tại đến về ra vào nhà sẽ như
			nhiều ông`},
	profile{code: "tl",
		words: `ang ng sa na mga at ay ni si para hindi ito kay nang may kung siya isang nito pa din rin niya sila mula lang
			ayon`},
	profile{code: "sw",
		words: `na ya wa kwa ni katika la za cha huo hiyo hii kuwa watu baada pia kama alisema yake lakini hilo huyo kutoka
			wake bila mwaka zaidi`},
	profile{code: "so",
		words: `oo ka ku iyo in ay la u ee uu waxaa aan waa ayaa loo lagu soo ah isaga kale`},
	profile{code: "ha", letters: "ɓɗƙ",
		words: `da a na ya ta cewa ba an sun kuma wani don shi ga wannan wajen daga cikin su ne`},
	profile{code: "cy", letters: "ŵŷ",
		words: `yn y yr i a o ar mae wedi am ei eu bod gan fod ond gyda oedd un hyn ac dweud`},
	profile{code: "ga", letters: "áéíóú",
		words: `an na agus ar go i le a is do ag tá sé bhí ní faoi leis chun bhfuil siad mar`},
	profile{code: "eu",
		words: `eta da ez du bat dira egin ere izan zuen dute baina dela baino hori duen dago egiten bere gara`},
	profile{code: "mt", letters: "ċġħż",
		words: `u li ta il tal fil ma għal dan minn kien din biex jew mill fuq hu din bil dwar`},
	profile{code: "eo", letters: "ĉĝĥĵŝŭ",
		words: `la de kaj en al estas ke por kun ne el ĝi sed pri oni kiu tiu estis li aŭ`},
)
