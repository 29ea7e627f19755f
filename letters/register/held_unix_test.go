//go:build !windows

package register

import "syscall"

const heldError = syscall.EBUSY
