package wiretext

import (
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

const (
	iptcMessage = "\x01exa062 4 i 211 zzzz   exa 061\r\n\nIreland-storm/\r\n\x02REFILE\r\nStorm stops ferries, \r\nislands cut off\r\nBy Mary O'Brien =\r\n\n" +
		"   Galway (exa) - A storm stopped every ferry to the islands of the west\r\non Tuesday, the harbour master of the town said late at night,\r\nand more wind is expected.\r\n\n   \"Stay in,\" the mayor said.\r\n\nexa mob jb\r\n\r\n\x03021137 GMT Jan 24 \n\x7f\n\x7f\x04"
	anpaMessage = "\x16\x16\x01W2870\x1f_asian\r\nu i\x13\x11 BC-EU--Ireland-Storm     01-02 0049\r\n\x02^BC-EU--Ireland-Storm, 1st Ld,466<\r\n^Storm stops ferries to Irish islands<\r\n" +
		"^AP Photo XNP101<\r\n^Eds: With AP Photos.<\r\n^By MARY O'BRIEN and JOE BLOGGS=\r\n^Associated Press=\r\n\t   GALWAY, Ireland (AP) _ A storm stopped every ferry.\r\n \r\n\t   Stay in.\r\n" +
		"^WHAT IS NEXT=\r\n\x08Ayr\x10Town\x1f 1\x1e 2<\r\n\r\n\t   \x03AP-WF-01-02-24 1509GMT<\r\n\r\n\x0c\r\n\x04"
	zczcMessage = "ZCZC EXA\r\n%A\r\n#Storm_BC1\r\n$Storm stops ferries\r\n:(GALWAY)\r\n&EXA\\obrien\r\n*17000000\r\n@West\r\nA storm stopped every ferry.\n\n* One\n* Two\n\r\nNNNN\r\n"
)

const (
	iptcWant = `
		line 1: Storm stops ferries, islands cut off
		source: exa
		by: Mary O'Brien
		published: 2024-01-02T11:37Z
		slug: Ireland-storm
		section: i
		place: Galway
		urgency: 4
		note: REFILE
		¶ Galway (exa) - A storm stopped every ferry to the islands of the west on Tuesday, the harbour master of the town said late at night, and more wind is expected.
		¶ "Stay in," the mayor said.
		¶ exa mob jb`
	anpaWant = `
		line 1: Storm stops ferries to Irish islands
		source: AP
		by: MARY O'BRIEN + JOE BLOGGS
		published: 2024-01-02T15:09Z
		slug: BC-EU--Ireland-Storm, 1st Ld
		section: i
		place: GALWAY, Ireland
		urgency: 3
		note: With AP Photos.
		¶ GALWAY, Ireland (AP) _ A storm stopped every ferry.
		¶ Stay in.
		¶ WHAT IS NEXT
		¶ Ayr Town 1 2`
	zczcWant = `
		line 1: Storm stops ferries
		source: EXA
		slug: Storm_BC1
		section: A
		place: GALWAY
		about: topic weather
		¶ A storm stopped every ferry.
		item¶ One
		item¶ Two`
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"IPTC 7901", iptcMessage, iptcWant},
		{"ANPA 1312", anpaMessage, anpaWant},
		{"ZCZC", zczcMessage, zczcWant},
		{"labels", "zczc\r\nAN#26945219\r\nPD#06 June 2016 14:00:00\r\nSO#EXA\r\nBY#Ann Lee\r\nXX#?\r\nTI#Rain\r\nTX#\r\nIt rained.\r\n", `
			line 1: Rain
			guid: 26945219
			source: EXA
			by: Ann Lee
			published: 2016-06-06T14:00:00
			¶ It rained.`},
		{"lines that end in a carriage return", "\rZCZC\r#Rain Table\r:11/10/2015\r\rIt rained all day.\r\rAnd all night.", `
			line 1: It rained all day.
			slug: Rain Table
			¶ It rained all day.
			¶ And all night.`},
		{"several of each kind, with rubbish between", iptcMessage + "\r\n\r\n" + iptcMessage + "\x7f\r\nZCZC EXA\r\n$Rain one\r\nOne.\r\nNNNN\r\nZCZC EXA\r\n$Rain two\r\nTwo.\r\n" + anpaMessage, iptcWant + `

		line 21: Storm stops ferries, islands cut off` + iptcWant[len(`
		line 1: Storm stops ferries, islands cut off`):] + `

		line 40: Rain one
		source: EXA
		¶ One.

		line 44: Rain two
		source: EXA
		¶ Two.

		line 47: Storm stops ferries to Irish islands` + anpaWant[len(`
		line 1: Storm stops ferries to Irish islands`):]},
		{"no headline", "\x01exa0001 3 i 46  exa 0027\r\n\x02 \r\nIt rained on the whole coast today, and it will rain on.\r\n\x03", `
			line 1: It rained on the whole coast today, and it will rain on.
			source: exa
			section: i
			urgency: 3
			¶ It rained on the whole coast today, and it will rain on.`},
		{"another layout", "\x01SHDRACE: AYR\x1f6\x1fN\r\n\r\n1. Horse", `
			line 1: rejected: begins as a message of a wire service does, but is none of IPTC 7901 or ANPA 1312: there is no start of a text in it`},
		{"another header", "\x01hello\r\nRAIN/\r\n\x02Rain all week =\r\n\r\nIt rained.\r\n\x03\x04", `
			line 1: Rain all week
			slug: RAIN
			¶ It rained.`},
		{"nothing", "\x01exa\x02\x03\x04", `
			line 1: rejected: has neither a headline nor text: nothing to keep`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !Sniff([]byte(c.document)) {
				t.Error("not recognised")
			}
			formattest.Is(t, formattest.Show(t, Read, c.document), c.want)
		})
	}
}

func TestSniff(t *testing.T) {
	for _, s := range []string{"", "It rained.", "zczcar was a person", "\x02text", "{\"ZCZC\": 1}"} {
		if Sniff([]byte(s)) {
			t.Errorf("%q is taken for a message", s)
		}
	}
}

func FuzzRead(f *testing.F) { formattest.Fuzz(f, Read, iptcMessage, anpaMessage, zczcMessage) }

// A message without an end is given up in time, however its bytes come.
func TestEndless(t *testing.T) {
	text := strings.Repeat("It rained and rained on the whole coast, and nobody knew how long it would go on.\r\n", 2*maxMessage/80)
	begun := time.Now()
	problems := 0
	err := Read(t.Context(), format.Input{Body: iotest.HalfReader(strings.NewReader("\x01exa0001 3 i 46  exa 0027\r\n\x02" + text))}, func(rec format.Record) error {
		if rec.Problem != nil {
			problems++
		}
		return nil
	})
	if took := time.Since(begun); err != nil || problems != 1 || took > time.Minute {
		t.Errorf("%d problems after %v, %v", problems, took, err)
	}
}
