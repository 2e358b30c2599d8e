package wxr

import (
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/prose"
)

// players are the short codes that WordPress itself replaces by something that
// is no text.
const players = `caption|wp_caption|gallery|embed|audio|video|playlist|contact-form|contact-form-7|contact-field|youtube|tweet`

var (
	blankLine = regexp.MustCompile(`\r?\n[ \t]*\r?\n\s*`)
	verbatim  = regexp.MustCompile(`(?is)<pre\b.*?</pre>`)
	player    = regexp.MustCompile(`\[(` + players + `)\b[^\]\n]*\]`)

	// A short code has a known name, or attributes, or ends another.
	shortCode = regexp.MustCompile(`\[/?(?:` + players + `|more|nextpage)(?:\s[^\]\n]*)?/?\]` +
		`|\[/?[a-z][a-z0-9_-]{1,40}(?:\s+[a-z0-9_-]{1,40}=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]]+))+\s*/?\]` +
		`|\[/[a-z][a-z0-9_-]{1,40}\]`)
)

// body makes paragraphs of a post. WordPress makes them at blank lines when it
// shows a post, and replaces its short codes; here those go.
func body(content string) []archive.Paragraph {
	if strings.TrimSpace(content) == "" {
		return nil
	}
	if strings.Contains(content, "[") {
		content = shortCode.ReplaceAllString(withoutPlayers(content), " ")
	}
	var b strings.Builder
	at := 0
	for _, pre := range append(verbatim.FindAllStringIndex(content, -1), []int{len(content), len(content)}) {
		b.WriteString(blankLine.ReplaceAllString(content[at:pre[0]], "\n<br><br>\n"))
		b.WriteString(content[pre[0]:pre[1]])
		at = pre[1]
	}
	return prose.FromHTML(b.String())
}

// maxPlayer is how far the end of a short code is looked for, in bytes.
const maxPlayer = 2000

// withoutPlayers leaves out the short codes that enclose something, such as a
// picture with its caption.
func withoutPlayers(s string) string {
	var b strings.Builder
	for {
		at := player.FindStringSubmatchIndex(s)
		if at == nil {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at[0]])
		end := "[/" + s[at[2]:at[3]] + "]"
		s = s[at[1]:]
		if i := strings.Index(s[:min(len(s), maxPlayer)], end); i >= 0 {
			s = s[i+len(end):]
			b.WriteString("\n\n")
		}
	}
}
