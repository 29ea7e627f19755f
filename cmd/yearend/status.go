package main

import (
	"io"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func statusCommand(o *options) *cobra.Command {
	var practice string
	c := &cobra.Command{
		Use:   "status",
		Short: "Where the year end stands, and the next thing to do",
		Long: `status counts every letter of the season, each in one place: held, to approve,
to send, sent, posted, bounced, unknown or replaced; and says what to do next,
with the command for it.

  yearend status
  yearend status --practice P81999   everything that ever happened to its letters, with who and when`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if practice != "" {
				return practiceStatus(*o, practice, c.OutOrStdout())
			}
			return status(*o, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&practice, "practice", "", "everything about one practice, by its `code`")
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

func practiceStatus(o options, practice string, stdout io.Writer) error {
	p, err := o.readProject()
	if err != nil {
		return err
	}
	s, err := season.PracticeOn(p, practice)
	if err != nil {
		return err
	}
	if o.json {
		return sayJSON(stdout, practiceJSON(s))
	}
	sayPractice(stdout, s)
	return nil
}
