package season

import (
	"errors"
	"fmt"
	"time"

	"yearend/calc"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Revoke takes the approval of a run back, as long as nothing of it was sent and no
// later run was approved upon it. The record of both stays in the run.
func Revoke(p Project, name, by, because string, now func() time.Time, watch Watch) (of register.Run, err error) {
	by, because = register.PlainName(by), register.PlainName(because)
	if by == "" || because == "" {
		return of, Usage{errors.New("who revokes, and why? give --by NAME and --because TEXT")}
	}
	lock, err := lockRuns(p, "revoke", now, watch)
	if err != nil {
		return of, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if of, err = p.folder().Find(name); err != nil {
		return of, Usage{err}
	}
	if err := revocable(p, of); err != nil {
		return of, err
	}
	return of, of.Revoke(register.Revocation{Name: by, Account: p.here.Account, Computer: p.here.Computer, At: now(), Because: because})
}

// revocable refuses to take back what practices have, or what a later run rests on.
func revocable(p Project, of register.Run) error {
	runs, err := p.folder().Runs()
	if err != nil {
		return err
	}
	last, _, err := register.LastApproved(runs, of.Kind)
	if err != nil {
		return err
	}
	if last.Number > of.Number {
		return withHint(fmt.Errorf("%s, approved later, rests on %s", last.Name, of.Name), fmt.Sprintf("revoke %s first", last.Name))
	}
	if err := restedOn(of, runs); err != nil {
		return err
	}
	known, err := p.keep().Read(runs)
	if err != nil {
		return err
	}
	if err := known.Check(of); err != nil {
		return err
	}
	journal, err := post.ReadJournal(of.Path(post.JournalFile), of.Digest)
	if err != nil {
		return err
	}
	if n := journal.Reached(); n > 0 {
		return withHint(fmt.Errorf("%s of %s have gone, or may have: its approval cannot be taken back", calc.Many(n, "letter"), of.Name),
			"mend what is wrong, make a new run, and send the letters that replace them")
	}
	return nil
}

// restedOn refuses to take back what an approved run of another kind rests on, or
// reckons its differences from.
func restedOn(of register.Run, runs []register.Run) error {
	is := of.Is()
	for _, r := range runs {
		rests, asking := r.Record.RestsOn, r.Record.Asking
		if (rests == nil || *rests != is) && (asking == nil || *asking != is) {
			continue
		}
		approved, err := r.Approved()
		if err != nil {
			return err
		}
		if approved {
			return withHint(fmt.Errorf("%s, approved later, rests on %s", r.Name, of.Name), fmt.Sprintf("revoke %s first", r.Name))
		}
	}
	return nil
}
