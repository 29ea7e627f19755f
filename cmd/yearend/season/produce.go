// Package season is the order of a year end: the project file, and what each
// command does, without a word printed. Begin with Produce.
package season

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/run"
)

// Version is what run.json and the workbook say made them.
const Version = "0.1.0"

// Program is the program's name and version.
func Program() string { return "yearend " + Version }

// Produced is a run, or what keeps it from being made.
type Produced struct {
	Kind    letters.Kind
	Dir     string          // empty where a problem stops the run
	Settled calc.Settlement // what it rests on, with all problems
	Record  register.Record
}

// Produce makes a run: the whole way from files to a run folder.
func Produce(ctx context.Context, p Project, ask Request) (Produced, error) {
	if ask.Kind.Final {
		if err := ask.wholeYear(); err != nil {
			return Produced{}, err
		}
		if err := noteRequests(p, ask); err != nil { // forms' exports → the log of requests
			return Produced{}, err
		}
	}
	from, err := read(p, ask) // scheme files → rules; inputs → records → achievement → positions
	if err != nil || from.settled.Extract.Stops() {
		return Produced{Settled: from.settled}, err
	}
	if err := p.ownArchive(from.settled.Extract.Practices); err != nil {
		return Produced{}, err
	}
	if err := ask.dateable(from.settled.Schemes); err != nil {
		return Produced{}, err
	}
	return produce(ctx, p, ask, from)
}

// basis is what a run is made of, once it has been read: the rules and words, the
// positions, and of an outcome run what it rests on.
type basis struct {
	rules   []run.Rules
	settled calc.Settlement
	rests   *run.Rests
}

// produce goes on from the positions. The run is there whole or not at all.
func produce(ctx context.Context, p Project, ask Request, from basis) (made Produced, err error) {
	lock, err := lockRuns(p, "produce", ask.Now, ask.Watch) // one command at a time in a folder of runs
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	before, err := lookBack(p, ask.Kind) // the last approved run, and what was sent
	if err != nil {
		return made, err
	}
	compared, err := compare(ask, from.settled, before) // positions → what stands, what is new or changed
	if err != nil {
		return made, err
	}
	if err := ask.timely(compared); err != nil {
		return made, err
	}
	draft, err := p.folder().Begin(ask.Kind) // an unfinished run, beside the finished ones
	if err != nil {
		return made, err
	}
	defer draft.Discard() // does nothing to a run that was kept
	order := p.order(ask, from, before)
	whole, err := run.Make(ctx, order, compared, draft.Put, ask.Watch.Letters) // → letters, e-mails, tables, copies, record
	if err != nil {
		return made, err
	}
	dir, err := draft.Keep(whole.Record) // → a run folder
	if err == nil {
		ask.Watch.made(dir)
	}
	return Produced{ask.Kind, filepath.ToSlash(dir), whole.Settled, whole.Record}, err
}

// Check reads and judges every input and composes every letter, and writes
// nothing: whether every letter could be made shows only in making it.
func Check(ctx context.Context, p Project, ask Request) (calc.Settlement, error) {
	from, err := read(p, ask)
	if err != nil || from.settled.Extract.Stops() {
		return from.settled, err
	}
	if err := p.ownArchive(from.settled.Extract.Practices); err != nil {
		return from.settled, err
	}
	before, err := lookBack(p, ask.Kind)
	if err != nil {
		return from.settled, err
	}
	compared, err := compare(ask, from.settled, before)
	if err != nil {
		return from.settled, err
	}
	return run.Try(ctx, p.order(ask, from, before), compared)
}

// compare compares positions with the last approved run, which must not be later.
func compare(ask Request, settled calc.Settlement, before run.Earlier) (run.Compared, error) {
	if err := before.Allows(ask.AsOf); err != nil {
		return run.Compared{}, Usage{err}
	}
	return run.Compare(ask.Kind, settled, before)
}

// order is what the project says of how a run is made.
func (p Project) order(ask Request, from basis, before run.Earlier) run.Order {
	rules := from.rules
	return run.Order{
		Rests:      from.rests,
		Stationery: p.stationery(ask, rules, before),
		Program:    Program(), ReissueWording: ask.ReissueWording, Late: ask.Late && len(ask.late(Schemes(rules))) > 0,
		Domains: p.Mail.Allow, Copies: p.Mail.Others, Supplier: p.Payments.supplier(), Faults: faultWords(), Approvals: p.approvals(),
		Project: run.File{Name: filepath.Base(p.file), Text: p.text}, Open: p.openInput,
	}
}

// stationery is what the project says of the letters.
func (p Project) stationery(ask Request, rules []run.Rules, before run.Earlier) run.Stationery {
	return run.Stationery{Kind: ask.Kind, AsOf: ask.AsOf, Opened: before.Opened, Issuer: p.Issuer, Marking: p.Marking, Bare: !p.Mail.says(), Logo: p.logo, Signed: p.sign, Forms: p.MitigationForms, Rules: rules,
		Examples: p.examples(ask.Kind), Real: p.real()}
}

// dateable refuses a date of issue before the contract year has ended: what is
// recorded by then is not the year's.
func (ask Request) dateable(schemes []*calc.Scheme) error {
	for _, s := range schemes {
		if ask.Kind.AfterYear && ask.AsOf <= s.Period.To {
			return Usage{withHint(
				fmt.Errorf("the year of %s ends on %s, and the letters would be dated %s", s.Title, s.Period.To, ask.AsOf),
				fmt.Sprintf("to rehearse, date the letters after that day: --as-of %s", s.Dates.LettersBy))}
		}
	}
	return nil
}

// timely refuses a date of issue after the day by which letters are due that the run
// has, unless they really go late. A scheme without letters in the run is not late.
func (ask Request) timely(compared run.Compared) error {
	schemes := compared.WithLetters(ask.ReissueWording)
	if late := ask.late(schemes); len(late) > 0 && !ask.Late {
		s, closed := late[0], ""
		var titles []string
		for _, other := range late {
			if other.Dates.LettersBy == s.Dates.LettersBy {
				titles = append(titles, other.Title)
			}
		}
		if ask.AsOf > s.Dates.FormCloses {
			closed = fmt.Sprintf(", and the time to ask for mitigation closed on %s", s.Dates.FormCloses)
		}
		if s.Dates.RunOver(ask.AsOf) {
			closed += fmt.Sprintf(", and the payment run of %s is over: they would name the next possible one", s.Dates.PaymentRun)
		}
		return withHint(
			fmt.Errorf("the letters on %s are due by %s, and these would be dated %s%s", calc.And(titles), s.Dates.LettersBy, ask.AsOf, closed),
			"give the day of issue with --as-of; if they really go late, say so with --late, which run.json notes")
	}
	return nil
}

// late are the schemes whose letters were due before the date of issue.
func (ask Request) late(schemes []*calc.Scheme) []*calc.Scheme {
	return slices.DeleteFunc(slices.Clone(schemes), func(s *calc.Scheme) bool { return !ask.Kind.AfterYear || ask.AsOf <= s.Dates.LettersBy })
}
