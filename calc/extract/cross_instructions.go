package extract

import (
	"fmt"
	"slices"

	"yearend/calc"
)

// crossInstructions lays what the team decided by hand beside the practices that
// it is of, and holds the letters that are to be held.
func (r *reading) crossInstructions() {
	whole := !r.unread["practices"] && !r.unread["contracts"]
	for _, given := range r.given {
		place := calc.Problem{File: given.File, Sheet: given.Sheet, Row: given.Row}
		switch {
		case whole && given.Practice != "" && !r.crossWhose(given, place):
		case given.Kind == calc.ToHold:
			r.note(calc.HeldByTeam, place, calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colText,
				Remedy: fmt.Sprintf("%s (held by %s on %s: take the row out when the letter may go)", given.Text, given.By, given.On)})
		case given.Kind == calc.ToSucceed && whole:
			r.crossSuccessor(given, place)
		}
	}
}

// crossWhose is false for an instruction that touches no letter. One for a
// practice that nothing else names is refused: with one digit wrong, the practice
// that was meant would get its letter.
func (r *reading) crossWhose(given calc.Instruction, place calc.Problem) bool {
	_, signed := r.contracts.signed[given.Practice]
	whose := calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colPractice, Found: string(given.Practice)}
	switch {
	case !signed && r.practices.byCode[given.Practice] == nil:
		whose.Remedy = "the practice stands neither in the register nor in the contracts: correct the code, or take the row out"
		r.note("E-instruction-whose", place, whose)
	case !r.contracts.has(given.Practice, given.Scheme):
		whose.Remedy = "the practice has no contract here, so that there is no letter which the instruction could be of: look whether the code and the scheme are right"
		r.note(calc.InstructionIdle, place, whose)
	default:
		return true
	}
	return false
}

// has reports whether a practice has a contract in a scheme, or, where that is
// not named, in any. A row whose scheme could not be read counts as one.
func (b *contractList) has(practice calc.PracticeCode, scheme string) bool {
	_, signed := b.signed[practice]
	readable := false
	there := func(c calc.Contract) bool {
		readable = readable || c.Practice == practice
		return c.Practice == practice && (scheme == "" || c.Scheme == scheme)
	}
	for _, a := range b.lines {
		if there(a.Contract) {
			return true
		}
	}
	return slices.ContainsFunc(b.unclear, there) || signed && !readable
}

// crossSuccessor refuses a practice that cannot answer for another.
func (r *reading) crossSuccessor(given calc.Instruction, place calc.Problem) {
	successor := r.practices.byCode[calc.PracticeCode(given.Text)]
	remedy := ""
	switch {
	case successor == nil:
		remedy = "the successor does not stand in the register, which has the address and the mailbox that the letter goes to: add it there, or correct the code"
	case successor.Closed:
		remedy = "the successor is closed or merged itself in the register (" + at(successor.place) + "): name the practice that answers now"
	default:
		for _, other := range r.given {
			if other.Kind == calc.ToSucceed && other.Practice == successor.Code {
				remedy = "the successor has a successor itself (" + at(calc.Problem{File: other.File, Sheet: other.Sheet, Row: other.Row}) + "): name the practice that answers now"
			}
		}
	}
	if remedy != "" {
		r.note("E-successor", place, calc.Problem{Practice: given.Practice, Scheme: given.Scheme, Column: colText, Found: given.Text, Remedy: remedy})
	}
}
