package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/date"
)

// notices are lines of a page that are no part of its article, whatever stands
// around them. They are matched whole, and only if they are short.
var notices = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`advertisement`, `(advertisement\s*[-–—]?\s*)?(article|story|page|post) continues below( (this|the)? ?(ad|advert|advertisement))?`, `continue reading( the main story)?`, `hide caption`, `toggle caption`, `enlarge( this image)?`,
	`(photo|image|picture|gallery|video|illustration|cover image|lead image|header image)s?( source| credits?)?\s*[,:].*`, `\(?credits?:.*`, `\(?(photo|photograph|image|picture|illustration|foto)s? (by|via|courtesy|courtesy of|from|:)\s.*`, `[^.]{0,80}(getty images|shutterstock|afp|associated press photo|\bap photo\b|via reuters|istock|unsplash)[^.]{0,40}\)?`,
	`(sign up|subscribe|get (all )?the latest)\b.*\b(newsletter|inbox|here|updates|email|podcast)s?\b.*`, `by (signing|subscribing|clicking|submitting|providing)\b.*\b(terms|policy|agree|consent)\b.*`, `.*\bthis newsletter may contain advertising\b.*`,
	`(share|print|save|email|tweet|copy link|comment|comments|share this( article| story)?|facebook|twitter|whatsapp|linkedin|reddit|pinterest|x)`,
	`follow\b.*\bon\b.*\b(twitter|instagram|facebook|x|threads|tiktok|mastodon|bluesky)\b.*`, `(tags|topics|filed under|file under|categories|keywords)\s*:.*`, `more (from|videos?)\b.*`, `best of\b.*`, `\d+ min(ute)?s? (read|ago)`,
	`(©|\(c\)|copyright)\b.*`, `copyright ©?\s*\d{4}.*`, `.*\ball rights reserved\b.*`, `this material may not be published.*`, `listen to\b.*\b(podcasts?|spotify|itunes)\b.*`, `if you (purchase|buy) (a product|something)\b.*`, `click here to\b.*`, `the post\b.*\bappeared first on\b.*`, `(continue reading|read more|read the (full|rest|whole)|view (full|the)|full (story|article))\b[^.:]{0,80}`, `\[?(…|\.\.\.)\]?`, `(you may|you might) also (like|be interested in)\b.*`,
}, "|") + `)$`)

// maxNotice is the longest line looked at as a notice, in letters.
const maxNotice = 400

// trimmed takes off what pages set above and below their text: the headline
// again, byline, dates, the reader's time, the writer's life.
func trimmed(list []archive.Paragraph, a *archive.Article) []archive.Paragraph {
	var out []archive.Paragraph
	begun := false
	for _, p := range list {
		size := utf8.RuneCountInString(p.Text)
		if size <= maxNotice && notices.MatchString(p.Text) {
			continue
		}
		if !begun && p.Kind != archive.Related {
			if isFront(p.Text, a) {
				continue
			}
			begun = size > 120
		}
		out = append(out, p)
	}
	for len(out) > 0 {
		last := out[len(out)-1]
		if last.Kind != archive.Heading && !isBack(last.Text, a) {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// isFront says that a line above the text repeats what the article has as title,
// byline or date.
func isFront(s string, a *archive.Article) bool {
	if alike(s, a.Title) || isDateLine(s) {
		return true
	}
	if utf8.RuneCountInString(s) > 120 {
		return false
	}
	rest := withoutDate(s)
	for _, name := range a.Authors {
		rest = strings.ReplaceAll(rest, name, "")
	}
	if rest != s {
		rest = strings.ToLower(strings.Trim(bylineGlue.ReplaceAllString(rest, " "), " "))
		return len(rest) < 12
	}
	return false
}

var bylineGlue = regexp.MustCompile(`(?i)\b(?:by|and|von|par|por|di|und|et|y|on|at|published|updated|posted|in|staff|writer|reporter|correspondent|editor)\b|[^\pL]+`)

// isDateLine says that a line is only a date, with words such as "Updated".
func isDateLine(s string) bool {
	if len(s) > date.MaxText {
		return false
	}
	d, err := date.Parse(s)
	return err == nil && !d.IsZero() && d.Precision() >= archive.ToDay
}

var lifeVerb = regexp.MustCompile(`^,?\s*(?:is|was|are|has|have|covers|writes|works|reports|joined|serves|runs|edits|leads|lives|contributed|est|ist|es|è)\b`)

// plea matches what sites ask of their readers below the text.
var plea = regexp.MustCompile(`(?i)\b(?:support|contribut\w*|donat\w*|subscri\w*|member\w*)\b.*\b(?:our|us|newsroom|journalis\w*|reporting|coverage)\b|\bour (?:newsroom|journalis\w*|reporting|coverage)\b.*\b(?:support|contribut\w*|donat\w*|subscri\w*|member\w*|free)\b`)

// isBack says that a line below the text is about its writer, or a date.
func isBack(s string, a *archive.Article) bool {
	if isDateLine(s) || utf8.RuneCountInString(s) <= 2*maxNotice && plea.MatchString(s) {
		return true
	}
	for _, name := range a.Authors {
		if rest, ok := strings.CutPrefix(s, name); ok && (strings.TrimSpace(rest) == "" || lifeVerb.MatchString(rest)) {
			return true
		}
	}
	return false
}
