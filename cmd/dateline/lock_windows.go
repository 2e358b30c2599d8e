package main

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockedByte is the part of the file that is locked: one byte far behind the
// text, because Windows keeps others from reading what is locked.
var lockedByte = windows.Overlapped{OffsetHigh: 1}

// lockFile takes the exclusive lock on an open file without waiting. It reports
// false when another process has it. The system drops the lock when the process
// ends, however it ends.
func lockFile(f *os.File) (bool, error) {
	at := lockedByte
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}
