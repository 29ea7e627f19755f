package extract

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"yearend/calc"
)

// timeOfDay is what follows a date: seconds since midnight, and if it is said, by
// how many minutes the clock is before that of Greenwich.
type timeOfDay struct {
	seconds int
	marked  bool
	ahead   int
}

// cutClock takes off the time of day that may follow a date.
func cutClock(s string) (date string, t timeOfDay, timed bool) {
	if strings.IndexByte(s, ':') < 0 {
		return s, t, false
	}
	for i := range len(s) {
		if s[i] != ' ' && s[i] != 'T' && s[i] != ':' {
			continue
		}
		if t, ok := readClock(strings.TrimLeft(s[i+1:], " ")); ok {
			return strings.TrimRight(s[:i], " ,"), t, true
		}
	}
	return s, t, false
}

// readClock accepts a time of day, and nothing else: 9:30, 23:00:00.0000000,
// 12:00:00 AM, 00:00:00+01:00, 23:00:00Z.
func readClock(s string) (t timeOfDay, ok bool) {
	hour, s, ok1 := leading(s, 1, 2)
	rest, colon := strings.CutPrefix(s, ":")
	minute, s, ok2 := leading(rest, 2, 2)
	second, ok3 := 0, true
	if rest, more := strings.CutPrefix(s, ":"); more {
		second, s, ok3 = leading(rest, 2, 2)
		if s != "" && (s[0] == '.' || s[0] == ',') {
			_, s, ok = leading(s[1:], 1, 9)
			ok3 = ok3 && ok
		}
	}
	if !ok1 || !colon || !ok2 || !ok3 || minute > 59 || second > 59 {
		return t, false
	}
	s = strings.TrimLeft(s, " ")
	if half := strings.ToUpper(s); half == "AM" || half == "PM" {
		if hour < 1 || hour > 12 {
			return t, false
		}
		if hour %= 12; half == "PM" {
			hour += 12
		}
		s = ""
	}
	t.seconds = hour*3600 + minute*60 + second
	t.ahead, t.marked, ok = readZone(s)
	return t, ok && hour < 24
}

// leading takes a number of so many digits off a text.
func leading(s string, least, most int) (n int, rest string, ok bool) {
	at := 0
	for at < len(s) && at < most && s[at] >= '0' && s[at] <= '9' {
		n = n*10 + int(s[at]-'0')
		at++
	}
	return n, s[at:], at >= least
}

// readZone reads Z, UTC, GMT, BST, +01:00, +0100 and +01; nothing is no mark.
func readZone(s string) (ahead int, marked, ok bool) {
	switch strings.ToUpper(s) {
	case "":
		return 0, false, true
	case "Z", "UTC", "GMT":
		return 0, true, true
	case "BST":
		return 60, true, true
	}
	if s[0] != '+' && s[0] != '-' {
		return 0, false, false
	}
	hours, rest, ok1 := leading(s[1:], 2, 2)
	minutes := 0
	if rest = strings.TrimPrefix(rest, ":"); rest != "" {
		var ok2 bool
		minutes, rest, ok2 = leading(rest, 2, 2)
		ok1 = ok1 && ok2 && rest == ""
	}
	if ahead = hours*60 + minutes; s[0] == '-' {
		ahead = -ahead
	}
	return ahead, true, ok1 && hours <= 14 && minutes < 60
}

// elsewhere is the flaw of a moment that says on which clock it was taken, and
// falls on another day on the clocks here.
func (t timeOfDay) elsewhere(d calc.Date) *flaw {
	if !t.marked {
		return nil
	}
	moment := d.Time().Add(time.Duration(t.seconds)*time.Second - time.Duration(t.ahead)*time.Minute)
	here := moment
	if begins, ends := summerTime(moment.Year()); !moment.Before(begins) && moment.Before(ends) {
		here = moment.Add(time.Hour)
	}
	if calc.DateOf(here) == d {
		return nil
	}
	if t.ahead == 0 {
		return &flaw{"E-date", "this moment is given in UTC, and in British Summer Time falls on the next day: have the file made with dates alone, as 2026-03-31"}
	}
	return &flaw{"E-date", "this moment is given on a clock that is not that of the United Kingdom, and here falls on " + calc.DateOf(here).String() +
		": have the file made with dates alone, as 2026-03-31"}
}

// summerTime is when British Summer Time begins and ends: at one in the morning,
// Greenwich, of the last Sundays of March and October.
func summerTime(year int) (begins, ends time.Time) {
	return lastSunday(year, time.March).Add(time.Hour), lastSunday(year, time.October).Add(time.Hour)
}

func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month, 31, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}

// clock gathers the times of day of a column of dates. They are of no account by
// themselves. But a system that keeps the first of April as a moment, midnight of
// British Summer Time, and writes it by another clock, writes 31 March 23:00 if
// that clock is of UTC, 19:00 if it is of New York: the date is a day early, and
// no row shows it. The column does: where most times of day beside midnight are
// one late whole or half hour, or two an hour apart, nobody was seen at them. Some
// systems write the moment where they have one, so that real times stand between;
// 23:00 exactly, often in summer and never in winter, shows all the same.
//
// A clock that is ahead of ours does no harm: it writes 1 April 01:00.
type clock struct {
	early int          // dates up to noon, on the hour or the half
	odd   int          // at any other time but midnight
	late  [24]halfHour // after noon, by the half hours since
	said  int          // dates that say themselves on which clock they are, and are refused for it
}

// halfHour is the dates at one whole or half hour exactly, in which clocks differ.
type halfHour struct {
	n      int
	winter int // those of them whose next midnight is of winter time
	row    int // of the first
	found  calc.Date
}

const secondsOfHalfHour = 30 * 60

// note takes down a date's time of day.
func (o *clock) note(row int, d calc.Date, seconds int) {
	switch at := seconds/secondsOfHalfHour - 24; {
	case seconds == 0:
	case seconds%secondsOfHalfHour != 0:
		o.odd++
	case at <= 0:
		o.early++
	default:
		half := &o.late[at]
		if half.n++; !summerMidnight(d) {
			half.winter++
		}
		if half.row == 0 {
			half.row, half.found = row, d
		}
	}
}

// summerMidnight reports whether the midnight that ends a day is of summer time.
func summerMidnight(d calc.Date) bool {
	begins, ends := summerTime(d.Year())
	return d >= calc.DateOf(begins) && d < calc.DateOf(ends)
}

// most is the half hour after noon at which most of the late times are, or the two
// an hour apart, of which the other has at least a twentieth as many: the first of
// them, how many, and whether there are two.
func (o *clock) most() (at, n int, two bool) {
	for i := range o.late {
		if o.late[i].n > o.late[at].n {
			at = i
		}
	}
	first, n := at, o.late[at].n
	for _, other := range []int{at - 2, at + 2} {
		if other < 0 || other >= len(o.late) || 20*o.late[other].n < o.late[at].n || o.late[other].n == 0 {
			continue
		}
		if pair := o.late[at].n + o.late[other].n; pair > n {
			first, n, two = min(at, other), pair, true
		}
	}
	return first, n, two
}

// eleven is 23:00, counted in half hours from noon.
const eleven = 22

// few23 is how many dates at 23:00 exactly may be those of people, where nothing
// else of the column has a time of day.
const few23 = 3

// foreign reports a column of so many dates that are midnights of a clock behind
// ours, or, for a person to look at, may be.
func (o *clock) foreign(all int) (certain, likely bool) {
	at, n, two := o.most()
	timed := o.odd + o.early
	for _, late := range o.late {
		timed += late.n
	}
	others := timed - n
	switch {
	case n == 0:
		return false, false
	case 4*others > n, n < fewest && others > 0: // real times of day stand between
		return o.utc() && n >= fewest && 10*n >= all, o.utc() && n >= fewest && 50*n >= all
	case at == eleven && !two:
		return n >= few23 || 2*n > all, true
	}
	return 2*n > all, n >= fewest
}

// utc reports midnights of British Summer Time as UTC has them: at 23:00, and next
// to none in winter.
func (o *clock) utc() bool {
	at, n, two := o.most()
	return at == eleven && !two && 20*o.late[at].winter <= n
}

const localTime = "have the file exported in local time (Europe/London; in SQL Server, AT TIME ZONE 'GMT Standard Time'), or with dates alone, as 2025-04-01"

// remedy says what the times of day show, and what to do.
func (o *clock) remedy(what string) string {
	at, n, two := o.most()
	hours := hourOf(at)
	if two {
		hours += " or " + hourOf(at+2)
	}
	if o.utc() {
		all := "all"
		if o.late[at].winter > 0 {
			all = "nearly all"
		}
		return fmt.Sprintf("%s at %s exactly, %s of them between the end of March and the end of October: this is how UTC writes the midnights of British Summer Time, "+
			"and each would be read as the day before: %s", calc.Many(n, what), hours, all, localTime)
	}
	return fmt.Sprintf("%s at %s exactly: this is how a system writes midnights whose clock is behind that of the United Kingdom, and each would be read as the day before: %s "+
		"(if it is a fixed time that the system puts behind every date, without that)", calc.Many(n, what), hours, localTime)
}

// first is the row of the first date of them, and that date with its time.
func (o *clock) first() (row int, found string) {
	at, _, two := o.most()
	first := o.late[at]
	if two && o.late[at+2].row < first.row {
		first, at = o.late[at+2], at+2
	}
	return first.row, first.found.String() + " " + hourOf(at)
}

// hourOf writes a half hour after noon as 23:00.
func hourOf(at int) string { return fmt.Sprintf("%02d:%02d", 12+at/2, at%2*30) }

// clock is that of the layout's i-th column.
func (s *input) clock(i int) *clock {
	if s.clocks[i] == nil {
		s.clocks[i] = &clock{}
	}
	return s.clocks[i]
}

// reportClocks stops where a column of dates is of another clock. What was said
// of its days was said of the wrong ones.
func (s *input) reportClocks(rows int) {
	for i, o := range s.clocks {
		certain, likely := o.foreign(rows)
		if !likely {
			continue
		}
		p := calc.Problem{Column: s.title(i), Remedy: o.remedy("date")}
		p.Row, p.Found = o.first()
		switch {
		case certain:
			p.Code = "E-clock"
			s.forget("E-date", "E-date-future", "E-coded-early", "W-coded-early", "W-coded-alike", "E-month", "E-month-again")
			s.report(p)
		case o.said == 0:
			p.Code = "W-clock"
			p.Remedy = strings.ReplaceAll(p.Remedy, "each would be", "if they are, each is")
			s.report(p)
		}
	}
}

// dayOrder gathers what a column's dates tell about their order. One date such
// as 12/25/2025 says that all the others, such as 04/05/2025, mean another day
// than they seem to.
type dayOrder struct {
	usRow                 int // the first date that is a day only with the month first; 0 where there is none
	usFound               string
	provenRows, provenRow int  // text dates whose day is above 12
	open                  bool // some text dates could be read either way
	doubtful, doubtfulRow int  // those of them that would then be another day
	midMonth              bool
	serialHigh            bool // some real dates have a day above 12
	serialLow             int  // those that have none
}

func (s *input) dayOrder(i int) *dayOrder {
	if s.order[i] == nil {
		s.order[i] = &dayOrder{}
	}
	return s.order[i]
}

func (o *dayOrder) monthFirst(row int, found string) {
	if o.usRow == 0 {
		o.usRow, o.usFound = row, strings.Clone(found)
	}
}

func (o *dayOrder) dayFirst(row int, d calc.Date) {
	switch {
	case d.Day() > 12:
		o.provenRows++
		o.provenRow = cmp.Or(o.provenRow, row)
		return
	case d.Day() != int(d.Month()):
		o.doubtful++
		o.doubtfulRow = cmp.Or(o.doubtfulRow, row)
		o.midMonth = o.midMonth || d.Day() > 1
	}
	o.open = true
}

func (o *dayOrder) serial(d calc.Date) {
	if d.Day() > 12 {
		o.serialHigh = true
	} else {
		o.serialLow++
	}
}

// fewest is how many dates of each sort it takes to call a column swapped: by
// chance, six dates have a day up to 12 and six others one above it in one
// column of five thousand.
const fewest = 6

// swapped reports the mark that Excel leaves when it opens a British CSV on a
// computer set to the United States: whatever can be read with the month first
// becomes a real but wrong date, and the rest stays text.
func (o *dayOrder) swapped() bool {
	return o.serialLow >= fewest && !o.serialHigh && o.provenRows >= fewest && !o.open
}

// unproven reports dates of which none says in which order they are. By chance
// that is rare. Where each is the first of a month, the order shows in that:
// with the month first they would all be of one January.
func (o *dayOrder) unproven() bool {
	return o.doubtful >= fewest && o.provenRows == 0 && o.usRow == 0 && o.midMonth
}

// future is how many dates of a column lie after the date of the letters.
func (s *input) future(i int) (n int) {
	for _, f := range s.list {
		if f.Code == "E-date-future" && f.Column == s.title(i) {
			n++
		}
	}
	return n
}

// reportOrder judges the columns of dates as a whole. A column in which nothing
// proves the order is as good as another of the file in which something does.
func (s *input) reportOrder() {
	proven := false
	for _, o := range s.order {
		proven = proven || o.provenRows > 0 && o.usRow == 0
	}
	for i := range s.header.match.at {
		o := s.order[i]
		if o == nil {
			continue
		}
		future := s.future(i)
		unproven := o.unproven() && !proven
		tooLate := unproven && future >= max(3, o.doubtful/20) // fewer may be slips of a hand
		if o.usRow > 0 || o.swapped() || tooLate {
			s.forget("E-date-future", "E-coded-early", "W-coded-early") // days that are not those that were meant
		}
		switch {
		case o.usRow > 0 && o.provenRows > 0:
			s.report(calc.Problem{Code: "E-date-order", Row: o.usRow, Column: s.title(i), Found: o.usFound, Remedy: fmt.Sprintf(
				"dates of this column have the month first, as in row %d, and others the day, as in row %d, so that nobody can say which day 04/05/2025 is: "+
					"have the file made again with dates as 2026-03-31", o.usRow, o.provenRow)})
		case o.usRow > 0:
			s.report(calc.Problem{Code: "E-date-order", Row: o.usRow, Column: s.title(i), Found: o.usFound, Remedy: "the dates of this column have the month first, " +
				"so that 04/05/2025 would be read as another day: have the file made with dates as 2026-03-31"})
		case o.swapped():
			s.report(calc.Problem{Code: "E-date-order", Column: s.title(i), Remedy: "the real dates of this column all have a day up to 12, and those left as text all one above it: " +
				"Excel has swapped days and months; make the workbook again from the original CSV, on a computer with British dates"})
		case tooLate:
			s.report(calc.Problem{Code: "E-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: calc.Many(o.doubtful, "date"), Remedy: fmt.Sprintf(
				"no date of this column has a day above 12, and %d would lie after the date of the letters, so that they probably have the month first: have the file made with dates as 2026-03-31", future)})
		case unproven:
			s.report(calc.Problem{Code: "W-date-order", Row: o.doubtfulRow, Column: s.title(i), Found: calc.Many(o.doubtful, "date"), Remedy: "no date of this column has a day above 12, " +
				"so that nothing shows whether the day or the month comes first; the day is taken to: look at one that you know, or have the dates written as 2026-03-31"})
		}
	}
}
