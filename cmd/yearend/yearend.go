package main

import (
	"fmt"

	"yearend/calc"
	"yearend/calc/extract"
)

// yearEnd is everything that the inputs say, read, judged and settled.
type yearEnd struct {
	project project
	rules   []ruleFile
	asOf    calc.Date
	extract *calc.Extract
	settled calc.Settlement // empty where a problem stops the run
}

// readYearEnd goes from the project file to positions. A stop problem is no
// error here: the caller says all problems first.
func readYearEnd(o options) (yearEnd, error) {
	y, err := readRules(o)
	if err != nil {
		return y, err
	}
	if y.extract, err = extract.Read(y.project.extractInputs(y.asOf), y.schemes()); err != nil {
		return y, fmt.Errorf("read the inputs: %w", err)
	}
	if y.extract.Stops() {
		return y, nil
	}
	return y, y.settle()
}

// readRules goes as far as the project file and its schemes.
func readRules(o options) (y yearEnd, err error) {
	if y.asOf, err = o.date(); err != nil {
		return y, err
	}
	if y.project, err = readProject(o.project); err != nil {
		return y, err
	}
	y.rules, err = y.project.readSchemes()
	return y, err
}

func (y *yearEnd) settle() (err error) {
	if y.settled, err = calc.Settle(y.extract, y.schemes()); err != nil {
		return fmt.Errorf("account for every record: %w", err)
	}
	return nil
}

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
