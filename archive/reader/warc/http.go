package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// answer is the HTTP answer inside a record. It is read leniently: crawlers keep
// what servers really sent.
type answer struct {
	status      int
	contentType string
	encodings   []string // of the body, in the order they were applied
	chunked     bool
	length      int    // of the body as the server declared it, 0 unknown
	raw         []byte // status line, header and body as received
}

var (
	statusLine = regexp.MustCompile(`^HTTP/\d(?:\.\d)?[ \t]+(\d{3})`)
	pageMark   = regexp.MustCompile(`(?i)^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)\b`)
)

// readAnswer reads status line and header. The answer holds what was read, also
// with an error.
func (r *record) readAnswer() (*answer, error) {
	a := &answer{}
	for first := true; ; first = false {
		line, err := r.block.ReadBytes('\n')
		if a.raw = append(a.raw, line...); len(a.raw) > maxHeader {
			return a, &recordError{fmt.Sprintf("its HTTP header has more than %d KiB", maxHeader>>10)}
		}
		if err == io.EOF && r.short() {
			return a, errEnds
		}
		if err != nil && err != io.EOF {
			return a, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if first {
			found := statusLine.FindStringSubmatch(text)
			if found == nil {
				return a, &recordError{"its content is no HTTP answer"}
			}
			a.status, _ = strconv.Atoi(found[1])
		} else if text != "" {
			a.set(text)
		}
		if text == "" || err == io.EOF {
			return a, nil
		}
	}
}

func (a *answer) set(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "content-type":
		a.contentType = value
	case "content-encoding":
		for coding := range strings.SplitSeq(value, ",") {
			a.encodings = append(a.encodings, strings.ToLower(strings.TrimSpace(coding)))
		}
	case "content-length":
		a.length, _ = strconv.Atoi(value)
	case "transfer-encoding":
		a.chunked = a.chunked || strings.Contains(strings.ToLower(value), "chunked")
	}
}

// noPage says what an answer is when it is no web page, "" when it is one. Head
// is the beginning of its body.
func (a *answer) noPage(head []byte) string {
	switch {
	case a.status >= 300 && a.status < 400:
		return "redirect"
	case a.status != 200 && a.status != 203:
		return "error page"
	}
	kind, _, _ := strings.Cut(a.contentType, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	top, _, _ := strings.Cut(kind, "/")
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		return ""
	case (kind == "" || kind == "no-type" || kind == "unk" || kind == "text/plain") && pageMark.Match(head):
		return "" // a server that does not say what it sends
	case kind == "text/css" || strings.Contains(kind, "javascript"):
		return "style sheet or script"
	case top == "image" || top == "audio" || top == "video" || top == "font":
		return top
	}
	return "other file"
}

// unpack undoes the codings of the body. A body that is not coded as its header
// says was decoded by the crawler.
func (a *answer) unpack(body []byte) ([]byte, error) {
	if a.chunked {
		body = dechunk(body)
	}
	for i := len(a.encodings) - 1; i >= 0; i-- {
		coding := a.encodings[i]
		if coding == "" || coding == "identity" || pageMark.Match(body[:min(len(body), 1024)]) {
			continue
		}
		decoder, err := decoderOf(coding, body)
		if err != nil {
			return nil, err
		}
		plain, err := io.ReadAll(io.LimitReader(decoder, maxPage+1))
		decoder.Close()
		if len(plain) > maxPage {
			return nil, fmt.Errorf("unpacks to a page of more than %d MiB", maxPage>>20)
		}
		if err != nil {
			return nil, fmt.Errorf("its %s coding is damaged: %w", coding, err)
		}
		body = plain
	}
	return body, nil
}

// decoderOf undoes one content coding of RFC 9110.
func decoderOf(coding string, body []byte) (io.ReadCloser, error) {
	src := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(src)
		if err != nil {
			return nil, fmt.Errorf("its gzip coding is damaged: %w", err)
		}
		return z, nil
	case "deflate": // with a zlib header, or bare as some servers send it
		if z, err := zlib.NewReader(src); err == nil {
			return z, nil
		}
		return flate.NewReader(bytes.NewReader(body)), nil
	case "br":
		return io.NopCloser(brotli.NewReader(src)), nil
	case "zstd":
		z, err := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(2*maxPage))
		if err != nil {
			return nil, fmt.Errorf("its zstd coding is damaged: %w", err)
		}
		return z.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("its content coding %q is not known", coding)
}

// dechunk joins the chunks of a body. What does not look like a chunk is taken
// as it stands: crawlers keep the header of a body that they joined.
func dechunk(body []byte) []byte {
	var joined []byte
	for len(body) > 0 {
		line, rest, ok := bytes.Cut(body, []byte("\n"))
		size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
		n, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 31)
		if !ok && len(joined) > 0 && len(line) == 0 || err != nil {
			return append(joined, body...)
		}
		if n == 0 {
			break
		}
		n = min(n, uint64(len(rest)))
		joined = append(joined, rest[:n]...)
		body = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
	return joined
}
