package markup

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// cut lists what a Cutter makes of a document: line, bytes and error of each
// element.
func cut(t testing.TB, document string, names ...string) (string, *Cutter) {
	t.Helper()
	c := NewCutter(strings.NewReader(document), names...)
	var out []string
	for {
		raw, line, err := c.Next()
		switch {
		case err == io.EOF:
			return strings.Join(out, " | "), c
		case errors.Is(err, ErrUnclosed):
			out = append(out, fmt.Sprintf("%d unclosed %s", line, raw))
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, fmt.Sprintf("%d %s", line, raw))
		}
	}
}

func TestCutter(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{"<a><i>1</i>\n<i x='2'/>3</i></a>", "1 <i>1</i> | 2 <i x='2'/>3</i>"},
		{"<a><item/><i>1</i></a>", "1 <i>1</i>"},
		{"<i><![CDATA[</i>]]></i>", "1 <i><![CDATA[</i>]]></i>"},
		{"<i><!-- </i> --></i>", "1 <i><!-- </i> --></i>"},
		{"<!-- <i>no</i> --><i>1</i>", "1 <i>1</i>"},
		{"<i>1\n<i>2</i>", "1 unclosed <i>1\n | 2 <i>2</i>"},
		{"<i>1</i><i>2", "1 <i>1</i> | 1 unclosed <i>2"},
		{"<i><![CDATA[ ]] > ]]]></i>\n<i>2</i>", "1 <i><![CDATA[ ]] > ]]]></i> | 2 <i>2</i>"},
		{"<x>1</x><i>2</i>", "1 <x>1</x> | 1 <i>2</i>"},
		{"", ""}, {"<", ""}, {"<i", ""}, {"<!", ""}, {"</i>", ""},
	} {
		if got, _ := cut(t, c.document, "i", "x"); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.document, got, c.want)
		}
	}
}

func TestCutterHead(t *testing.T) {
	_, c := cut(t, "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<a>\n<i>\xc4\xe0</i><b/>", "i")
	if got := string(c.Head()); got != "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<a>\n" {
		t.Errorf("head %q", got)
	}
	if got := c.Text([]byte("<i>\xc4\xe0</i>")); got != "<i>Да</i>" {
		t.Errorf("text %q", got)
	}
	if got := c.Text([]byte("<i>Да</i>")); got != "<i>Да</i>" {
		t.Errorf("UTF-8 under another name %q", got)
	}
	got, c := cut(t, "\xff\xfe<\x00i\x00>\x00\x14\x04<\x00/\x00i\x00>\x00", "i")
	if got != "1 <i>Д</i>" || string(c.Received([]byte("Д"))) != "\x14\x04" {
		t.Errorf("UTF-16: %s", got)
	}
}

// TestCutterLimit cuts an element that is too long, and the one after it.
func TestCutterLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 17 MiB")
	}
	long := io.MultiReader(strings.NewReader("<i>"), io.LimitReader(letters{}, MaxElement+1), strings.NewReader("</i><i>2</i>"))
	c := NewCutter(long, "i")
	if raw, _, err := c.Next(); !errors.Is(err, ErrTooLong) || len(raw) > MaxElement {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
	if raw, _, err := c.Next(); string(raw) != "<i>2</i>" || err != nil {
		t.Errorf("then %q, %v", raw, err)
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// shown writes a tree in one line.
func shown(n *Node) string {
	s := n.Name
	for _, key := range []string{"a", "b"} {
		if v, ok := n.Attrs[key]; ok {
			s += "@" + key + "=" + v
		}
	}
	if text := strings.TrimSpace(n.Text); text != "" {
		s += ":" + text
	}
	for _, c := range n.Children {
		s += "(" + shown(c) + ")"
	}
	return s
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"<i>1 &amp; 2</i>", "(i:1 & 2)"},
		{"<i a='1' b = \"&lt;2\"><k/>t<k>3</k></i>", "(i@a=1@b=<2:t(k)(k:3))"},
		{"<i><![CDATA[<p>1 &amp; 2</p>]]></i>", "(i:<p>1 &amp; 2</p>)"},
		{"<i><![CDATA[a <![CDATA[ b ]]> c ]]></i>", "(i:a <![CDATA[ b  c ]]>)"},
		{"<i><k>1<l>2</k>3</i>", "(i:3(k:1(l:2)))"},
		{"<i>1</x>2</i>", "(i:12)"},
		{"<i>1 < 2</i>", "(i:1 < 2)"},
		{"<i a='>'>1</i>", "(i@a=>:1)"},
		{"<i a='1>2</i>", "(i@a=1:2)"},
		{"<i>1<!-- 2 -->3<?x 4?></i>", "(i:13)"},
		{"<i>&nbsp;&unknown;&#x41;</i>", "(i:&unknown;A)"},
		{"<i><!DOCTYPE x [<!ENTITY a \"b\">]>&a;</i>", "(i:]>&a;)"},
		{"<i", "(i)"}, {"", ""}, {"<i><k>", "(i(k))"},
	} {
		if got := shown(Parse(c.raw)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.raw, got, c.want)
		}
	}
	if n := Parse(strings.Repeat("<i>", 100_000)); n.Child("i") == nil {
		t.Error("a deep tree is empty")
	}
	if n := Parse("<i>1<k a='2'>3 &amp; <b>4</b></k><l/>5").Child("i"); n.Inner != "1<k a='2'>3 &amp; <b>4</b></k><l/>5" || n.Child("k").Inner != "3 &amp; <b>4</b>" || n.Child("l").Inner != "" {
		t.Errorf("inside %q, %q", n.Inner, n.Child("k").Inner)
	}
	var none *Node
	if none.Child("x") != nil || none.Value("x") != "" {
		t.Error("no node has children")
	}
}

func FuzzMarkup(f *testing.F) {
	f.Add("<a><i>1</i>\n<i x='2'/>3</i></a>")
	f.Add("<?xml encoding='koi8-r'?><i><![CDATA[a <![CDATA[ b ]]> c ]]><!-- --></i>")
	f.Add("<i a='>' b=c>&lt;&#x41;<k>1<l></i>")
	f.Fuzz(func(t *testing.T, document string) {
		c := NewCutter(strings.NewReader(document), "i", "x:i")
		for range len(document) + 1 {
			raw, line, err := c.Next()
			if err == io.EOF {
				return
			}
			if line < 1 || line > strings.Count(document, "\n")+1 {
				t.Errorf("line %d", line)
			}
			if n := Parse(c.Text(raw)); n == nil {
				t.Error("no tree")
			}
		}
		t.Error("more elements than bytes")
	})
}
