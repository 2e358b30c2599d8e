package reader

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
)

// maxHeld is how many bytes of sidecars wait for their texts.
const maxHeld = 32 << 20

// tar reads the members of a tar archive in their order. It cannot look ahead,
// so a sidecar counts if it comes anywhere before its text or right after it.
func (r *reading) tar(in *input) error {
	t := &tarball{r: r, in: in, files: tar.NewReader(in.body), sidecars: map[string][]byte{}}
	for {
		header, err := t.files.Next()
		if err == io.EOF {
			return t.finish()
		}
		if err != nil {
			return errors.Join(t.finish(), damaged("tar", err))
		}
		if header.Typeflag != tar.TypeReg || skipMember(header.Name) {
			continue
		}
		if err := t.member(header); err != nil {
			return err
		}
		if in.meter.files++; in.meter.files > maxFiles {
			return errors.Join(t.finish(), errFiles)
		}
	}
}

// tarball holds what waits for its other half.
type tarball struct {
	r        *reading
	in       *input
	files    *tar.Reader
	sidecars map[string][]byte // by name
	held     int               // their bytes
	text     string            // name of the text read last, "" if none waits
	content  []byte            // of that text
}

func (t *tarball) member(header *tar.Header) error {
	ending := path.Ext(header.Name)
	if header.Size > maxSidecar || ending != ".json" && !isTextEnding(ending) {
		if err := t.flush(); err != nil {
			return err
		}
		return t.read(header.Name, t.files)
	}
	content, err := io.ReadAll(t.files)
	if err != nil {
		return damaged("tar", err)
	}
	if isTextEnding(ending) {
		if err := t.flush(); err != nil {
			return err
		}
		t.text, t.content = header.Name, content
		return nil
	}
	if parseSidecar(content) == nil || t.held+len(content) > maxHeld {
		if err := t.flush(); err != nil {
			return err
		}
		return t.read(header.Name, bytes.NewReader(content))
	}
	t.sidecars[header.Name] = content
	t.held += len(content)
	return nil
}

// flush reads the text that waited for a sidecar.
func (t *tarball) flush() error {
	if t.text == "" {
		return nil
	}
	name, content := t.text, t.content
	t.text, t.content = "", nil
	return t.read(name, bytes.NewReader(content))
}

// finish reads what still waits; sidecars without a text are articles that have
// a title only, or problems.
func (t *tarball) finish() error {
	if err := t.flush(); err != nil {
		return err
	}
	var names []string
	for name := range t.sidecars {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := t.read(name, bytes.NewReader(t.sidecars[name])); err != nil {
			return err
		}
	}
	return nil
}

// read reads one member. An error of the stream below ends the archive, because
// no further member can be reached.
func (t *tarball) read(name string, content io.Reader) error {
	member := &input{name: t.in.name + "!" + name, base: path.Base(name), meter: t.in.meter, depth: t.in.depth + 1}
	member.beside = func(sibling string) (io.ReadCloser, error) {
		full := path.Join(path.Dir(name), sibling)
		content, ok := t.sidecars[full]
		if !ok {
			return nil, fs.ErrNotExist
		}
		delete(t.sidecars, full)
		t.held -= len(content)
		return io.NopCloser(bytes.NewReader(content)), nil
	}
	err := t.r.stream(member, content)
	if errors.Is(err, errBomb) || errors.As(err, new(*damageError)) {
		return err
	}
	return t.r.settle(member.name, err)
}
