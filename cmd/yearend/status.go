package main

import (
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
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

func status(o options, stdout io.Writer) error {
	on, err := o.date()
	if err != nil {
		return err
	}
	p, err := o.readProject()
	if err != nil {
		return err
	}
	s, err := season.StatusOn(p, on)
	if err != nil {
		return err
	}
	if o.json {
		err = sayJSON(stdout, statusJSON(s))
	} else {
		sayStatus(stdout, s)
	}
	if err != nil {
		return err
	}
	return needsPerson(s.NeedsPerson())
}
