package xmltree

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// each reads the elements called a, and shows them.
func each(t testing.TB, document string) string {
	t.Helper()
	var shown []string
	err := Decode([]byte(document)).Each(func(name string) bool { return name == "a" }, func(i Item) error {
		s := fmt.Sprintf("%d %q %q", i.Line, i.Root.Line(), i.Original)
		if i.Problem() != nil {
			s = fmt.Sprintf("%d %v", i.Line, i.Problem())
		}
		shown = append(shown, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(shown, "\n")
}

func TestEach(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"one is the document", `<x><a>1</a></x>`, `1 "1" "<x><a>1</a></x>"`},
		{"several are cut out", "<x>\n<a>1</a>\n\n<n:a k='&amp;'>2<a>3</a></n:a></x>", "2 \"1\" \"<a>1</a>\"\n4 \"23\" \"<n:a k='&amp;'>2<a>3</a></n:a>\""},
		{"the bytes of another charset", "<?xml version='1.0' encoding='iso-8859-1'?><x><a>\xe9</a><a/></x>", "1 \"é\" \"<a>\\xe9</a>\"\n1 \"\" \"<a/>\""},
		{"a wrong declaration", "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>", `1 "é" "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>"`},
		{"UTF-16", "\xff\xfe<\x00a\x00/\x00>\x00", `1 "" "\xff\xfe<\x00a\x00/\x00>\x00"`},
		{"control characters, HTML's entities", "<a>a\x01b&nbsp;c&unknown;</a>", `1 "a b c&unknown;" "<a>a\x01b&nbsp;c&unknown;</a>"`},
		{"entities are not expanded", `<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]><a>&m;</a>`, `1 "&m;" "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;\">]><a>&m;</a>"`},
		{"nothing is fetched", `<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>`, `1 "&f;" "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&f;</a>"`},
		{"cut off after an item", "<x><a>1</a>\n<a>2", "1 \"1\" \"<a>1</a>\"\n2 ends in the middle: it is cut off; get it again, whole"},
		{"broken between items", "<x><a>1</a></y>", "1 \"1\" \"<a>1</a>\"\n1 is not well-formed XML in line 1: unexpected end element </y>"},
		{"none", "<x/>", ""},
		{"no XML", "It rained.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := each(t, c.document); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	begun := time.Now()
	for name, document := range map[string]string{
		"deep":        strings.Repeat("<x>", 1e6),
		"deep inside": "<a>" + strings.Repeat("<x>", 1e6),
		"many":        "<a>" + strings.Repeat("<x/>", 1e6) + "</a>",
		"attributes":  "<a " + strings.Repeat("x='y' ", 1e5) + "/>",
		"an entity":   "<!DOCTYPE a [" + strings.Repeat("<!ENTITY a '&a;'>", 1e4) + "]><a>&a;</a>",
	} {
		if got := each(t, document); got == "" || strings.HasPrefix(name, "deep") && !strings.Contains(got, "deep") || name == "many" && !strings.Contains(got, "split it") {
			t.Errorf("%s: %.100s", name, got)
		}
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"blocks", "<a><p>One <b>bold</b>.</p><ul><li>x</li></ul></a>", "|One bold.; item|x"},
		{"escaped", "<a>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</a>", "|One.; |Two."},
		{"CDATA", "<a><![CDATA[<P>One.</P><P>Two.</P>]]></a>", "|One.; |Two."},
		{"lines", "<a>One.\n\nTwo.</a>", "|One.; |Two."},
		{"a text in one element", "<a><p>One is a line that goes on.\n\nTwo is another.\n\nThree.</p></a>", "|One is a line that goes on.; |Two is another.; |Three."},
		{"wrapped", "<a><p>One is a line\n     that goes on.</p></a>", "|One is a line that goes on."},
		{"a table", "<a><p>Results\nAyr          1 Bute          2\nColl         0 Dyce          3</p></a>", "|Results; |Ayr 1 Bute 2; |Coll 0 Dyce 3"},
		{"a company's symbol", "<a><p>Oil &lt;BP&gt; rose &lt;x/&gt;now.</p></a>", "|Oil <BP> rose now."},
		{"scripts", "<a><p>One.</p><script>x()</script></a>", "|One."},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			err := Decode([]byte(c.document)).Each(func(name string) bool { return name == "a" }, func(i Item) error {
				for _, p := range i.Root.Paragraphs(nil) {
					got = append(got, string(p.Kind)+"|"+p.Text)
				}
				return nil
			})
			if joined := strings.Join(got, "; "); joined != c.want || err != nil {
				t.Errorf("%q, want %q, %v", joined, c.want, err)
			}
		})
	}
}
