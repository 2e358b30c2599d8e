package web

import (
	"context"
	"fmt"

	"dateline/archive"
)

// wireFacts lists what the publisher sent along with an article.
func wireFacts(w *archive.Wire) []factView {
	var facts []factView
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, factView{Name: name, Text: text, Dir: "auto"})
		}
	}
	if !w.Revised.IsZero() {
		add("Revised by its publisher", momentWords(w.Revised))
	}
	add("Publisher’s version", w.PublisherVersion)
	add("Dateline", w.Place)
	add("Section", w.Section)
	add("Slug", w.Slug)
	if w.Urgency > 0 {
		add("Urgency", fmt.Sprintf("%d of 9", w.Urgency))
	}
	if !w.Embargo.IsZero() {
		add("Embargo", "until "+momentWords(w.Embargo))
	}
	add("Note to editors", w.Note)
	add("Rights", w.Rights)
	add("Terms of use", w.Usage)
	return facts
}

// whyHidden says why readers cannot see an article; a reason that an editor gave
// stays inside.
func (s *Server) whyHidden(ctx context.Context, a *archive.Article) (string, error) {
	changes, err := s.store.StatusChanges(ctx, a.ID)
	if err != nil {
		return "", fmt.Errorf("status of article %d: %w", a.ID, err)
	}
	if len(changes) == 0 || !changes[0].Sent {
		return hiddenWords(a.Status), nil
	}
	last := changes[0]
	switch {
	case a.Status == archive.Withheld && a.Sent == archive.Usable && !a.Embargo.IsZero():
		return "This article is under embargo until " + momentWords(a.Embargo) + ".", nil
	case a.Status == archive.Withheld:
		return fmt.Sprintf("This article has been withheld by its publisher since %s: %s", importedWords(last.At), last.Reason), nil
	}
	return fmt.Sprintf("This article was cancelled by its publisher on %s: %s", importedWords(last.At), last.Reason), nil
}

func hiddenWords(status archive.Status) string {
	switch status {
	case archive.Withheld:
		return "This article is in the archive, but it is withheld from readers."
	case archive.Cancelled:
		return "This article was cancelled by its publisher."
	}
	return "This article was withdrawn from the archive."
}
