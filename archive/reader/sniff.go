package reader

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/archive/reader/format"
	"dateline/archive/reader/table"
)

// recognised is what an input's first bytes say: its format, or why it is not
// read.
type recognised struct {
	format string
	reason string
}

func notRead(what string) string { return "looks like " + what + "; that is not read yet" }

// recognise decides by content. The name settles only whether something that is
// almost JSON is broken JSON or a text. M may name the columns of a table.
func recognise(head []byte, name string, m Mapping) recognised {
	if kind := binaryKind(head); kind != "" {
		return recognised{reason: notRead(kind)}
	}
	text := format.Text(head)
	if text == "" {
		return recognised{reason: "holds nothing but white space, or begins with 64 KiB of it"}
	}
	for _, f := range formats {
		if f.sniff != nil && f.sniff(head, name) {
			return recognised{format: f.name}
		}
	}
	switch kind := textKind(text); {
	case kind != "":
		return recognised{reason: notRead(kind)}
	case noise(text):
		return recognised{reason: "looks like binary data; only text can be read"}
	}
	if table.SniffMapped(head, m) {
		return recognised{format: formatTable}
	}
	return recognised{format: formatText}
}

// magic are the first bytes of binary files, with an offset where they are not
// at the start.
var magic = []struct {
	at   int
	sign string
	kind string
}{
	{0, "%PDF-", "a PDF file"},
	{0, "%!PS", "a PostScript file"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"},
	{0, "\xff\xd8\xff", "a JPEG image"},
	{0, "\x89PNG\r\n\x1a\n", "a PNG image"},
	{0, "GIF87a", "a GIF image"},
	{0, "GIF89a", "a GIF image"},
	{8, "WEBPVP8", "a WebP image"},
	{8, "WAVEfmt", "a WAV sound file"},
	{8, "AVI LIST", "an AVI video"},
	{0, "II*\x00", "a TIFF image"},
	{0, "MM\x00*", "a TIFF image"},
	{0, "\x00\x00\x01\x00", "an icon"},
	{0, "8BPS\x00", "a Photoshop image"},
	{4, "ftyp", "a video or image of the MP4 family"},
	{0, "\x1aE\xdf\xa3", "a Matroska or WebM video"},
	{0, "ID3", "an MP3 sound file"},
	{0, "\xff\xfb", "an MP3 sound file"},
	{0, "OggS", "an Ogg file"},
	{0, "fLaC", "a FLAC sound file"},
	{0, "\x7fELF", "a program"},
	{0, "MZ\x90\x00", "a Windows program"},
	{0, "\xcf\xfa\xed\xfe", "a program"},
	{0, "\xca\xfe\xba\xbe", "a program"},
	{0, "\x00asm", "a WebAssembly program"},
	{0, "SQLite format 3\x00", "a SQLite database"},
	{0, "PAR1", "a Parquet file"},
	{0, "\x04\x22\x4d\x18", "an lz4 archive"},
	{0, "7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{0, "Rar!\x1a\x07", "a RAR archive"},
	{0, "\x1f\x9d", "a compress (.Z) archive"},
	{0, "wOFF", "a font"},
	{0, "wOF2", "a font"},
}

// binaryKind names a file that is not text, or "".
func binaryKind(head []byte) string {
	for _, m := range magic {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.sign)) {
			return m.kind
		}
	}
	return ""
}

// officeKind names a zip that is one document rather than a box of files.
func officeKind(files *zip.Reader) string {
	for _, f := range files.File {
		switch {
		case strings.HasPrefix(f.Name, "xl/"):
			return "an Excel workbook"
		case strings.HasPrefix(f.Name, "ppt/"):
			return "a PowerPoint file"
		case f.Name == "META-INF/container.xml":
			return "an EPUB book"
		case f.Name == "META-INF/MANIFEST.MF":
			return "a Java program"
		case f.Name == "content.xml":
			return "an OpenDocument file"
		}
	}
	return ""
}

var (
	reutersStart = regexp.MustCompile(`^(?:<!DOCTYPE lewis\b|<REUTERS[ >])`)
	definitions  = regexp.MustCompile(`(?s)^(?:<\?.*?\?>|<!--.*?-->|\s+)*<!(?:ELEMENT|ENTITY|ATTLIST)\b`)
)

// textKind names the text formats that announce themselves.
func textKind(text string) string {
	switch {
	case strings.HasPrefix(text, "BEGIN:VCALENDAR"):
		return "a calendar"
	case strings.HasPrefix(text, "BEGIN:VCARD"):
		return "an address card"
	}
	if strings.HasPrefix(text, "<") {
		return markupKind(text)
	}
	return ""
}

// documents are the XML formats by their root element, in lower case.
var documents = map[string]string{
	"svg": "an SVG image", "tei": "a TEI document",
}

// markupKind names a text that begins with a tag, or "".
func markupKind(text string) string {
	if definitions.MatchString(text) {
		return "a document type definition (DTD)"
	}
	declared := strings.HasPrefix(text, "<?xml")
	root, text := format.Root(text)
	switch {
	case strings.TrimSpace(text) == "":
		return "an XML document without content"
	case documents[root] != "":
		return documents[root]
	}
	if declared {
		return "an XML document"
	}
	return ""
}

func isReuters(head []byte) bool { return reutersStart.MatchString(format.Text(head)) }

func isJSON(head []byte, name string) bool {
	text := format.Text(head)
	return looksLikeJSON(text, name) && textKind(text) == ""
}

// looksLikeJSON asks for a beginning that only JSON has: a brace and a quote, or
// a bracket and a value. A file of lines may begin with a broken one: then two
// good lines decide, or one and the name.
func looksLikeJSON(text, name string) bool {
	if jsonStart.MatchString(text) {
		return true
	}
	lines := len(jsonLine.FindAllStringIndex(text, 2))
	return lines == 2 || (lines == 1 || text[:1] == "{" || text[:1] == "[") && hasJSONName(name)
}

func hasJSONName(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{".json", ".jsonl", ".ndjson", ".jsonlines", ".json-seq"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

var (
	jsonStart = regexp.MustCompile(`^(?:\{\s*["}]|\[\s*[\[{\]]|\[\s*"(?:[^"\\]|\\.)*"\s*[,\]]|\[\s*-?[0-9.]+\s*[,\]])`)
	jsonLine  = regexp.MustCompile(`(?m)^\{\s*"[^"\n]{1,64}"\s*:`)
)

// noise says that control characters are too many for a text. A wire story has
// a few.
func noise(text string) bool {
	count, size := 0, 0
	for _, c := range text {
		size++
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' || c == utf8.RuneError || c >= 0x7f && c < 0xa0 {
			count++
		}
		if c == 0 {
			count += 4
		}
	}
	return count > 4 && count*50 > size
}
