package main

import (
	"errors"

	"github.com/spf13/cobra"

	"yearend/letters"
)

// seasonFlags say which kind of run is asked for, and of which part of the year.
type seasonFlags struct {
	projection, monthly bool
	outcome             bool // after the panel
	through             string
	schemes             []string
}

// lookingFlags let a command that makes no run look at a year that has not ended.
func lookingFlags(c *cobra.Command, f *seasonFlags) {
	c.Flags().BoolVar(&f.projection, "projection", false, "before the year has ended: its projection; --through alone says the same")
	throughFlag(c, f)
}

func throughFlag(c *cobra.Command, f *seasonFlags) {
	c.Flags().StringVar(&f.through, "through", "", "before the year has ended: the last `month` that is complete, as 2026-01")
}

// kind is which kind of run is asked for.
func (f seasonFlags) kind() (letters.Kind, error) {
	switch {
	case f.projection && f.monthly || f.outcome && (f.projection || f.monthly):
		return letters.Kind{}, usageError(errors.New("--projection, --monthly and --outcome are three kinds of run: ask for one of them"))
	case f.outcome:
		return letters.Outcome(), nil
	case f.monthly && len(f.schemes) > 0:
		return letters.Kind{}, usageError(errors.New("a monthly report is over all schemes of a practice: leave --scheme out"))
	case f.projection:
		return letters.Projection(), nil
	case f.monthly:
		return letters.Monthly(), nil
	}
	return letters.YearEnd(), nil
}

// looking is the kind for a command that looks at the year and makes no run.
func (f seasonFlags) looking() letters.Kind {
	switch {
	case f.outcome:
		return letters.Outcome()
	case f.projection || f.through != "":
		return letters.Projection()
	}
	return letters.YearEnd()
}
