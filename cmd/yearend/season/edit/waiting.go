package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// Waiting is a file that waits for a person's word, and the one that stands there.
type Waiting struct {
	Name          string
	Size, OldSize int64
	Seen          string // the digest of the one that stands there
}

// AllWaiting are the files that wait, by name.
func AllWaiting(p season.Project) ([]Waiting, error) {
	root, err := inputsOf(p, inputsFolder)
	if err != nil {
		return nil, err
	}
	defer closed(root)
	entries, err := fs.ReadDir(root.FS(), waiting)
	var all []Waiting
	for _, entry := range entries {
		facts, infoErr := entry.Info()
		if infoErr != nil || !facts.Mode().IsRegular() || CheckName(entry.Name()) != nil {
			continue
		}
		w := Waiting{Name: entry.Name(), Size: facts.Size()}
		if old, err := root.Lstat(path.Join(inputsFolder, w.Name)); err == nil {
			w.OldSize = old.Size()
		}
		if w.Seen, err = digestOf(root, path.Join(inputsFolder, w.Name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return all, err
		}
		all = append(all, w)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return all, err
}

// Unused are the files in inputs/ that the project file does not name.
func Unused(p season.Project) ([]string, error) {
	root, err := inputsOf(p, inputsFolder)
	if err != nil {
		return nil, err
	}
	defer closed(root)
	entries, err := fs.ReadDir(root.FS(), inputsFolder)
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, e := range Inputs(p) {
		named[path.Clean(strings.ReplaceAll(e.File.Path, `\`, "/"))] = true
	}
	var unused []string
	for _, entry := range entries {
		if file := path.Join(inputsFolder, entry.Name()); entry.Type().IsRegular() && CheckName(entry.Name()) == nil && !named[file] {
			unused = append(unused, file)
		}
	}
	return unused, nil
}

// How many files may wait for a word, and how long; and how many may lie in the inputs
// that the season does not read.
const (
	mostWaiting = 20
	mostUnused  = 100
	waitsFor    = 14 * 24 * time.Hour
)

// room refuses a file where too many wait already.
func room(p season.Project) error {
	all, err := AllWaiting(p)
	if err == nil && len(all) >= mostWaiting {
		err = wayOut("say on this page which of each two is meant", "%d files wait already", len(all))
	}
	if err != nil {
		return err
	}
	unused, err := Unused(p)
	if err == nil && len(unused) >= mostUnused {
		err = wayOut("say what they are, or put aside what is not wanted", "%d files lie in %s that the season does not read", len(unused), inputsFolder)
	}
	return err
}

// Tidy takes away what has waited for a person's word for two weeks, and what an upload
// has left that was broken off: the one who sent it has it still. It names what waited.
func Tidy(p season.Project, now time.Time) ([]string, error) {
	root, err := inputsOf(p, inputsFolder)
	if err != nil {
		return nil, err
	}
	defer closed(root)
	entries, err := fs.ReadDir(root.FS(), waiting)
	if err != nil {
		return nil, nil // nothing waits
	}
	var gone []string
	for _, entry := range entries {
		facts, err := entry.Info()
		part := strings.HasPrefix(entry.Name(), "part-")
		limit := waitsFor
		if part {
			limit = 24 * time.Hour
		}
		if err != nil || !facts.Mode().IsRegular() || now.Sub(facts.ModTime()) < limit {
			continue
		}
		if err := root.Remove(path.Join(waiting, entry.Name())); err == nil && !part {
			gone = append(gone, entry.Name())
		}
	}
	return gone, nil
}

// asideFolder is where files lie that a person does not want to be asked about.
const asideFolder = inputsFolder + "/aside"

// PutAside moves a file out of the inputs that the season does not read.
func PutAside(p season.Project, name string) (string, error) {
	if err := CheckName(name); err != nil {
		return "", err
	}
	unused, err := Unused(p)
	if err != nil {
		return "", err
	}
	if !slices.Contains(unused, path.Join(inputsFolder, name)) {
		return "", fmt.Errorf("the season reads %s, or it is not there any more: look again at the files", name)
	}
	root, err := inputsOf(p, inputsFolder, asideFolder)
	if err != nil {
		return "", err
	}
	defer closed(root)
	ending := path.Ext(name)
	for i := 1; ; i++ {
		to := path.Join(asideFolder, name)
		if i > 1 {
			to = fmt.Sprintf("%s/%s-%d%s", asideFolder, strings.TrimSuffix(name, ending), i, ending)
		}
		if _, err := root.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			return to, register.Patiently(path.Join(inputsFolder, name), func() error { return root.Rename(path.Join(inputsFolder, name), to) })
		}
	}
}
