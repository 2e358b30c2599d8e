package wire

import (
	"fmt"
	"strings"

	"dateline/archive"
)

// Status reads a publishing status, such as "stat:usable", "Canceled" or
// "Embargoed". One that nobody knows is withheld: what a publisher did not plainly
// release is not shown.
func Status(word string) archive.Status {
	switch strings.ToLower(strings.ReplaceAll(last(strings.TrimSpace(word)), " ", "")) {
	case "", "usable", "use", "published", "corrected", "updated", "update", "add", "none", "new",
		"live", "active", "final", "approved", "released", "ok":
		return archive.Usable
	case "cancelled", "canceled", "cancel", "killed", "kill", "recalled", "deleted", "delete", "spiked", "unpublished":
		return archive.Cancelled
	}
	return archive.Withheld
}

// kindsOfContent are what items of news are, by the last part of a code or the
// first part of a media type, in lower case.
var kindsOfContent = map[string]string{
	"picture": "a picture", "photo": "a picture", "image": "a picture", "photograph": "a picture",
	"graphic": "a graphic", "infographic": "a graphic", "animated": "an animation", "animation": "an animation",
	"video": "a video", "audio": "a sound recording", "composite": "a package", "component": "a page component",
	"event": "an event", "planning": "a plan of coverage", "concept": "a concept", "poll": "a poll",
}

// Content says what an item of another class than text is: "a picture". It is ""
// for text, and for what nobody knows.
func Content(class string) string {
	class, _, _ = strings.Cut(class, "/") // of a media type
	return kindsOfContent[strings.ToLower(last(class))]
}

// ErrNoText is the problem of an item that is no article; what is its Content.
func ErrNoText(what string) error {
	return fmt.Errorf("is %s without an article's text; only articles are kept here", what)
}

// IsPicture says that the text of such an item is a caption.
func IsPicture(what string) bool {
	return what == "a picture" || what == "a graphic" || what == "an animation"
}

// Urgency reads an urgency or priority from 1 to 9, 0 for none.
func Urgency(s string) int {
	if s = strings.TrimSpace(s); len(s) == 1 && s >= "1" && s <= "9" {
		return int(s[0] - '0')
	}
	return 0
}
