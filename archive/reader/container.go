package reader

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"dateline/archive/reader/docx"
	"dateline/archive/reader/format"
)

// The limits of containers. Real news text shrinks to a tenth or so; what grows
// two-hundredfold is made to fill a disk.
const (
	maxDepth  = 4        // containers inside containers
	maxOutput = 64 << 30 // bytes unpacked from one file
	maxRatio  = 200      // bytes unpacked for each byte of the file …
	ratioFree = 64 << 20 // … once this much came out
	maxSpool  = 1 << 30  // a zip inside a stream is set down on disk to be read
	maxFiles  = 2e6      // in the containers of one file
	sniffed   = format.Sniffed
	tarBlock  = 512
)

var (
	errBomb  = errors.New("unpacks to far more than its size and was not read to its end")
	errFiles = fmt.Errorf("holds more than %d files and was not read to its end; unpack it first", int(maxFiles))
)

// stream recognises what src holds and reads it. The error is one of reading
// src; problems of records were emitted.
func (r *reading) stream(in *input, src io.Reader) error {
	in.body = bufio.NewReaderSize(src, sniffed)
	head, err := in.body.Peek(sniffed)
	if err != nil && err != io.EOF && len(head) == 0 { // else what there is comes before the error
		return fmt.Errorf("cannot be read: %w", err)
	}
	in.head = head
	packed := packingOf(head)
	switch {
	case len(head) == 0:
		return r.reject(in.name, 0, "is empty")
	case in.depth >= maxDepth && (packed != nil || isZip(head) || isTar(head)):
		return r.reject(in.name, 0, "is packed more than %d times over", maxDepth)
	case packed != nil:
		return r.unpack(in, packed)
	case isZip(head):
		return r.zip(in)
	case isTar(head):
		return r.tar(in)
	}
	return r.content(in)
}

// content reads an input that is not a container.
func (r *reading) content(in *input) error {
	name := r.opt.Format
	if name == "" {
		found := recognise(in.head, in.base, r.opt.Map)
		if found.format == "" {
			return r.reject(in.name, 0, "%s", found.reason)
		}
		name = found.format
	} else if binary := binaryKind(in.head); binary != "" {
		return r.reject(in.name, 0, "looks like %s, not %s", binary, name)
	}
	if name == formatSitemap && r.opt.Follow && r.opt.Fetch != nil {
		return r.followSitemap(in)
	}
	return formatOf(name).read(r, in)
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// isTar asks for a first header with a right sum: the magic word alone is absent
// from old archives and present in texts about them.
func isTar(head []byte) bool {
	if len(head) < tarBlock || head[0] == 0 {
		return false
	}
	_, err := tar.NewReader(bytes.NewReader(head[:tarBlock])).Next()
	return err == nil || errors.Is(err, io.ErrUnexpectedEOF)
}

func (r *reading) zip(in *input) error {
	at := in.seekable
	if at == nil {
		spooled, remove, err := spool(in.body)
		if err != nil {
			return err
		}
		defer remove()
		at = spooled
	}
	files, err := zip.NewReader(at, at.Size())
	if err != nil {
		return damaged("zip", err)
	}
	if docx.Is(files) {
		return r.word(in, files, at)
	}
	if kind := officeKind(files); kind != "" {
		return r.reject(in.name, 0, "%s", notRead(kind))
	}
	for _, f := range files.File {
		if f.FileInfo().IsDir() || skipMember(f.Name) {
			continue
		}
		if err := r.zipMember(in, files, f); err != nil {
			return err
		}
		if in.meter.tooMuch() {
			return errBomb
		}
		if in.meter.files++; in.meter.files > maxFiles {
			return errFiles
		}
	}
	return nil
}

func (r *reading) zipMember(in *input, files *zip.Reader, f *zip.File) error {
	name := in.name + "!" + f.Name
	if f.Flags&1 != 0 {
		return r.reject(name, 0, "is encrypted; unpack it with its password and read the file")
	}
	beside := func(name string) (io.ReadCloser, error) { return files.Open(path.Join(path.Dir(f.Name), name)) }
	if isSidecar(path.Base(f.Name), beside) {
		return nil
	}
	content, err := f.Open()
	if err != nil {
		return r.settle(name, damaged("zip", err))
	}
	defer content.Close()
	member := &input{name: name, base: path.Base(f.Name), beside: beside, meter: in.meter, depth: in.depth + 1}
	return r.settle(name, r.stream(member, &unpacker{r: content, m: in.meter, format: "zip"}))
}

// spool sets a stream down in a temporary file, because the directory of a zip
// is at its end.
func spool(src io.Reader) (*io.SectionReader, func(), error) {
	f, err := os.CreateTemp("", "dateline-*.zip")
	if err != nil {
		return nil, nil, err
	}
	remove := func() { f.Close(); os.Remove(f.Name()) }
	size, err := io.Copy(f, io.LimitReader(src, maxSpool+1))
	if err == nil && size > maxSpool {
		err = fmt.Errorf("is a zip of more than %d MiB inside another file; unpack it first", maxSpool>>20)
	}
	if err != nil {
		remove()
		return nil, nil, err
	}
	return io.NewSectionReader(f, 0, size), remove, nil
}

// skipMember leaves out hidden files and what a Mac adds to its archives.
func skipMember(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if hidden(part) || part == "__MACOSX" {
			return true
		}
	}
	return false
}
