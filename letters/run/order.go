package run

import (
	"io"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
	"yearend/letters/report"
)

// Stationery is what all letters of a run have in common: what they are for, their
// date, who writes, and in which words.
type Stationery struct {
	Kind    letters.Kind
	AsOf    calc.Date            // the date of issue
	Opened  map[string]calc.Date // by scheme, that of its first approved run; none where there is none
	Issuer  letters.Issuer
	Marking string
	Bare    bool // the e-mails say no sums
	Logo    Logo
	Signed  Logo              // the picture of the signature
	Forms   map[string]string // scheme → where a mitigation request goes
	Rules   []Rules

	Examples []Example // settings that the letters carry and that are still examples
	Real     bool      // who writes is none
}

// Order is what a run is made by, besides the figures. All of it has been read.
type Order struct {
	Stationery
	Program        string   // name and version
	Late           bool     // after the day that letters are due by, as was asked for
	ReissueWording bool     // issue again also letters of which only the words or the address changed
	Domains        []string // in which mailboxes may lie
	Copies         bool     // a practice's further addresses get a copy each
	Supplier       []report.SupplierColumn
	Faults         map[string]string // what each code of a problem means
	Approvals      Approvals
	Project        File                                      // the project file
	Open           func(input string) (io.ReadCloser, error) // opens an input once more, for its copy
	Rests          *Rests                                    // of an outcome run: what it rests on
}

// File is a file as it was read.
type File struct {
	Name string
	Text []byte
}

// Logo is a picture of the issuer's as it was read, and as letters take it.
type Logo struct {
	File    []byte
	Picture *letters.Picture
}

// Put has a file of the run written, and gives its digest.
type Put func(name string, write func(io.Writer) error) (digest string, err error)

// bytes puts a file that is at hand whole.
func (put Put) bytes(name string, data []byte) (digest string, err error) {
	return put(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// rules are those of a scheme; empty where the project does not name it.
func (s Stationery) rules(scheme string) Rules {
	for _, r := range s.Rules {
		if r.Scheme.Code == scheme {
			return r
		}
	}
	return Rules{}
}

func (s Stationery) occasion(p calc.Position, on calc.Date) letters.Occasion {
	return letters.Occasion{
		Kind: s.Kind, Issuer: s.Issuer, On: on, Opened: s.Opened[p.Scheme.Code], FormLink: s.Forms[p.Scheme.Code],
		Marking: s.Marking, Logo: s.Logo.Picture, Signature: s.Signed.Picture, Bare: s.Bare,
	}
}

// Approvals is how many people must approve a run.
type Approvals struct {
	People   int
	TwoAbove *calc.Money // two people, where the letters of a run move more; nil for no such sum
}

// needed is how many it is for a run. A run without a letter of its own moves no sum,
// but it may name other mailboxes for letters that are still to go: it needs as many
// people as any.
func (a Approvals) needed(positions []calc.Position, issues []letters.Issue) int {
	var moved calc.Money
	for i, position := range positions {
		if issues[i].Makes() {
			moved = moved.Plus(position.Balance.Abs())
			a.People = max(a.People, afterSlip(position))
		}
	}
	if a.TwoAbove != nil && moved.Cmp(*a.TwoAbove) > 0 {
		return max(a.People, 2)
	}
	return a.People
}

// afterSlip is how many people must approve a letter by which a slip in a decision is
// put right (A24).
func afterSlip(p calc.Position) int {
	if p.Final == nil || !p.Final.Mended() || p.Scheme.Mitigation == nil {
		return 1
	}
	return p.Scheme.Mitigation.Approvals
}

// unconfirmed are the assumptions that nobody has confirmed, as a record has them.
func unconfirmed(schemes []*calc.Scheme) []register.Assumption {
	var open []register.Assumption
	for _, s := range schemes {
		for _, r := range s.Unconfirmed() {
			open = append(open, register.Assumption{Scheme: s.Code, ID: r.Clause.ID, Title: r.Says, Ask: r.Assumption.Ask, MovesMoney: r.Assumption.MovesMoney})
		}
	}
	return open
}
