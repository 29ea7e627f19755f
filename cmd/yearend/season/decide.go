package season

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters/panel"
	"yearend/letters/register"
)

// Deciding is a sheet that a panel has filled in, judged and about to be recorded.
type Deciding struct {
	Pack   register.Run
	By     string
	Judged panel.Judged
	Comes  []panel.Comes
	Cases  []panel.Case

	project Project
	ask     DecideAsked
}

// DecideAsked is what `decide` was asked.
type DecideAsked struct {
	File    string
	By      string
	Correct string // the request of which a slip of the pen is mended
	Because string
	Today   calc.Date
	Now     func() time.Time
	Watch   Watch
}

// OpenDecisions reads a filled-in sheet and judges the whole of it. What is wrong with
// it is no error here: all of it is said first.
func OpenDecisions(p Project, ask DecideAsked) (*Deciding, error) {
	d := &Deciding{By: register.PlainName(ask.By), project: p, ask: ask}
	d.ask.Because = register.PlainName(ask.Because)
	if err := noNumbers(d.By, d.ask.Because); err != nil {
		return nil, err
	}
	switch {
	case !register.IsName(d.By):
		return nil, Usage{errors.New("who records the decisions? give --by NAME")}
	case ask.Correct != "" && d.ask.Because == "":
		return nil, Usage{errors.New("why is it mended? give --because TEXT: it stands in the log beside what was recorded first")}
	case ask.Correct == "" && d.ask.Because != "":
		return nil, Usage{errors.New("--because is for a slip of the pen, which --correct names")}
	}
	return d, d.judge()
}

// judge reads everything anew and judges the sheet by it.
func (d *Deciding) judge() error {
	schemes, err := d.project.ReadSchemes()
	if err != nil {
		return err
	}
	filled, problems, err := extract.ReadDecisions(register.Typed(d.ask.File), schemes)
	if err != nil {
		return fmt.Errorf("read the decisions: %w", err)
	}
	d.Judged = panel.Judged{Problems: problems}
	if d.Judged.Stops() {
		return nil
	}
	s, problem, err := d.sitting(filled)
	if err != nil {
		return err
	}
	if problem != nil {
		d.Judged.Problems = append(d.Judged.Problems, *problem)
		return nil
	}
	d.Cases = s.Cases
	d.Judged = s.Judge(filled)
	d.Judged.Problems = append(problems, d.Judged.Problems...)
	d.Comes, err = panel.WhatTheyComeTo(schemes, s.Cases, d.Judged.Decisions)
	return err
}

// sitting is what the sheet is judged by; a problem where it is of no pack that can be
// decided on.
func (d *Deciding) sitting(filled []calc.FilledIn) (panel.Sitting, *calc.Problem, error) {
	p := d.project
	s := panel.Sitting{Members: p.Members(), Today: d.ask.Today, By: d.By, File: register.Slashed(d.ask.File), Correct: d.ask.Correct, Because: d.ask.Because}
	pack, problem, err := d.packOf(filled)
	if err != nil || problem != nil {
		return s, problem, err
	}
	d.Pack = pack
	s.Pack, s.Digest, s.Run, s.InPack = pack.Name, pack.Digest, pack.Record.RestsOn.Run, pack.Record.Pack.Requests
	if differences, err := pack.Check(); err != nil || len(differences) > 0 {
		return s, nil, errors.Join(err, withHint(fmt.Errorf("%s is not what was written:\n%s", pack.Name, differenceLines(differences)), "restore its files from a copy, or make a new pack"))
	}
	recorded, err := panel.ReadDecisions(p.folder().Root)
	if err != nil {
		return s, nil, err
	}
	s.Decided = recorded.Entries
	asked, err := p.Requests(d.ask.Today, d.ask.Now())
	if err != nil {
		return s, nil, err
	}
	if asked.Stops() {
		return s, nil, withHint(errors.New("the requests cannot be read: nothing can be decided on them"), "`yearend check` says what stops them")
	}
	if d.ask.Correct == "" && asked.Rests.Is() != *pack.Record.RestsOn {
		return s, d.stale(pack.Name, fmt.Sprintf("%s was made for %s, and since then %s is approved: its letters have other figures, so make a new pack", pack.Name, s.Run, asked.Rests.Name)), nil
	}
	s.Run = asked.Rests.Name // of a slip that is mended later: whose figures the panel has before it now
	s.Cases, err = panel.CasesIn(s.InPack, asked.All, asked.Settled.Positions)
	return s, nil, err
}

// packOf is the pack that the sheet was written with, by its digest.
func (d *Deciding) packOf(filled []calc.FilledIn) (register.Run, *calc.Problem, error) {
	packs, err := d.project.packs()
	if err != nil {
		return register.Run{}, nil, err
	}
	if len(filled) == 0 {
		return register.Run{}, d.stale("", "the sheet has no rows: take the pack's own"), nil
	}
	digest := filled[0].Pack
	at := slices.IndexFunc(packs, func(r register.Run) bool { return r.Digest == digest })
	if at < 0 {
		return register.Run{}, d.stale(digest, "the sheet carries the digest of no pack in the folder of runs: fill in the decisions.xlsx of the pack that lay before the panel"), nil
	}
	return packs[at], nil, nil
}

func (d *Deciding) stale(found, remedy string) *calc.Problem {
	return &calc.Problem{Code: "E-pack-stale", Severity: calc.Stop, File: register.Slashed(d.ask.File), Column: "Digest of the pack", Found: found, Remedy: remedy}
}

// Record adds what was judged to the log, all or none, once nothing has changed while
// it was looked at.
func (d *Deciding) Record() (err error) {
	lock, err := lockRuns(d.project, "decide", d.ask.Now, d.ask.Watch)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	shown := d.Judged
	if err := d.judge(); err != nil {
		return err
	}
	if d.Judged.Stops() || !sameDecisions(shown.Decisions, d.Judged.Decisions) {
		return errors.New("the sheet, the requests or the log have changed since they were shown: nothing was recorded; begin again")
	}
	recorded, err := panel.ReadDecisions(d.project.folder().Root)
	if err != nil {
		return err
	}
	_, err = recorded.Append(d.Judged.Decisions...)
	return err
}

func sameDecisions(a, b []calc.Decision) bool {
	return slices.EqualFunc(a, b, func(x, y calc.Decision) bool {
		return x.Request == y.Request && x.Digest == y.Digest && x.PackDigest == y.PackDigest && x.Verdict == y.Verdict && x.Accepted == y.Accepted && x.Reason == y.Reason &&
			x.On == y.On && x.Chair == y.Chair && strings.Join(x.Present, ";") == strings.Join(y.Present, ";") && strings.Join(x.Withdrew, ";") == strings.Join(y.Withdrew, ";") && x.Line.Same(y.Line)
	})
}
