package extract

import (
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// wide judges the layout with a row for each practice and service, and a
// column for each month. A record of it is the cell of a month.
type wide struct {
	bookkeeper
	places []int       // of the columns of months, in the row
	dates  []calc.Date // of which month each is
}

func newWide(b bookkeeper) *wide {
	j := &wide{bookkeeper: b}
	if b.foreignHeadings() {
		return j
	}
	for _, place := range b.header.match.months {
		head := b.header.cells[place]
		month, _ := headerMonth(head, b.epoch)
		if month == 0 {
			b.wrongMonths("the column "+head.Text+" names a month without a year of its own: write it as Apr-25 or 2025-04", head.Text)
			return &wide{bookkeeper: b}
		}
		j.places, j.dates = append(j.places, place), append(j.dates, month)
	}
	if j.monthFirst() {
		b.wrongMonths("each column of months is headed with a date in "+j.dates[0].Month().String()+", as dates with the month first are when the day is taken to come first "+
			"(04/01/2025 is 4 January): head them Apr-25, May-25 and so on", j.header.cells[j.places[0]].Text)
		return &wide{bookkeeper: b}
	}
	if !j.judgeMonths(b.reading.period) {
		return &wide{bookkeeper: b}
	}
	return j
}

// foreignHeadings stops on months headed with dates that are midnights of another
// clock: each would be the month before.
func (b *bookkeeper) foreignHeadings() bool {
	o := &clock{}
	for _, place := range b.header.match.months {
		if d, seconds, is := headerMoment(b.header.cells[place], b.epoch); is {
			o.note(b.header.row, d, seconds)
		}
	}
	_, likely := o.foreign(len(b.header.match.months))
	if likely {
		_, found := o.first()
		b.report(calc.Problem{Code: "E-clock", Row: b.header.row, Found: found, Remedy: o.remedy("heading")})
	}
	return likely
}

// judgeMonths accepts the twelve months of the year, each once, and no other. It
// is false when nothing below them can be judged.
func (j *wide) judgeMonths(p calc.Period) bool {
	var outside, twice, missing []string
	seen := map[calc.Date]bool{}
	for _, month := range j.dates {
		if !p.Holds(month) {
			outside = append(outside, month.LongMonth())
		} else if seen[month] {
			twice = append(twice, month.LongMonth())
		}
		seen[month] = true
	}
	for i := range j.reading.in.months() {
		if month := p.MonthStart(i); !seen[month] {
			missing = append(missing, month.LongMonth())
		}
	}
	if len(missing) == j.reading.in.months() {
		j.wrongMonths("none of the columns of months is in the year from "+p.From.LongMonth()+" to "+p.To.LongMonth()+": ask for this year's file", strings.Join(outside, ", "))
		return false
	}
	j.reportMonths("outside the year, so that another year's file may have been sent: take out", outside)
	j.reportMonths("there twice: take out one column of", twice)
	j.reportMonths("missing: add a column for", missing)
	return len(twice) == 0
}

// monthFirst reports headings that are all of one month, as of January: 04/01/2025,
// 05/01/2025 and so on are the firsts of the months where the month is written first.
func (j *wide) monthFirst() bool {
	for _, month := range j.dates {
		if month.Month() != j.dates[0].Month() {
			return false
		}
	}
	return len(j.dates) > 2
}

func (b *bookkeeper) reportMonths(what string, months []string) {
	if len(months) > 0 {
		b.wrongMonths("of the columns of months some are "+what+" "+monthList(months), strings.Join(months, ", "))
	}
}

func (b *bookkeeper) wrongMonths(remedy, found string) {
	b.report(calc.Problem{Code: "E-months", Row: b.header.row, Found: found, Remedy: remedy})
}

func (j *wide) row(r rows.Row) int {
	e, whose, ok := j.sum(r)
	e.LateUnknown = true
	var blank, again []string
	var first calc.Date // of those that are there again
	var totals *runningTotals
	if ok && j.said.running {
		totals = &runningTotals{of: e, whose: whose}
	}
	for i, place := range j.places {
		n, is, good := j.month(r, place, e, whose)
		switch {
		case !ok || !good:
			e.Records.Faulty++
		case !j.claim(e, j.dates[i], r.Number):
			again, first = append(again, j.dates[i].LongMonth()), j.dates[i]
			e.Records.Faulty++
		default:
			if !is && !j.later(j.dates[i]) {
				blank = append(blank, j.dates[i].LongMonth())
			}
			j.keep(r, i, n, is, e, totals)
		}
	}
	if totals != nil {
		totals.addUp(&j.bookkeeper, nil)
	}
	if len(again) > 0 {
		j.again(r, again, first, e, whose)
	}
	if len(blank) > 0 && !e.excluded() {
		whose.Code, whose.Row, whose.Found = "W-blank-month", r.Number, calc.And(blank)
		whose.Remedy = "no activity is given for these months, and " + j.countsAs("they") + ": look whether it is missing"
		j.report(whose)
	}
	return len(j.places)
}

// end says that the layout has no place for when activity was coded.
func (j *wide) end() {
	j.bookkeeper.end()
	j.noteCodingUnsaid()
}

// later reports a month after those that are looked at.
func (j *wide) later(month calc.Date) bool {
	p := j.reading.period
	return p.Holds(month) && p.Month(month) >= j.reading.in.months()
}

// keep files the figure of a month, or puts it with the other running totals.
func (j *wide) keep(r rows.Row, i int, n int64, is bool, e *serviceSum, totals *runningTotals) {
	if totals == nil || !e.service.scheme.Period.Holds(j.dates[i]) {
		e.addMonth(j.dates[i], n, 0)
		return
	}
	place := calc.Problem{Row: r.Number, Column: heading(j.header.cells[j.places[i]], j.epoch), Found: j.found(r, j.places[i])}
	totals.months[e.service.scheme.Period.Month(j.dates[i])] = runningTotal{is: true, blank: !is, n: n, place: place}
}

// month reads the cell of a month, and whether anything stands in it.
func (j *wide) month(r rows.Row, place int, e *serviceSum, whose calc.Problem) (n int64, is, ok bool) {
	var c rows.Cell
	if place < len(r.Cells) {
		c = r.Cells[place]
	}
	if notWritten(c) {
		return 0, false, true
	}
	c, f := j.pointed(c, "E-count")
	if f == nil {
		n, f = countIn(c, maxMonth)
	}
	if f == nil && c.Kind == rows.Text {
		j.asText[monthsAsText]++
	}
	if f != nil && !e.excluded() {
		whose.Code, whose.Remedy, whose.Found = f.code, f.remedy, j.found(r, place)
		whose.Row, whose.Column = r.Number, heading(j.header.cells[place], j.epoch)
		j.report(whose)
	}
	return n, true, f == nil
}
