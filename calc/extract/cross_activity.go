package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

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
			r.note("W-stranger", place, calc.Problem{Practice: code, Found: calc.Many(n, "record"),
				Remedy: "the practice is in the activity, but neither in the register nor in the contracts: look whether its code is right, or whether it belongs to another ICB"})
		}
	}
	first.Row = 0 // it is of the whole file
	if len(codes) > strangersNamed {
		r.note("W-stranger", first, calc.Problem{Found: fmt.Sprintf("%s (%s, %s and on) with %s", calc.Many(len(codes), "practice"), codes[0], codes[1], calc.Many(theirs, "record")),
			Remedy: "these practices are in the activity, but neither in the register nor in the contracts, and their records are left out: look whether the extract is of more than your ICB"})
	}
	if all := r.recordsFiled(); 2*theirs > all && 2*r.idle() > len(r.contracts.signed) {
		r.note("E-strangers", first, calc.Problem{Found: calc.Count(theirs) + " of " + calc.Many(all, "record"),
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
		r.note(code, f.place, calc.Problem{Found: calc.Count(f.out) + " of " + calc.Many(f.read, "record"),
			Remedy: fmt.Sprintf("most of the activity of the file lies outside %s to %s%s", r.period.From, r.period.To, remedy)})
	}
}

// enoughRecords is how many records a month of a service must have on average,
// so that it is no chance if another has next to none.
const enoughRecords = 10

// crossMonths looks for months of which all practices together have next to no
// activity of a service: a part of the extract may be missing, or a report was not
// refreshed for the month. Of a month that monthly layouts do not have at all,
// crossService says which practices lack it.
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
			y.given[i] = y.given[i] || e.records || e.months != nil && e.months[i].in != nil
		}
		y.records += e.countable(r.in.months())
	}
	for s, y := range years {
		missing := y.missing(s.scheme.Period, r.in.months())
		if len(missing) == 0 {
			r.crossDays(s)
			continue
		}
		r.note("W-month-missing", calc.Problem{}, calc.Problem{Scheme: s.scheme.Code, Found: s.name + " in " + calc.And(missing),
			Remedy: "all practices together have no activity then, or next to none, and it counts as that: look whether a part of the extract is missing, or a report was not refreshed"})
	}
}

// serviceYear is what all practices recorded in a service.
type serviceYear struct {
	recorded [calc.Months]int64
	given    [calc.Months]bool // by single records, or as a figure, be it 0
	records  int
}

// countable is from how many records the activity of the first so many months was
// read; of monthly figures, which do not say how many, what they come to.
func (e *serviceSum) countable(months int) int {
	through := e.Activity.Through(months)
	if e.monthly {
		return int(through.Recorded.Sum())
	}
	return through.Records.InPeriod
}

// missing is those of the first so many months with less than a twentieth of the others' average.
func (y *serviceYear) missing(p calc.Period, months int) (missing []string) {
	if y.records < enoughRecords*(months-1) {
		return nil
	}
	var all int64
	for _, n := range y.recorded[:months] {
		all += n
	}
	for i, n := range y.recorded[:months] {
		if y.given[i] && 20*n*int64(months-1) < all-n {
			missing = append(missing, p.MonthTitle(i))
		}
	}
	return missing
}

// What no chance leaves without a record: five working days or more of a service,
// in which twenty records would be expected. A file with more such stretches than
// a few gives its records the days of weeks or months, and shows nothing.
const (
	idleDays     = 5
	idleExpected = 20
	idleFew      = 3
)

// serviceDays is on which days of the year a service has single records.
type serviceDays struct {
	records [calc.Months][32]int // by the day of the month
	newest  calc.Date
}

// stretch is days of a service without a record, its working days counted.
type stretch struct {
	from, to calc.Date
	days     int
}

// crossDays looks for a part of a month, or the end of the year, that lacks every
// record of a service.
func (r *reading) crossDays(s *service) {
	d := r.days[s]
	if d == nil {
		return
	}
	idle := d.idle(s.scheme.Period, r.in.months())
	if len(idle) > idleFew {
		return
	}
	for _, i := range idle {
		if r.in.early() && d.newest < i.from { // said of the last complete month
			continue
		}
		r.note("W-days-missing", calc.Problem{}, calc.Problem{Scheme: s.scheme.Code, Found: fmt.Sprintf("%s from %s to %s", s.name, i.from, i.to),
			Remedy: fmt.Sprintf("all practices together have no record on %s in a row: look whether a part of the extract is missing, or whether it was made before the end of the year", calc.Many(i.days, "working day"))})
	}
}

// idle is the stretches of working days without a record in the first so many months.
func (d *serviceDays) idle(p calc.Period, months int) (idle []stretch) {
	working, all, now := 0, 0, stretch{}
	var found []stretch
	for month := range months {
		for day, end := p.MonthStart(month), p.MonthEnd(month); day <= end; day++ {
			n := d.records[month][day.Day()]
			if weekday := day.Time().Weekday(); weekday != time.Saturday && weekday != time.Sunday {
				working++
				if n == 0 {
					now = stretch{cmp.Or(now.from, day), day, now.days + 1}
				}
			}
			if all += n; n > 0 {
				found, now = append(found, now), stretch{}
			}
		}
	}
	for _, s := range append(found, now) {
		if s.days >= idleDays && s.days*all >= idleExpected*working {
			idle = append(idle, s)
		}
	}
	return idle
}

// newest is the day of a scheme's newest single record in the year; 0 without one.
func (r *reading) newest(scheme *calc.Scheme) (day calc.Date) {
	for s, d := range r.days {
		if s.scheme == scheme {
			day = max(day, d.newest)
		}
	}
	return day
}

// lately is how many days before the end of the last complete month the newest
// record may have been delivered.
const lately = 7

// crossThrough stops a run before the year's end whose extract ends before the
// last month that is to be complete: each practice would be projected too low.
// Where only a scheme's activity does, or the month seems to lack its end, a
// person looks.
func (r *reading) crossThrough() {
	reached, last := r.reached(), r.period.MonthTitle(r.in.Through-1)
	newest := 0
	for _, n := range reached {
		newest = max(newest, n)
	}
	if newest < r.in.Through && newest > 0 {
		r.note("E-through", calc.Problem{}, calc.Problem{Found: "nothing after " + r.period.MonthTitle(newest-1),
			Remedy: "the extract ends before " + last + ", the last month that is to be complete: ask for one that holds it, or give an earlier month with --through"})
		return
	}
	end := r.period.MonthEnd(r.in.Through - 1)
	for _, s := range r.schemes {
		whose := calc.Problem{Scheme: s.Code}
		switch n, day := reached[s], r.newest(s); {
		case n > 0 && n < r.in.Through:
			whose.Found, whose.Remedy = "nothing after "+r.period.MonthTitle(n-1), last+" is to be complete, and the extract has nothing of this scheme in it: look whether a part of the extract is missing"
		case day != 0 && day < end && day.DaysTo(end) > lately:
			whose.Found, whose.Remedy = "nothing after "+day.String(), fmt.Sprintf("%s is to be complete, and the newest record is %s before its end: look whether the extract was made after it", last, calc.Many(day.DaysTo(end), "day"))
		default:
			continue
		}
		r.note("W-through", calc.Problem{}, whose)
	}
	r.crossPartYears()
}

// reached is up to which month each scheme has any activity, or a figure of a
// monthly layout, be it 0.
func (r *reading) reached() map[*calc.Scheme]int {
	reached := map[*calc.Scheme]int{}
	for _, e := range r.sums.each {
		s := e.service.scheme
		if s == nil {
			continue
		}
		for i, n := range e.Recorded {
			if n > 0 || e.months != nil && e.months[i].in != nil {
				reached[s] = max(reached[s], i+1)
			}
		}
	}
	return reached
}

// fewIdle is how many months without any activity, at the beginning or the end
// of those that are complete, are no chance.
const fewIdle = 2

// crossPartYears looks for practices that may have joined or closed in the year:
// their rate is reckoned over all working days, and their target is the year's.
func (r *reading) crossPartYears() {
	recorded := map[calc.PracticeCode]*calc.ByMonth{}
	for code, e := range r.sums.each {
		if r.contracts.lines[contractKey{code, e.service}] == nil {
			continue
		}
		if recorded[code] == nil {
			recorded[code] = &calc.ByMonth{}
		}
		for i, n := range e.Recorded {
			recorded[code][i] += n
		}
	}
	for code, months := range recorded {
		idle := idleMonths(*months, r.in.Through)
		if len(idle) == 0 {
			continue
		}
		var names []string
		for _, i := range idle {
			names = append(names, r.period.MonthTitle(i))
		}
		r.note("W-part-year", r.contracts.signed[code], calc.Problem{Practice: code, Found: "nothing in " + calc.And(names),
			Remedy: "the practice may have joined or closed in the year: its target is taken for the whole year's, and its rate over all working days; look whether both are meant so"})
	}
}

// idleMonths are those at the beginning or the end of the complete ones that have
// nothing, where there are a few on that side and something on the other.
func idleMonths(recorded calc.ByMonth, through int) []int {
	first, last := 0, through-1
	for first < through && recorded[first] == 0 {
		first++
	}
	if first == through {
		return nil // nothing at all, which is said by itself
	}
	for recorded[last] == 0 {
		last--
	}
	var idle []int
	for i := range through {
		if i < first && first >= fewIdle || i > last && through-1-last >= fewIdle {
			idle = append(idle, i)
		}
	}
	return idle
}
