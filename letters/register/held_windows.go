package register

import (
	"errors"

	"golang.org/x/sys/windows"
)

// held reports whether a file is held by another program, or one within a folder is:
// a folder that cannot be renamed for it is denied, and one that cannot be removed has
// something in it still.
func held(err error) bool {
	for _, code := range []error{windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_ACCESS_DENIED, windows.ERROR_DIR_NOT_EMPTY, windows.ERROR_USER_MAPPED_FILE} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}
