package main

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters/pdf/readback"
	"yearend/letters/post"
	"yearend/letters/register"
)

// posting is a run as send takes it up: its letters, and where each stands.
type posting struct {
	project  project
	run      register.Run
	approved bool
	runs     []register.Run // all of the folder
	schemes  []*calc.Scheme // the run's own, from its copies
	bag      *post.Mailing
	standing map[string]post.Standing
	replaced map[string]string // references of letters that a later run has replaced, with the words for it
	sentEver bool              // something was sent live, by whatever run
	owing    []string          // what other approved runs still owe
}

// open reads a finished run, and what the other approved runs owe.
func (s send) open(project project, name string) (*posting, error) {
	root := project.path(project.Output)
	run, err := register.Find(root, name)
	if err != nil {
		return nil, usageError(err)
	}
	runs, err := register.Runs(root)
	if err != nil {
		return nil, err
	}
	p, err := takeUp(project, run, runs, s.to)
	if err != nil {
		return nil, err
	}
	if s.to != "" {
		if err := p.testAddress(s.to); err != nil {
			return nil, err
		}
	}
	for _, other := range runs {
		if approved, err := other.Approved(); err != nil || !approved || other.Name == run.Name {
			continue
		}
		o, err := takeUp(project, other, runs, "")
		if err != nil {
			return nil, err
		}
		if n := o.owed(); n > 0 {
			p.owing = append(p.owing, fmt.Sprintf("%s still owes %s: yearend send %s", other.Name, manyLetters(n), other.Name))
		}
	}
	return p, nil
}

// takeUp reads one finished run. It computes no figure: who gets what is written
// in the run, and what was sent in its journal.
func takeUp(project project, run register.Run, runs []register.Run, redirect string) (*posting, error) {
	p := &posting{project: project, run: run, runs: runs, replaced: map[string]string{}}
	var err error
	if p.approved, err = p.run.Approved(); err != nil {
		return nil, err
	}
	if err := p.readSchemes(); err != nil {
		return nil, err
	}
	if err := p.fillBag(redirect); err != nil {
		return nil, err
	}
	last, any, err := register.LastApproved(p.runs)
	if err != nil {
		return nil, err
	}
	if any && p.approved && last.Name != p.run.Name {
		if err := p.bring(last); err != nil {
			return nil, err
		}
	}
	return p, p.readJournals()
}

// readSchemes reads the rules that the run was made by, from its own copies.
func (p *posting) readSchemes() error {
	for _, source := range p.run.Record.Rules {
		text, err := p.run.Read(source.Copy)
		if err != nil {
			return err
		}
		scheme, err := rulebook.Read(source.Copy, text)
		if err != nil {
			return fmt.Errorf("%s: %w", p.run.Name, err)
		}
		p.schemes = append(p.schemes, scheme)
	}
	return nil
}

func (p *posting) fillBag(redirect string) error {
	entries, err := p.run.Entries()
	if err != nil {
		return err
	}
	envelopes, err := p.run.Envelopes()
	if err != nil {
		return err
	}
	var reader readback.Reader
	m := p.project.Mail
	p.bag = &post.Mailing{
		Envelopes: slices.DeleteFunc(envelopes, func(e register.Envelope) bool { return e.Run != "" }),
		Names:     map[string]string{}, Digests: p.run.Record.Outputs, Read: p.run.Read,
		Means: post.Means{Look: func(pdf []byte) (post.Paper, error) { return paperOf(&reader, pdf) },
			Domains: m.Allow, Sender: post.Sender{Name: p.project.Issuer.Name, From: m.From, ReplyTo: m.ReplyTo}},
		Redirect: redirect,
		Withheld: map[string]string{},
	}
	for _, e := range entries {
		p.bag.Names[string(e.Practice)] = e.Name
	}
	return nil
}

// paperOf reads a letter back, by code that shares nothing with what drew it.
func paperOf(reader *readback.Reader, pdf []byte) (post.Paper, error) {
	document, err := reader.Read(pdf)
	if err != nil {
		return post.Paper{}, err
	}
	var words strings.Builder
	for _, box := range document.Words {
		words.WriteString(box.Words + " ")
	}
	return post.Paper{Metadata: document.Metadata, Words: words.String()}, nil
}
