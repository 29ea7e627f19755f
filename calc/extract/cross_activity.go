package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
)

// strangersNamed is how many practices that only the activity names are said
// one by one: beyond it, the extract is a region's or the country's.
const strangersNamed = 100

// strange reports a practice that only the activity names.
func (r *reading) strange(code calc.PracticeCode) bool {
	_, signed := r.contracts.signed[code]
	return !signed && r.practices.byCode[code] == nil && !r.unread["practices"]
}

// noteStrangers says who they are. Where most of the activity is theirs and most
// contracts have none, the practices are not those of the year end: the letters
// would ask for everything back.
func (r *reading) noteStrangers(strangers map[calc.PracticeCode]bool) {
	theirs, first := 0, calc.Problem{}
	codes := slices.Sorted(maps.Keys(strangers))
	for _, code := range codes {
		n, place := r.recordsOf(code)
		theirs += n
		first = cmp.Or(first, place)
		if len(codes) <= strangersNamed {
			r.note("W-stranger", place, calc.Problem{Practice: code, Found: many(n, "record"),
				Remedy: "the practice is in the activity, but neither in the register nor in the contracts: look whether its code is right, or whether it belongs to another ICB"})
		}
	}
	first.Row = 0 // it is of the whole file
	if len(codes) > strangersNamed {
		r.note("W-stranger", first, calc.Problem{Found: fmt.Sprintf("%s (%s, %s and on) with %s", many(len(codes), "practice"), codes[0], codes[1], many(theirs, "record")),
			Remedy: "these practices are in the activity, but neither in the register nor in the contracts, and their records are left out: look whether the extract is of more than your ICB"})
	}
	if all := r.recordsFiled(); 2*theirs > all && 2*r.idle() > len(r.contracts.signed) {
		r.note("E-strangers", first, calc.Problem{Found: fmt.Sprintf("%d of %s", theirs, many(all, "record")),
			Remedy: "most of the activity is of practices that are neither in the register nor in the contracts, and most practices with a contract have none: " +
				"look whether it is your ICB's extract, and its column of practice codes the right one"})
	}
}

// recordsOf is how many records were filed for a practice, and where the first is.
func (r *reading) recordsOf(code calc.PracticeCode) (n int, place calc.Problem) {
	for _, e := range r.sums.practices[code].services {
		if e != nil {
			n += e.Records.Read()
			place = cmp.Or(place, e.place)
		}
	}
	return n, place
}

func (r *reading) recordsFiled() int {
	n := 0
	for _, e := range r.sums.each {
		n += e.Records.Read()
	}
	return n
}

// idle is how many practices with a contract have no activity at all.
func (r *reading) idle() int {
	n := 0
	for code := range r.contracts.signed {
		if r.sums.practices[code] == nil {
			n++
		}
	}
	return n
}

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
	for _, e := range r.sums.each {
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
	for code, e := range r.sums.each {
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
