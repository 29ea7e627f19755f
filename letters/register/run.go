package register

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"yearend/letters"
)

// Folder is a folder of runs, and the kinds of run that may lie in it; the first
// is meant where a run is named by its number alone, or as the latest.
type Folder struct {
	Root  string
	Kinds []letters.Kind
	Known *Known // what was read of its runs already; nil for a program that ends when it has answered
}

// Run is a finished run folder.
type Run struct {
	Dir    string // where it is
	Name   string // run-002
	Kind   letters.Kind
	Number int // within its kind
	Record Record
	Digest string // of run.json, and through it of every file of the run: what an approval binds

	folder Folder
	keeper string // the run that keeps this one; empty for one of the folder
}

// Latest stands for the newest run where a run is asked for: alone for that of the
// first kind, and behind the beginning of a folder's name for that of another, as in
// projection-latest. The newest of whatever kind is never meant: a person who asks for
// letters of the year's end must not come upon a projection made the day after.
const Latest = "latest"

// Find opens a run of a folder by its name, its number, its path, or as the latest;
// in capitals or not, and with / or \, since Windows takes either.
func (f Folder) Find(name string) (Run, error) {
	kind, wanted := f.kindOf(strings.ToLower(filepath.Base(Typed(name))))
	numbers, err := f.numbers(kind)
	if err != nil {
		return Run{}, err
	}
	if len(numbers) == 0 {
		return Run{}, f.none(kind)
	}
	if !within(f.Root, name) {
		return Run{}, fmt.Errorf("%s is not in %s, the folder of runs of this project", name, f.Root)
	}
	newest := numbers[len(numbers)-1]
	if wanted == Latest {
		return f.open(kind, newest)
	}
	number, err := strconv.Atoi(wanted)
	if err != nil || !slices.Contains(numbers, number) {
		return Run{}, fmt.Errorf("there is no run %q in %s: the newest is %s", name, f.Root, runName(kind, newest))
	}
	return f.open(kind, number)
}

// none says that there is no run of a kind, and how one of another kind is asked for.
func (f Folder) none(kind letters.Kind) error {
	err := fmt.Errorf("there is no %s run in %s yet", kind.Name, f.Root)
	for _, other := range f.Kinds {
		if numbers, _ := f.numbers(other); len(numbers) > 0 {
			return WithHint(err, fmt.Sprintf("name the run that is meant, as in %s, or %s%s", runName(other, numbers[len(numbers)-1]), other.Folder, Latest))
		}
	}
	return err
}

// kindOf tells a run's kind by the name of its folder, and what is left of the
// name: its number. A name of no kind is taken for the first one's.
func (f Folder) kindOf(name string) (kind letters.Kind, number string) {
	for _, k := range f.Kinds {
		if number, is := strings.CutPrefix(name, k.Folder); is {
			return k, number
		}
	}
	return f.Kinds[0], name
}

// within reports whether a name, if it is a path, leads to the folder of runs: a
// run of another project must not be taken for the one here of the same number.
func within(root, name string) bool {
	folder := filepath.Dir(filepath.Clean(Typed(name)))
	if folder == "." {
		return true
	}
	one, err := os.Stat(folder)
	if err != nil { // unless it is written in capitals, which another system would take
		whole, err := filepath.Abs(folder)
		at, failed := filepath.Abs(root)
		return err == nil && failed == nil && strings.EqualFold(whole, at)
	}
	other, err := os.Stat(root)
	return err == nil && os.SameFile(one, other)
}

// Runs opens every run of a folder, kind by kind, the oldest first, and refuses a
// folder from which an approved one has gone.
func (f Folder) Runs() ([]Run, error) {
	runs, err := f.openAll()
	if err != nil {
		return nil, err
	}
	return runs, f.missed(runs)
}

// OfKind are those of some runs that are of a kind.
func OfKind(runs []Run, kind letters.Kind) []Run {
	var some []Run
	for _, r := range runs {
		if r.Kind.Name == kind.Name {
			some = append(some, r)
		}
	}
	return some
}

// All opens every run of a folder, of whatever is not approved: packs for the panel.
func (f Folder) All() ([]Run, error) { return f.openAll() }

func (f Folder) openAll() ([]Run, error) {
	var runs []Run
	for _, kind := range f.Kinds {
		numbers, err := f.numbers(kind)
		if err != nil {
			return nil, err
		}
		for _, n := range numbers {
			r, err := f.open(kind, n)
			if err != nil {
				return nil, err
			}
			runs = append(runs, r)
		}
	}
	return runs, nil
}

// Names are those of the runs that there are, unread.
func (f Folder) Names() (names []string) {
	for _, kind := range f.Kinds {
		numbers, _ := f.numbers(kind) // a folder that cannot be read has none to name
		for _, n := range numbers {
			names = append(names, runName(kind, n))
		}
	}
	return names
}

func (f Folder) open(kind letters.Kind, number int) (Run, error) {
	name := runName(kind, number)
	r := Run{Name: name, Kind: kind, Number: number, Dir: filepath.Join(f.Root, name), folder: f}
	text, err := ReadPlain(filepath.Join(r.Dir, recordFile), MostRecord)
	if err != nil {
		return r, fmt.Errorf("open %s: %w: restore it from a copy, or move the folder %s out of here", r.Name, err, r.Name)
	}
	if err := json.Unmarshal(text, &r.Record); err != nil {
		return r, fmt.Errorf("open %s: %s is damaged: %w: restore it from a copy, or move the folder %s out of here", r.Name, recordFile, err, r.Name)
	}
	if r.Record.Kind != "" && r.Record.Kind != kind.Name { // a run that names no kind was made before there was more than one
		return r, fmt.Errorf("open %s: its %s says that it is a %s run: give the folder its name back", r.Name, recordFile, r.Record.Kind)
	}
	r.Digest = Digest(text)
	return r, nil
}

// Inner opens a run that is kept within this one, in the folder of that name.
func (r Run) Inner(folder string, is Earlier, kind letters.Kind) (Run, error) {
	inner := Run{Name: is.Run, Kind: kind, Dir: r.Path(folder), Digest: is.Digest, keeper: r.Name}
	text, err := r.Read(folder + "/" + recordFile)
	if err != nil {
		return inner, err
	}
	if Digest(text) != is.Digest {
		return inner, fmt.Errorf("%s keeps another %s than it rests on", r.Name, is.Run)
	}
	return inner, json.Unmarshal(text, &inner.Record)
}

// Kept are the files of a run that it can be settled again from: its record, what it
// says of each position, and copies of what it was made from.
func (r Run) Kept() (map[string][]byte, error) {
	record, err := ReadPlain(r.Path(recordFile), MostRecord)
	if err != nil {
		return nil, err
	}
	if Digest(record) != r.Digest {
		return nil, fmt.Errorf("%s of %s is not what was approved", recordFile, r.Name)
	}
	kept := map[string][]byte{recordFile: record}
	for name := range r.Record.Outputs {
		if name != EntriesFile && !strings.HasPrefix(name, "inputs/") {
			continue
		}
		if kept[name], err = r.Read(name); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// Read reads a file of the run, and refuses one that is not the file that was
// written.
func (r Run) Read(name string) ([]byte, error) {
	data, err := ReadPlain(r.Path(name), 1<<40)
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, r.Name, err)
	}
	if want, known := r.Record.Outputs[name]; !known || Digest(data) != want {
		return nil, fmt.Errorf("read %s of %s: it is not what was written: `yearend verify %s` says what differs", name, r.Name, cmp.Or(r.keeper, r.Name))
	}
	return data, nil
}

// Path is where a file of the run is.
func (r Run) Path(name string) string { return filepath.Join(r.Dir, filepath.FromSlash(name)) }

const recordFile = "run.json"

func runName(kind letters.Kind, number int) string {
	return fmt.Sprintf("%s%03d", kind.Folder, number)
}

// numbers are those of the runs of a kind, in order; none where the folder is not
// there yet.
func (f Folder) numbers(kind letters.Kind) ([]int, error) {
	entries, err := os.ReadDir(f.Root)
	if err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("look for earlier runs: %w", err)
	}
	var numbers []int
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), kind.Folder)
		if n, err := strconv.Atoi(number); ok && err == nil && e.IsDir() && e.Name() == runName(kind, n) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}
