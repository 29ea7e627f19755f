package season

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Verify compares every file of a run with its digest in run.json.
func Verify(p Project, name string) (register.Run, error) {
	found, err := p.folder().Find(name)
	if err != nil {
		return found, Usage{err}
	}
	differences, err := found.Check()
	if err != nil {
		return found, err
	}
	if _, err := found.Approval(); err != nil {
		return found, err
	}
	if len(differences) > 0 {
		return found, withHint(fmt.Errorf("%s is not what was written:\n%s", found.Name, differenceLines(differences)),
			"restore the files from a copy of the folder, or run yearend produce again")
	}
	return found, accountedFor(p, found)
}

// accountedFor holds the run's journal against itself, sent.csv, and what is known
// of it outside the run.
func accountedFor(p Project, of register.Run) error {
	known, err := p.keep().Read([]register.Run{of})
	if err != nil {
		return err
	}
	return known.Check(of)
}

// Elsewhere says what is at odds about where a run's letters were sent from, a
// sentence each: it may be a copy, or the folder of runs may lack another.
func Elsewhere(p Project, of register.Run) ([]string, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return nil, err
	}
	known, err := p.keep().Read(runs)
	if err != nil {
		return nil, err
	}
	return known.Elsewhere(of, runs), nil
}

// Again is what came out when a run was made again.
type Again = run.Again

// Derive makes a run again from the copies that it keeps, instead of from the
// project: its inputs, rules, words and logo, and what was approved before it.
func Derive(ctx context.Context, of register.Run) (Again, error) {
	again, err := derive(ctx, of)
	if err != nil {
		return again, fmt.Errorf("derive %s again: %w", of.Name, err)
	}
	return again, nil
}

func derive(ctx context.Context, of register.Run) (again Again, err error) {
	ask := Request{Kind: of.Kind, ReissueWording: of.Record.ReissueWording, Late: of.Record.Late, Through: of.Record.Through, Schemes: of.Record.Schemes}
	if ask.AsOf, err = calc.ParseDate(of.Record.AsOf); err != nil {
		return again, err
	}
	p, err := keptProject(of)
	if err != nil {
		return again, err
	}
	rederive := settledAgain
	if of.Kind.Final {
		rederive = decidedAgain
	}
	from, err := rederive(p, ask, of)
	if err != nil {
		return again, err
	}
	before, err := run.KeptEarlier(of)
	if err != nil {
		return again, err
	}
	compared, err := compare(ask, from.settled, before)
	if err != nil {
		return again, err
	}
	order, copies := p.order(ask, from, before), copiesOf(of)
	order.Open = func(file string) (io.ReadCloser, error) { return os.Open(copies[file]) }
	return run.MakeAgain(ctx, of, order, compared)
}

// copiesOf is where a run keeps each of its inputs.
func copiesOf(of register.Run) map[string]string {
	copies := map[string]string{}
	for _, in := range of.Record.Inputs {
		copies[register.Slashed(in.File)] = of.Path(in.Copy)
	}
	return copies
}

// settledAgain settles the year again from a run's copies of inputs and rules.
func settledAgain(p Project, ask Request, of register.Run) (from basis, err error) {
	if from.rules, err = keptRules(of); err != nil {
		return from, err
	}
	terms, err := ask.terms(Schemes(from.rules))
	if err != nil {
		return from, err
	}
	from.settled, err = p.settle(p.extractInputs(terms, copiesOf(of)), terms)
	if err == nil {
		err = keptStop(of, from.settled.Extract)
	}
	return from, err
}

// keptStop is the first problem of what was read of a run's copies that stops. What the
// run was made from did not stop: either they are no longer what was written, or another
// version of the program wrote them, to which they read otherwise.
func keptStop(of register.Run, x *calc.Extract) error {
	i := slices.IndexFunc(x.Problems, func(p calc.Problem) bool { return p.Severity == calc.Stop })
	if i < 0 {
		return nil
	}
	p, place := x.Problems[i], of.Name
	for _, in := range of.Record.Inputs {
		if register.Slashed(in.File) == p.File {
			place = in.Copy + " of " + of.Name
		}
	}
	return withHint(fmt.Errorf("%s does not read as it did when the run was made: %s (%s)", place, faultWords()[p.Code], p.Code),
		"restore the folder of the run from a copy; where `yearend verify` finds it as it was written, use "+of.Record.Program+", which made it")
}

func keptProject(of register.Run) (Project, error) {
	text, err := of.Read(of.Record.Project.Copy)
	if err != nil {
		return Project{}, err
	}
	p := Project{file: of.Record.Project.File, text: text}
	if err := rulebook.Decode(p.file, text, &p); err != nil {
		return p, err
	}
	p.slash()
	if err := p.check(); err != nil {
		return p, err
	}
	err = p.readPictures(func(name string) ([]byte, error) {
		for _, kept := range of.Record.Templates {
			if register.Slashed(kept.File) == name {
				return of.Read(kept.Copy)
			}
		}
		return nil, fmt.Errorf("it keeps no %s", name)
	})
	return p, err
}

func keptRules(of register.Run) ([]run.Rules, error) {
	var all []run.Rules
	for _, source := range of.Record.Rules {
		r := run.Rules{File: source.File}
		var err error
		if r.Text, err = of.Read(source.Copy); err != nil {
			return nil, err
		}
		if r.Scheme, err = rulebook.ReadKept(r.File, r.Text); err != nil {
			return nil, err
		}
		if err := errors.Join(r.KeptWords(of.Kind, of)...); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}
