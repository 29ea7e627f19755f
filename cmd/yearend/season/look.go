package season

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/letters/post"
	"yearend/letters/register"
)

// OpenRun opens a run, or a pack for the panel, by its name, to be looked at.
func OpenRun(p Project, name string) (register.Run, error) {
	folder := p.folder()
	if IsPack(name) {
		folder = p.packFolder()
	}
	run, err := folder.Find(name)
	if err != nil {
		return run, Usage{err}
	}
	return run, nil
}

// Overlook is what a person should have looked at in a run.
func Overlook(p Project, run register.Run) (Overview, error) { return overviewOf(p, run) }

// growing are the files of a run that are written after it was made, and are not as its
// record says: they are looked at as they stand.
var growing = []string{register.DecisionsSheet, post.SentFile, post.JournalFile, "approval.json", printDir + "/", outboxDir + "/"}

// RunFile opens a file of a run to be shown. One that the run was made with must be as it
// was written; nothing outside the run's folder is opened.
func RunFile(run register.Run, name string) (io.ReadSeekCloser, error) {
	name = path.Clean(name)
	if _, made := run.Record.Outputs[name]; made {
		data, err := run.Read(name)
		if err != nil {
			return nil, err
		}
		return opened{strings.NewReader(string(data))}, nil
	}
	if name != "run.json" && !slices.ContainsFunc(growing, func(g string) bool { return name == g || strings.HasSuffix(g, "/") && strings.HasPrefix(name, g) }) {
		return nil, fmt.Errorf("%s has no file %q", run.Name, name)
	}
	root, err := os.OpenRoot(run.Dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", run.Name, err)
	}
	file, err := root.Open(name)
	if err = errors.Join(err, root.Close()); err != nil {
		return nil, fmt.Errorf("open a file of %s: %w", run.Name, err)
	}
	return file, nil
}

// opened is a file that has been read.
type opened struct{ *strings.Reader }

func (opened) Close() error { return nil }

// RoundLimit is how many letters a round takes at most: what was asked for, or the first
// few where nothing has gone yet; 0 for all.
func (s *Sending) RoundLimit(asked int) int {
	if !s.SentEver && asked == 0 {
		return firstLimit
	}
	return asked
}

// decidedFolder is where a sheet that a panel has filled in is kept, beside the project
// file: what was recorded from it can be held against it.
const decidedFolder = "decided"

// KeepSheet keeps a filled-in sheet, as it is read, under its own name or, where another
// of that name is kept, under the next that is free. It gives where it lies.
func KeepSheet(p Project, name string, sheet io.Reader) (file string, err error) {
	name = filepath.Base(filepath.FromSlash(strings.ReplaceAll(name, `\`, "/")))
	if !strings.EqualFold(path.Ext(name), ".xlsx") || strings.HasPrefix(name, ".") {
		return "", Usage{withHint(fmt.Errorf("%q is no decisions sheet", name), "choose the decisions.xlsx of a pack, filled in")}
	}
	stem := name[:len(name)-len(".xlsx")]
	for i := 1; ; i++ {
		if i > 1 {
			name = fmt.Sprintf("%s-%d.xlsx", stem, i)
		}
		file = p.path(decidedFolder + "/" + name)
		err := keepNew(file, sheet)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
	}
}

// mostSheet is how large a filled-in sheet may be.
const mostSheet = 32 << 20

// keepNew writes a file that is not there yet.
func keepNew(file string, from io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("keep the sheet: %w", err)
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("keep the sheet: %w", err)
	}
	n, err := io.Copy(out, io.LimitReader(from, mostSheet+1))
	if err == nil && n > mostSheet {
		err = fmt.Errorf("it is larger than %d MB", mostSheet>>20)
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("keep the sheet: %w", errors.Join(err, os.Remove(file)))
	}
	return nil
}

// KeptSheet is where a kept sheet of that name lies.
func KeptSheet(p Project, name string) string {
	return p.path(decidedFolder + "/" + filepath.Base(filepath.FromSlash(name)))
}
