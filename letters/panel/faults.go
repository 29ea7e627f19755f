package panel

import "yearend/calc"

// Fault is a kind of problem of requests: its stable code, how grave it is, what it means.
type Fault struct {
	Code     string
	Severity calc.Severity
	Meaning  string
}

// faults are those that show when requests are laid beside each other, beside what
// was seen before and beside the letters.
var faults = []Fault{
	{"E-practice", calc.Hold, "a request is of no practice of the register; whose it is is never guessed from the address"},
	{"E-request-form", calc.Stop, "most rows of a form's export were begun at another time than when they were first seen: it is another form's"},
	{"E-request-service", calc.Hold, "a request names several services, and does not say what is asked for each"},
	{"E-request-edited", calc.Hold, "a request was changed after the form had closed"},
	{"E-request-gone", calc.Hold, "a request that was seen stands in the form's export no more"},
	{"E-request-twice", calc.Hold, "a practice asks for the same service twice"},
	{"W-request-sender", calc.Look, "a request was sent from another practice's mailbox"},
	{"W-request-clock", calc.Look, "by the one clock a request came in time, by the other it did not"},
	{"W-request-early", calc.Look, "a request was sent before the practice's letter"},
	{"W-claim-above", calc.Look, "a request asks for more than its target leaves"},
}

// Faults are all of them.
func Faults() []Fault { return append([]Fault(nil), faults...) }

// decisionFaults are those that only a sheet can have that a panel has filled in.
var decisionFaults = []Fault{
	{"E-decision-request", calc.Stop, "decide: a row names no request, or one that was not in the pack"},
	{"E-decision-count", calc.Stop, "decide: more is accepted than is claimed, or without a month, or the decision does not fit the counts"},
	{"E-decision-verdict", calc.Stop, "decide: the decision is none of those that there are"},
	{"E-decision-reason", calc.Stop, "decide: a decision has no reason"},
	{calc.ReasonNames, calc.Stop, "decide: the reason names somebody who sat on the panel, and the practice is told it word for word"},
	{"E-decision-condition", calc.Stop, "decide: it is not said whether the panel found each of the four conditions met"},
	{"E-decision-date", calc.Stop, "decide: the day of the decision is missing, cannot be read, or is to come"},
	{"E-decision-twice", calc.Stop, "decide: two rows of a request say different things of it"},
	{"E-decision-member", calc.Stop, "decide: a name is no member of the panel, or the chair was not present"},
	{"E-decision-conflict", calc.Stop, "decide: a member with an interest in the practice was present, or is not named as withdrawn"},
	{"E-decision-quorum", calc.Stop, "decide: nobody without an interest sat for one of the seats"},
	{"E-decision-evidence", calc.Stop, "decide: something is accepted on an exception that needs evidence, by an estimate or without evidence that was seen"},
	{"E-decision-excluded", calc.Stop, "decide: something is accepted for an excluded service"},
	{"E-decided", calc.Stop, "decide: the request was decided before, or a slip is to be mended where nothing is decided"},
	{"E-pack-stale", calc.Stop, "decide: the pack is older than the approved run, or the request has changed since it was made"},
	{"W-decision-week", calc.Look, "decide: it was decided outside the panel's week"},
	{"W-decision-condition", calc.Look, "decide: something is accepted although a condition was found not met"},
}

// DecisionFaults are all of them.
func DecisionFaults() []Fault { return append([]Fault(nil), decisionFaults...) }
