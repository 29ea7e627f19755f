package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// keep copies what the run was made from into it, and writes its record. A
// file that is no longer the one that was read ends the run.
func (y *yearEnd) keep(put put, issues []letters.Issue) (register.Record, error) {
	r := register.Record{
		Program:        program(),
		AsOf:           y.asOf.String(),
		ReissueWording: y.reissueWording,
		Tallies:        y.settled.Tallies,
		Totals:         y.totals(issues),
		Problems:       countProblems(y.extract.Problems),
		Earlier:        y.earlier.run,
		Approvals:      y.project.approvals(y.settled.Positions, issues),
		Unconfirmed:    assumptionsOf(y.schemes()),
	}
	copies := map[string]string{}
	for i, source := range y.extract.Sources {
		name, done := copies[source.File]
		if !done {
			name = fmt.Sprintf("inputs/%02d-%s", i+1, path.Base(source.File))
			if err := y.archiveInput(put, source, name); err != nil {
				return r, err
			}
			copies[source.File] = name
		}
		r.Inputs = append(r.Inputs, register.Input{Source: source, Copy: name})
	}
	var err error
	r.Project, err = keepCopy(put, filepath.Base(y.project.file), archivedProject, y.project.text)
	if err != nil {
		return r, err
	}
	if y.earlier.run != nil {
		if _, err := put(archivedEarlier, y.earlier.kept); err != nil {
			return r, err
		}
	}
	if len(y.earlier.sent) > 0 {
		if _, err := put(archivedSent, y.earlier.sent); err != nil {
			return r, err
		}
	}
	return r, y.archiveRules(put, &r)
}

// Where a run keeps what it was made from, besides the inputs themselves.
const (
	archivedProject = "inputs/yearend.yaml"
	archivedEarlier = "inputs/earlier-" + register.EntriesFile // what was approved before
)

// archivedWords is where a run keeps the words of a scheme's letter or e-mail.
func archivedWords(scheme, name string) string { return "inputs/templates/" + scheme + "/" + name }

// inputPath is where an input is read.
func (y *yearEnd) inputPath(file string) string {
	if copied, ok := y.archive[file]; ok {
		return copied
	}
	return y.project.path(file)
}

// totals is what each scheme comes to, with how many letters the run makes.
func (y *yearEnd) totals(issues []letters.Issue) map[string]register.Totals {
	all := register.SchemeTotals(calc.TotalsByScheme(y.settled.Positions))
	for i, p := range y.settled.Positions {
		all[p.Scheme.Code] = all[p.Scheme.Code].With(issues[i].State)
	}
	for _, w := range y.withdrawn() {
		all[w.Scheme] = all[w.Scheme].With(letters.Withdrawn)
	}
	return all
}

// assumptionsOf are those that nobody has confirmed.
func assumptionsOf(schemes []*calc.Scheme) []register.Assumption {
	var open []register.Assumption
	for _, s := range schemes {
		for _, r := range s.Rules {
			if a := r.Assumption; a != nil && a.Confirmed == nil {
				open = append(open, register.Assumption{Scheme: s.Code, ID: r.Clause.ID, Title: r.Says, Ask: a.Ask, MovesMoney: a.MovesMoney})
			}
		}
	}
	return open
}

func (y *yearEnd) archiveInput(put put, source calc.Source, name string) error {
	data, err := os.ReadFile(y.inputPath(source.File))
	if err != nil {
		return fmt.Errorf("archive %s: %w", source.File, err)
	}
	if register.Digest(data) != source.SHA256 {
		return fmt.Errorf("archive %s: it changed while it was read; run again", source.File)
	}
	_, err = put(name, data)
	return err
}

func (y *yearEnd) archiveRules(put put, r *register.Record) error {
	for _, rules := range y.rules {
		kept, err := keepCopy(put, rules.name, "inputs/rules/"+rules.scheme.Code+".yaml", rules.text)
		if err != nil {
			return err
		}
		r.Rules = append(r.Rules, kept)
		for name, w := range map[string]words{"letter.md": rules.letter, "email.md": rules.email} {
			kept, err := keepCopy(put, w.file, archivedWords(rules.scheme.Code, name), w.text)
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
	kept, err := keepCopy(put, name, "inputs/logo"+path.Ext(filepath.ToSlash(name)), y.project.logo.file)
	r.Templates = append(r.Templates, kept)
	return err
}

func keepCopy(put put, file, name string, data []byte) (register.Source, error) {
	digest, err := put(name, data)
	return register.Source{File: file, Copy: name, SHA256: digest}, err
}
