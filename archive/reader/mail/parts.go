package mail

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/prose"
)

// The most parts of a message, and how deep they may lie in each other.
const (
	maxParts = 500
	maxDepth = 20
)

// parts gathers what is in a message.
type parts struct {
	shown    []archive.Paragraph
	plain    string   // the first text, as it was written
	inner    [][]byte // forwarded messages
	attached []string
	left     int
}

// text is what the message says, or the one it forwards.
func (p *parts) text() []archive.Paragraph {
	if len(p.shown) == 0 && len(p.inner) > 0 {
		inner := parts{left: p.left}
		head, body := parseHeader(p.inner[0])
		inner.read(head, body, maxDepth/2)
		return inner.shown
	}
	return p.shown
}

// note names the attachments.
func (p *parts) note() string {
	if len(p.attached) == 0 {
		return ""
	}
	const named = 20
	list := p.attached[:min(len(p.attached), named)]
	note := "attached: " + strings.Join(list, ", ")
	if more := len(p.attached) - named; more > 0 {
		note += fmt.Sprintf(" and %d more", more)
	}
	return note
}

// read takes in one part with those in it.
func (p *parts) read(head fields, body []byte, depth int) {
	if p.left--; p.left < 0 || depth > maxDepth {
		return
	}
	kind, params, err := mime.ParseMediaType(head.get("content-type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, where, _ := mime.ParseMediaType(head.get("content-disposition"))
	name := words(where["filename"])
	if name == "" {
		name = words(params["name"])
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		p.multi(kind, cut(body, params["boundary"]), depth)
	case kind == "message/rfc822" && disposition != "attachment":
		p.inner = append(p.inner, body)
	case disposition == "attachment" || kind != "text/plain" && kind != "text/html":
		p.attached = append(p.attached, strings.TrimSpace(name+" ("+kind+")"))
	default:
		text := inCharset(decoded(body, head.get("content-transfer-encoding")), params["charset"])
		p.plain = cmp.Or(p.plain, text)
		p.shown = append(p.shown, paragraphs(kind, text)...)
	}
}

// multi takes in the parts of a part: all of them, or the best of alternatives.
func (p *parts) multi(kind string, list [][]byte, depth int) {
	if kind != "multipart/alternative" {
		for _, raw := range list {
			head, body := parseHeader(raw)
			p.read(head, body, depth+1)
		}
		return
	}
	var best []archive.Paragraph
	most := 0
	for _, raw := range list { // the plain one first, as it comes: another must say much more
		one := parts{left: p.left}
		head, body := parseHeader(raw)
		one.read(head, body, depth+1)
		p.left = one.left
		p.attached = append(p.attached, one.attached...)
		p.inner = append(p.inner, one.inner...)
		p.plain = cmp.Or(p.plain, one.plain)
		if n := letters(one.shown); n > 2*most {
			best, most = one.shown, n
		}
	}
	p.shown = append(p.shown, best...)
}

func letters(body []archive.Paragraph) int {
	n := 0
	for _, par := range body {
		n += utf8.RuneCountInString(par.Text)
	}
	return n
}

func paragraphs(kind, text string) []archive.Paragraph {
	if kind == "text/html" {
		return prose.FromHTML(text)
	}
	return prose.FromText(unsigned(prose.Clean(text)))
}

// unsigned cuts off the signature, which follows a line of two hyphens near the
// end.
func unsigned(text string) string {
	const most = 20
	lines := strings.Split(text, "\n")
	for i := len(lines) - 1; i > 0 && i >= len(lines)-most; i-- {
		if strings.TrimRight(lines[i], " ") == "--" {
			return strings.Join(lines[:i], "\n")
		}
	}
	return text
}

// cut parts a body at its boundary lines. A last part that does not end is whole.
func cut(body []byte, boundary string) [][]byte {
	var list [][]byte
	mark := []byte("--" + boundary)
	begun := -1
	for at := 0; at < len(body); {
		end := len(body)
		if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if line := bytes.TrimRight(body[at:end], " \t\r\n"); bytes.HasPrefix(line, mark) {
			rest := line[len(mark):]
			if len(rest) == 0 || bytes.Equal(rest, []byte("--")) {
				if begun >= 0 {
					list = append(list, body[begun:at])
				}
				if begun = end; len(rest) > 0 {
					return list
				}
				if len(list) > maxParts {
					return list
				}
			}
		}
		at = end
	}
	if begun >= 0 && begun < len(body) {
		list = append(list, body[begun:])
	}
	return list
}

// decoded undoes a transfer encoding; what is damaged is left out.
func decoded(body []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		kept := make([]byte, 0, len(body))
		for _, c := range body {
			if c == '=' {
				break
			}
			if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' {
				kept = append(kept, c)
			}
		}
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(kept)))
		n, _ := base64.RawStdEncoding.Decode(out, kept)
		return out[:n]
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil { // not what it says it is
			return append(out, body[min(len(body), len(out)):]...)
		}
		return out
	}
	return body
}
