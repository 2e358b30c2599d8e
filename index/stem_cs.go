package index

// The inflections of Czech and Slovak, without accents.
var (
	czechInflection = inflection{
		open: newEndings(`a e i o u y ou ami emi imi ymi ama ho eho iho emu imu ove ovi
			ata eti ovia mi ia ie iu ii io iou`),
		closed: newEndings("em um om am im ym ech ach ich ych och iach iam ov uv ej oj at"),
	}
	// američtí, americký; v Americe, Amerika; v Praze, Praha.
	czechHardened = []change{{"ct", "ck"}, {"c", "k"}, {"z", "h"}}
)

// stemCzech brings the forms of a noun or adjective together: Praha, v Praze;
// Trump, Trumpův, Trumpovi.
func stemCzech(word string) string {
	stem := undoubled(czechInflection.cut(word))
	return changed(withoutFleeting(stem, "aeiouy", "e"), czechHardened)
}
