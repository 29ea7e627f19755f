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
