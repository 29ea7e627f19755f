package season

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"yearend/calc"
	"yearend/calc/extract"
	"yearend/letters"
	"yearend/letters/post"
	"yearend/letters/register"
	"yearend/letters/report"
	"yearend/letters/run"
)

// Request is what a run is asked for.
type Request struct {
	Kind           letters.Kind
	AsOf           calc.Date // the date of issue
	Through        string    // before the year has ended, the last complete month: 2026-01
	Schemes        []string  // only these, by code or short name; none named, all
	ReissueWording bool
	Late           bool             // the date of issue may be after the day letters are due
	Now            func() time.Time // the moment, for whoever finds the folder of runs taken
	Watch          Watch
}

// Read reads the rules and the words of letters of a kind, reads and judges every
// input, and works out every position. A problem that stops a run is no error
// here: all problems are said first.
func Read(p Project, ask Request) ([]run.Rules, calc.Settlement, error) {
	from, err := read(p, ask)
	return from.rules, from.settled, err
}

func read(p Project, ask Request) (from basis, err error) {
	if ask.Kind.Final {
		return p.readOutcome(ask) // an approved run and the logs → final positions
	}
	if from.rules, err = p.ReadRules(ask.Kind); err != nil { // scheme files and templates → rules and words
		return from, err
	}
	terms, err := ask.terms(Schemes(from.rules))
	if err != nil {
		return from, err
	}
	from.settled, err = p.known.settled(p.known.stamp(p, ask, from.rules), func() (calc.Settlement, error) {
		return p.settle(p.extractInputs(terms, nil), terms)
	})
	return from, err
}

// Known is what a program that stays open, as the desk does, has read already: it is not
// read again while nothing of it has changed. None is one that reads everything each time.
type Known struct {
	runs register.Known

	mu    sync.Mutex
	of    string
	since calc.Settlement
}

// Knowing is the project to somebody who has read of it before; nil for nobody.
func (p Project) Knowing(k *Known) Project {
	p.known = k
	return p
}

func (k *Known) ofRuns() *register.Known {
	if k == nil {
		return nil
	}
	return &k.runs
}

// stamp is all that a settlement rests on: what was asked, the project, the rules, and of
// each input its size and when it was changed.
func (k *Known) stamp(p Project, ask Request, rules []run.Rules) string {
	if k == nil {
		return ""
	}
	stamp := fmt.Sprintf("%s %s %s %s %q %v %s", p.file, p.Output, ask.Kind.Name, ask.AsOf, ask.Through, ask.Schemes, register.Digest(p.text))
	for _, r := range rules {
		stamp += " " + register.Digest(r.Text)
	}
	for _, in := range slices.Concat(p.Inputs.Practices, p.Inputs.Mailboxes, p.Inputs.Contracts, p.Inputs.Ledger, p.Inputs.Activity, p.Inputs.Instructions, p.Inputs.Suppliers) {
		file, err := fileStamp(p.path(in.File))
		if err != nil {
			return "" // whoever reads it says what is wrong
		}
		stamp += " " + in.File + " " + file
	}
	return stamp
}

// settled is what was read of that stamp before, or is read now: once, where several ask.
func (k *Known) settled(stamp string, settle func() (calc.Settlement, error)) (calc.Settlement, error) {
	if k == nil || stamp == "" {
		return settle()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == stamp {
		return k.since, nil
	}
	k.of = ""
	found, err := settle()
	if err == nil {
		k.of, k.since = stamp, found
	}
	return found, err
}

// settle reads and judges inputs, works out every position, and judges what they
// come to against each other and against sense.
func (p Project) settle(in extract.Inputs, terms calc.Terms) (calc.Settlement, error) {
	x, err := extract.Read(in, terms.Schemes) // files → records
	if err != nil {
		return calc.Settlement{}, fmt.Errorf("read the inputs: %w", err)
	}
	if x.Stops() {
		return calc.Settlement{Extract: x, Schemes: terms.Schemes}, nil
	}
	settled, err := terms.Settle(x) // records → achievement → positions
	if err != nil {
		return settled, err
	}
	settled.Limits, _ = p.Plausible.limits() // check has seen that they can be read
	var looking sync.WaitGroup
	if terms.Through == 0 { // what is near a boundary is for letters on a year that has ended
		looking.Go(func() { settled.Near = near(settled.Positions) })
	}
	implausible := calc.Implausibilities(settled.Positions, terms.Months(), settled.Limits, x.Instructions)
	looking.Wait()
	settled, err = settled.With(implausible)
	if err != nil || settled.Extract.Stops() {
		return calc.Settlement{Extract: settled.Extract, Schemes: terms.Schemes}, err
	}
	return settled.With(nearBoundaries(settled.Near))
}

// near is what all positions are near to, in their order. Each is looked at for itself,
// so that every processor takes a part of them.
func near(positions []calc.Position) []calc.Boundary {
	parts := slices.Collect(slices.Chunk(positions, len(positions)/runtime.GOMAXPROCS(0)+1))
	found := make([][]calc.Boundary, len(parts))
	var looking sync.WaitGroup
	for i, part := range parts {
		looking.Go(func() { found[i] = calc.Near(part) })
	}
	looking.Wait()
	return slices.Concat(found...)
}

// nearBoundaries asks a person to look at every position whose outcome a little
// more or less would change, or that rests on what was coded late.
func nearBoundaries(near []calc.Boundary) []calc.Problem {
	var problems []calc.Problem
	for _, b := range near {
		if !b.Kind.Asks() {
			continue
		}
		problems = append(problems, calc.Problem{
			Code: report.BoundaryCode, Severity: calc.Look, Practice: b.Position.Practice.Code, Scheme: b.Position.Scheme.Code,
			Found: b.Service, Remedy: letters.BoundaryReason(b) + ": check the records behind it before the letter goes",
		})
	}
	return problems
}

// PositionsOf are a practice's positions, in one scheme, by its code or short
// name, or in all; that there is none is an error that says why.
func PositionsOf(settled calc.Settlement, code calc.PracticeCode, scheme string) ([]calc.Position, error) {
	var found []calc.Position
	for _, p := range settled.Positions {
		if p.Practice.Code == code && (scheme == "" || strings.EqualFold(scheme, p.Scheme.Code) || strings.EqualFold(scheme, p.Scheme.Short)) {
			found = append(found, p)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	if scheme != "" {
		return nil, fmt.Errorf("%s has no contract in a scheme %q", code, scheme)
	}
	if p, known := settled.Extract.Practice(code); known {
		return nil, fmt.Errorf("%s (%s) has no contract in any scheme of this project", code, p.Name)
	}
	return nil, fmt.Errorf("%s stands neither in the register nor in the contracts", code)
}

// Astray are problems that hold a practice which stands in no table, because
// nothing says which scheme it is in.
func Astray(settled calc.Settlement) []calc.Problem {
	var found []calc.Problem
	for _, problem := range settled.Extract.Problems {
		touches := func(p calc.Position) bool { return problem.Touches(p.Practice.Code, p.Scheme.Code) }
		if problem.Severity == calc.Hold && !slices.ContainsFunc(settled.Positions, touches) {
			found = append(found, problem)
		}
	}
	return found
}

// Limits are what the readers of the inputs take.
func Limits() []extract.Limit { return extract.Limits() }

// lookBack finds the last approved run of a kind, and what has become of the
// letters of all runs.
func lookBack(p Project, kind letters.Kind) (run.Earlier, error) {
	runs, err := p.folder().Runs()
	if err != nil {
		return run.Earlier{}, err
	}
	last, ok, err := register.LastApproved(runs, kind)
	if err != nil {
		return run.Earlier{}, err
	}
	var before run.Earlier
	if ok {
		if before, err = run.EarlierOf(last); err != nil {
			return before, err
		}
	}
	if !kind.Early {
		asking, asked, err := p.folder().LastAsking(runs)
		if err == nil && asked {
			before, err = before.AskedBy(asking)
		}
		if err != nil {
			return before, err
		}
	}
	if before.Used, err = usedBefore(runs, kind); err != nil || !ok {
		return before, err
	}
	if kind.AfterYear {
		if before.Opened, err = register.OpenedBy(runs, kind); err != nil {
			return before, err
		}
	}
	if before.Unsent, err = unsentBefore(runs, last); err != nil {
		return before, err
	}
	before.Sent, err = sentBefore(p, runs)
	return before, err
}

// usedBefore are the numbers of letters that were approved and taken back.
func usedBefore(runs []register.Run, kind letters.Kind) (run.Used, error) {
	var revoked []register.Run
	for _, r := range register.OfKind(runs, kind) {
		approval, err := r.Approval()
		if err != nil {
			return nil, err
		}
		if approval.Withdrawn() {
			revoked = append(revoked, r)
		}
	}
	return run.UsedBy(revoked)
}

// sentBefore is what has become of the letters of the runs whose sending has
// begun, for the workbook.
func sentBefore(p Project, runs []register.Run) ([]report.Sent, error) {
	var all []report.Sent
	for _, r := range runs {
		journal, err := post.ReadJournal(r.Path(post.JournalFile), r.Digest)
		if err != nil {
			return nil, err
		}
		if len(journal.Events()) == 0 {
			continue
		}
		posting, err := post.OpenPosting(r, runs, p.means(), post.Known{}, post.Asked{})
		if err == nil {
			err = posting.Doubtless()
		}
		if err != nil {
			return nil, err
		}
		for _, e := range posting.Mailing.Envelopes {
			now := posting.Standings[e.Reference]
			all = append(all, report.Sent{Run: r.Name, Practice: e.Practice, Name: e.Name, Scheme: e.Scheme, Reference: e.Reference,
				Address: now.To, State: string(now.Now()), When: now.When(), Receipt: now.Words})
		}
	}
	return all, nil
}

// RunNames are the names of the project's runs, by which a person asks for one.
func (p Project) RunNames() []string { return append(p.folder().Names(), register.Latest) }

// terms is by what the year is settled. Before it has ended the last complete month
// must be named, must lie before the date of issue, and must not be among the first.
func (ask Request) terms(schemes []*calc.Scheme) (calc.Terms, error) {
	t := calc.Terms{Schemes: schemes, AsOf: ask.AsOf}
	switch {
	case !ask.Kind.Early:
		return t, ask.wholeYear()
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

// wholeYear refuses a month, or some schemes alone, for a run over the whole year.
func (ask Request) wholeYear() error {
	if !ask.Kind.Early && (ask.Through != "" || len(ask.Schemes) > 0) {
		return Usage{errors.New("--through and --scheme are of runs before the year has ended: add --projection or --monthly")}
	}
	return nil
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
