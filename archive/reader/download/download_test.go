package download

import (
	"testing"

	"dateline/archive/reader/formattest"
)

const (
	oldNexis = "1 of 1 DOCUMENTS\n\nThe Post\n\nJanuary 5, 2010 Tuesday\n\nFloods\n\nBYLINE: By ANN LEE\n\nLENGTH: 3 words\n\nIt rained.\n\nLANGUAGE: ENGLISH\n"
	nexis    = "Floods\n\nThe Post\n\nMarch 5, 2022 Saturday\n\nByline: By Ann Lee\n\nBody\n\nIt rained.\n\nLoad-Date: March 6, 2022\n\nEnd of Document\n"
	factiva  = "Floods\n3 words\n5 March 2022\n10:15\nThe Post\nPOST\nEnglish\n(c) 2022 The Post\n\nIt rained.\n\nDocument POST000020220305ei350001v\n"
)

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		oldNexis: true, nexis: true, factiva: true,
		"It rained.\n\nEnd of Document\n": false, "Of the 1 of 20 DOCUMENTS he signed none.\n": false,
		"Document POST000020220305ei350001v\n": false, "": false,
	} {
		if Sniff([]byte(text)) != want {
			t.Errorf("%q: not %v", text, want)
		}
	}
}

func FuzzRead(f *testing.F) { formattest.Fuzz(f, Read, oldNexis, nexis, factiva) }
