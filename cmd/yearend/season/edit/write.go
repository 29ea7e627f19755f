package edit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"yearend/letters/register"
)

// file is a text that a change puts in the place of another.
type file struct {
	path     string
	was, now []byte // was is nil for one that is not there yet
}

// write puts all files in their places, and where one cannot be, those before it back.
func write(files ...file) error {
	for i, f := range files {
		if err := f.write(); err != nil {
			for j := i - 1; j >= 0; j-- {
				err = errors.Join(err, files[j].undo())
			}
			return err
		}
	}
	return nil
}

func (f file) write() error {
	path, err := f.target()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("write %s: %w", filepath.ToSlash(f.path), err)
	}
	if err := whole(path, f.now); err != nil {
		return fmt.Errorf("write %s: %w", filepath.ToSlash(f.path), err)
	}
	return nil
}

// target is where the file is, or will be, if it is as it was.
func (f file) target() (string, error) {
	path, err := filepath.EvalSymlinks(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.was == nil:
		return f.path, nil
	case err != nil:
		return "", fmt.Errorf("write %s: %w", filepath.ToSlash(f.path), err)
	}
	now, err := register.ReadPlain(path, register.MostRecord)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", filepath.ToSlash(f.path), err)
	}
	if f.was == nil || !bytes.Equal(now, f.was) {
		return "", Changed{filepath.ToSlash(f.path)}
	}
	return path, nil
}

func (f file) undo() error {
	if f.was == nil {
		return os.Remove(f.path)
	}
	return file{f.path, f.now, f.was}.write()
}

// whole writes a file beside its place and moves it there, so that nobody ever sees
// half of it. It stays as readable as the one that it replaces.
func whole(path string, data []byte) (err error) {
	mode := fs.FileMode(0o666)
	if facts, err := os.Stat(path); err == nil {
		mode = facts.Mode().Perm()
	}
	part := path + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	_, err = out.Write(data)
	err = errors.Join(err, out.Sync(), out.Close())
	if err != nil {
		return err
	}
	return register.Patiently(path, func() error { return os.Rename(part, path) })
}
