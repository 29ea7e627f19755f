package main

import (
	"errors"
	"fmt"
	"io"

	"yearend/calc"
	"yearend/cmd/yearend/season"
)

// sayPreview names the letters that were made, and passes on what is wrong.
func sayPreview(w io.Writer) func(season.Previewed, error) error {
	return func(made season.Previewed, err error) error {
		for _, name := range made.Files {
			fmt.Fprintln(w, name+".pdf, .html, .txt, -email.html, -email.txt")
		}
		if err == nil && made.Fails != nil {
			err = exitError{exitPerson, made.Fails}
		}
		return err
	}
}

// heldError says why positions get no letter; nil where there is none.
func heldError(held []calc.Position) error {
	var faults []error
	for _, p := range held {
		for _, problem := range p.Held {
			faults = append(faults, fmt.Errorf("%s is held for %s and gets no letter: %s", p.Practice.Code, p.Scheme.Title, problemLine(problem)))
		}
	}
	return errors.Join(faults...)
}
