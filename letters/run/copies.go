package run

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// Where a run keeps what it was made from, besides the inputs themselves.
const (
	keptProject = "inputs/yearend.yaml"
	keptEarlier = "inputs/earlier-" + register.EntriesFile // what was approved before
)

// keptWords is where a run keeps a template of a scheme.
func keptWords(scheme, name string) string { return "inputs/templates/" + scheme + "/" + name }

// writeCopies copies what the run was made from into it, and writes its record. A
// file that is no longer the one that was read ends the run.
func writeCopies(put Put, o Order, of Rendered) (register.Record, error) {
	r := register.Record{
		Program:        o.Program,
		Kind:           o.Kind.Name,
		AsOf:           o.AsOf.String(),
		ReissueWording: o.ReissueWording, Late: o.Late, Opened: o.Opened,
		Tallies:     of.Settled.Tallies,
		Totals:      of.totals(),
		Through:     through(of.Settled),
		Schemes:     askedFor(of.Settled),
		Problems:    calc.CountProblems(of.Settled.Extract.Problems),
		Earlier:     of.Earlier.Run,
		Asking:      of.Earlier.Asking,
		Approvals:   o.needed(of),
		Unconfirmed: unconfirmed(of.Settled.Schemes),
	}
	var err error
	if o.Rests != nil {
		r.RestsOn, r.Inputs, err = o.Rests.copies(put, o.Open)
	} else {
		r.Inputs, err = copyInputs(put, of.Settled.Extract.Sources, o.Open)
	}
	if err != nil {
		return r, err
	}
	if r.Project, err = keepCopy(put, o.Project.Name, keptProject, o.Project.Text); err != nil {
		return r, err
	}
	if err := of.Earlier.copies(put); err != nil {
		return r, err
	}
	return r, copyRules(put, o.Stationery, &r)
}

func copyInputs(put Put, sources []calc.Source, open func(string) (io.ReadCloser, error)) ([]register.Input, error) {
	var inputs []register.Input
	copies := map[string]string{}
	for i, source := range sources {
		name, done := copies[source.File]
		if !done {
			name = fmt.Sprintf("inputs/%02d-%s", i+1, path.Base(source.File))
			if err := copyInput(put, source, name, open); err != nil {
				return nil, fmt.Errorf("archive %s: %w", source.File, err)
			}
			copies[source.File] = name
		}
		inputs = append(inputs, register.Input{Source: source, Copy: name})
	}
	return inputs, nil
}

// copyInput copies an input as it was read.
func copyInput(put Put, source calc.Source, name string, open func(string) (io.ReadCloser, error)) error {
	file, err := open(source.File)
	if err != nil {
		return err
	}
	defer file.Close()
	digest, err := put(name, func(w io.Writer) error {
		_, err := io.Copy(w, file)
		return err
	})
	if err == nil && digest != source.SHA256 {
		return errors.New("it changed while it was read; run again")
	}
	return err
}

func copyRules(put Put, s Stationery, r *register.Record) error {
	for _, rules := range s.Rules {
		kept, err := keepCopy(put, rules.File, "inputs/rules/"+rules.Scheme.Code+".yaml", rules.Text)
		if err != nil {
			return err
		}
		r.Rules = append(r.Rules, kept)
		for name, w := range rules.words(s.Kind) {
			kept, err := keepCopy(put, w.File, keptWords(rules.Scheme.Code, name), w.Text)
			if err != nil {
				return err
			}
			r.Templates = append(r.Templates, kept)
		}
	}
	slices.SortFunc(r.Templates, func(a, b register.Source) int { return strings.Compare(a.Copy, b.Copy) })
	for _, p := range []struct {
		file, name string
		data       []byte
	}{{s.Issuer.Logo, "logo", s.Logo.File}, {s.Issuer.Signature, "signature", s.Signed.File}} {
		if p.data == nil {
			continue
		}
		kept, err := keepCopy(put, p.file, "inputs/"+p.name+path.Ext(filepath.ToSlash(p.file)), p.data)
		if err != nil {
			return err
		}
		r.Templates = append(r.Templates, kept)
	}
	return nil
}

func keepCopy(put Put, file, name string, data []byte) (register.Source, error) {
	digest, err := put.bytes(name, data)
	return register.Source{File: file, Copy: name, SHA256: digest}, err
}

// totals is what each scheme comes to, with how many letters the run makes.
func (r Rendered) totals() map[string]register.Totals {
	all := register.SchemeTotals(calc.TotalsByScheme(r.Settled.Positions))
	if r.Settled.Terms.Through > 0 {
		all = totalsAhead(r.Settled)
	}
	for i, p := range r.Settled.Positions {
		all[p.Scheme.Code] = all[p.Scheme.Code].With(r.Letters[i].Issue.State)
	}
	for _, w := range r.withdrawn() {
		all[w.Scheme] = all[w.Scheme].With(letters.Withdrawn)
	}
	return all
}
