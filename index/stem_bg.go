package index

import "strings"

// The inflections of Bulgarian: articles and plurals.
var bulgarianEndings = newEndings(`а я о е и у ю й ът ят ия ият ията ии иите ите ието ие ето ета етата ата ята ото
	ове овете еве евете ища ищата`)

// stemBulgarian brings the forms of a noun or adjective together: президент,
// президентът, президенти; новост, новостта.
func stemBulgarian(word string) string {
	if strings.HasSuffix(word, "стта") {
		word = strings.TrimSuffix(word, "та")
	}
	stem := undoubled(bulgarianEndings.cut(word, 3))
	return withoutFleeting(stem, "аъоуеиюя", "еъ")
}
