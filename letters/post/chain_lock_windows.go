package post

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockBeyond takes the lock, if nobody has it: of one byte far behind the end,
// since Windows keeps readers out of what is locked.
func lockBeyond(file *os.File) (held bool, err error) {
	at := windows.Overlapped{Offset: beyond & 0xffffffff, OffsetHigh: beyond >> 32}
	const now = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(file.Fd()), now, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
