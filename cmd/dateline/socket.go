package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
)

// maxSocketPath is the longest path that every system takes as the address of a
// local socket; the shortest limit is 104 bytes with a zero at the end.
const maxSocketPath = 100

func socketName(dir string) string { return filepath.Join(dir, "sock") }

// listenLocal opens the archive's local socket for this user only. The caller
// holds the lock, so that a socket which is there already was left by a process
// that has ended.
func listenLocal(dir string) (net.Listener, error) {
	name := socketName(dir)
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	address, done, err := shortPath(name)
	if err != nil {
		return nil, err
	}
	defer done()
	l, err := net.Listen("unix", address)
	if err != nil {
		return nil, err
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false) // the address may be gone by then; see localListener
	if err := os.Chmod(name, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return &localListener{l, name}, nil
}

// localListener removes its socket when it is closed.
type localListener struct {
	net.Listener
	name string
}

func (l *localListener) Close() error {
	_ = os.Remove(l.name) // before it closes, so that it cannot be the next owner's
	return l.Listener.Close()
}

// dialLocal connects to the process that owns the archive in dir.
func dialLocal(ctx context.Context, dir string) (net.Conn, error) {
	address, done, err := shortPath(socketName(dir))
	if err != nil {
		return nil, err
	}
	defer done()
	var d net.Dialer
	return d.DialContext(ctx, "unix", address)
}

// shortPath gives a path to the same file that is short enough for the address
// of a socket: the name itself, the way from the working folder, or one through a
// temporary link. Done takes the link away again; the socket does not need it
// once it is bound or connected.
func shortPath(name string) (path string, done func(), err error) {
	none := func() {}
	if len(name) <= maxSocketPath {
		return name, none, nil
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return "", none, err
	}
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, full); err == nil && len(rel) <= maxSocketPath {
			return rel, none, nil
		}
	}
	for _, parent := range []string{os.TempDir(), "/tmp"} {
		temp, err := os.MkdirTemp(parent, "dateline")
		if err != nil {
			continue
		}
		done = func() { _ = os.RemoveAll(temp) } // removes the link, not what it leads to
		link := filepath.Join(temp, "a")
		path = filepath.Join(link, filepath.Base(full))
		if len(path) <= maxSocketPath && os.Symlink(filepath.Dir(full), link) == nil {
			return path, done, nil
		}
		done()
	}
	return "", none, fmt.Errorf("path %s is too long for a local socket: want at most %d bytes", full, maxSocketPath)
}
