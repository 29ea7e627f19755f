package edit

import (
	"errors"
	"syscall"
)

// The errors of Windows of a file that another program holds.
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// held reports a file that another program holds for the moment.
func held(err error) bool { return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation) }
