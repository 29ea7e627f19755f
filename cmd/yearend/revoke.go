package main

import (
	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func revokeCommand(o *options) *cobra.Command {
	var by, because string
	c := &cobra.Command{
		Use:   "revoke RUN --by NAME --because TEXT",
		Short: "Take an approval back, as long as nothing of the run was sent",
		Long: `revoke takes the approval of a run back: none of its letters can be sent, and
later runs do not build on it. Who approved it, who took it back, when and why
stays in its approval.json. It is refused once a letter of the run has gone, or
may have, and where a later run was approved upon it: of several of which nothing
went the newest comes first. Once letters went, a new run mends it.

RUN is run-002, its number, its folder, or "latest".`,
		Args: oneRun,
		RunE: func(c *cobra.Command, args []string) error {
			p, err := o.readProject()
			if err != nil {
				return err
			}
			of, err := season.Revoke(p, args[0], by, because, o.now, watchOn(c.ErrOrStderr()))
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
