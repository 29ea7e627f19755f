package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

// decision is what `decide` was asked.
type decision struct {
	options
	season.DecideAsked
	decisions int
}

func decideCommand(o *options) *cobra.Command {
	var d decision
	c := &cobra.Command{
		Use:   "decide FILE --by NAME",
		Short: "Record what the panel decided, from the sheet that it filled in",
		Long: `decide judges the whole of a filled-in decisions.xlsx, shows what it comes to,
asks for the number of decisions, and records all of them or none in
decisions.jsonl, each bound to the request, the pack and the figures that the
panel had. A request whose cells are empty stays open. Nothing is decided twice.

Refused are: no reason; more than is claimed, a count without a month, or a row
of the sheet that is missing; a seat of the panel empty, or filled by a member
with an interest in the practice; a pack that was made before the approved run;
activity of an excluded service; activity on an exception that needs evidence,
where it is an estimate or nobody has seen the evidence.

  yearend decide output/panel-001/decisions.xlsx --by "Alex Sample"
  yearend decide slip.xlsx --correct LTC-7 --because "12 was written as 21"
    --by "Alex Sample"

--correct mends a slip of the pen in a recorded decision, from a sheet that
holds that request's rows anew; both stay in the log, and the outcome run that
follows needs two approvals. It is also how a decision is confirmed or lowered
where the figures that it rests on have moved since.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d.options, d.File, d.Now = *o, args[0], o.now
			return d.do(c.Context(), c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&d.By, "by", "", "the `name` of the person who records them")
	c.Flags().IntVar(&d.decisions, "decisions", -1, "the `number` of decisions, as it is shown, where there is no terminal to ask at")
	c.Flags().StringVar(&d.Correct, "correct", "", "mend a slip of the pen in the decision on this `request`")
	c.Flags().StringVar(&d.Because, "because", "", "with --correct: why, in a `text` that stands in the log")
	c.Flags().StringVar(&o.asOf, "as-of", o.asOf, "the `date` of today: no decision is dated after it")
	return c
}

func (d decision) do(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
	if strings.TrimSpace(d.By) == "" {
		return usageError(errors.New("who records the decisions? give --by NAME"))
	}
	var err error
	if d.Today, err = d.date(); err != nil {
		return err
	}
	p, err := d.readProject()
	if err != nil {
		return err
	}
	d.Watch = d.watchOn(stderr)
	open, err := season.OpenDecisions(p, d.DecideAsked)
	if err != nil {
		return err
	}
	sayProblems(stderr, open.Judged.Problems, "") // check knows nothing of the sheet
	if open.Judged.Stops() {
		return exitError{exitFailed, errors.New("nothing was recorded: mend what is marked stop in the sheet, then run again")}
	}
	if len(open.Judged.Decisions) == 0 {
		return exitError{exitFailed, errors.New("nothing was recorded: the sheet decides nothing yet")}
	}
	sayDecisions(stdout, open)
	question := fmt.Sprintf("To record them as %s, give back the number of decisions", open.By)
	ask := func() (string, error) {
		return "", confirmed(stdin, stdout, question, len(open.Judged.Decisions), d.decisions, "--decisions")
	}
	if _, err := heeding(ctx, "recorded", ask); err != nil {
		return err
	}
	if err := open.Record(); err != nil {
		return err
	}
	sayRecorded(stdout, open)
	return nil
}
