package wxr

import (
	"regexp"
	"strings"

	"dateline/archive/reader/field"
	"dateline/archive/reader/markup"
	"dateline/archive/reader/prose"
)

// site is what the head of an export says of all its items.
type site struct {
	title    string
	language string
	authors  map[string]string // the name shown, by login
	wp       string            // prefixes, with their colon
	content  string
	excerpt  string
	dc       string
}

var declaredPrefix = regexp.MustCompile(`xmlns:([\w.-]+)\s*=\s*["']([^"']+)["']`)

// siteOf reads what stands before the first item.
func siteOf(head string) *site {
	s := &site{authors: map[string]string{}, wp: "wp:", content: "content:", excerpt: "excerpt:", dc: "dc:"}
	root, _, _ := strings.Cut(head, "<channel")
	for _, d := range declaredPrefix.FindAllStringSubmatch(root, -1) {
		prefix, name := d[1]+":", d[2]
		version, isExport := strings.CutPrefix(name, namespace)
		switch {
		case isExport && strings.HasSuffix(version, "/excerpt/"):
			s.excerpt = prefix
		case isExport && !strings.Contains(root, `xmlns:wp="`+namespace):
			s.wp = prefix
		case name == "http://purl.org/rss/1.0/modules/content/":
			s.content = prefix
		case name == "http://purl.org/dc/elements/1.1/":
			s.dc = prefix
		}
	}
	channel := markup.Parse(head).Child("rss").Child("channel")
	s.title = prose.PlainLine(channel.Value("title"))
	s.language = field.Language(channel.Value("language"))
	if channel == nil {
		return s
	}
	for _, n := range channel.Children {
		if n.Name != s.wp+"author" {
			continue
		}
		login, name := n.Value(s.wp+"author_login"), n.Value(s.wp+"author_display_name")
		given := strings.TrimSpace(n.Value(s.wp+"author_first_name") + " " + n.Value(s.wp+"author_last_name"))
		if name == "" || name == login && given != "" {
			name = given // someone who never chose how to be named
		}
		if login != "" {
			s.authors[login] = name
		}
	}
	return s
}

// author gives the name of a login, none for those that many share.
func (s *site) author(login string) []string {
	name := s.authors[login]
	if name == "" {
		name = login
	}
	if shared[strings.ToLower(name)] || strings.Contains(name, "@") {
		return nil
	}
	return field.Authors([]any{name})
}

// shared are the logins that name no person.
var shared = field.Words("admin administrator root webmaster wordpress editor author user test guest anonymous import importer")
