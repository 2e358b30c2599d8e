package mail

import (
	"strings"
	"testing"

	"dateline/archive/reader/formattest"
)

const (
	simple = "\r\n  \r\nReceived: by host with SMTP;\r\n        Tue, 2 Jan 2024 10:16:00 +0000\r\nFrom: =?utf-8?q?Mary_O=27Brien?= <mob@example.com>\r\nTo: desk@example.org\r\nSubject: =?iso-8859-1?Q?Caf=E9s_?=\r\n =?iso-8859-1?Q?closed?=\r\nDate: Tue, 02 Jan 2024 10:15:00 +0000 (GMT)\r\n" +
		"Message-ID: <1@example.com>\r\nKeywords: storm, ferries\r\nContent-Language: en-IE\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		"A storm closed every caf=E9 on the coast of the west on Tuesday, =\r\nthe town said.\r\n\r\nStay in.\r\n-- \r\nMary\r\n0123\r\n"
	mixed = "From: Example Courier <news@example.com>\nSubject: Morning\nDate: Tue, 2 Jan 2024 08:00:00 +0100\nMIME-Version: 1.0\nList-Id: \"Morning briefing\" <m.example.com>\nContent-Type: multipart/mixed; boundary=\"b1\"\n\nfor old programs\n" +
		"--b1\nContent-Type: multipart/alternative; boundary=b2\n\n--b2\nContent-Type: text/plain\n\nRead it in a browser.\n--b2\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
		"PGgyPkZlcnJpZXM8L2gyPjxwPkEgc3Rvcm0gc3RvcHBlZCBldmVyeSBmZXJyeSB0byB0aGUgaXNs\nYW5kcyBvZiB0aGUgd2VzdC48L3A+\n--b2--\n--b1\nContent-Type: image/jpeg; name=\"waves.jpg\"\nContent-Disposition: attachment; filename=\"waves.jpg\"\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ\n--b1--\n"
	mailbox = "From a@example.com Tue Jan  2 10:15:00 2024\nFrom: Ann Lee <a@example.com>\nTo: b\nSubject: One\nDate: Tue, 2 Jan 2024 10:15:00 +0000\n\nIt rained.\n>From then on it was dry.\n\n" +
		"From the start of the line, this is text.\n\nFrom b@example.com Tue Jan  2 11:15:00 2024\nFrom: b@example.com\nTo: a\nSubject: Two\nDate: nonsense\n\nIt snowed.\n"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"one message", simple, `
			line 3: Cafés closed
			guid: 1@example.com
			source: example.com
			by: Mary O'Brien
			published: 2024-01-02T10:15:00Z
			language: en
			about: topic storm, topic ferries
			¶ A storm closed every café on the coast of the west on Tuesday, the town said.
			¶ Stay in.`},
		{"parts and an attachment", mixed, `
			line 1: Morning
			source: Morning briefing
			by: Example Courier
			published: 2024-01-02T08:00:00+01:00
			note: attached: waves.jpg (image/jpeg)
			heading¶ Ferries
			¶ A storm stopped every ferry to the islands of the west.`},
		{"a mailbox", mailbox, `
			line 1: One
			source: example.com
			by: Ann Lee
			published: 2024-01-02T10:15:00Z
			¶ It rained.
			¶ From then on it was dry.
			¶ From the start of the line, this is text.

			line 12: Two
			source: example.com
			¶ It snowed.`},
		{"a form's answer", "From: f@example.com\nTo: a\nSubject: Story\nDate: Tue, 2 Jan 2024 08:00:00 +0100\n\n{\"Headline\":[\"Rain\"],\"Dateline\":[\"GALWAY\"],\"Body\":[\"It rained.\"]}\n", `
			line 1: Rain
			source: example.com
			published: 2024-01-02T08:00:00+01:00
			place: GALWAY
			¶ It rained.`},
		{"a forwarded message", "From: f@example.com\nTo: a\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nSubject: Rain\n\nIt rained.\n--x--\n", `
			line 1: Fwd
			source: example.com
			¶ It rained.`},
		{"letters in an encoded word", "From: f@example.com\nTo: a\nSubject: =?windows-1252?Q?Rain\u2019s_end=85?=\n\nIt rained.\n", `
			line 1: Rain’s end…
			source: example.com
			¶ It rained.`},
		{"nothing to keep", "From: f@example.com\nTo: a\nDate: Tue, 2 Jan 2024 08:00:00 +0100\n\n", `
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
	for _, s := range []string{
		"", "It rained.", "From the start it rained.\nSubject: x\nTo: y\n", "Title: Rain\nDate: 2024-01-02\nAuthor: Ann Lee\n\nIt rained.",
	} {
		if Sniff([]byte(s)) {
			t.Errorf("%q is taken for mail", s)
		}
	}
}

// Messages that are too long are named, and those after them are read.
func TestTooLong(t *testing.T) {
	long := "From a@example.com Tue Jan  2 10:15:00 2024\nFrom: a@example.com\nTo: b\nSubject: Long\n\n" + strings.Repeat(strings.Repeat("x", 99)+"\n", maxMessage/100) + "\n"
	got := formattest.Show(t, Read, long+mailbox)
	if len(got) != 3 || !strings.Contains(got[0], "rejected: is longer than 32 MiB") || !strings.Contains(got[2], "Two") {
		t.Errorf("%.300q", got)
	}
}

func FuzzRead(f *testing.F) {
	nested := "Content-Type: multipart/mixed; boundary=a\n\n" + strings.Repeat("--a\nContent-Type: multipart/mixed; boundary=a\n\n", 50)
	formattest.Fuzz(f, Read, simple, mixed, mailbox, nested)
}
