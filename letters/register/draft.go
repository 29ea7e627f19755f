package register

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"yearend/letters"
)

// Draft is a run folder in the making, under a name that no command takes for a run.
type Draft struct {
	folder Folder
	kind   letters.Kind
	dir    string
	mode   os.FileMode // of its files
	begun  beginnings

	mu      sync.Mutex
	digests map[string]string
}

// unfinished begins the name of a draft.
const unfinished = ".unfinished-"

// Sweep removes the drafts that killed runs have left, and says how many there
// were. Whoever calls it holds the lock of the folder, so that none is at work.
func Sweep(root string) (int, error) {
	left, err := filepath.Glob(filepath.Join(root, unfinished+"*"))
	for _, dir := range left {
		err = errors.Join(err, RemoveAll(dir))
	}
	if err != nil {
		return len(left), fmt.Errorf("clear away an unfinished run: %w", err)
	}
	return len(left), nil
}

// Begin makes an empty draft of a run in the folder of runs, which it makes if need be.
func (f Folder) Begin(kind letters.Kind) (*Draft, error) {
	if err := os.MkdirAll(f.Root, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of runs: %w", err)
	}
	dir, err := os.MkdirTemp(f.Root, unfinished)
	if err != nil {
		return nil, fmt.Errorf("begin a run: %w", err)
	}
	return &Draft{folder: f, kind: kind, dir: dir, mode: FileMode(f.Root), digests: map[string]string{}}, nil
}

// Put has one file of the run written, and notes its digest, which it returns.
// The name has forward slashes and stays within the run; a name taken is refused.
// It may be called from several goroutines.
func (d *Draft) Put(name string, write func(io.Writer) error) (string, error) {
	if !fs.ValidPath(name) || strings.ContainsAny(name, `\:`) {
		return "", fmt.Errorf("%q is no name for a file of a run", name)
	}
	digest, err := d.write(name, write)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.digests[name] = digest
	return digest, nil
}

func (d *Draft) write(name string, write func(io.Writer) error) (digest string, err error) {
	path := filepath.Join(d.dir, filepath.FromSlash(name))
	file, err := createNew(path, d.mode)
	if errors.Is(err, fs.ErrNotExist) { // the first file of its folder
		if err := os.MkdirAll(filepath.Dir(path), FolderMode(d.folder.Root)); err != nil {
			return "", err
		}
		file, err = createNew(path, d.mode)
	}
	if err != nil {
		return "", err
	}
	digest, err = d.begun.digestOf(file, write)
	return digest, errors.Join(err, file.Close())
}

// createNew makes a file that must not be there yet.
func createNew(path string, mode os.FileMode) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// writeNew writes a file that must not be there yet; through to the disk, if asked.
func writeNew(path string, data []byte, through bool) error {
	file, err := createNew(path, FileMode(filepath.Dir(path)))
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if through && err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Keep writes run.json with the digest of every file put, and gives the run
// its number: from then on it is there, whole. It returns the run's folder.
func (d *Draft) Keep(r Record) (string, error) { return d.KeepWith(r, "", nil) }

// KeepWith keeps a draft together with a file that is to be filled in, and so is none
// of those whose digests are taken: it is written last, with the digest of run.json.
func (d *Draft) KeepWith(r Record, name string, write func(to io.Writer, digest string) error) (string, error) {
	r.Outputs = d.digests
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return "", fmt.Errorf("write run.json: %w", err)
	}
	data = append(data, '\n')
	if err := writeNew(filepath.Join(d.dir, recordFile), data, true); err != nil {
		return "", fmt.Errorf("write run.json: %w", err)
	}
	if write != nil {
		if _, err := d.write(name, func(to io.Writer) error { return write(to, Digest(data)) }); err != nil {
			return "", fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := d.letIn(); err != nil {
		return "", fmt.Errorf("finish the run: %w", err)
	}
	return d.number()
}

// letIn lets in whoever may write into the folder of runs: a colleague who
// approves writes into the run too. Nobody else comes in.
func (d *Draft) letIn() error { return os.Chmod(d.dir, FolderMode(d.folder.Root)) }

// number renames the draft to the first free number. Another run may take the
// same number first; then the next is tried.
func (d *Draft) number() (string, error) {
	numbers, err := d.folder.numbers(d.kind)
	if err != nil {
		return "", err
	}
	n := 0
	if len(numbers) > 0 {
		n = numbers[len(numbers)-1]
	}
	for {
		n++
		dir := filepath.Join(d.folder.Root, runName(d.kind, n))
		if _, err := os.Lstat(dir); err == nil {
			continue
		}
		err := Rename(d.dir, dir)
		if err == nil {
			return dir, nil
		}
		if _, taken := os.Lstat(dir); taken != nil {
			return "", fmt.Errorf("finish the run: %w", err)
		}
	}
}

// Next is the name of the next run of a kind. Whoever asks holds the lock of the folder,
// so that no other takes it.
func (f Folder) Next(kind letters.Kind) (string, error) {
	numbers, err := f.numbers(kind)
	if err != nil {
		return "", err
	}
	n := 1
	if len(numbers) > 0 {
		n = numbers[len(numbers)-1] + 1
	}
	return runName(kind, n), nil
}

// Discard removes a draft that will not be kept.
func (d *Draft) Discard() error { return RemoveAll(d.dir) }
