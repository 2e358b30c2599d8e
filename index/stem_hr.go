package index

// The inflections of Croatian, Bosnian and Serbian, without accents.
var (
	croatianInflection = inflection{
		open: newEndings(`a e i o u ama ima ega emu oga ome omu ja je ji jo ju jama jima jega jemu
			ova ove ovo ovi ovima eva eve evo evi evima ija ije iji ijo iju ijama ijom ijem`),
		closed: newEndings("om em im ih og eg oj am jem jom jim jih jeg joj ov ev ij ej j"),
	}
	// predsjednici, predsjednik; u Americi, Amerika; u knjizi, knjiga.
	croatianHardened = []change{{"c", "k"}, {"z", "g"}}
)

// stemCroatian brings the forms of a noun or adjective together: Zagreb, u
// Zagrebu; hrvatski, hrvatskoga; ratovi, ratovima.
func stemCroatian(word string) string {
	stem := undoubled(croatianInflection.cut(word))
	return changed(withoutFleeting(stem, "aeiou", "ae"), croatianHardened)
}
