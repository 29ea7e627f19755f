package season

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
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
var growing = []string{post.SentFile, post.JournalFile, "approval.json", printDir + "/", outboxDir + "/"}

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
