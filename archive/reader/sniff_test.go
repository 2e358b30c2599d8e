package reader

import (
	"strings"
	"testing"

	"dateline/archive/reader/prose"
)

// sniffs are beginnings of files and what they are: a format, or why they are
// not read.
var sniffs = []struct{ name, content, want string }{
	{"a.txt", "It rained all day.\n", "text"},
	{"a", "It rained all day.\n", "text"},
	{"a.json", "It rained all day.\n", "text"},
	{"a.json", "{'title': 'A'}", "json"},
	{"a.jsonl", "# lines\n{\"title\":\"A\"}\n", "json"},
	{"a.txt", "{\"title\":\"A\"}", "json"},
	{"a.txt", "[{\"title\":\"A\"}]", "json"},
	{"a.txt", "  \n [ 1, 2 ]", "json"},
	{"a.txt", "[Editor's note: it rained.]", "text"},
	{"a.txt", "{broken}\n{\"title\":\"A\"}\n{\"title\":\"B\"}\n", "json"},
	{"a.txt", "<REUTERS NEWID=\"1\">", "reuters"},
	{"a.sgm", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>", "reuters"},
	{"a.txt", "Caf\xe9 in Gen\xe8ve, o\xf9 il pleut depuis des jours.", "text"},
	{"a.txt", "\xff\xfeI\x00t\x00 \x00r\x00a\x00i\x00n\x00e\x00d\x00.\x00", "text"},
	{"a.txt", "<3 is a heart, the paper wrote.", "text"},
	{"a.txt", "Ann, Bob and Carl met.\nThey talked, at length, of rain.\nIt was late.", "text"},
	{"a.txt", "# Heading\n\nText.", "text"},
	{"a.html", "<!DOCTYPE html><html><body>x", "html"},
	{"a", "<html><p>x", "html"},
	{"a", "<p>One.</p>", "html"},
	{"a", "\n<!-- c -->\n<HTML lang=en>", "html"},
	{"a.xml", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>", "feed"},
	{"a.xml", "<?xml version=\"1.0\"?>\n<!-- c -->\n<feed xmlns=\"x\">", "feed"},
	{"a.xml", "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"x\"><nitf>", "nitf"},
	{"a.xml", "<newsItem guid=\"x\">", "newsml-g2"},
	{"a.xml", "<urlset xmlns=\"x\"><url>", "sitemap"},
	{"a.xml", "<?xml version=\"1.0\"?><thing/>", "xml"},
	{"a.dtd", "<!ELEMENT a (b)>", "looks like a document type definition (DTD)"},
	{"a.dtd", "<!-- c -->\n<!ENTITY % x \"y\">", "looks like a document type definition (DTD)"},
	{"a.csv", "title,date,text\nA,2020,It rained.\nB,2021,It stopped.\n", "csv"},
	{"a.tsv", "title\tdate\nA\t2020\nB\t2021\n", "csv"},
	{"a.csv", ",title,date,text\n0,A,2020,\"It rained.\nA lot.\"\n", "csv"},
	{"a.txt", "ZCZC AAP\r\n%A\r\n$It rained\r\n", "wire"},
	{"a.txt", "\x16\x16\x01eca062 4 i 211\n\x02It rained.\x03", "wire"},
	{"a.eml", "From: a@example.com\nTo: b@example.com\nSubject: x\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nHi.", "mail"},
	{"a.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"},
	{"a.pdf", "%PDF-1.4\n%\xe2\xe3", "looks like a PDF file"},
	{"a.rtf", "{\\rtf1\\ansi It rained.}", "rtf"},
	{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "looks like an old Microsoft Office document"},
	{"a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", "looks like a JPEG image"},
	{"a.png", "\x89PNG\r\n\x1a\n\x00\x00", "looks like a PNG image"},
	{"a.mp4", "\x00\x00\x00\x18ftypmp42", "looks like a video or image of the MP4 family"},
	{"a.exe", "MZ\x90\x00\x03", "looks like a Windows program"},
	{"a.7z", "7z\xbc\xaf\x27\x1c", "looks like a 7-Zip archive"},
	{"a.db", "SQLite format 3\x00", "looks like a SQLite database"},
	{"a.bin", "\x00\x01\x02\x03\x04\x05\x06\x07\x08", "looks like binary data"},
	{"a.txt", " \n\t\n", "holds nothing but white space, or begins with 64 KiB of it"},
}

func TestRecognise(t *testing.T) {
	for _, c := range sniffs {
		found := recognise([]byte(c.content), c.name, nil)
		if got := found.format + found.reason; got != c.want && !strings.HasPrefix(got, c.want+";") {
			t.Errorf("%s %.40q: %s, want %s", c.name, c.content, got, c.want)
		}
	}
}

func TestCharsets(t *testing.T) {
	const text = "Café à Genève: l’été fut très pluvieux, et le fleuve déborda près de la gare où l’on attendait déjà."
	const russian = "Река вышла из берегов ночью и затопила нижнюю часть города, сообщили в понедельник местные власти."
	koi8 := "\xf2\xc5\xcb\xc1 \xd7\xd9\xdb\xcc\xc1 \xc9\xda \xc2\xc5\xd2\xc5\xc7\xcf\xd7 \xce\xcf\xde\xd8\xc0 \xc9 \xda\xc1\xd4\xcf\xd0\xc9\xcc\xc1 \xce\xc9\xd6\xce\xc0\xc0 \xde\xc1\xd3\xd4\xd8 \xc7\xcf\xd2\xcf\xc4\xc1, \xd3\xcf\xcf\xc2\xdd\xc9\xcc\xc9 \xd7 \xd0\xcf\xce\xc5\xc4\xc5\xcc\xd8\xce\xc9\xcb \xcd\xc5\xd3\xd4\xce\xd9\xc5 \xd7\xcc\xc1\xd3\xd4\xc9."
	windows := "\xd0\xe5\xea\xe0 \xe2\xfb\xf8\xeb\xe0 \xe8\xe7 \xe1\xe5\xf0\xe5\xe3\xee\xe2 \xed\xee\xf7\xfc\xfe \xe8 \xe7\xe0\xf2\xee\xef\xe8\xeb\xe0 \xed\xe8\xe6\xed\xfe\xfe \xf7\xe0\xf1\xf2\xfc \xe3\xee\xf0\xee\xe4\xe0, \xf1\xee\xee\xe1\xf9\xe8\xeb\xe8 \xe2 \xef\xee\xed\xe5\xe4\xe5\xeb\xfc\xed\xe8\xea \xec\xe5\xf1\xf2\xed\xfb\xe5 \xe2\xeb\xe0\xf1\xf2\xe8."
	le, _ := prose.UTF16Of([]byte("\xff\xfe")).NewEncoder().String(russian)
	be, _ := prose.UTF16Of([]byte("\xfe\xff")).NewEncoder().String(russian)
	for _, c := range []struct{ name, content, want string }{
		{"UTF-8", text, text},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + text, text},
		{"UTF-16 little", "\xff\xfe" + le, russian},
		{"UTF-16 big", "\xfe\xff" + be, russian},
		{"KOI8-R", koi8, russian},
		{"windows-1251", windows, russian},
		{"windows-1252", strings.NewReplacer("é", "\xe9", "à", "\xe0", "è", "\xe8", "ù", "\xf9", "’", "\x92").Replace(text), text},
		{"UTF-8 with damage", text + "\xff" + text, text + "\ufffd" + text},
	} {
		a := one(t, c.content, Options{})
		if got := bodyOf(a); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
