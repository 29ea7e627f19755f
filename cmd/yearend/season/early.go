package season

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/register"
)

// terms is by what the year is settled. Before it has ended the last complete month
// must be named, must lie before the date of issue, and must not be among the first.
func (ask Request) terms(schemes []*calc.Scheme) (calc.Terms, error) {
	t := calc.Terms{Schemes: schemes, AsOf: ask.AsOf}
	switch {
	case !ask.Kind.Early && (ask.Through != "" || len(ask.Schemes) > 0):
		return t, Usage{errors.New("--through and --scheme are of projections and monthly reports: add --projection or --monthly")}
	case !ask.Kind.Early:
		return t, nil
	case ask.Through == "":
		return t, Usage{withHint(errors.New("which month is the last that is complete? give it with --through"), "as in --through 2026-01")}
	}
	var err error
	if t.About, err = about(schemes, ask.Schemes); err != nil {
		return t, Usage{err}
	}
	if t.Through, err = schemes[0].Period.Through(ask.Through); err != nil {
		return t, Usage{fmt.Errorf("--through %w", err)}
	}
	for _, s := range schemes {
		if err := s.CanProject(t.Through, ask.AsOf); err != nil {
			return t, Usage{fmt.Errorf("--through %s: %w", ask.Through, err)}
		}
	}
	return t, nil
}

// about are the schemes of some words: codes or short names.
func about(schemes []*calc.Scheme, words []string) ([]*calc.Scheme, error) {
	var some []*calc.Scheme
	for _, word := range words {
		i := slices.IndexFunc(schemes, func(s *calc.Scheme) bool { return strings.EqualFold(word, s.Code) || strings.EqualFold(word, s.Short) })
		if i < 0 {
			var known []string
			for _, s := range schemes {
				known = append(known, s.Short)
			}
			return nil, fmt.Errorf("there is no scheme %q in this project: write %s", word, calc.Or(known))
		}
		if !slices.Contains(some, schemes[i]) {
			some = append(some, schemes[i])
		}
	}
	return some, nil
}

// withLetters refuses a run that holds pages and no letters.
func withLetters(run register.Run, todo string) error {
	if !run.Kind.OnPages {
		return nil
	}
	return Usage{fmt.Errorf("%s holds %s reports and no letters: there is nothing to %s in it; put its index.html and its folder %s on the intranet", run.Name, run.Kind.Name, todo, run.Kind.Path)}
}
