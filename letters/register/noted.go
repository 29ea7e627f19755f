package register

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"yearend/letters"
)

// NotedFile lies beside the runs and names each that was ever approved, a line
// each. Without it nobody would miss the newest approved run, or its approval,
// were it deleted: its letters would be issued a second time, under the same
// numbers.
const NotedFile = "approved.jsonl"

// note adds every approved run of a folder to those noted. An approval stands
// also where a killed command did not come to this; the next one makes it good.
func (f Folder) note() error {
	noted, err := readNoted(f.Root)
	if err != nil {
		return err
	}
	runs, err := f.openAll()
	if err != nil {
		return err
	}
	for _, r := range runs {
		approved, err := r.Approved()
		if err != nil {
			return err
		}
		if is := (Earlier{Run: r.Name, Digest: r.Digest}); approved && !slices.Contains(noted, is) {
			noted = append(noted, is)
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for _, n := range noted {
		if err := encoder.Encode(n); err != nil {
			return err
		}
	}
	return Replace(filepath.Join(f.Root, NotedFile), b.Bytes())
}

func readNoted(root string) ([]Earlier, error) {
	text, err := os.ReadFile(filepath.Join(root, NotedFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for approved runs: %w", err)
	}
	var noted []Earlier
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var n Earlier
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil || n.Run == "" {
			return nil, fmt.Errorf("line %d of %s is damaged: restore the file from a copy", len(noted)+1, filepath.Join(root, NotedFile))
		}
		noted = append(noted, n)
	}
	return noted, nil
}

// missed refuses a folder in which an approved run is not there any more, is
// another one, or has lost its approval, kind by kind. Older ones than the newest approved
// run may go: it carries on what stands.
func (f Folder) missed(runs []Run) error {
	noted, err := readNoted(f.Root)
	if err != nil {
		return err
	}
	for _, kind := range f.Kinds {
		if err := f.missedOf(kind, noted, OfKind(runs, kind)); err != nil {
			return err
		}
	}
	return nil
}

func (f Folder) missedOf(kind letters.Kind, noted []Earlier, runs []Run) error {
	noted = slices.DeleteFunc(slices.Clone(noted), func(e Earlier) bool { return e.number(kind) == 0 })
	if len(noted) == 0 {
		return nil
	}
	last := slices.MaxFunc(noted, func(a, b Earlier) int { return a.number(kind) - b.number(kind) })
	what := "is not there"
	for _, r := range runs {
		switch approved, err := r.Approved(); {
		case err != nil:
			return err
		case approved && r.Number > last.number(kind):
			return nil
		case r.Name != last.Run:
		case r.Digest != last.Digest:
			what = "is another run now"
		case !approved:
			what = "has no " + approvalFile + " any more"
		default:
			return nil
		}
	}
	return fmt.Errorf("%s was approved, and %s: its letters would be issued once more; restore the folder from a copy; or, only if none of its letters ever went, take its line out of %s",
		last.Run, what, filepath.Join(f.Root, NotedFile))
}
