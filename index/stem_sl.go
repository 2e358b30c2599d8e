package index

// The inflections of Slovene, without accents.
var sloveneInflection = inflection{
	open: newEndings(`a e i o u oma ema ama ima ega emu imi ami mi ja je ji jo ju jema jega jemu jih ija ije iji ijo
		ova ove ovo ovi eva eve evo evi jeva jeve jevo jevi ovega ovemu jevega jevemu`),
	closed: newEndings("om em am im ov ev ih ah eh jem jev ovih jevih ovim jevim ovem jevem ij ej j"),
}

// stemSlovene brings the forms of a noun or adjective together: Slovenija, v
// Sloveniji; Trump, Trumpov, Trumpove.
func stemSlovene(word string) string {
	stem := undoubled(sloveneInflection.cut(word))
	return withoutFleeting(stem, "aeiou", "e")
}
