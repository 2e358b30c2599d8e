package date

import (
	"strings"
	"time"
)

// months maps the names of months to their numbers, in lower case and without
// accents: English, German, French, Spanish, Italian, Portuguese, Polish, Dutch,
// Turkish, Ukrainian and Russian, in full, in the genitive, and as they are
// shortened.
var months = func() map[string]time.Month {
	names := [12]string{
		"january jan januar janner janvier janv enero ene gennaio gen janeiro styczen stycznia sty januari ocak oca січень січня січ январь января янв",
		"february feb februar feber fevrier fevr fev febrero febbraio fevereiro luty lutego lut februari subat sub лютии лютого лют февраль февраля фев февр",
		"march mar marz maerz mrz mars marzo marco marzec marca maart mrt mart березень березня бер март марта мар",
		"april apr avril avr abril abr aprile kwiecien kwietnia kwi nisan nis квітень квітня квіт апрель апреля апр",
		"may mai mayo maggio mag maio maj maja mei mayis травень травня трав маи мая",
		"june jun juni juin junio giugno giu junho czerwiec czerwca cze haziran haz червень червня черв июнь июня июн",
		"july jul juli juillet juil julio luglio lug julho lipiec lipca lip temmuz tem липень липня лип июль июля июл",
		"august aug aout agosto ago ago sierpien sierpnia sie augustus agustos серпень серпня серп август августа авг",
		"september sep sept septembre septiembre settembre set setembro wrzesien wrzesnia wrz eylul eyl вересень вересня вер сентябрь сентября сен сент",
		"october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz ekim eki жовтень жовтня жовт октябрь октября окт",
		"november nov novembre noviembre novembro listopad listopada lis kasim kas листопад листопада лист ноябрь ноября ноя нояб",
		"december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru aralik ara грудень грудня груд декабрь декабря дек",
	}
	m := map[string]time.Month{}
	for i, list := range names {
		for w := range words(list) {
			m[w] = time.Month(i + 1)
		}
	}
	return m
}()

// dateFillers may stand around a date without making it anything else: days of
// the week, articles and prepositions, "year", "at". They are folded.
var dateFillers = words("monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat sunday sun " +
	"montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so " +
	"lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim " +
	"lunes martes mie miercoles jueves jue viernes vie sabado sab domingo dom " +
	"lunedi martedi mercoledi giovedi gio venerdi sabato domenica segunda terca quarta quinta sexta feira " +
	"poniedzialek wtorek sroda czwartek piatek sobota niedziela " +
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag pazartesi sali carsamba persembe cuma cumartesi pazar " +
	"понеділок вівторок середа четвер пятниця п ятниця субота неділя пн вт ср чт пт сб нд " +
	"понедельник вторник пятница суббота воскресенье вс " +
	"the of on at a as o de del di du le la il el den der dem am um uhr h klo dnia godz o w r roku rok г года год в р року рік о об saat " +
	"first last posted date dated time local")

// dateRoles say what a date in a text is the date of. A publication comes
// before a change.
var dateRoles = map[string]int{
	"published": 2, "publication": 2, "publie": 2, "publicado": 2, "pubblicato": 2, "veroffentlicht": 2, "опубликовано": 2,
	"опубліковано": 2, "opublikowano": 2, "posted": 2, "created": 2, "issued": 2, "erstellt": 2,
	"updated": 1, "update": 1, "modified": 1, "aktualisiert": 1, "actualizado": 1, "aggiornato": 1, "revised": 1,
	"обновлено": 1, "оновлено": 1, "aktualizacja": 1, "edited": 1,
}

// zones are the abbreviations that mean one offset, in minutes east of
// Greenwich. CST is that of North America, as in the standard for mail.
var zones = map[string]int{
	"UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120,
	"EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "SAST": 120, "GST": 240, "PKT": 300, "WIB": 420, "ICT": 420,
	"HKT": 480, "SGT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
	"AKST": -540, "AKDT": -480, "HST": -600, "NST": -210, "NDT": -150, "BRT": -180, "ART": -180, "IRST": 210,
}

// words makes a set of a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
