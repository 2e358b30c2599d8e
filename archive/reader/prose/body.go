package prose

import "dateline/archive"

// Body makes an article's paragraphs of those of a text, with the links to other
// articles set apart.
func Body(paragraphs []Paragraph) []archive.Paragraph {
	var out []archive.Paragraph
	for i := 0; i < len(paragraphs); i++ {
		p := paragraphs[i]
		if p.Kind != archive.Text {
			out = append(out, archive.Paragraph{Kind: p.Kind, Text: p.Text})
			continue
		}
		parts := splitRelated(p.Text)
		out = append(out, parts...)
		last := &out[len(out)-1]
		if !isMarker(last.Text) {
			continue
		}
		last.Kind = archive.Related
		if i+1 == len(paragraphs) || paragraphs[i+1].Kind != archive.Text {
			continue
		}
		// The marker announces the headline on the next line.
		if next, ok := splitAnnounced(paragraphs[i+1].Text); ok {
			out = append(out[:len(out)-1], next...)
			i++
		}
	}
	return out
}

// FromText is Body for a text that came in a field: it has no title of its own.
func FromText(text string) []archive.Paragraph { return Body(Split(Clean(text))) }
