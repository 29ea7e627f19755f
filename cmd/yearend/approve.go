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
		Long: `approve shows what a run comes to, everything in it that a person should look
at, the assumptions that nobody has confirmed and the practices near a boundary,
and asks for the number of its letters. Only an approved run issues letters:
later runs compare their figures with it, and only its letters can be sent.

RUN is run-002, its number, its folder, or "latest", the newest year-end run;
projection-latest is the newest of projections.`,
		Args: oneRun,
		RunE: func(c *cobra.Command, args []string) error {
			a.options, a.run = *o, args[0]
			return a.do(c.Context(), c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&a.by, "by", "", "the `name` of the person who approves")
	c.Flags().IntVar(&a.letters, "letters", -1, "the `number` of letters, as it is shown, where there is no terminal to ask at")
	return c
}

func (a approval) do(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
	if strings.TrimSpace(a.by) == "" {
		return usageError(errors.New("who approves? give --by NAME"))
	}
	p, err := a.readProject()
	if err != nil {
		return err
	}
	open, err := season.OpenApproval(p, a.run, a.by)
	if err != nil {
		return err
	}
	if len(open.Given) > 0 {
		if err := open.Finish(a.now, a.watchOn(stderr)); err != nil {
			return err
		}
		sayGiven(stdout, open)
		return nil
	}
	shown := overview(open.Run, open.Overview)
	fmt.Fprintln(stdout, strings.Join(shown, "\n")+"\n")
	question := fmt.Sprintf("To approve %s as %s, give back the number of letters", open.Run.Name, open.By)
	ask := func() (string, error) {
		return "", confirmed(stdin, stdout, question, open.Run.Record.Letters(), a.letters, "--letters")
	}
	if _, err := heeding(ctx, "approved", ask); err != nil {
		return err
	}
	still, err := open.Bind(shown, a.now, a.watchOn(stderr))
	if err != nil {
		return err
	}
	sayApproved(stdout, open, still)
	return needsPerson(still > 0)
}

func revokeCommand(o *options) *cobra.Command {
	var by, because string
	c := &cobra.Command{
		Use:   "revoke RUN --by NAME --because TEXT",
		Short: "Take an approval back, as long as nothing of the run was sent",
		Long: `revoke takes the approval of a run back: none of its letters can be sent, and
later runs do not build on it. Who approved it, who took it back, when and why
stays in its approval.json. It is refused once a letter of the run has gone, or
may have, and where a later run was approved upon it: of several of which
nothing went the newest comes first. Once letters went, a new run mends it.

RUN is run-002, its number, its folder, or "latest".`,
		Args: oneRun,
		RunE: func(c *cobra.Command, args []string) error {
			p, err := o.readProject()
			if err != nil {
				return err
			}
			of, err := season.Revoke(p, args[0], by, because, o.now, o.watchOn(c.ErrOrStderr()))
			if err != nil {
				return err
			}
			sayRevoked(c.OutOrStdout(), of)
			return nil
		},
	}
	c.Flags().StringVar(&by, "by", "", "the `name` of the person who takes it back")
	c.Flags().StringVar(&because, "because", "", "the `reason`")
	return c
}
