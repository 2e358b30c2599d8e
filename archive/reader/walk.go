package reader

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder reads everything below root, sorted by name. Names that begin with a
// dot are left out, and so are the pictures and scripts that a browser saved
// beside a page. A link is not followed: what it leads to is either below
// root and read there, or outside and a problem.
func (r *reading) folder(root string) error {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return err
	}
	if info, err := os.Lstat(root); err == nil && !info.IsDir() {
		root += string(filepath.Separator) // a link to a folder, which WalkDir would not enter
	}
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case r.ctx.Err() != nil:
			return r.ctx.Err()
		case path != root && hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err != nil && path == root:
			return err
		case err != nil:
			return r.settle(path, err)
		case entry.IsDir() && isPartsOfPage(path):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := filepath.EvalSymlinks(path)
			if err == nil && (target == real || strings.HasPrefix(target, real+string(filepath.Separator))) {
				return nil
			}
			return r.reject(path, 0, "is a link that leads out of the folder; read its target by its own name")
		case !entry.Type().IsRegular():
			return r.reject(path, 0, "is not a regular file")
		}
		info, err := entry.Info()
		if err != nil {
			return r.settle(path, err)
		}
		return r.file(path, info, false)
	})
}

// file reads one file. A file that cannot be opened is an error when it was
// named by the caller, and a problem inside a folder.
func (r *reading) file(path string, info fs.FileInfo, named bool) error {
	f, err := os.Open(path)
	if err != nil {
		if named {
			return err
		}
		return r.settle(path, err)
	}
	defer f.Close()
	m := &meter{ctx: r.ctx, size: regularSize(info), report: r.progress}
	defer m.finish()
	beside := func(name string) (io.ReadCloser, error) {
		return os.Open(filepath.Join(filepath.Dir(path), name))
	}
	if isSidecar(filepath.Base(path), beside) {
		return nil
	}
	in := &input{name: path, base: filepath.Base(path), beside: beside, meter: m}
	if info.Mode().IsRegular() {
		in.seekable = io.NewSectionReader(meteredAt{f, m}, 0, info.Size())
	}
	return r.settle(path, r.stream(in, &meteredReader{f, m}))
}

func (r *reading) stdin(stdin io.Reader) error {
	m := &meter{ctx: r.ctx, report: r.progress}
	defer m.finish()
	return r.settle("-", r.stream(&input{name: "-", meter: m}, &meteredReader{stdin, m}))
}

// input is one file, or one member of a container, while it is read.
type input struct {
	name        string   // as items carry it
	base        string   // last element of its name, "" unknown
	url         string   // it was fetched from, "" none
	contentType string   // as a server declared it, "" none
	beside      siblings // nil: nothing lies next to it
	seekable    *io.SectionReader
	meter       *meter
	depth       int // how many containers it is inside
	head        []byte
	body        *bufio.Reader
}

// siblings opens a file that lies next to an input, by its name.
type siblings func(name string) (io.ReadCloser, error)

// meter counts the bytes taken from an outermost file.
type meter struct {
	ctx    context.Context
	size   int64 // of the file, 0 unknown
	seen   int64
	told   int64
	report func(int64)
	output int64 // bytes that decompression made of them so far
	files  int   // members read
}

// add counts n more bytes, never more than the file has: parts of a zip are read
// twice.
func (m *meter) add(n int) error {
	m.seen += int64(n)
	if m.size > 0 {
		m.seen = min(m.seen, m.size)
	}
	if m.seen > m.told {
		m.report(m.seen - m.told)
		m.told = m.seen
	}
	return m.ctx.Err()
}

// finish reports what was left unread, so that the sum is right.
func (m *meter) finish() {
	if m.size > m.told {
		m.report(m.size - m.told)
		m.told = m.size
	}
}

type meteredReader struct {
	r io.Reader
	m *meter
}

func (r *meteredReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if stop := r.m.add(n); stop != nil {
		return n, stop
	}
	return n, err
}

type meteredAt struct {
	r io.ReaderAt
	m *meter
}

func (r meteredAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.r.ReadAt(p, off)
	if stop := r.m.add(n); stop != nil {
		return n, stop
	}
	return n, err
}

// isPartsOfPage says that a folder was saved by a browser with the page beside it,
// whose name it has: "Page.html" and "Page_files". The ending is in the language of
// the browser.
func isPartsOfPage(folder string) bool {
	for _, ending := range []string{"_files", ".files", "-files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_arquivos", "_pliki", "_file", "_файлы", "_файли", "_dosyalar"} {
		stem, ok := strings.CutSuffix(folder, ending)
		if !ok {
			continue
		}
		for _, page := range []string{".html", ".htm", ".xhtml"} {
			if info, err := os.Stat(stem + page); err == nil && info.Mode().IsRegular() {
				return true
			}
		}
	}
	return false
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") && name != "." && name != ".." }

func regularSize(info fs.FileInfo) int64 {
	if info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

// folderSize sums the files that folder would read.
func folderSize(root string) (sum int64) {
	if target, err := filepath.EvalSymlinks(root); err == nil {
		root = target
	}
	filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // Read tells about it
		}
		if path != root && hidden(entry.Name()) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() && path != root && isPartsOfPage(path) {
			return fs.SkipDir
		}
		if entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				sum += info.Size()
			}
		}
		return nil
	})
	return sum
}

// reason words an error without the path, which the problem names already.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
