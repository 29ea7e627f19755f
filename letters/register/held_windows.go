package register

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

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

// removeAll removes a folder with what is in it. A server that shares the folder may not
// know the newer way of removing, by which a file vanishes though a program still shows
// it; then each thing is removed in the older one, what is within before the folder.
func removeAll(dir string) error {
	err := os.RemoveAll(dir)
	if !errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return err
	}
	var within []string
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		within = append(within, path)
		return err
	})
	for _, path := range slices.Backward(within) {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}
