package season

import (
	"fmt"
	"slices"

	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/run"
)

// unsentBefore are the letters that stand by the last approved run and never went,
// each with the one before it that the practice really has.
func unsentBefore(runs []register.Run, last register.Run) (run.Unsent, error) {
	of := register.OfKind(runs, last.Kind)
	went := map[string]post.Went{}
	for _, r := range of {
		var err error
		if went[r.Name], err = post.WentFrom(r); err != nil {
			return nil, err
		}
	}
	never := func(i register.Issued) bool { return went[i.Run].Never(i.Reference) }
	entries, err := last.Entries()
	if err != nil {
		return nil, err
	}
	unsent := run.Unsent{}
	for _, e := range entries {
		if e.Stands != nil && never(*e.Stands) {
			unsent[e.Key()] = nil
		}
	}
	if len(unsent) == 0 {
		return nil, nil
	}
	return unsent, reallyHave(unsent, of, last, never)
}

// reallyHave looks in the approved runs, the newest first, for the letter that each
// practice has in the place of one that never went.
func reallyHave(unsent run.Unsent, of []register.Run, last register.Run, never func(register.Issued) bool) error {
	for _, r := range slices.Backward(of) {
		approved, err := r.Approved()
		if err != nil {
			return err
		}
		if !approved || r.Number > last.Number {
			continue
		}
		entries, err := r.Entries()
		if err != nil {
			return err
		}
		for _, e := range entries {
			really, wanted := unsent[e.Key()]
			if wanted && really == nil && e.Stands != nil && e.Stands.Run == r.Name && !never(*e.Stands) {
				unsent[e.Key()] = e.Stands
			}
		}
	}
	return nil
}

// sentSince refuses a run that was made by what had been sent then, where letters
// that its own take the place of have gone since.
func sentSince(of register.Run, runs []register.Run, last register.Run) error {
	now, err := unsentBefore(runs, last)
	if err != nil {
		return err
	}
	then, err := run.KeptUnsent(of)
	if err != nil {
		return err
	}
	entries, err := of.Entries()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if own := e.State == letters.New || e.State == letters.Changed; own && now.Differs(then, e.Key()) {
			return withHint(fmt.Errorf("what was sent has changed since %s was made: whether its letter to %s replaces an earlier one is no longer as it says", of.Name, e.Practice),
				"run yearend produce again, and approve the new run")
		}
	}
	return nil
}
