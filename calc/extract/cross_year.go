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
// all activity does, or a file that is no small part of it does altogether. A
// small one may be the month after the year's end.
func (r *reading) crossYear() {
	all := r.dated()
	for _, f := range r.files {
		if 2*f.out <= f.read {
			continue
		}
		code, remedy := "W-year", ", and does not count: look whether it is another year's"
		if f.out == f.read && 10*f.read >= all.read || 2*all.out > all.read {
			code, remedy = "E-year", ": it may be another year's, its dates may have the month first, or the workbook may have lost the setting of its dates (1904): ask for the year's file, "+
				"or if there is another that holds the year, take this one out of the project file"
		}
		r.note(code, f.place, calc.Problem{Found: fmt.Sprintf("%d of %s", f.out, many(f.read, "record")),
			Remedy: fmt.Sprintf("most of the activity of the file lies outside %s to %s%s", r.period.From, r.period.To, remedy)})
	}
}

// enoughRecords is how many records a month of a service must have on average,
// so that it is no chance if another has next to none.
const enoughRecords = 10

// crossMonths looks for months of which the practices have next to no record of
// a service: a part of the extract may be missing. Monthly layouts are looked at
// practice by practice.
func (r *reading) crossMonths() {
	if r.reported("E-date-order") {
		return
	}
	years := map[*service]*serviceYear{}
	for code, e := range r.ledger.entries {
		if r.contracts.lines[contractKey{code, e.service}] == nil {
			continue
		}
		y := years[e.service]
		if y == nil {
			y = &serviceYear{}
			years[e.service] = y
		}
		for i, n := range e.Recorded {
			y.recorded[i] += n
		}
		y.records += e.Records.InPeriod
		y.single = y.single || e.records
	}
	for s, y := range years {
		if missing := y.missing(s.scheme.Period); len(missing) > 0 {
			r.note("W-month-missing", calc.Problem{}, calc.Problem{Scheme: s.scheme.Code, Found: s.name + " in " + list(missing),
				Remedy: "all practices together have no activity then, or next to none, and it counts as that: look whether a part of the extract is missing"})
		}
	}
}

// serviceYear is what all practices recorded in a service.
type serviceYear struct {
	recorded [calc.Months]int64
	records  int
	single   bool // a layout of single records has some
}

// missing is the months with less than a twentieth of the others' average.
func (y *serviceYear) missing(p calc.Period) (missing []string) {
	if !y.single || y.records < enoughRecords*(calc.Months-1) {
		return nil
	}
	var all int64
	for _, n := range y.recorded {
		all += n
	}
	for i, n := range y.recorded {
		if 20*n*(calc.Months-1) < all-n {
			missing = append(missing, monthName(p.MonthStart(i)))
		}
	}
	return missing
}
