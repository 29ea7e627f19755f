package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/register"
)

// archive copies what the run was made from into it, and writes its record. A
// file that is no longer the one that was read ends the run.
func (y *yearEnd) archive(draft *register.Draft) (register.Record, error) {
	r := register.Record{
		Program:  program(),
		AsOf:     y.asOf.String(),
		Tallies:  y.settled.Tallies,
		Totals:   register.SchemeTotals(calc.TotalsByScheme(y.settled.Positions)),
		Problems: countProblems(y.extract.Problems),
	}
	copies := map[string]string{}
	for i, source := range y.extract.Sources {
		name, done := copies[source.File]
		if !done {
			name = fmt.Sprintf("inputs/%02d-%s", i+1, path.Base(source.File))
			if err := y.archiveInput(draft, source, name); err != nil {
				return r, err
			}
			copies[source.File] = name
		}
		r.Inputs = append(r.Inputs, register.Input{Source: source, Copy: name})
	}
	var err error
	r.Project, err = keepCopy(draft, filepath.Base(y.project.file), "inputs/yearend.yaml", y.project.text)
	if err != nil {
		return r, err
	}
	return r, y.archiveRules(draft, &r)
}

func (y *yearEnd) archiveInput(draft *register.Draft, source calc.Source, name string) error {
	data, err := os.ReadFile(y.project.path(source.File))
	if err != nil {
		return fmt.Errorf("archive %s: %w", source.File, err)
	}
	if register.Digest(data) != source.SHA256 {
		return fmt.Errorf("archive %s: it changed while it was read; run again", source.File)
	}
	_, err = draft.Put(name, data)
	return err
}

func (y *yearEnd) archiveRules(draft *register.Draft, r *register.Record) error {
	for _, rules := range y.rules {
		kept, err := keepCopy(draft, rules.name, "inputs/rules/"+rules.scheme.Code+".yaml", rules.text)
		if err != nil {
			return err
		}
		r.Rules = append(r.Rules, kept)
		for name, w := range map[string]words{"letter.md": rules.letter, "email.md": rules.email} {
			kept, err := keepCopy(draft, w.file, "inputs/templates/"+rules.scheme.Code+"/"+name, w.text)
			if err != nil {
				return err
			}
			r.Templates = append(r.Templates, kept)
		}
	}
	slices.SortFunc(r.Templates, func(a, b register.Source) int { return strings.Compare(a.Copy, b.Copy) })
	if y.project.logo.file == nil {
		return nil
	}
	name := y.project.Issuer.Logo
	kept, err := keepCopy(draft, name, "inputs/logo"+path.Ext(filepath.ToSlash(name)), y.project.logo.file)
	r.Templates = append(r.Templates, kept)
	return err
}

func keepCopy(draft *register.Draft, file, name string, data []byte) (register.Source, error) {
	digest, err := draft.Put(name, data)
	return register.Source{File: file, Copy: name, SHA256: digest}, err
}
