package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"yearend/calc"
)

// cross lays the files side by side. Where one of them could not be read,
// what it would have been compared with is not complained of.
func (r *reading) cross() {
	if !r.unread["practices"] && !r.unread["contracts"] {
		r.crossRegister()
	}
	if !r.unread["practices"] && !r.unread["mailboxes"] {
		r.crossMailboxes()
	}
	if !r.unread["activity"] && !r.unread["contracts"] {
		r.crossActivity()
		r.crossYear()
		r.crossExpected()
	}
}

// crossYear stops where most of the activity lies outside the year: such a file
// is another year's, or its dates are not what they were.
func (r *reading) crossYear() {
	read, out := 0, 0
	for _, e := range r.ledger.entries {
		read += e.Records.Read()
		out += e.Records.OutOfPeriod
	}
	if 2*out <= read {
		return
	}
	r.note("E-year", calc.Problem{}, calc.Problem{Found: fmt.Sprintf("%d of %s", out, many(read, "record")), Remedy: fmt.Sprintf(
		"most of the activity lies outside %s to %s: it may be another year's, or the workbook may have lost the setting of its dates "+
			"(1904): ask for the year's file", r.period.From, r.period.To)})
}

// note adds a problem that is found between files, at one of the two places.
func (r *reading) note(code string, place, whose calc.Problem) {
	whose.Code, whose.Severity = code, severity(code)
	whose.File, whose.Sheet, whose.Row = place.File, place.Sheet, place.Row
	whose.Found = presentable(whose.Found)
	r.problems = append(r.problems, whose)
}

// crossRegister holds the practices with contracts that no letter can go to.
func (r *reading) crossRegister() {
	for code, place := range r.contracts.signed {
		p := r.register.practices[code]
		switch {
		case p == nil:
			r.note("E-register", place, calc.Problem{Practice: code, Found: string(code),
				Remedy: "the practice has a contract and does not stand in the register: add it there, or correct the code"})
		case p.Closed:
			r.note("E-closed", place, calc.Problem{Practice: code, Found: string(code),
				Remedy: "the practice has a contract and is closed or merged in the register (" + at(p.place) + "): decide whose the contract is now, and correct one of the two"})
		}
	}
}

// crossMailboxes looks at where letters would go.
func (r *reading) crossMailboxes() {
	users := map[string][]string{}
	for _, code := range slices.Sorted(maps.Keys(r.register.practices)) {
		for _, address := range r.register.emails(code) {
			users[strings.ToLower(address)] = append(users[strings.ToLower(address)], string(code))
		}
	}
	r.noteUnused()
	for code := range r.contracts.signed {
		p := r.register.practices[code]
		if p == nil || p.Closed {
			continue
		}
		place := cmp.Or(r.register.from[code], p.place)
		emails := r.register.emails(code)
		if len(emails) == 0 {
			r.note("W-mailbox", place, calc.Problem{Practice: code, Column: colEmail, Remedy: "the practice has no mailbox, so that its letters cannot be sent: enter one, or post them"})
		}
		for _, address := range emails {
			whose := calc.Problem{Practice: code, Column: colEmail, Found: address}
			if len(r.in.Domains) > 0 && !within(address, r.in.Domains) {
				whose.Remedy = "the mailbox lies outside " + list(r.in.Domains) + ", to which letters may go: check it"
				r.note("W-mailbox-domain", place, whose)
			}
			if all := users[strings.ToLower(address)]; len(all) > 1 {
				whose.Remedy = "the mailbox is that of " + list(all) + ", so that each would get the other's letter: look whether that is right"
				r.note("W-mailbox-shared", place, whose)
			}
		}
	}
}

// noteUnused reports the mailboxes of practices that are not in the register, in one line.
func (r *reading) noteUnused() {
	var codes []string
	for _, code := range slices.Sorted(maps.Keys(r.register.mailboxes)) {
		if r.register.practices[code] == nil {
			codes = append(codes, string(code))
		}
	}
	if len(codes) > 0 {
		place := r.register.from[calc.PracticeCode(codes[0])]
		r.note("W-mailbox-unused", place, calc.Problem{Column: colEmail, Found: strings.Join(codes, ", "),
			Remedy: "mailboxes of practices that are not in the register are not used: look whether a code is wrong, or a practice is missing there"})
	}
}

// crossActivity compares what was recorded with what was agreed.
func (r *reading) crossActivity() {
	left := map[*service]calc.Records{}
	strangers := map[calc.PracticeCode]*entry{}
	for code, e := range r.ledger.entries {
		s := e.service
		switch {
		case s.excluded:
			sum := left[s]
			sum.InPeriod += e.Records.Read()
			sum.Faulty += e.Records.Faulty
			left[s] = sum
		case code == "" || s.scheme == nil:
		case r.strange(code):
			strangers[code] = e
		default:
			r.crossEntry(code, e)
		}
	}
	for code := range strangers {
		r.noteStranger(code)
	}
	for s, records := range left {
		r.noteExcluded(s, records)
	}
	r.crossContracts()
}

// strange reports a practice that only the activity names.
func (r *reading) strange(code calc.PracticeCode) bool {
	_, signed := r.contracts.signed[code]
	return !signed && r.register.practices[code] == nil && !r.unread["practices"]
}

func (r *reading) noteStranger(code calc.PracticeCode) {
	n, place := 0, calc.Problem{}
	for _, e := range r.ledger.accounts[code].lines {
		if e != nil {
			n += e.Records.Read()
			place = cmp.Or(place, e.place)
		}
	}
	r.note("W-stranger", place, calc.Problem{Practice: code, Found: many(n, "record"),
		Remedy: "the practice is in the activity, but neither in the register nor in the contracts: look whether its code is right, or whether it belongs to another ICB"})
}

func (r *reading) noteExcluded(s *service, records calc.Records) {
	faulty := ""
	if records.Faulty > 0 {
		faulty = fmt.Sprintf(" (%d of them cannot be read, which changes nothing)", records.Faulty)
	}
	r.note("W-excluded", calc.Problem{}, calc.Problem{Scheme: s.scheme.Code, Found: many(records.InPeriod, "record"),
		Remedy: s.name + " is excluded this year: its activity is read and left out of every figure" + faulty})
}

// crossEntry looks at the activity of one practice in one service.
func (r *reading) crossEntry(code calc.PracticeCode, e *entry) {
	whose := calc.Problem{Practice: code, Scheme: e.service.scheme.Code, Found: many(e.Records.Read(), "record") + " for " + e.service.name}
	if r.contracts.lines[contractKey{code, e.service}] == nil {
		whose.Remedy = "the practice has no contract for " + e.service.name + ", and its activity in it is left out: look whether a contract is missing"
		r.note("W-no-contract", e.place, whose)
		return
	}
	if e.records && e.monthly && e.Records.Faulty < e.Records.Read() {
		whose.Remedy = "this activity is there in single records and in monthly figures as well, so that it may be counted twice: leave one of the two files out"
		r.note("E-two-layouts", e.place, whose)
	}
	switch missing := e.missing(); {
	case !e.monthly || e.records || e.Records.Faulty > 0 || len(missing) == 0:
	case e.Records.OutOfPeriod > 0: // the missing one may be the one outside
		whose.Remedy = "there is no figure for " + monthList(missing) + ", and there is one for a month outside the year: correct the month " +
			"(Excel takes Apr-25 for 25 April of the current year), or enter the missing one"
		r.note("E-month", e.place, whose)
	default:
		whose.Remedy = "there is no figure for " + monthList(missing) + ", and it counts as none: look whether it is missing"
		r.note("W-month-missing", e.place, whose)
	}
}

// missing is the months that a monthly layout gives no figure for.
func (e *entry) missing() []string {
	var months []string
	for i := range calc.Months {
		if e.months&(1<<i) == 0 {
			months = append(months, monthName(e.service.scheme.Period.MonthStart(i)))
		}
	}
	return months
}

// crossContracts looks for contracts under which nothing was recorded.
func (r *reading) crossContracts() {
	for _, a := range r.contracts.ordered() {
		e := r.ledger.of(a.Practice, a.service)
		if e == nil || e.Recorded.Sum() == 0 && e.Records.Faulty == 0 {
			r.note("W-no-activity", a.place, calc.Problem{Practice: a.Practice, Scheme: a.Scheme, Found: a.service.name,
				Remedy: "no activity of the year is in the extract for this contract, so that nothing is earned on it: look whether it is missing"})
		}
	}
}
