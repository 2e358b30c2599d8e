package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// talk sends one line from dial to l and back.
func talk(t *testing.T, l net.Listener, dial func() (net.Conn, error)) {
	t.Helper()
	go func() {
		c, err := l.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.Copy(c, c)
		_ = c.Close()
	}()
	c, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "ping"); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 4)
	if _, err := io.ReadFull(c, got); err != nil || string(got) != "ping" {
		t.Fatalf("read %q, %v, want ping", got, err)
	}
}

func TestSocket(t *testing.T) {
	for _, tt := range []struct{ name, below string }{
		{"short path", ""},
		{"long path", strings.Repeat("/a-folder-with-a-long-name", 6)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), tt.below)
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			// What a killed process left behind is in nobody's way.
			if err := os.WriteFile(socketName(dir), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			l, err := listenLocal(dir)
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(socketName(dir))
			if err != nil {
				t.Fatal(err)
			}
			if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
				t.Errorf("mode of the socket = %o, want 600", mode)
			}
			talk(t, l, func() (net.Conn, error) { return dialLocal(context.Background(), dir) })
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Lstat(socketName(dir)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the socket outlives its listener: %v", err)
			}
			if c, err := dialLocal(context.Background(), dir); err == nil {
				_ = c.Close()
				t.Error("dialLocal reaches a closed socket")
			}
		})
	}
}

func TestPipes(t *testing.T) {
	p := newPipes()
	talk(t, p, func() (net.Conn, error) { return p.dial(context.Background()) })
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if _, err := p.dial(context.Background()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("dial = %v, want net.ErrClosed", err)
	}
	if _, err := p.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept = %v, want net.ErrClosed", err)
	}
}
