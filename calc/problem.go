package calc

import (
	"cmp"
	"slices"
	"strings"
)

// Severity is what a problem does to a run.
type Severity string

const (
	Stop Severity = "stop" // a file cannot be trusted: nothing is written
	Hold Severity = "hold" // a practice's figures cannot be trusted: no letter for it
	Look Severity = "look" // a person should look
)

// Severities are all of them, the gravest first.
func Severities() []Severity { return []Severity{Stop, Hold, Look} }

// Problem is one fault, with its place and its remedy.
type Problem struct {
	Code     string       `json:"code"` // stable: "E-date", "W-mailbox"
	Severity Severity     `json:"severity"`
	Practice PracticeCode `json:"practice"`          // empty where the fault is of a whole file
	Scheme   string       `json:"scheme"`            // empty where it touches every scheme of the practice
	Service  string       `json:"service,omitempty"` // of what is implausible: the service whose figures they are
	File     string       `json:"file"`
	Sheet    string       `json:"sheet"`
	Row      int          `json:"row"` // as the spreadsheet numbers it; 0 where it has none
	Column   string       `json:"column"`
	Found    string       `json:"found"`
	Remedy   string       `json:"remedy"` // what is wrong and how to mend it, in one sentence
}

// Touches reports whether the problem is one of this practice and scheme.
func (p Problem) Touches(practice PracticeCode, scheme string) bool {
	return p.Practice == practice && practice != "" && (p.Scheme == "" || p.Scheme == scheme)
}

// SaysToWhom reports whether the problem says where a letter goes and who reads it there,
// which matters of each letter anew: by post, to another practice that answers, to one
// that has closed, to no mailbox or one in doubt.
func (p Problem) SaysToWhom() bool {
	return slices.Contains([]string{ByPost, AnsweredFor, "W-closed", "W-address", "W-mailbox"}, p.Code) || strings.HasPrefix(p.Code, "W-mailbox-")
}

// ofLetter reports whether the problem is of an outcome letter and the sum in it: where it
// goes, or that it leaves nothing to repay. Of a position that is held it says what is not so.
func (p Problem) ofLetter() bool { return p.SaysToWhom() || p.Code == PlanIdle }

// ofReader reports whether the problem is of whoever gets the letter on a position: the
// practice, or the one that answers for it.
func (p Problem) ofReader(of Position) bool {
	return p.Touches(of.Practice.Code, of.Scheme.Code) || of.Successor != nil && p.Touches(of.Successor.Code, of.Scheme.Code)
}

// CompareProblems orders the gravest first, of those what is implausible before
// all else, and then by place.
func CompareProblems(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(slices.Index(Severities(), a.Severity), slices.Index(Severities(), b.Severity)), cmp.Compare(urgency(a), urgency(b)),
		cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row),
		cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Scheme, b.Scheme),
		cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Found, b.Found), cmp.Compare(a.Remedy, b.Remedy),
	)
}

// urgency is less for what is to be looked at first.
func urgency(p Problem) int {
	if FirstToLookAt(p.Code) {
		return 0
	}
	return 1
}

// CountProblems says how many problems there are of each severity.
func CountProblems(problems []Problem) map[string]int {
	counts := map[string]int{string(Stop): 0, string(Hold): 0, string(Look): 0}
	for _, p := range problems {
		counts[string(p.Severity)]++
	}
	return counts
}
