//go:build !windows

package register

import (
	"errors"
	"os"
	"syscall"
)

// held reports whether a file is held by another program, which here only a server
// that shares the folder can say.
func held(err error) bool { return errors.Is(err, syscall.EBUSY) }

func removeAll(dir string) error { return os.RemoveAll(dir) }
