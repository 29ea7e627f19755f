package register

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Difference is a file of a run that is not as it was written.
type Difference struct {
	File  string
	What  string    // "changed", "missing", "added"
	Since time.Time // when the file was last written; zero where it is missing
}

func (d Difference) String() string {
	if d.Since.IsZero() {
		return d.File + ": " + d.What
	}
	return fmt.Sprintf("%s: %s, last written %s", d.File, d.What, d.Since.Format("2 January 2006 at 15:04:05"))
}

// DecisionsSheet is filled in within the pack that it belongs to.
const DecisionsSheet = "decisions.xlsx"

// comesAfter are the files and folders that may come into a run when it is finished.
var comesAfter = []string{approvalFile, "journal.jsonl", "sent.csv", "outbox/", "print/", DecisionsSheet}

var desktop = []string{"desktop.ini", "Thumbs.db", ".DS_Store"}

// Check compares every file of the run with its digest in run.json.
func (r Run) Check() ([]Difference, error) {
	var found []Difference
	seen := map[string]bool{recordFile: true}
	err := filepath.WalkDir(r.Dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(r.Dir, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(relative)
		seen[name] = true
		d, err := r.compare(name, file)
		if d != nil {
			found = append(found, *d)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", r.Name, err)
	}
	for name := range r.Record.Outputs {
		if !seen[name] {
			found = append(found, Difference{File: name, What: "missing"})
		}
	}
	slices.SortFunc(found, func(a, b Difference) int { return strings.Compare(a.File, b.File) })
	return found, nil
}

func (r Run) compare(name, file string) (*Difference, error) {
	want, known := r.Record.Outputs[name]
	if !known && (name == recordFile || mayCome(name)) {
		return nil, nil
	}
	facts, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !known {
		return &Difference{File: name, What: "added", Since: facts.ModTime()}, nil
	}
	if !facts.Mode().IsRegular() { // a pipe, which would never be read to its end
		return &Difference{File: name, What: "changed", Since: facts.ModTime()}, nil
	}
	digest, err := digestOfFile(file)
	if err != nil {
		return nil, err
	}
	if digest != want {
		return &Difference{File: name, What: "changed", Since: facts.ModTime()}, nil
	}
	return nil, nil
}

func digestOfFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	return DigestOf(io.Discard, func(w io.Writer) error {
		_, err := io.Copy(w, file)
		return err
	})
}

// mayCome reports whether a file may come into a run when it is finished: ours,
// or what a desktop leaves where a person has only looked (an open workbook's
// mark, a folder's view).
func mayCome(name string) bool {
	base := path.Base(name)
	if slices.Contains(desktop, base) || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.") {
		return true
	}
	return slices.ContainsFunc(comesAfter, func(later string) bool {
		return strings.TrimSuffix(name, ".part") == later || strings.HasSuffix(later, "/") && strings.HasPrefix(name, later)
	})
}
