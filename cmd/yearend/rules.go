package main

import (
	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func rulesCommand(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "Print every rule in force with its source, then every assumption with whom to ask",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p, err := season.ReadProject(o.project)
			if err != nil {
				return err
			}
			schemes, err := p.ReadSchemes()
			if err != nil {
				return err
			}
			if o.json {
				return sayJSON(c.OutOrStdout(), rulesJSON(schemes))
			}
			for _, s := range schemes {
				sayRules(c.OutOrStdout(), s)
			}
			return nil
		},
	}
	jsonFlag(c, o)
	return c
}
