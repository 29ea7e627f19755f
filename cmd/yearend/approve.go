package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yearend/letters/register"
)

// approval is what `approve` was asked.
type approval struct {
	options
	run     string
	by      string
	letters int
}

func approveCommand(o *options) *cobra.Command {
	var a approval
	c := &cobra.Command{
		Use:   "approve RUN --by NAME",
		Short: "Bind a person's approval to the digest of exactly this run",
		Long: `approve shows what a run comes to, everything in it that a person should look at,
the assumptions that nobody has confirmed and the practices near a boundary, and
asks for the number of its letters. Only an approved run issues letters: later
runs compare their figures with it, and only its letters can be sent.

RUN is run-002, its number, its folder, or "latest".`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			a.options, a.run = *o, args[0]
			return a.do(c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&a.by, "by", "", "the `name` of the person who approves")
	c.Flags().IntVar(&a.letters, "letters", -1, "the `number` of letters, as it is shown, where there is no terminal to ask at")
	return c
}

func (a approval) do(stdin io.Reader, stdout, stderr io.Writer) error {
	if a.by = strings.Join(strings.Fields(a.by), " "); a.by == "" {
		return usageError(errors.New("who approves? give --by NAME"))
	}
	p, err := readProject(a.project)
	if err != nil {
		return err
	}
	root := p.path(p.Output)
	run, err := register.Find(root, a.run)
	if err != nil {
		return usageError(err)
	}
	if done, err := said(run, stdout); done || err != nil {
		return err
	}
	if err := a.mayApprove(root, run); err != nil {
		return err
	}
	shown, err := overview(run)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, strings.Join(shown, "\n")+"\n")
	question := fmt.Sprintf("To approve %s as %s, give back the number of letters", run.Name, a.by)
	if err := confirmed(stdin, stdout, question, run.Record.Letters(), a.letters, "--letters"); err != nil {
		return err
	}
	still, err := a.bind(root, run, shown, stderr)
	if err != nil {
		return err
	}
	return a.sayApproved(run, still, stdout)
}

// bind writes the approval, once nothing has changed while the person read.
func (a approval) bind(root string, run register.Run, shown []string, stderr io.Writer) (still int, err error) {
	lock, err := lockRuns(root, "approve", a.now, stderr)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if err := a.mayApprove(root, run); err != nil {
		return 0, err
	}
	return run.Approve(register.Signatory{Name: a.by, At: a.now(), Letters: run.Record.Letters(), Shown: shown})
}

// mayApprove refuses a run that cannot be approved, or not by this person. The
// run is opened anew: it must be the one that was shown.
func (a approval) mayApprove(root string, run register.Run) error {
	again, err := register.Find(root, run.Name)
	if err != nil {
		return err
	}
	if again.Digest != run.Digest {
		return fmt.Errorf("%s is no longer the run that was shown: begin again", run.Name)
	}
	given, err := again.Approval()
	if err != nil {
		return err
	}
	if given.SignedBy(a.by) {
		return withHint(fmt.Errorf("%s has approved %s already: another person is needed", a.by, run.Name), "--by names the person who approves now")
	}
	return approvable(root, again)
}

// sayApproved says what the approval has done.
func (a approval) sayApproved(run register.Run, still int, stdout io.Writer) error {
	if still > 0 {
		fmt.Fprintf(stdout, "%s has approved %s: %d more must approve it before its letters can go\n", a.by, run.Name, still)
		return exitError{code: exitPerson}
	}
	if run.Record.Letters() == 0 {
		fmt.Fprintf(stdout, "%s is approved: it has no letter of its own, and the earlier ones stand\n", run.Name)
		return nil
	}
	fmt.Fprintf(stdout, "%s is approved: %s can be sent with `yearend send %s`\n", run.Name, manyLetters(run.Record.Letters()), run.Name)
	return nil
}

// said says that a run is approved already, if it is.
func said(run register.Run, stdout io.Writer) (done bool, err error) {
	approval, err := run.Approval()
	if err != nil || !run.Enough(approval) {
		return false, err
	}
	for _, by := range approval.By {
		fmt.Fprintf(stdout, "%s is approved already: by %s on %s\n", run.Name, by.Name, by.At.Format("2 January 2006 at 15:04"))
	}
	return true, nil
}

// approvable refuses a run that is not what was written, that has stop
// problems, or that compares itself with another run than the last approved one.
func approvable(root string, run register.Run) error {
	differences, err := run.Check()
	if err != nil {
		return err
	}
	if len(differences) > 0 {
		return withHint(fmt.Errorf("%s is not what was written, and cannot be approved:\n%s", run.Name, differenceLines(differences)),
			"run yearend produce again, and look at the new run")
	}
	if n := run.Record.Problems["stop"]; n > 0 {
		return fmt.Errorf("%s has %d stop problems, and cannot be approved", run.Name, n)
	}
	runs, err := register.Runs(root)
	if err != nil {
		return err
	}
	last, any, err := register.LastApproved(runs)
	switch {
	case err != nil:
		return err
	case any && last.Number > run.Number:
		return fmt.Errorf("%s is older than %s, which is approved", run.Name, last.Name)
	case any && (run.Record.Earlier == nil || *run.Record.Earlier != register.Earlier{Run: last.Name, Digest: last.Digest}):
		return withHint(fmt.Errorf("%s was approved after %s was made, which does not know its letters", last.Name, run.Name),
			"run yearend produce again, and approve the new run")
	case !any && run.Record.Earlier != nil:
		return fmt.Errorf("%s replaces letters of %s, whose approval is gone from %s", run.Name, run.Record.Earlier.Run, filepath.ToSlash(root))
	}
	return nil
}

func differenceLines(differences []register.Difference) string {
	var lines []string
	for _, d := range differences {
		lines = append(lines, "  "+d.String())
	}
	return strings.Join(lines, "\n")
}
