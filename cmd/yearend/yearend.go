package main

import (
	"fmt"
	"io"
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/report"
)

// yearEnd is everything that the inputs say, read, judged and settled.
type yearEnd struct {
	project project
	rules   []ruleFile
	asOf    calc.Date
	extract *calc.Extract
	settled calc.Settlement // empty where a problem stops the run
	earlier earlier         // what was approved before; empty where nothing was

	clock          clock
	reissueWording bool
	progress       io.Writer         // where a bar is drawn while letters are made; nil for nowhere
	archive        map[string]string // where copies of the inputs are read in their place; nil for the inputs themselves
}

// readYearEnd goes from the project file to positions. A stop problem is no
// error here: the caller says all problems first.
func readYearEnd(o options) (yearEnd, error) {
	y, err := readRules(o)
	if err != nil {
		return y, err
	}
	return y, y.read()
}

// read reads the inputs, and settles.
func (y *yearEnd) read() (err error) {
	if y.extract, err = extract.Read(y.project.extractInputs(y.asOf, y.archive), y.schemes()); err != nil {
		return fmt.Errorf("read the inputs: %w", err)
	}
	if y.extract.Stops() {
		return nil
	}
	if err := y.settle(); err != nil {
		return err
	}
	return y.add(nearBoundaries(y.settled.Positions))
}

// nearBoundaries asks a person to look at every position whose outcome a few
// records would change, or that rests on what was coded late.
func nearBoundaries(positions []calc.Position) []calc.Problem {
	var problems []calc.Problem
	for _, b := range calc.Near(positions) {
		if !b.Kind.Asks() {
			continue
		}
		problems = append(problems, calc.Problem{
			Code: report.BoundaryCode, Severity: calc.Look, Practice: b.Position.Practice.Code, Scheme: b.Position.Scheme.Code,
			Found: b.Service, Remedy: letters.BoundaryReason(b) + ": check the records behind it before the letter goes",
		})
	}
	return problems
}

// add adds problems that only the figures or a letter showed, and settles
// again, so that every table has them.
func (y *yearEnd) add(problems []calc.Problem) error {
	y.extract.Problems = append(y.extract.Problems, problems...)
	slices.SortFunc(y.extract.Problems, calc.CompareProblems)
	return y.settle()
}

// readRules goes as far as the project file and its schemes.
func readRules(o options) (y yearEnd, err error) {
	y.clock = o.now
	if y.asOf, err = o.date(); err != nil {
		return y, err
	}
	if y.project, err = readProject(o.project); err != nil {
		return y, err
	}
	if y.rules, err = y.project.readSchemes(); err != nil {
		return y, err
	}
	return y, y.judgeRules()
}

func (y *yearEnd) settle() (err error) {
	if y.settled, err = calc.Settle(y.extract, y.schemes()); err != nil {
		return fmt.Errorf("account for every record: %w", err)
	}
	return nil
}

// runs is the folder of runs.
func (y *yearEnd) runs() string { return y.project.path(y.project.Output) }

func (y *yearEnd) schemes() []*calc.Scheme {
	var schemes []*calc.Scheme
	for _, r := range y.rules {
		schemes = append(schemes, r.scheme)
	}
	return schemes
}

// rule finds the rule file of a scheme.
func (y *yearEnd) rule(code string) ruleFile {
	for _, r := range y.rules {
		if r.scheme.Code == code {
			return r
		}
	}
	return ruleFile{}
}
