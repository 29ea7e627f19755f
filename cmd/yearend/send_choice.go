package main

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// schemeCodes are the schemes asked for, by code or short name.
func (p *posting) schemeCodes(names []string) ([]string, error) {
	var codes, known []string
	for _, s := range p.schemes {
		known = append(known, s.Code)
	}
	for _, name := range names {
		i := slices.IndexFunc(p.schemes, func(s *calc.Scheme) bool {
			return strings.EqualFold(s.Code, name) || strings.EqualFold(s.Short, name)
		})
		if i < 0 {
			return nil, usageError(fmt.Errorf("%s has no scheme %q: it has %s", p.run.Name, name, strings.Join(known, ", ")))
		}
		codes = append(codes, p.schemes[i].Code)
	}
	return codes, nil
}

// knows refuses practices of which the run has no letter, and puts the codes
// into capitals.
func (p *posting) knows(codes []string) error {
	for i, code := range codes {
		codes[i] = strings.ToUpper(strings.TrimSpace(code))
		if len(p.lettersTo(codes[i], "")) == 0 {
			return usageError(fmt.Errorf("%s has no letter to %q", p.run.Name, code))
		}
	}
	return nil
}
