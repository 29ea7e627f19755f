package extract

import (
	"fmt"
	"slices"

	"yearend/calc"
)

// cross lays the files side by side. Where one of them could not be read,
// what it would have been compared with is not complained of.
func (r *reading) cross() {
	r.crossInstructions()
	if !r.unread["practices"] && !r.unread["contracts"] {
		r.crossPractices()
		r.crossAddresses()
	}
	if !r.unread["practices"] && !r.unread["mailboxes"] {
		r.crossMailboxes()
	}
	if !r.unread["activity"] && !r.unread["contracts"] {
		r.crossActivity()
		r.crossYear()
		r.crossMonths()
		r.crossExpected()
		if r.in.early() {
			r.crossThrough()
		}
	}
	if !r.unread["contracts"] && !r.unread[kindLedger] && len(r.in.Ledger) > 0 {
		r.crossLedger()
	}
	if !r.unread["practices"] && !r.unread["contracts"] && !r.unread["activity"] {
		r.crossUnsigned()
	}
}

// note adds a problem that is found between files, at one of the two places.
func (r *reading) note(code string, place, whose calc.Problem) {
	whose.Code, whose.Severity = code, severity(code)
	whose.File, whose.Sheet, whose.Row = place.File, place.Sheet, place.Row
	r.problems = append(r.problems, masked(whose))
}

// crossActivity compares what was recorded with what was agreed.
func (r *reading) crossActivity() {
	left := map[*service]calc.Records{}
	strangers := map[calc.PracticeCode]bool{}
	for code, e := range r.sums.each {
		s := e.service
		switch {
		case s.excluded:
			sum := left[s]
			sum.InPeriod += e.Records.Read()
			sum.Faulty += e.Records.Faulty
			left[s] = sum
		case code == "" || s.scheme == nil:
		case r.strange(code):
			strangers[code] = true
		default:
			r.crossEntry(code, e)
		}
	}
	r.noteStrangers(strangers)
	for s, records := range left {
		r.noteExcluded(s, records)
	}
	r.crossContracts()
}

func (r *reading) noteExcluded(s *service, records calc.Records) {
	faulty := ""
	if records.Faulty > 0 {
		faulty = " (" + calc.Count(records.Faulty) + " of them cannot be read, which changes nothing)"
	}
	r.note("W-excluded", calc.Problem{}, calc.Problem{Scheme: s.scheme.Code, Found: calc.Many(records.InPeriod, "record"),
		Remedy: s.name + " is excluded this year: its activity is read and left out of every figure" + faulty})
}

// crossEntry looks at the activity of one practice in one service.
func (r *reading) crossEntry(code calc.PracticeCode, e *serviceSum) {
	whose := calc.Problem{Practice: code, Scheme: e.service.scheme.Code, Found: calc.Many(e.Records.Read(), e.unit()) + " for " + e.service.name}
	if r.contracts.lines[contractKey{code, e.service}] == nil {
		if r.contracts.doubtful[code] {
			return
		}
		whose.Remedy = "the practice has no contract for " + e.service.name + ", and its activity in it is left out: look whether a contract is missing"
		r.note("W-no-contract", e.place, whose)
		return
	}
	if e.records && e.monthly && e.Records.Faulty < e.Records.Read() {
		whose.Remedy = "this activity is there in single records and in monthly figures as well, so that it may be counted twice: leave one of the two files out"
		r.note("E-two-layouts", e.place, whose)
	}
	switch missing := e.missing(r.in.months()); {
	case !e.monthly || e.records || e.Records.Faulty > 0 || len(missing) == 0:
	case e.Records.OutOfPeriod > 0: // the missing one may be the one outside
		whose.Remedy = "there is no figure for " + monthList(missing) + ", and there is one for a month outside the year: correct the month " +
			"(Excel takes Apr-25 for 25 April of the current year), or enter the missing one"
		r.note("E-month", e.place, whose)
	default:
		whose.Remedy = "there is no figure for " + monthList(missing) + ", and it counts as none: look whether it is missing"
		if e.running {
			whose.Remedy = "there is no running total for " + monthList(missing) + ", and what was recorded then counts in the next month: look whether it is missing"
		}
		r.note("W-month-missing", e.place, whose)
	}
}

// unit is what the rows of this activity hold.
func (e *serviceSum) unit() string {
	if e.monthly && !e.records {
		return "monthly figure"
	}
	return "record"
}

// missing is those of the first so many months that a monthly layout gives no figure for.
func (e *serviceSum) missing(months int) []string {
	var names []string
	for i := range months {
		if e.months == nil || e.months[i].in == nil {
			names = append(names, monthName(e.service.scheme.Period.MonthStart(i)))
		}
	}
	return names
}

// crossContracts looks for contracts under which nothing was recorded.
func (r *reading) crossContracts() {
	for _, a := range r.contracts.ordered() {
		e := r.sums.of(a.Practice, a.service)
		if e == nil || e.Activity.Through(r.in.months()).Recorded.Sum() == 0 && e.Records.Faulty == 0 {
			r.note("W-no-activity", a.place, calc.Problem{Practice: a.Practice, Scheme: a.Scheme, Found: a.service.name,
				Remedy: "no activity of the year is in the extract for this contract, so that nothing is earned on it: look whether it is missing"})
		}
	}
}

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
