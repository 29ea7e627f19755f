package extract

import (
	"fmt"

	"yearend/calc"
)

// datedFile is how many records of a file were read, and how many of those lie
// outside the year.
type datedFile struct {
	place     calc.Problem
	read, out int
}

// readActivity reads the files of activity, and notes of each how much of it
// lies outside the year.
func (r *reading) readActivity() {
	for _, f := range r.in.Activity {
		before := r.dated()
		r.readAll("activity", []File{f}, r.activityLayouts())
		after, source := r.dated(), r.sources[len(r.sources)-1]
		after.read, after.out = after.read-before.read, after.out-before.out
		after.place = calc.Problem{File: source.File, Sheet: source.Sheet}
		r.files = append(r.files, after)
	}
}

// dated is that of all files that were read so far.
func (r *reading) dated() (all datedFile) {
	for _, e := range r.ledger.entries {
		all.read += e.Records.Read()
		all.out += e.Records.OutOfPeriod
	}
	return all
}

// crossYear names the files most of which lies outside the year: such a file is
// another year's, or its dates are not what they were. It stops where most of
// all activity does, or all of a file.
func (r *reading) crossYear() {
	all := r.dated()
	for _, f := range r.files {
		if 2*f.out <= f.read {
			continue
		}
		code, remedy := "W-year", ", and does not count: look whether it is another year's"
		if f.out == f.read || 2*all.out > all.read {
			code, remedy = "E-year", ": it may be another year's, or the workbook may have lost the setting of its dates (1904): ask for the year's file, "+
				"or if there is another that holds the year, take this one out of the project file"
		}
		r.note(code, f.place, calc.Problem{Found: fmt.Sprintf("%d of %s", f.out, many(f.read, "record")),
			Remedy: fmt.Sprintf("most of the activity of the file lies outside %s to %s%s", r.period.From, r.period.To, remedy)})
	}
}

// enoughRecords is how many records a month of a scheme must have on average,
// so that it is no chance if another has none.
const enoughRecords = 10

// crossMonths looks for months of which no practice has a record: a part of the
// extract may be missing. Monthly layouts are looked at practice by practice.
func (r *reading) crossMonths() {
	if r.reported("E-date-order") {
		return
	}
	for _, scheme := range r.schemes {
		var counted [calc.Months]int64
		records, single := 0, false
		for code, e := range r.ledger.entries {
			if e.service.scheme != scheme || r.contracts.lines[contractKey{code, e.service}] == nil {
				continue
			}
			for i, n := range e.Recorded {
				counted[i] += n
			}
			records += e.Records.InPeriod
			single = single || e.records
		}
		var missing []string
		for i, n := range counted {
			if n == 0 {
				missing = append(missing, monthName(scheme.Period.MonthStart(i)))
			}
		}
		if single && len(missing) > 0 && records >= enoughRecords*(calc.Months-len(missing)) && records > 0 {
			r.note("W-month-missing", calc.Problem{}, calc.Problem{Scheme: scheme.Code, Found: list(missing),
				Remedy: "no practice has any activity then, and it counts as none: look whether a part of the extract is missing"})
		}
	}
}
