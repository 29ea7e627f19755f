package post

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// lockBeyond takes the lock, if nobody has it. It belongs to the open file, not to
// the process: to close another handle of the same file does not let go of it. On
// a share it is the server's, and so holds between computers.
func lockBeyond(file *os.File) (held bool, err error) {
	lock := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: beyond, Len: 1}
	err = unix.FcntlFlock(file.Fd(), unix.F_OFD_SETLK, &lock)
	if errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EACCES) {
		return false, nil
	}
	return err == nil, err
}
