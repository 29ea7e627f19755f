package season

import (
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/letters/register"
)

// Changes is what differs between two runs.
type Changes struct {
	Before, After register.Run
	Moves         []calc.Move
	Schemes       map[string]*calc.Scheme // by which they were made
	Given         []calc.Problem          // what became of the newer run's instructions
}

// CompareRuns compares two runs by their names; without names, of those of a kind the
// last approved one before the newest against the newest.
func CompareRuns(p Project, kind letters.Kind, names []string) (c Changes, err error) {
	if len(names) == 2 {
		if c.Before, c.After, err = namedRuns(p, names[0], names[1]); err == nil && kind.Name != letters.YearEnd().Name && kind.Name != c.After.Kind.Name {
			err = Usage{fmt.Errorf("%s and %s are no runs of %ss: name two that are, or leave --%s out", names[0], names[1], kind.Called.One, kind.Name)}
		}
	} else {
		c.Before, c.After, err = newestRuns(p, kind)
	}
	if err != nil {
		return c, err
	}
	was, err := c.Before.Entries()
	if err != nil {
		return c, err
	}
	now, err := c.After.Entries()
	if err != nil {
		return c, err
	}
	c.Moves = register.Compare(was, now)
	if c.Schemes, err = schemesByCode(c.After, c.Before); err != nil {
		return c, err
	}
	looks, err := looksOf(c.After)
	c.Given = slices.DeleteFunc(looks, func(p calc.Problem) bool { return !calc.FromInstruction(p.Code) })
	return c, err
}

// RunBefore is the run that another is compared with: the approved one that it was made
// after, or where none was approved the one before it of its kind; empty for none.
func RunBefore(p Project, of register.Run) (string, error) {
	if of.Record.Earlier != nil {
		return of.Record.Earlier.Run, nil
	}
	runs, err := p.folder().Runs()
	before := ""
	for _, r := range register.OfKind(runs, of.Kind) {
		if r.Number < of.Number {
			before = r.Name
		}
	}
	return before, err
}

// namedRuns are two runs of one kind that make letters.
func namedRuns(p Project, older, newer string) (before, after register.Run, err error) {
	if before, err = p.folder().Find(older); err != nil {
		return before, after, Usage{err}
	}
	if after, err = p.folder().Find(newer); err != nil {
		return before, after, Usage{err}
	}
	if before.Kind.Name != after.Kind.Name {
		return before, after, Usage{fmt.Errorf("%s is a %s run and %s a %s run: name two of one kind", before.Name, before.Kind.Name, after.Name, after.Kind.Name)}
	}
	return before, after, withLetters(before, "compare")
}

// newestRuns are the newest run of a kind and the last approved one before it.
func newestRuns(p Project, kind letters.Kind) (before, after register.Run, err error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return before, after, err
	}
	runs = register.OfKind(runs, kind)
	if len(runs) < 2 {
		return before, after, Usage{fmt.Errorf("there are not yet two %s runs in %s to compare", kind.Name, register.Shown(p.folder().Root))}
	}
	newest := len(runs) - 1
	before, ok, err := register.LastApproved(runs[:newest], kind)
	if err == nil && !ok {
		err = withHint(fmt.Errorf("no run before %s is approved", runs[newest].Name),
			fmt.Sprintf("name two runs: yearend changes %s %s", runs[newest-1].Name, runs[newest].Name))
	}
	return before, runs[newest], err
}

// schemesByCode are the schemes that runs were made by; where two have the same,
// the first run's.
func schemesByCode(runs ...register.Run) (map[string]*calc.Scheme, error) {
	byCode := map[string]*calc.Scheme{}
	for _, run := range runs {
		schemes, err := schemesOf(run)
		if err != nil {
			return nil, err
		}
		for _, s := range schemes {
			if byCode[s.Code] == nil {
				byCode[s.Code] = s
			}
		}
	}
	return byCode, nil
}

// schemesOf reads the schemes that a run was made by, from its copies of the rules.
func schemesOf(run register.Run) ([]*calc.Scheme, error) {
	var schemes []*calc.Scheme
	for _, rules := range run.Record.Rules {
		text, err := run.Read(rules.Copy)
		if err != nil {
			return nil, err
		}
		s, err := rulebook.ReadKept(rules.File, text)
		if err != nil {
			return nil, fmt.Errorf("read the rules of %s: %w", run.Name, err)
		}
		schemes = append(schemes, s)
	}
	return schemes, nil
}
