package warc

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

// record is one of a WARC file.
func warcRecord(kind, target, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, target, contentType, len(block), block)
}

// response is a record with an HTTP answer.
func response(target, header, body string) string {
	return warcRecord("response", target, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+header+"\r\n\r\n"+body)
}

const html = "Content-Type: text/html; charset=utf-8"

// read shows what comes of a web archive; a page is shown as it is handed on.
func read(t testing.TB, content string) string {
	t.Helper()
	var lines []string
	page := func(_ context.Context, in format.Input, yield format.Yield) error {
		body, err := io.ReadAll(in.Body)
		if err != nil {
			t.Error(err)
		}
		lines = append(lines, fmt.Sprintf("%s|%s|%s", in.URL, in.ContentType, body))
		return yield(format.Record{Original: body})
	}
	err := Read(t.Context(), format.Input{Name: "a.warc", Body: strings.NewReader(content)}, page, func(rec format.Record) error {
		switch {
		case rec.Problem != nil:
			lines = append(lines, rec.Part+": "+rec.Problem.Error())
		case rec.Skipped != "":
			lines = append(lines, rec.Skipped)
		case !strings.Contains(content, string(rec.Original)) || rec.MediaType != MediaType:
			t.Errorf("original of type %s is not part of the archive: %q", rec.MediaType, rec.Original)
		default:
			lines[len(lines)-1] += "|" + rec.Captured.Format("2006-01-02 15:04:05")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

func coded(t testing.TB, coding, s string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	}
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

const arc = "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 15\n1 0 A\nURL etc.\n\nhttp://x.example/a b 1.2.3.4 20140216050221 text/html 64\n" +
	"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>One two 3</p>\n123456\nhttp://x.example/c 1.2.3.4 20140216050222 image/gif 44\nHTTP/1.1 200 OK\nContent-Type: image/gif\n\nGIF\n"

func TestRead(t *testing.T) {
	const page = "<html><p>It rained.</p></html>"
	const want = "http://x.example/|text/html; charset=utf-8|" + page + "|2024-05-06 07:08:09"
	const info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"
	const x = "http://x.example/"
	for _, c := range []struct{ name, content, want string }{
		{"a page", info + response(x, html, page), want},
		{"address in brackets", response("<http://x.example/>", html, page), want},
		{"blank in the address", response("http://x.example/a b", html, page), strings.Replace(want, "example/", "example/a%20b", 1)},
		{"chunks", response(x, html+"\r\nTransfer-Encoding: chunked", "6\r\n<html>\r\n18;a=b\r\n<p>It rained.</p></html>\r\n0\r\n\r\n"), want},
		{"chunks that are joined already", response(x, html+"\r\nTransfer-Encoding: chunked", page), want},
		{"gzip", response(x, html+"\r\nContent-Encoding: gzip", coded(t, "gzip", page)), want},
		{"deflate", response(x, html+"\r\nContent-Encoding: deflate", coded(t, "deflate", page)), want},
		{"brotli", response(x, html+"\r\nContent-Encoding: br", coded(t, "br", page)), want},
		{"zstd", response(x, html+"\r\nContent-Encoding: zstd", coded(t, "zstd", page)), want},
		{"decoded already", response(x, html+"\r\nContent-Encoding: gzip", page), want},
		{"unknown coding", response(x, html+"\r\nContent-Encoding: sdch", "xyz"), x + `: record at byte 0: its content coding "sdch" is not known`},
		{"damaged coding", response(x, html+"\r\nContent-Encoding: gzip", coded(t, "gzip", page)[:30]), x + ": record at byte 0: its gzip coding is damaged: unexpected EOF"},
		{"a bomb", response(x, html+"\r\nContent-Encoding: gzip", coded(t, "gzip", strings.Repeat(" ", maxPage+1))), x + ": record at byte 0: unpacks to a page of more than 8 MiB"},
		{"no content type", response(x, "Server: a", page), strings.Replace(want, "text/html; charset=utf-8", "", 1)},
		{"resource", warcRecord("resource", x, "text/html", page), strings.Replace(want, "; charset=utf-8", "", 1)},
		{"others", response(x, "Content-Type: image/png", "x") + response(x, "Content-Type: text/css", "x") + response(x, "Content-Type: application/pdf", "x") +
			warcRecord("revisit", x, "application/http", "HTTP/1.1 200 OK\r\n\r\n") + warcRecord("request", x, "application/http", "GET / HTTP/1.1\r\n\r\n") + warcRecord("conversion", x, "text/plain", "x") +
			warcRecord("response", x, "application/http", "HTTP/1.1 302 \r\nLocation: y\r\n\r\n") + warcRecord("response", x, "application/http", "HTTP/1.1 404 Not Found\r\n"+html+"\r\n\r\n"+page) +
			warcRecord("response", "dns:x.example", "text/dns", "x"),
			"image\nstyle sheet or script\nother file\nrepeated capture\nconverted capture\nredirect\nerror page"},
		{"cut off", response(x, html, page)[:240], x + ": record at byte 0: the archive ends in the middle of this record"},
		{"cut off in the header", info + "WARC/1.0\r\nWARC-Type: resp", ": record at byte 59: the archive ends in the middle of this record"},
		{"strayed bytes", "WARC/1.0\r\nContent-Length: 2\r\n\r\nabc\r\nmore\r\n" + response(x, html, page), ": record at byte 33: 9 bytes belong to no record and were passed over\n" + want},
		{"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + response(x, html, page), ": record at byte 0: its header has no Content-Length\n" + want},
		{"no HTTP", warcRecord("response", x, "application/http", "SMTP\r\n\r\n"), x + ": record at byte 0: its content is no HTTP answer"},
		{"empty page", response(x, html, "\r\n "), "empty page"},
		{"lines that end otherwise", strings.ReplaceAll("WARC/0.18\r\nWARC-Type: resource\r\nWARC-Target-URI: http://\r\n x.example/\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n", "\r\n", "\r\r\n") + "<p>", "http://x.example/|text/html|<p>|0001-01-01 00:00:00"},
		{"nothing", info, ": is a web archive that holds no captured pages"},
		{"ARC", arc, "http://x.example/a%20b|text/html|<p>One two 3</p>\n123456|2014-02-16 05:02:21\nimage"},
		{"ARC 2", "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 200 - - 0 a.arc 15\n2 0 A\nURL etc.\n\nhttp://x.example/a 1.2.3.4 20140216050221 text/html 200 C - 9 a.arc 46\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>12\n", "http://x.example/a|text/html|<p>12|2014-02-16 05:02:21"},
	} {
		if got := read(t, c.content); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestLargeRecord passes over what is too large to hold.
func TestLargeRecord(t *testing.T) {
	large := response("http://x.example/film", "Content-Type: video/mp4", strings.Repeat("x", 2*maxPage)) +
		response("http://x.example/page", html, strings.Repeat("x", maxPage+1)) + response("http://x.example/", html, "<p>1")
	const want = "video\nhttp://x.example/page: record at byte 16777446: is a page of more than 8 MiB\nhttp://x.example/|text/html; charset=utf-8|<p>1|2024-05-06 07:08:09"
	if got := read(t, large); got != want {
		t.Errorf("got %s", got)
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]bool{
		"WARC/1.0\r\nWARC": true, "WARC/1.1\nX": true, "WARC/0.17\r\n": true, "filedesc://x": true, "WARC/1.0 is a format": false, "": false, "WARC/": false,
	} {
		if Sniff([]byte(head)) != want {
			t.Errorf("%q: not %v", head, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	seeds := []string{
		response("http://x.example/", html+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", "5\r\nabcde\r\n0\r\n\r\n"),
		warcRecord("revisit", "<http://x.example/>", "application/http", "HTTP/1.1 200 OK\r\n\r\n") + "x\r\n" + warcRecord("resource", "http://x", "text/html", "<p>"),
		arc,
	}
	for _, coding := range []string{"deflate", "br", "zstd"} {
		seeds = append(seeds, response("http://x.example/", html+"\r\nContent-Encoding: "+coding, coded(f, coding, "<p>One")))
	}
	page := func(_ context.Context, in format.Input, yield format.Yield) error {
		_, err := io.Copy(io.Discard, in.Body)
		return errors.Join(err, yield(format.Record{Article: archive.Article{Title: "A"}}))
	}
	formattest.Fuzz(f, func(ctx context.Context, in format.Input, yield format.Yield) error {
		return Read(ctx, in, page, yield)
	}, seeds...)
}
