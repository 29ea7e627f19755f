package register

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// NotedFile lies beside the runs and names each that was ever approved, or of which
// the approval was taken back, a line each. Without it nobody would miss an approved
// run, or its approval, were it deleted: its letters would be issued a second time,
// under the same numbers.
const NotedFile = "approved.jsonl"

// noted is a line of it; of two about one run the later is true.
type noted struct {
	Earlier
	Revoked bool `json:"revoked,omitempty"`
}

// latest is what is true of each run, by the last line about it.
func latest(all []noted) map[Earlier]noted {
	last := map[Earlier]noted{}
	for _, n := range all {
		last[n.Earlier] = n
	}
	return last
}

// Note brings what is noted up to what was approved and revoked: a command that was
// killed between an approval and its note is finished by the next one that works in
// the folder. Whoever calls it holds the lock of the folder.
func (f Folder) Note() error {
	all, err := readNoted(f.Root)
	if err != nil {
		return err
	}
	runs, err := f.openAll()
	if err != nil {
		return err
	}
	before := len(all)
	for _, r := range runs {
		approval, err := r.Approval()
		if err != nil {
			return err
		}
		is := Earlier{Run: r.Name, Digest: r.Digest}
		switch last, known := latest(all)[is]; {
		case r.Enough(approval) && (!known || last.Revoked):
			all = append(all, noted{Earlier: is})
		case approval.Withdrawn() && known && !last.Revoked:
			all = append(all, noted{is, true})
		}
	}
	if len(all) == before {
		return nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for _, n := range all {
		if err := encoder.Encode(n); err != nil {
			return err
		}
	}
	return Replace(filepath.Join(f.Root, NotedFile), b.Bytes())
}

func readNoted(root string) ([]noted, error) {
	text, err := ReadPlain(filepath.Join(root, NotedFile), MostRecord)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for approved runs: %w", err)
	}
	var all []noted
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var n noted
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil || n.Run == "" {
			return nil, fmt.Errorf("line %d of %s is damaged: restore the file from a copy", len(all)+1, filepath.Join(root, NotedFile))
		}
		all = append(all, n)
	}
	return all, nil
}

// missed refuses a folder in which a run that was approved is not there any more,
// is another one, or has lost its approval: an older one as well as the newest,
// since its letters may stand, and its journal says which of them went.
func (f Folder) missed(runs []Run) error {
	all, err := readNoted(f.Root)
	if err != nil {
		return err
	}
	there := map[string]Run{}
	for _, r := range runs {
		there[r.Name] = r
	}
	last := latest(all)
	for _, n := range all {
		if last[n.Earlier].Revoked {
			continue
		}
		what, err := lack(n.Earlier, there[n.Run])
		if err != nil {
			return err
		}
		if what != "" {
			return fmt.Errorf("%s was approved, and %s: its letters would be issued once more; restore the folder from a copy; or, only if none of its letters ever went, take its line out of %s",
				n.Run, what, filepath.Join(f.Root, NotedFile))
		}
	}
	return nil
}

// lack says in what way a run is not the one that was approved; empty where it is.
func lack(was Earlier, r Run) (string, error) {
	if r.Name == "" {
		return "is not there", nil
	}
	if r.Digest != was.Digest {
		return "is another run now", nil
	}
	approval, err := r.Approval()
	if err != nil {
		return "", err
	}
	if !r.Enough(approval) && !approval.Withdrawn() { // one that was killed while it revoked is no loss
		return "has no " + approvalFile + " any more", nil
	}
	return "", nil
}
