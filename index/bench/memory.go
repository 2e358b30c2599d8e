package bench

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
)

// anonymous is the memory in bytes that this process holds apart from mapped
// files, after it has given back what it can; 0 where the system does not tell.
func anonymous() int64 {
	debug.FreeOSMemory()
	return statusField("RssAnon:")
}

// peak is the most memory the process held since forgetPeak, mapped files
// included; 0 where the system does not tell.
func peak() int64 { return statusField("VmHWM:") }

// forgetPeak begins a new measurement of peak, where the system can.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // without it, peak is that of the whole process
}

func statusField(name string) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			kib, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib << 10
		}
	}
	return 0
}

// sizeOf is how many bytes the files at paths and below them take.
func sizeOf(paths ...string) int64 {
	var size int64
	for _, path := range paths {
		_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // a file that a merge has just removed has no size
			}
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
			return nil
		})
	}
	return size
}
