package tag

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// titles stand before a person's name and are no part of it. Words that are first
// names or surnames at least as often (Major, Duke, Dean) are not among them.
var titles = wordSet(`Mr Mr. Mrs Mrs. Ms Ms. Miss Mx Dr Dr. Prof Prof. Professor Sir Dame
	President Vice-President Premier Minister Chancellor Senator Sen. Congressman Congresswoman Rep. Governor Gov. Mayor
	Councillor Ambassador Secretary Speaker Justice Sheriff Constable Inspector Superintendent Commissioner
	General Gen. Colonel Col. Lieutenant Lt. Maj. Captain Capt. Sergeant Sgt. Corporal Cpl. Admiral Adm. Brigadier Brig. Commander
	King Queen Prince Princess Emperor Empress Sultan Emir Amir Tsar Shah Sheikh Shaikh Sheikha
	Pope Cardinal Archbishop Bishop Father Fr. Reverend Rev. Pastor Rabbi Imam Ayatollah Mullah Mufti Patriarch Monsignor
	Chairman Chairwoman Spokesman Spokeswoman Coach Director Advocate Comrade Chief Crown Deputy Opposition
	Republican Democrat Democratic Conservative Labour
	Alhaji Haji Hajiya Otunba Datuk Dato' Tunku Shri Smt Smt. Kumari Maulana Hon Hon. Honourable Honorable`)

// stageNames are what follows a word of titles in names that performers chose.
var stageNames = wordSet("Latifah Princess Kong Krule Von Diamond Rogers Royce Naseem Boateng Woodard Lightyear")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// WithoutTitle takes the titles off the front of a person's name, for the first
// pass goes by how a name looks, and titles look like names.
func WithoutTitle(text *token.Text, s Span) Span {
	for s.Kind == entity.Person && s.Last-s.First > 1 && titles[text.At(s.First)] && !stageNames[text.At(s.First+1)] {
		s.First++
	}
	return s
}
