package desk

import (
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// approveShown is a run to be approved: what the command shows before it asks.
type approveShown struct {
	register.Run
	Overview season.Overview
	Sums     sumsTable
	Looks    []lookShown
	Letters  int
	Given    []register.Signatory
	Revoked  []register.Revocation
	Needs    int
	Still    int                 // how many more must approve it
	Code     string              // for the minutes, once enough have
	Mine     *register.Signatory // given from this account: another person approves from their own
	Account  string              // of the computer
	ToDo     []season.RunStatus  // where no run is named: the newest of each kind
	Earlier  []season.RunStatus  // and those before them
	Again    []bit               // how a new run is made in its place
}

// sumsTable is what a run comes to, a column a scheme.
type sumsTable struct {
	Schemes []string
	Rows    []sumsRow
}

type sumsRow struct {
	Of    string
	Cells []string
}

// lookShown is what a person should look at, of one code: the first few of it.
type lookShown struct {
	season.LookGroup
	Lines []string
	More  int
}

// Heading is the title of its page.
func (a approveShown) Heading() string {
	if a.Name == "" {
		return "Approve"
	}
	return "Approve " + a.Name
}

// Dated is the day of issue as a letter writes it.
func (a approveShown) Dated() string { return longDay(a.Record.AsOf) }

func (d *Desk) approvePages() []page {
	return []page{
		{Path: "/approve", Title: "Approve", In: "Approve", View: "approve.html", Show: d.showToApprove},
		{Path: "/approve/{run}", Title: "Approve", In: "Approve", View: "approve.html", Show: d.showApproval},
	}
}

func (d *Desk) approveChanges() {
	d.change("/approve/{run}", d.approve)
	d.change("/revoke/{run}", d.revoke)
}

// showToApprove lists the runs that make letters: the newest of each kind, and the others.
func (d *Desk) showToApprove(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	var shown approveShown
	for _, r := range slices.Backward(s.Runs) {
		newest := slices.ContainsFunc(s.Newest, func(n season.Newest) bool { return n.Run == r.Run })
		switch {
		case r.Pages > 0:
		case newest:
			shown.ToDo = append(shown.ToDo, r)
		default:
			shown.Earlier = append(shown.Earlier, r)
		}
	}
	return shown, nil
}

func (d *Desk) showApproval(v *visit) (any, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return nil, err
	}
	approval, err := run.Approval()
	if err != nil {
		return nil, err
	}
	shown := approveShown{Run: run, Letters: run.Record.Letters(), Given: approval.By, Revoked: approval.Revoked, Needs: run.Record.Needs(), Account: d.asked.Program.Here.Account,
		Again: onPage("`" + d.asked.Program.Again(run.Record) + "`")}
	shown.Still = shown.Needs - len(approval.By)
	if shown.Still <= 0 {
		shown.Code = approval.Code()
		return shown, nil
	}
	shown.Mine = approval.Signed("", shown.Account)
	if shown.Overview, err = season.Overlook(v.Project, run); err != nil {
		return nil, err
	}
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	shown.Sums = sumsOf(run, schemes)
	for _, of := range shown.Overview.ByCode() {
		one := lookShown{LookGroup: of, More: max(0, len(of.All)-mostLooks)}
		for _, p := range of.All[:len(of.All)-one.More] {
			one.Lines = append(one.Lines, d.asked.Program.Problem(p))
		}
		shown.Looks = append(shown.Looks, one)
	}
	return shown, nil
}

// mostLooks is how many problems of one code are shown; the others are in problems.csv.
const mostLooks = 10

// sumsOf is what a run comes to: its letters, and the sums that they speak of.
func sumsOf(run register.Run, schemes []*calc.Scheme) sumsTable {
	t := sumsTable{}
	row := func(of string, cell func(of register.Totals) string) {
		r := sumsRow{Of: of}
		for _, code := range slices.Sorted(maps.Keys(run.Record.Totals)) {
			r.Cells = append(r.Cells, cell(run.Record.Totals[code]))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, code := range slices.Sorted(maps.Keys(run.Record.Totals)) {
		t.Schemes = append(t.Schemes, titleOf(schemes, code))
	}
	count := func(of string, n func(of register.Totals) int) {
		row(of, func(of register.Totals) string { return letters.Count(n(of)) })
	}
	count("New letters", func(of register.Totals) int { return of.New })
	count("Changed: they replace an earlier letter", func(of register.Totals) int { return of.Changed })
	count("Unchanged: the earlier letter stands", func(of register.Totals) int { return of.Unchanged })
	count("Held: no letter", func(of register.Totals) int { return of.Held })
	count("Withdrawn: no contract any more", func(of register.Totals) int { return of.Withdrawn })
	count("To pay", func(of register.Totals) int { return of.Pay })
	if run.Kind.Early {
		count("To recoup", func(of register.Totals) int { return of.Recoup })
		count("Neither", func(of register.Totals) int { return of.Nil })
		count("To pay or to recoup: it depends on the way on", func(of register.Totals) int { return of.Either })
		row("Earned, from", func(of register.Totals) string { return letters.PoundsOf(aheadOf(of).EarnedLow) })
		row("Earned, to", func(of register.Totals) string { return letters.PoundsOf(aheadOf(of).EarnedHigh) })
		row("Earned, if nothing more is recorded", func(of register.Totals) string { return letters.PoundsOf(aheadOf(of).EarnedFloor) })
		row("Paid in advance", func(of register.Totals) string { return letters.PoundsOf(of.AdvancePaid) })
		return t
	}
	row("To pay, in all", func(of register.Totals) string { return letters.PoundsOf(of.ToPay) })
	count("To recoup", func(of register.Totals) int { return of.Recoup })
	row("To recoup, in all", func(of register.Totals) string { return letters.PoundsOf(of.ToRecoup) })
	count("Neither", func(of register.Totals) int { return of.Nil })
	return t
}

func aheadOf(of register.Totals) register.TotalsAhead {
	if of.Ahead == nil {
		return register.TotalsAhead{}
	}
	return *of.Ahead
}

// approve binds a person's approval to the run that they were shown, as the command does.
func (d *Desk) approve(v *visit) (next string, err error) {
	run, err := d.asShown(v)
	if err != nil {
		return "", err
	}
	n, err := number(v, "letters", "letters")
	if err != nil {
		return "", err
	}
	place := "/approve/" + run.Name
	return v.start(job{Title: "Approve " + run.Name, Args: []string{"approve", run.Name, "--by", v.Field("by"), "--letters", n}, Then: func(code int) (string, string) {
		if code == Done {
			return "Send " + run.Name, "/send/" + run.Name
		}
		return "Back to " + run.Name, place
	}})
}

// asShown is the run that a form is about, which must be the one that the page showed.
func (d *Desk) asShown(v *visit) (register.Run, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err == nil && v.Field("digest") != run.Digest {
		err = fmt.Errorf("%s is no longer the run that was shown: begin again", run.Name)
	}
	return run, err
}

// revoke takes an approval back, as the command does.
func (d *Desk) revoke(v *visit) (next string, err error) {
	run, err := d.asShown(v)
	if err != nil {
		return "", err
	}
	return v.start(job{Title: "Take the approval of " + run.Name + " back", Args: []string{"revoke", run.Name, "--by", v.Field("by"), "--because", v.Field("because")},
		Then: func(int) (string, string) { return "Back to " + run.Name, "/approve/" + run.Name }})
}
