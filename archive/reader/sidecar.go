package reader

import (
	"io"
	"path"
	"strings"

	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// A sidecar is a file NAME.json, or NAME.txt.json, beside NAME.txt. It is one
// JSON object without a text of its own and says about the text what that lacks.

// maxSidecar is the largest sidecar, in bytes.
const maxSidecar = 1 << 20

// textEndings are those of files that may have a sidecar.
var textEndings = []string{".txt", ".text", ".md", ".markdown"}

// sidecarOf gives what the sidecar of a text says, nil without one.
func sidecarOf(in *input) field.Record {
	if in.beside == nil || in.base == "" {
		return nil
	}
	for _, name := range sidecarNames(in.base) {
		if rec := readSidecar(name, in.beside); rec != nil {
			return rec
		}
	}
	return nil
}

// sidecarNames are those the sidecar of a text may have.
func sidecarNames(base string) []string {
	names := []string{base + ".json"}
	if ending := path.Ext(base); isTextEnding(ending) {
		names = append(names, strings.TrimSuffix(base, ending)+".json")
	}
	return names
}

// isSidecar says that a file belongs to a text beside it and is no article.
func isSidecar(base string, beside siblings) bool {
	stem, ok := strings.CutSuffix(base, ".json")
	if !ok || stem == "" {
		return false
	}
	var texts []string
	if isTextEnding(path.Ext(stem)) {
		texts = append(texts, stem)
	}
	for _, ending := range textEndings {
		texts = append(texts, stem+ending)
	}
	for _, text := range texts {
		if f, err := beside(text); err == nil {
			f.Close()
			return readSidecar(base, beside) != nil
		}
	}
	return false
}

func isTextEnding(ending string) bool {
	for _, e := range textEndings {
		if strings.EqualFold(e, ending) {
			return true
		}
	}
	return false
}

func readSidecar(name string, beside siblings) field.Record {
	f, err := beside(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSidecar+1))
	if err != nil {
		return nil
	}
	return parseSidecar(content)
}

// parseSidecar reads what a sidecar holds, nil if it is none.
func parseSidecar(content []byte) field.Record {
	if len(content) > maxSidecar {
		return nil
	}
	rec, err := field.ParseRecord([]byte(prose.Decode(content)))
	if err != nil || rec.Text() != "" {
		return nil
	}
	return rec
}
