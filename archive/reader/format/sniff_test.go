package format

import (
	"strings"
	"testing"
	"testing/iotest"
)

func TestRootOf(t *testing.T) {
	for _, c := range []struct{ head, want string }{
		{"<rss version='2.0'>", "rss"},
		{"\xef\xbb\xbf \n<?xml version=\"1.0\"?>\n<!-- <rss> -->\n<feed xmlns='x'>", "feed"},
		{"<!DOCTYPE nitf SYSTEM \"x\"><nitf>", "nitf"},
		{"<!doctype html [ <!ENTITY a \"b\"> ]>\n<HTML/>", "html"},
		{"<?xml-stylesheet href='a.css'?><rdf:RDF\nxmlns='x'>", "rdf:rdf"},
		{"\xff\xfe<\x00r\x00s\x00s\x00>\x00", "rss"},
		{"It rained.", ""},
		{"<3 is a heart", ""},
		{"<?xml", ""},
		{"", ""},
	} {
		if got := RootOf([]byte(c.head)); got != c.want {
			t.Errorf("root of %q is %q, want %q", c.head, got, c.want)
		}
	}
}

func TestAll(t *testing.T) {
	if content, err := All(Input{Body: strings.NewReader("It rained.")}); string(content) != "It rained." || err != nil {
		t.Errorf("%q, %v", content, err)
	}
	if _, err := All(Input{Body: iotest.ErrReader(iotest.ErrTimeout)}); err != iotest.ErrTimeout {
		t.Errorf("error %v", err)
	}
	if _, err := All(Input{Body: endless{}}); err == nil || !strings.Contains(err.Error(), "64 MiB") {
		t.Errorf("error %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
