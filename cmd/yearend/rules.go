package main

import (
	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
	"yearend/letters"
)

func rulesCommand(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "Print every rule in force with its source, then every assumption with whom to ask",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p, ask, err := o.open(letters.YearEnd(), c.ErrOrStderr())
			if err != nil {
				return err
			}
			rules, err := p.ReadRules(ask.Kind)
			if err != nil {
				return err
			}
			if o.json {
				return sayJSON(c.OutOrStdout(), rulesJSON(season.Schemes(rules)))
			}
			for _, s := range season.Schemes(rules) {
				sayRules(c.OutOrStdout(), s)
			}
			return nil
		},
	}
	jsonFlag(c, o)
	return c
}
