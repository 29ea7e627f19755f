package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters/pdf"
	"yearend/letters/register"
)

// derivation is what came out when a run was made again from what it keeps.
type derivation struct {
	mu     sync.Mutex
	run    register.Run
	made   map[string]bool
	same   int
	differ []string // names, in order
}

// derive makes a run again, in memory, and compares each file with the run's.
func derive(ctx context.Context, run register.Run) (*derivation, error) {
	d := &derivation{run: run, made: map[string]bool{}}
	y, err := readKept(run)
	if err != nil {
		return d, err
	}
	record, err := y.make(ctx, d.compare)
	if err != nil {
		return d, err
	}
	if err := d.compareRecord(record); err != nil {
		return d, err
	}
	for name := range run.Record.Outputs {
		if !d.made[name] {
			d.differ = append(d.differ, name+": it would not be made")
		}
	}
	slices.Sort(d.differ)
	return d, nil
}

// compare stands in for the draft of a run: it keeps nothing.
func (d *derivation) compare(name string, data []byte) (string, error) {
	digest := register.Digest(data)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made[name] = true
	switch want, known := d.run.Record.Outputs[name]; {
	case !known:
		d.differ = append(d.differ, name+": it is not in the run")
	case want != digest:
		d.differ = append(d.differ, name+": other bytes")
	default:
		d.same++
	}
	return digest, nil
}

// compareRecord compares run.json itself; the digests in it have been compared
// file by file.
func (d *derivation) compareRecord(again register.Record) error {
	again.Outputs = d.run.Record.Outputs
	was, err := json.Marshal(d.run.Record)
	if err != nil {
		return err
	}
	now, err := json.Marshal(again)
	if err != nil {
		return err
	}
	if string(was) == string(now) {
		d.same++
	} else {
		d.differ = append(d.differ, "run.json: other tallies, totals or sources")
	}
	return nil
}

// readKept reads a year end from the copies that a run keeps, instead of from
// the project: its inputs, rules, words and logo, and what was approved before it.
func readKept(run register.Run) (*yearEnd, error) {
	y := &yearEnd{reissueWording: run.Record.ReissueWording, archive: map[string]string{}}
	var err error
	if y.asOf, err = calc.ParseDate(run.Record.AsOf); err != nil {
		return nil, err
	}
	if err := y.keptProject(run); err != nil {
		return nil, err
	}
	if err := y.keptRules(run); err != nil {
		return nil, err
	}
	for _, in := range run.Record.Inputs {
		y.archive[in.File] = run.Path(in.Copy)
	}
	if err := y.read(); err != nil {
		return nil, err
	}
	if y.extract.Stops() {
		return nil, fmt.Errorf("the inputs that it keeps have problems that stop a run")
	}
	return y, y.keptEarlier(run)
}

func (y *yearEnd) keptProject(run register.Run) error {
	text, err := run.Read(run.Record.Project.Copy)
	if err != nil {
		return err
	}
	y.project = project{file: run.Record.Project.File, text: text}
	if err := rulebook.Decode(run.Record.Project.File, text, &y.project); err != nil {
		return err
	}
	if err := y.project.check(); err != nil {
		return err
	}
	for _, kept := range run.Record.Templates {
		if y.project.Issuer.Logo == "" || kept.File != y.project.Issuer.Logo {
			continue
		}
		if y.project.logo.file, err = run.Read(kept.Copy); err != nil {
			return err
		}
		if y.project.logo.picture, err = pdf.Logo(y.project.logo.file); err != nil {
			return err
		}
	}
	return nil
}

func (y *yearEnd) keptRules(run register.Run) error {
	for _, rules := range run.Record.Rules {
		f := ruleFile{name: rules.File}
		var err error
		if f.text, err = run.Read(rules.Copy); err != nil {
			return err
		}
		if f.scheme, err = rulebook.Read(f.name, f.text); err != nil {
			return err
		}
		for name, into := range map[string]*words{"letter.md": &f.letter, "email.md": &f.email} {
			if err := keptWords(run, archivedWords(f.scheme.Code, name), into); err != nil {
				return err
			}
		}
		y.rules = append(y.rules, f)
	}
	return nil
}

func keptWords(run register.Run, name string, into *words) error {
	for _, kept := range run.Record.Templates {
		if kept.Copy != name {
			continue
		}
		text, err := run.Read(name)
		if err != nil {
			return err
		}
		into.file = kept.File
		return into.parse(text)
	}
	return fmt.Errorf("it keeps no %s", name)
}

func (y *yearEnd) keptEarlier(run register.Run) error {
	if run.Record.Earlier == nil {
		return nil
	}
	text, err := run.Read(archivedEarlier)
	if err != nil {
		return err
	}
	e := earlier{run: run.Record.Earlier}
	if e.entries, err = register.ReadEntries(text); err != nil {
		return err
	}
	if _, kept := run.Record.Outputs[archivedSent]; kept {
		if e.sent, err = run.Read(archivedSent); err != nil {
			return err
		}
	}
	return y.compareWith(e)
}
