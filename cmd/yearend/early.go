package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/letters"
)

// seasonFlags say which kind of run is asked for, and of which part of the year.
type seasonFlags struct {
	kinds   []kindFlag
	through string
	schemes []string
}

// kindFlag is a kind of run that is asked for by its name.
type kindFlag struct {
	kind letters.Kind
	is   *bool
}

// offer lets a command be asked for a kind of run.
func (f *seasonFlags) offer(c *cobra.Command, kind letters.Kind, usage string) {
	f.kinds = append(f.kinds, kindFlag{kind, c.Flags().Bool(kind.Name, false, usage)})
}

// offerAll lets it be asked for each kind that is meant; the year-end one is meant where
// none is named.
func (f *seasonFlags) offerAll(c *cobra.Command, meant func(letters.Kind) bool, usage func(letters.Kind) string) {
	for _, kind := range letters.Kinds() {
		if kind.Name != letters.YearEnd().Name && meant(kind) {
			f.offer(c, kind, usage(kind))
		}
	}
}

// lookingFlags let a command that makes no run look at a year that has not ended.
func lookingFlags(c *cobra.Command, f *seasonFlags) {
	f.offer(c, letters.Projection(), "before the year has ended: its projection; --through alone says the same")
	throughFlag(c, f)
}

func throughFlag(c *cobra.Command, f *seasonFlags) {
	c.Flags().StringVar(&f.through, "through", "", "before the year has ended: the last `month` that is complete, as 2026-01")
}

// kind is which kind of run is asked for.
func (f seasonFlags) kind() (letters.Kind, error) {
	asked := slices.DeleteFunc(slices.Clone(f.kinds), func(k kindFlag) bool { return !*k.is })
	switch {
	case len(asked) == 0:
		return letters.YearEnd(), nil
	case len(asked) > 1:
		var names []string
		for _, k := range asked {
			names = append(names, "--"+k.kind.Name)
		}
		return letters.Kind{}, usageError(fmt.Errorf("%s are different kinds of run: ask for one of them", calc.And(names)))
	case asked[0].kind.OnPages && len(f.schemes) > 0:
		return letters.Kind{}, usageError(fmt.Errorf("a %s is over all schemes of a practice: leave --scheme out", asked[0].kind.Called.One))
	}
	return asked[0].kind, nil
}

// looking is the kind for a command that looks at the year and makes no run.
func (f seasonFlags) looking() (letters.Kind, error) {
	kind, err := f.kind()
	if f.through != "" && kind.Name == letters.YearEnd().Name {
		return letters.Projection(), err
	}
	return kind, err
}

// inHelp is a sentence as the help has it: it begins small, and has no full stop.
func inHelp(sentence string) string {
	return strings.ToLower(sentence[:1]) + strings.TrimSuffix(sentence[1:], ".")
}
