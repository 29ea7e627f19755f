package register

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Slashed is a path as people write it on any system, with / throughout: a project
// that was written on Windows names its files with \, and is read on every system.
func Slashed(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// Typed is the same as this system takes it.
func Typed(path string) string { return filepath.FromSlash(Slashed(path)) }

// Shown is a path as this system writes it, for a person to read or to paste.
func Shown(path string) string { return filepath.FromSlash(path) }

// On Windows what watches a folder (a virus scanner, an indexer, OneDrive, a share's
// server) may hold a new file open for a moment, and so may the program that shows an
// old one. Neither it nor any folder above it can be removed or renamed meanwhile. So
// both are tried for some seconds.
const (
	patience = 40
	wait     = 100 * time.Millisecond
)

// Rename renames a file or a folder, patiently.
func Rename(from, to string) error {
	return Patiently(holding(from, to), func() error { return os.Rename(from, to) })
}

// holding is what keeps a renaming from being done: what is there already, which a
// program shows, or else what is to come there.
func holding(from, to string) string {
	if _, err := os.Lstat(to); err == nil {
		return to
	}
	return from
}

// remove removes a file if it is there, patiently.
func remove(file string) error {
	err := patiently(func() error { return os.Remove(file) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return Held(file, err)
}

// RemoveAll removes a folder with what is in it, patiently.
func RemoveAll(dir string) error {
	return Patiently(dir, func() error { return removeAll(dir) })
}

// Patiently does something with a file again while another program holds it, and says
// then which it is and what to do.
func Patiently(path string, do func() error) error { return Held(path, patiently(do)) }

// patiently does something again for as long as it fails and time may mend it.
func patiently(do func() error) (err error) {
	for range patience {
		if err = do(); !held(err) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

// Held says of a file that another program holds which it is, and what to do; any
// other error stays what it is.
func Held(path string, err error) error {
	if err == nil || !held(err) {
		return err
	}
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		path = of.Path
	}
	return WithHint(err, "close "+Shown(path)+" in the program that holds it (Excel, Acrobat, a preview in the Explorer), or wait until OneDrive or the virus scanner is done; then run the command again")
}
