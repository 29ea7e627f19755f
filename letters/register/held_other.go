//go:build !windows

package register

import (
	"errors"
	"syscall"
)

// held reports whether a file is held by another program, which here only a server
// that shares the folder can say.
func held(err error) bool { return errors.Is(err, syscall.EBUSY) }
