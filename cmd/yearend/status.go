package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

func statusCommand(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "status",
		Short: "Where the year end stands, and the next thing to do",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return status(*o, c.OutOrStdout())
		},
	}
	asOfFlag(c, o)
	jsonFlag(c, o)
	return c
}

// standing is where the year end stands on a day.
type standing struct {
	Project string         `json:"project"`
	On      calc.Date      `json:"on"`
	Dates   []datedThing   `json:"dates"`
	Runs    []runStatus    `json:"runs"`
	Schemes []schemeStatus `json:"schemes"`
	Sent    []sentStatus   `json:"sent"`           // of every approved run
	Busy    string         `json:"busy,omitempty"` // who is at work in the folder of runs
	Next    []string       `json:"next"`           // what to do, the first thing first
}

// datedThing is a day of the guidance.
type datedThing struct {
	What string    `json:"what"`
	On   calc.Date `json:"on"`
	Left int       `json:"days_left"` // negative when it has passed
}

// runStatus is a run, and who approved it.
type runStatus struct {
	Run      string   `json:"run"`
	AsOf     string   `json:"as_of"`
	Letters  int      `json:"letters"`
	Approved bool     `json:"approved"`
	By       []string `json:"by"`
	Needs    int      `json:"approvals_needed"`
}

// schemeStatus counts the letters of one scheme.
type schemeStatus struct {
	Scheme   string       `json:"scheme"`
	Due      int          `json:"due"`      // practices with a contract, by the newest run
	Made     int          `json:"made"`     // that have a letter, approved or not
	Approved int          `json:"approved"` // whose letter is approved
	Waiting  int          `json:"waiting"`  // new and changed letters of the newest run that nobody has approved
	Posted   posted       `json:"posted"`   // the letters of all approved runs, by where they stand
	Held     []heldStatus `json:"held"`
}

type heldStatus struct {
	Practice calc.PracticeCode `json:"practice_code"`
	Name     string            `json:"practice_name"`
	Reason   string            `json:"reason"`
}

func status(o options, stdout io.Writer) error {
	y, err := readRules(o)
	if err != nil {
		return err
	}
	s := standing{Project: y.project.Issuer.Name + ", " + y.project.Year, On: y.asOf, Dates: y.datedThings(), Runs: []runStatus{}, Schemes: []schemeStatus{}}
	if holder, busy := register.AtWork(y.runs()); busy {
		s.Busy = holder.String()
	}
	runs, err := register.Runs(y.runs())
	if err != nil {
		return err
	}
	if err := s.count(runs, y.schemes()); err != nil {
		return err
	}
	if s.Sent, err = s.sentOf(y.project, runs); err != nil {
		return err
	}
	s.Next = y.next(s, runs)
	if o.json {
		err = sayJSON(stdout, s)
	} else {
		sayStatus(stdout, s)
	}
	if err != nil {
		return err
	}
	return needsPerson(slices.ContainsFunc(s.Sent, func(of sentStatus) bool { return len(of.ForPerson) > 0 }))
}

// datedThings are the days of all schemes, each thing once for each day.
func (y *yearEnd) datedThings() []datedThing {
	var all []datedThing
	seen := map[datedThing]bool{}
	for _, s := range y.schemes() {
		for _, d := range []datedThing{
			{What: "activity fully coded", On: s.CodedBy}, {What: "letters due", On: s.Dates.LettersBy},
			{What: "mitigation form closes", On: s.Dates.FormCloses}, {What: "mitigation panel, week commencing", On: s.Dates.PanelWeek},
			{What: "practices hear of the panel", On: s.Dates.OutcomeBy},
		} {
			d.Left = y.asOf.DaysTo(d.On)
			if !seen[d] {
				seen[d] = true
				all = append(all, d)
			}
		}
	}
	return all
}

// count reads what the runs say.
func (s *standing) count(runs []register.Run, schemes []*calc.Scheme) error {
	for _, run := range runs {
		approval, err := run.Approval()
		if err != nil {
			return err
		}
		r := runStatus{Run: run.Name, AsOf: run.Record.AsOf, Letters: run.Record.Letters(), Approved: run.Enough(approval), By: []string{}, Needs: run.Record.Needs()}
		for _, by := range approval.By {
			r.By = append(r.By, by.Name)
		}
		s.Runs = append(s.Runs, r)
	}
	if len(runs) == 0 {
		return nil
	}
	newest := runs[len(runs)-1]
	now, err := newest.Entries()
	if err != nil {
		return err
	}
	var issued []register.Entry
	if last, ok, err := register.LastApproved(runs); err != nil {
		return err
	} else if ok {
		if issued, err = last.Entries(); err != nil {
			return err
		}
	}
	approved := s.Runs[len(s.Runs)-1].Approved
	for _, scheme := range schemes {
		s.Schemes = append(s.Schemes, countScheme(scheme.Code, now, issued, approved))
	}
	return nil
}

func countScheme(scheme string, now, issued []register.Entry, approved bool) schemeStatus {
	s := schemeStatus{Scheme: scheme, Held: []heldStatus{}}
	for _, e := range issued {
		if e.Scheme == scheme && e.Stands != nil && e.State != letters.Withdrawn {
			s.Approved++
		}
	}
	for _, e := range now {
		if e.Scheme != scheme || e.State == letters.Withdrawn {
			continue
		}
		s.Due++
		if e.Stands != nil {
			s.Made++
		}
		if own := e.State == letters.New || e.State == letters.Changed; own && !approved {
			s.Waiting++
		}
		if e.State == letters.Held {
			s.Held = append(s.Held, heldStatus{e.Practice, e.Name, e.Reason})
		}
	}
	return s
}

// changedSince are the files that are no longer what a run was made from: the
// inputs, the project file, the rules and the words.
func (y *yearEnd) changedSince(run register.Run) []string {
	var changed []string
	for _, in := range run.Record.Inputs {
		data, err := os.ReadFile(y.project.path(in.File))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			changed = append(changed, in.File+" (now missing)")
		case err != nil || register.Digest(data) != in.SHA256:
			changed = append(changed, in.File)
		}
	}
	now := map[string]string{filepath.Base(y.project.file): register.Digest(y.project.text)}
	for _, r := range y.rules {
		for name, text := range map[string][]byte{r.name: r.text, r.letter.file: r.letter.text, r.email.file: r.email.text} {
			now[name] = register.Digest(text)
		}
	}
	for _, kept := range slices.Concat([]register.Source{run.Record.Project}, run.Record.Rules, run.Record.Templates) {
		if digest, used := now[kept.File]; used && digest != kept.SHA256 {
			changed = append(changed, kept.File)
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed)
}
