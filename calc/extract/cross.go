package extract

import (
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
)

// cross lays the files side by side. Where one of them could not be read,
// what it would have been compared with is not complained of.
func (r *reading) cross() {
	r.crossInstructions()
	if !r.unread["practices"] && !r.unread["contracts"] {
		r.crossSuppliers()
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
		r.crossOverlap()
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
			r.crossService(code, e)
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

// crossService looks at the activity of one practice in one service.
func (r *reading) crossService(code calc.PracticeCode, e *serviceSum) {
	whose := calc.Problem{Practice: code, Scheme: e.service.scheme.Code, Found: calc.Many(e.Records.Read(), e.unit()) + " for " + e.service.name}
	if r.contracts.lines[contractKey{code, e.service}] == nil {
		if r.contracts.doubtful[code] {
			return
		}
		whose.Remedy = "the practice has no contract for " + e.service.name + ", and its activity in it is left out: look whether a contract is missing"
		r.note("W-no-contract", e.place, whose)
		return
	}
	if e.records && e.monthly {
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
			whose.Remedy = "there is no running total for " + monthList(missing) + ", and what was recorded then counts in the next month that has one, and after the last of these is lost: look whether it is missing"
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
			names = append(names, e.service.scheme.Period.MonthTitle(i))
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

// Expect is what the senders of the files say is in them. It catches an
// extract that was cut off where no reader can see it, between two rows. What
// is nil is not compared.
type Expect struct {
	Records   *int             // of activity: rows, or months of wide rows
	Activity  map[string]int64 // by service, in or out of the year
	Practices *int             // that the activity names
	Value     *calc.Money      // of all contracts together
}

// crossExpected compares the control figures with what was read.
func (r *reading) crossExpected() {
	if want := r.in.Expect.Records; want != nil {
		r.expected("activity", "records of activity", calc.Count(*want), calc.Count(r.recordsRead()))
	}
	if want := r.in.Expect.Practices; want != nil {
		r.expected("activity", "practices in the activity", calc.Count(*want), calc.Count(len(r.sums.practices)))
	}
	if want := r.in.Expect.Value; want != nil {
		r.expected("contracts", "of contract value", calc.Sterling(*want), calc.Sterling(r.valueRead()))
	}
	for _, word := range slices.Sorted(maps.Keys(r.in.Expect.Activity)) {
		if r.words.service(word) == r.words.unknown {
			r.note("E-expect", calc.Problem{}, calc.Problem{Found: word,
				Remedy: "expect: in the project file gives the activity of a service that no scheme of the project has: write " + r.words.known()})
			continue
		}
		r.expected("activity", "activity of "+word, calc.Count(r.in.Expect.Activity[word]), calc.Count(r.activityRead(word)))
	}
}

// expected compares one figure, and names the files that it was read from.
func (r *reading) expected(kind, what, want, got string) {
	if want == got {
		return
	}
	var files []string
	for _, s := range r.sources {
		if s.Kind == kind {
			files = append(files, s.File)
		}
	}
	place, from := calc.Problem{}, ""
	if len(files) == 1 {
		place.File = files[0]
	} else {
		from = " from " + calc.And(files)
	}
	r.note("E-expect", place, calc.Problem{Found: got, Remedy: fmt.Sprintf(
		"the project file expects %s %s, and %s were read%s: the file may be cut off or of another day; ask its sender", want, what, got, from)})
}

func (r *reading) recordsRead() int {
	n := 0
	for _, s := range r.sources {
		if s.Kind == "activity" {
			n += s.Records
		}
	}
	return n
}

func (r *reading) valueRead() calc.Money {
	var sum calc.Money
	for _, a := range r.contracts.lines {
		sum = sum.Plus(a.Value)
	}
	return sum
}

func (r *reading) activityRead(word string) int64 {
	var n int64
	for _, e := range r.sums.each {
		if s := r.words.service(word); e.service == s && s.scheme != nil {
			n += e.Recorded.Sum() + e.OutOfPeriod
		}
	}
	return n
}
