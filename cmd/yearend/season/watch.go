package season

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"yearend/letters/panel"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Progress is how many of a run's letters are rendered.
type Progress = run.Progress

// Watch is told what a command is about while it is at work; what is nil is not
// told.
type Watch struct {
	Left    func(by register.Holder) // an earlier command did not finish
	Cleared func()                   // the unfinished run that it left is cleared away
	Letters func(now Progress)       // letters are rendered
	Sending func(now post.Progress)  // letters are sent
	Made    func(run string)         // a run, or a pack, is made and kept, under this name
}

// made tells of a run that is kept.
func (w Watch) made(dir string) {
	if w.Made != nil {
		w.Made(filepath.Base(dir))
	}
}

// lockRuns takes the folder of runs for a command, and clears away what a killed
// one has left.
func lockRuns(p Project, doing string, now func() time.Time, watch Watch) (*register.Lock, error) {
	root := p.folder().Root
	lock, err := register.Take(root, register.Holder{Who: p.here.Account, Host: p.here.Computer, PID: os.Getpid(), Doing: doing, Since: now()})
	if busy := (register.Busy{}); errors.As(err, &busy) {
		return nil, withHint(err, "wait until that is finished, and run the command again")
	}
	if elsewhere := (register.Elsewhere{}); errors.As(err, &elsewhere) {
		return nil, withHint(err, fmt.Sprintf("ask %s; when it is certain that nothing runs there, delete %s, and run the command again", elsewhere.Holder.Who, register.Shown(elsewhere.File)))
	}
	if err != nil {
		return nil, err
	}
	if lock.Left != nil && watch.Left != nil {
		watch.Left(*lock.Left)
	}
	swept, err := register.Sweep(root)
	if err == nil {
		err = p.folder().Note() // an approval that was killed before it was noted
	}
	if err == nil {
		err = panel.Whole(root) // what was asked and decided is as it was written
	}
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	if swept > 0 && watch.Cleared != nil {
		watch.Cleared()
	}
	return lock, nil
}
