package season

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"yearend/calc"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Revoke takes the approval of a run back, as long as nothing of it was sent and no
// later run was approved upon it. The record of both stays in the run.
func Revoke(p Project, name, by, because string, now func() time.Time, watch Watch) (of register.Run, err error) {
	by, because = register.PlainName(by), register.PlainName(because)
	if !register.IsName(by) || because == "" {
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
	approval, err := of.Approval()
	if err != nil {
		return err
	}
	if len(approval.By) == 0 {
		return fmt.Errorf("%s is not approved, and there is nothing to take back", of.Name)
	}
	runs, err := p.folder().Runs()
	if err != nil {
		return err
	}
	known, err := p.keep().Read(runs)
	if err != nil {
		return err
	}
	if err := known.Check(of); err != nil {
		return err
	}
	gone, err := reached(of)
	if err != nil {
		return err
	}
	if gone > 0 {
		return withHint(fmt.Errorf("%s gone from %s, or may have: its approval cannot be taken back", letterHas(gone), of.Name), mendForward)
	}
	upon, err := approvedUpon(of, runs)
	if err != nil || len(upon) == 0 {
		return err
	}
	return revokeFirst(of, upon)
}

// mendForward is the way on where nothing can be taken back any more.
const mendForward = "mend what is wrong, run `yearend produce`, and approve and send that run: its letters replace those that went; a letter that must not go meanwhile is kept back by a hold in the instructions of that run"

// letterHas is "1 letter has" or "3 letters have".
func letterHas(n int) string {
	if n == 1 {
		return "1 letter has"
	}
	return calc.Many(n, "letter") + " have"
}

// reached is how many letters of a run have gone, or may have.
func reached(of register.Run) (int, error) {
	journal, err := post.ReadJournal(of.Path(post.JournalFile), of.Digest)
	if err != nil {
		return 0, err
	}
	return journal.Reached(), nil
}

// revokeFirst refuses to take back what approved runs rest on: the newest of them
// to be approved comes first, as long as nothing of any was sent.
func revokeFirst(of register.Run, upon []register.Run) error {
	for _, later := range upon {
		gone, err := reached(later)
		if err != nil {
			return err
		}
		if gone > 0 {
			return withHint(fmt.Errorf("%s was approved upon %s, and %s gone from it, or may have: neither approval can be taken back", later.Name, of.Name, letterHas(gone)), mendForward)
		}
	}
	first := upon[len(upon)-1].Name
	return withHint(fmt.Errorf("%s, approved later, rests on %s", first, of.Name), fmt.Sprintf("nothing of it was sent: `yearend revoke %s --by NAME --because TEXT` first, then this one", first))
}

// approvedUpon are the approved runs that build on a run, by when they were approved:
// those of its kind that came later, and those of another kind that rest on it or
// reckon their differences from it.
func approvedUpon(of register.Run, runs []register.Run) ([]register.Run, error) {
	var upon []register.Run
	is, at := of.Is(), map[string]time.Time{}
	for _, r := range runs {
		rests, asking := r.Record.RestsOn, r.Record.Asking
		later := r.Kind.Name == of.Kind.Name && r.Number > of.Number
		if !later && (rests == nil || *rests != is) && (asking == nil || *asking != is) {
			continue
		}
		approval, err := r.Approval()
		if err != nil {
			return nil, err
		}
		if r.Enough(approval) {
			upon, at[r.Name] = append(upon, r), approval.By[len(approval.By)-1].At
		}
	}
	slices.SortStableFunc(upon, func(a, b register.Run) int { return at[a.Name].Compare(at[b.Name]) })
	return upon, nil
}
