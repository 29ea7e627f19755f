package register

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Run is a finished run folder.
type Run struct {
	Dir    string // where it is
	Name   string // run-002
	Number int
	Record Record
	Digest string // of run.json, and through it of every file of the run: what an approval binds
}

// Latest stands for the newest run where a run is asked for.
const Latest = "latest"

// Find opens a run of a folder by its name, its number, its path, or as the latest.
func Find(root, name string) (Run, error) {
	numbers, err := numbersOf(root)
	if err != nil {
		return Run{}, err
	}
	if len(numbers) == 0 {
		return Run{}, fmt.Errorf("there is no run in %s yet", root)
	}
	if !within(root, name) {
		return Run{}, fmt.Errorf("%s is not in %s, the folder of runs of this project", name, root)
	}
	wanted := strings.TrimPrefix(filepath.Base(filepath.FromSlash(name)), prefix)
	if name == Latest {
		wanted = strconv.Itoa(numbers[len(numbers)-1])
	}
	number, err := strconv.Atoi(wanted)
	if err != nil || !slices.Contains(numbers, number) {
		return Run{}, fmt.Errorf("there is no run %q in %s: the newest is %s", name, root, runName(numbers[len(numbers)-1]))
	}
	return open(root, number)
}

// within reports whether a name, if it is a path, leads to the folder of runs: a
// run of another project must not be taken for the one here of the same number.
func within(root, name string) bool {
	folder := filepath.Dir(filepath.Clean(filepath.FromSlash(name)))
	if folder == "." {
		return true
	}
	one, err := os.Stat(folder)
	if err != nil {
		return false
	}
	other, err := os.Stat(root)
	return err == nil && os.SameFile(one, other)
}

// Runs opens every run of a folder, the oldest first, and refuses a folder from
// which an approved one has gone.
func Runs(root string) ([]Run, error) {
	runs, err := openAll(root)
	if err != nil {
		return nil, err
	}
	return runs, missed(root, runs)
}

func openAll(root string) ([]Run, error) {
	numbers, err := numbersOf(root)
	if err != nil {
		return nil, err
	}
	var runs []Run
	for _, n := range numbers {
		r, err := open(root, n)
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}

func open(root string, number int) (Run, error) {
	r := Run{Name: runName(number), Number: number, Dir: filepath.Join(root, runName(number))}
	text, err := os.ReadFile(filepath.Join(r.Dir, recordFile))
	if err != nil {
		return r, fmt.Errorf("open %s: %w: restore it from a copy, or move the folder %s out of here", r.Name, err, r.Name)
	}
	if err := json.Unmarshal(text, &r.Record); err != nil {
		return r, fmt.Errorf("open %s: %s is damaged: %w: restore it from a copy, or move the folder %s out of here", r.Name, recordFile, err, r.Name)
	}
	r.Digest = Digest(text)
	return r, nil
}

// Read reads a file of the run, and refuses one that is not the file that was
// written.
func (r Run) Read(name string) ([]byte, error) {
	data, err := os.ReadFile(r.Path(name))
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, r.Name, err)
	}
	if want, known := r.Record.Outputs[name]; !known || Digest(data) != want {
		return nil, fmt.Errorf("read %s of %s: it is not what was written: `yearend verify %s` says what differs", name, r.Name, r.Name)
	}
	return data, nil
}

// Path is where a file of the run is.
func (r Run) Path(name string) string { return filepath.Join(r.Dir, filepath.FromSlash(name)) }

const (
	prefix     = "run-"
	recordFile = "run.json"
)

func runName(number int) string { return fmt.Sprintf(prefix+"%03d", number) }

// numbersOf are the numbers of the runs in a folder, in order; none where the
// folder is not there yet.
func numbersOf(root string) ([]int, error) {
	entries, err := os.ReadDir(root)
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("look for earlier runs: %w", err)
	}
	var numbers []int
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), prefix)
		if n, err := strconv.Atoi(number); ok && err == nil && e.IsDir() && e.Name() == runName(n) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}
