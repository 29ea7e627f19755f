package season

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
)

// Approval is a run that a person is about to approve.
type Approval struct {
	Run      register.Run
	By       string
	Given    []register.Signatory // who has approved it, where that is enough already
	Code     string               // for the minutes, once enough have approved it
	Overview Overview             // what the person is shown; empty where it is

	project Project
}

// OpenApproval opens a run for a person to approve, and refuses one that cannot
// be approved, or not by this person.
func OpenApproval(p Project, name, by string) (*Approval, error) {
	a := &Approval{By: register.PlainName(by), project: p}
	if !register.IsName(a.By) {
		return nil, Usage{errors.New("who approves? give --by NAME")}
	}
	if err := noNumbers(a.By); err != nil {
		return nil, err
	}
	var err error
	if a.Run, err = p.folder().Find(name); err != nil {
		return nil, Usage{err}
	}
	if err := withLetters(a.Run, "approve"); err != nil {
		return nil, err
	}
	approval, err := a.Run.Approval()
	if err != nil {
		return nil, err
	}
	if a.Run.Enough(approval) {
		a.Given, a.Code = approval.By, approval.Code()
		return a, nil
	}
	if err := a.mayApprove(); err != nil {
		return nil, err
	}
	a.Overview, err = overviewOf(p, a.Run)
	return a, err
}

// Bind writes the approval with what the person was shown, once nothing has
// changed while they read, and says how many more are needed.
func (a *Approval) Bind(shown []string, now func() time.Time, watch Watch) (still int, err error) {
	lock, err := lockRuns(a.project, "approve", now, watch)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if err := a.mayApprove(); err != nil {
		return 0, err
	}
	here := a.project.here
	still, err = a.Run.Approve(register.Signatory{Name: a.By, Account: here.Account, Computer: here.Computer, At: now(), Letters: a.Run.Record.Letters(), Shown: shown})
	if err != nil || still > 0 {
		return still, err
	}
	whole, err := a.Run.Approval()
	a.Code = whole.Code()
	return 0, err
}

// Finish makes good what an approval that was killed has left undone.
func (a *Approval) Finish(now func() time.Time, watch Watch) error {
	lock, err := lockRuns(a.project, "approve", now, watch)
	if err != nil {
		return err
	}
	return lock.Release()
}

// mayApprove refuses a run that cannot be approved, or not by this person. The
// run is opened anew: it must be the one that was shown.
func (a *Approval) mayApprove() error {
	again, err := a.project.folder().Find(a.Run.Name)
	if err != nil {
		return err
	}
	if again.Digest != a.Run.Digest {
		return fmt.Errorf("%s is no longer the run that was shown: begin again", a.Run.Name)
	}
	given, err := again.Approval()
	if err != nil {
		return err
	}
	if s := given.Signed(a.By, a.project.here.Account); s != nil {
		return withHint(a.Run.AlreadySigned(s.Name, a.By), "--by names the person who approves now, at the computer under their own account")
	}
	return approvable(a.project, again)
}

// approvable refuses a run that is not what was written, that has stop
// problems, that the year's own letters have overtaken, or that compares itself with
// another run than the last approved one.
func approvable(p Project, run register.Run) error {
	differences, err := run.Check()
	if err != nil {
		return err
	}
	if len(differences) > 0 {
		return withHint(fmt.Errorf("%s is not what was written, and cannot be approved:\n%s", run.Name, differenceLines(differences)),
			"run yearend produce again, and look at the new run")
	}
	if n := run.Record.Problems["stop"]; n > 0 {
		return fmt.Errorf("%s has %s, and cannot be approved", run.Name, calc.Many(n, "stop problem"))
	}
	runs, err := p.folder().Runs()
	if err != nil {
		return err
	}
	over, err := overBy(runs)
	if err != nil {
		return err
	}
	if why := pastWords(run, over); why != "" {
		return withHint(fmt.Errorf("%s cannot be approved: %s", run.Name, why),
			"send the year-end letters; those of another year are made in a folder of runs of their own: output: in the project file")
	}
	last, any, err := register.LastApproved(runs, run.Kind)
	switch {
	case err != nil:
		return err
	case any && last.Number > run.Number:
		return fmt.Errorf("%s is older than %s, which is approved", run.Name, last.Name)
	case any && (run.Record.Earlier == nil || *run.Record.Earlier != register.Earlier{Run: last.Name, Digest: last.Digest}):
		return withHint(fmt.Errorf("%s was approved after %s was made, which does not know its letters", last.Name, run.Name),
			"run yearend produce again, and approve the new run")
	case !any && run.Record.Earlier != nil:
		return fmt.Errorf("%s was made when %s was approved, whose approval was taken back, or is gone from %s: make a new run", run.Name, run.Record.Earlier.Run, register.Shown(p.folder().Root))
	}
	return overtaken(p, run, runs, last, any)
}

// overtaken refuses a run when the sums or the letters that it goes by are others by
// now, though the last approved run is the one that it knows.
func overtaken(p Project, run register.Run, runs []register.Run, last register.Run, any bool) error {
	if err := sumsStand(p, run, runs); err != nil || !any {
		return err
	}
	return sentSince(run, runs, last)
}

// sumsStand refuses a run whose previous sums are not those of the run that was the
// last to ask Finance, and an outcome run that rests on another year-end run than
// the last approved one.
func sumsStand(p Project, of register.Run, runs []register.Run) error {
	if of.Kind.Early {
		return nil
	}
	if rests := of.Record.RestsOn; rests != nil {
		last, ok, err := register.LastApproved(runs, letters.YearEnd())
		if err != nil {
			return err
		}
		if !ok || last.Is() != *rests {
			return withHint(fmt.Errorf("%s rests on %s, which is not the last approved year-end run any more", of.Name, rests.Run), "run yearend produce --outcome again, and approve the new run")
		}
	}
	last, asked, err := p.folder().LastAsking(runs)
	if err != nil {
		return err
	}
	by := of.Record.Asking
	if by == nil {
		by = of.Record.Earlier
	}
	switch {
	case !asked && by == nil || asked && by != nil && last.Is() == *by:
		return nil
	case !asked:
		return fmt.Errorf("%s was made when %s was approved, whose approval was taken back: make a new run", of.Name, by.Run)
	}
	return withHint(fmt.Errorf("%s was approved after %s was made, and Finance was asked for other sums by it", last.Name, of.Name), "make a new run, and approve that one")
}

func differenceLines(differences []register.Difference) string {
	var lines []string
	for _, d := range differences {
		lines = append(lines, "  "+d.String())
	}
	return strings.Join(lines, "\n")
}

// Revoke takes the approval of a run back, as long as nothing of it was sent and no
// later run was approved upon it. The record of both stays in the run.
func Revoke(p Project, name, by, because string, now func() time.Time, watch Watch) (of register.Run, err error) {
	by, because = register.PlainName(by), register.PlainName(because)
	if !register.IsName(by) || because == "" {
		return of, Usage{errors.New("who revokes, and why? give --by NAME and --because TEXT")}
	}
	if err := noNumbers(by, because); err != nil {
		return of, err
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
	return calc.Many(n, "letter") + " " + calc.Agree(n, "has", "have")
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
