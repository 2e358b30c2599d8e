package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"dateline/archive/reader/document"
)

// parse reads a document with these parts.
func parse(t testing.TB, text, styles string) (*document.Document, error) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"word/document.xml": text, "word/styles.xml": styles} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, content)
	}
	z.Close()
	files, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if !Is(files) {
		t.Error("is no document of Word")
	}
	return Parse(files, nil)
}

func TestParse(t *testing.T) {
	const styles = `<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 3"/><w:basedOn w:val="b"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style></w:styles>`
	for _, c := range []struct{ text, want, problem string }{
		{`<w:document><w:body><w:p><w:r><w:t>One</w:t></w:r></w:p></w:body></w:document>`, "One", ""},
		{`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="c"/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>`, "3 b One", ""},
		{`<w:p><w:r><w:t>One</w:t></w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>in a box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>again</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:r><w:t> more</w:t></w:r></w:p>`, "in a box|One more", ""},
		{`<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>Two`, "One", "is damaged in the middle"},
		{`<!DOCTYPE x [<!ENTITY a "b">]><w:p><w:r><w:t>&a;One</w:t></w:r></w:p>`, "&a;One", ""},
		{strings.Repeat("<w:p>", 1000), "", "nested too deeply"},
		{"", "", ""},
	} {
		d, err := parse(t, c.text, styles)
		if (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%.60s: %v, want %q", c.text, err, c.problem)
		}
		var got []string
		if d != nil {
			for _, p := range d.Paragraphs {
				s := p.Text
				if p.Bold {
					s = "b " + s
				}
				if p.Level > 0 {
					s = string(rune('0'+p.Level)) + " " + s
				}
				got = append(got, s)
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%.60s: %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:vanish w:val="0"/></w:rPr><w:t>One</w:t><w:tab/><w:br/></w:r><w:del><w:t/></w:del></w:p>`, `<w:style w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>`)
	f.Fuzz(func(t *testing.T, text, styles string) { parse(t, text, styles) })
}
