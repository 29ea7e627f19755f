//go:build unix && !linux

package post

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockBeyond takes the lock, if nobody has it: of the whole file, since here it
// keeps no reader out, and a lock of a part would be the process's, who loses it
// by closing any other handle of the file.
func lockBeyond(file *os.File) (held bool, err error) {
	err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
