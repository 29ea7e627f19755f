package register

import (
	"yearend/calc"
	"yearend/letters"
)

// Record is run.json: what went into a run, what came out, and the digest of
// every file of both. It names no moment but the date of issue, so that the
// same inputs make the same record.
type Record struct {
	Program   string                `json:"program"`
	Kind      string                `json:"kind,omitempty"` // letters.Kind
	AsOf      string                `json:"as_of"`
	Through   string                `json:"through,omitempty"` // before the year has ended, the last complete month: 2026-01
	Schemes   []string              `json:"schemes,omitempty"` // that were asked for, where not all were
	Inputs    []Input               `json:"inputs"`
	Project   Source                `json:"project"`
	Rules     []Source              `json:"rules"`
	Templates []Source              `json:"templates"`
	Tallies   map[string]calc.Tally `json:"tallies"`
	Totals    map[string]Totals     `json:"totals"`
	Problems  map[string]int        `json:"problems"`          // by severity
	Outputs   map[string]string     `json:"outputs,omitempty"` // file → SHA-256

	ReissueWording bool         `json:"reissue_wording,omitempty"`
	Late           bool         `json:"late,omitempty"`      // dated after the day letters were due, as was asked for
	Earlier        *Earlier     `json:"earlier,omitempty"`   // the approved run that this one compares its figures with
	RestsOn        *Earlier     `json:"rests_on,omitempty"`  // of an outcome run: the approved year-end run whose positions it makes final
	Asking         *Earlier     `json:"asking,omitempty"`    // the approved run that last asked Finance for money, where that is not Earlier
	Pack           *Pack        `json:"pack,omitempty"`      // of a pack for the panel
	Opened         Opened       `json:"opened,omitempty"`    // when the scheme's first letters were approved to go
	Approvals      int          `json:"approvals,omitempty"` // how many people must approve it
	Unconfirmed    []Assumption `json:"unconfirmed,omitempty"`
}

// Opened is, by scheme, the date of issue of its first approved run: from then on
// mitigation could be asked for, if that was early.
type Opened = map[string]calc.Date

// Earlier is a run by its name and the digest of its run.json.
type Earlier struct {
	Run    string `json:"run"`
	Digest string `json:"digest"`
}

// Pack is what lies before a panel: by its digest each request, as it was then.
type Pack struct {
	Requests map[string]string `json:"requests"`
	Log      string            `json:"requests_log"` // the digest of the last line of requests.jsonl
}

// Assumption is a figure of the rules that nobody has confirmed.
type Assumption struct {
	Scheme     string `json:"scheme"`
	ID         string `json:"id"`
	Title      string `json:"title"`
	Ask        string `json:"ask"`
	MovesMoney bool   `json:"moves_money"`
}

// Needs is how many people must approve the run: at least one.
func (r Record) Needs() int { return max(1, r.Approvals) }

// Letters is how many letters of its own the run holds.
func (r Record) Letters() int {
	letters := 0
	for _, t := range r.Totals {
		letters += t.Letters
	}
	return letters
}

// Firsts is how many of them are the first on their practice and scheme.
func (r Record) Firsts() int {
	firsts := 0
	for _, t := range r.Totals {
		firsts += t.New
	}
	return firsts
}

// Source is a file that the run was made by, and its copy in the run.
type Source struct {
	File   string `json:"file"`
	Copy   string `json:"copy"`
	SHA256 string `json:"sha256"`
}

// Input is a file that was read, with what was found in it.
type Input struct {
	calc.Source
	Copy string `json:"copy"`
}

// Totals is what a scheme comes to. Money is written as the tables write it.
type Totals struct {
	Letters       int    `json:"letters"` // that the run makes: the new and the changed
	New           int    `json:"new"`
	Changed       int    `json:"changed"`
	Unchanged     int    `json:"unchanged"`
	Withdrawn     int    `json:"withdrawn"`
	Pay           int    `json:"pay"`
	Recoup        int    `json:"recoup"`
	Nil           int    `json:"nil"`
	Either        int    `json:"either,omitempty"` // before the year has ended: it depends on the way on
	Held          int    `json:"held"`
	ContractValue string `json:"contract_value"`
	Earned        string `json:"earned"`
	AdvancePaid   string `json:"advance_paid"`
	ToPay         string `json:"to_pay"`
	ToRecoup      string `json:"to_recoup"` // without a sign
	Balance       string `json:"balance"`

	Ahead *TotalsAhead `json:"ahead,omitempty"` // before the year has ended
}

// TotalsAhead is what a scheme would earn: if nothing more is recorded, and at the
// lower and the upper end of every practice's range.
type TotalsAhead struct {
	EarnedFloor string `json:"earned_floor"`
	EarnedLow   string `json:"earned_low"`
	EarnedHigh  string `json:"earned_high"`
}

// SchemeTotals writes what each scheme comes to.
func SchemeTotals(totals map[string]calc.Totals) map[string]Totals {
	written := map[string]Totals{}
	for scheme, t := range totals {
		written[scheme] = Totals{
			Pay: t.Pay, Recoup: t.Recoup, Nil: t.Nil, Held: t.Held,
			ContractValue: t.Value.String(), Earned: t.Earned.String(), AdvancePaid: t.Advance.String(),
			ToPay: t.ToPay.String(), ToRecoup: t.ToRecoup.String(), Balance: t.Balance().String(),
		}
	}
	return written
}

// With counts a position by its state; the held ones are counted already.
func (t Totals) With(state letters.State) Totals {
	switch state {
	case letters.New:
		t.New++
	case letters.Changed:
		t.Changed++
	case letters.Unchanged:
		t.Unchanged++
	case letters.Withdrawn:
		t.Withdrawn++
	case letters.Held, letters.Aside, letters.Unasked:
	}
	t.Letters = t.New + t.Changed
	return t
}
