package extract

import (
	"cmp"
	"fmt"
	"hash/maphash"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// records judges the layout of single records: each with the day on which it
// was delivered and the day on which it was coded.
type records struct {
	bookkeeper
	nameless int // records without an id
	firstRow int // of them
	sound    int
	contents uint64 // of the sound ones, in whatever order
	rows     int
	coding   codingDays
	future   int // those of them that would have been delivered after the letters
}

// The places of the columns in the layout, after those of all layouts.
const (
	rDelivered = aService + 1 + iota
	rCoded
	rCount
	rRecord
)

func (j *records) row(r rows.Row) int {
	e, whose, ok := j.sum(r)
	e.records = true
	id := j.cell(r, rRecord)
	if f := lost(id); f != nil {
		ok = false
		j.fault(r, rRecord, f, e, whose)
	} else {
		j.identify(r, id, e)
	}
	j.rows++
	delivered, ok1 := j.date(r, rDelivered, e, whose)
	coded, ok2 := j.date(r, rCoded, e, whose)
	n, ok3 := j.howMany(r, e, whose)
	if !(ok && ok1 && ok2 && ok3 && j.order(r, delivered, coded, e, whose)) {
		e.Records.Faulty++
		return 1
	}
	e.addRecord(delivered, coded, n)
	j.see(e, delivered)
	j.coding.note(delivered, coded)
	j.sound++
	content := maphash.Comparable(contentSeed, recordContent{e, delivered, coded, n})
	j.contents += content
	e.keepContent(len(j.reading.files), delivered, content)
	return 1
}

// identify notes a record's id, by which it would be known again.
func (j *records) identify(r rows.Row, id rows.Cell, e *serviceSum) {
	if id.Text != "" {
		j.reading.ids.add(id.Text)
	} else if !e.excluded() {
		j.nameless++
		j.firstRow = cmp.Or(j.firstRow, r.Number)
	}
}

// end says once a file that repeats among its records cannot be found.
func (j *records) end() {
	j.bookkeeper.end()
	if 2*j.future > j.rows {
		j.report(calc.Problem{Code: "E-year", Column: j.title(rDelivered), Found: calc.Count(j.future) + " of " + calc.Many(j.rows, "record"), Remedy: "most of the activity lies after the date of the letters, " +
			j.reading.in.AsOf.String() + ": check --as-of; or the dates may have been moved by four years, as a workbook does that loses their setting (1904): ask for it again as CSV"})
	}
	j.lookForTwin()
	j.reportCoding()
	p := calc.Problem{Code: "W-record-id", Found: calc.Many(j.nameless, "record"), Row: j.firstRow, Column: j.title(rRecord),
		Remedy: "these records have no id, so that it cannot be seen whether one of them is there twice: ask for the extract with an id for each record"}
	switch {
	case j.nameless == 0:
		return
	case j.header.match.at[rRecord] < 0:
		p.Row, p.Column = j.header.row, ""
		p.Remedy = "there is no column of record ids, so that it cannot be seen whether a record is there twice: ask for the extract with a Record id, " +
			"or give the name that it has here under columns: in the project file"
	}
	j.report(p)
}

// recordContent is all that counts of a record.
type recordContent struct {
	of               *serviceSum
	delivered, coded calc.Date
	n                int64
}

var contentSeed = maphash.MakeSeed()

// lookForTwin stops where another file has the same records, whatever their ids,
// as when one is the other saved in another form.
func (j *records) lookForTwin() {
	if j.sound < enoughRecords {
		return
	}
	contents := fileContents{j.sound, j.contents}
	if twin, is := j.reading.contents[contents]; is {
		j.report(calc.Problem{Code: "E-file-twice", Found: twin.file,
			Remedy: "this file holds the same records as another of the project file: take one of the two files out"})
	}
	j.reading.contents[contents] = j.problems
}

// see notes the day of the year on which something was delivered.
func (j *records) see(e *serviceSum, delivered calc.Date) {
	s := e.service
	if !s.scheme.Period.Holds(delivered) {
		return
	}
	d := j.reading.days[s]
	if d == nil {
		d = &serviceDays{}
		j.reading.days[s] = d
	}
	d.newest = max(d.newest, delivered)
	d.records[s.scheme.Period.Month(delivered)][delivered.Day()]++
}

// addRecord counts a sound record: in its month, or as out of period.
func (e *serviceSum) addRecord(delivered, coded calc.Date, n int64) {
	scheme := e.service.scheme
	if !scheme.Period.Holds(delivered) {
		e.OutOfPeriod += n
		e.Records.OutOfPeriod++
		return
	}
	month := scheme.Period.Month(delivered)
	e.Recorded[month] += n
	e.Records.InPeriod++
	e.Records.InMonth[month]++
	if coded > scheme.CodedBy {
		e.Late[month] += n
	}
}

// date reads a day on which something was done, so none after the extract.
func (j *records) date(r rows.Row, i int, e *serviceSum, whose calc.Problem) (calc.Date, bool) {
	d, f := j.day(r, i)
	asOf := j.reading.in.AsOf
	after := f == nil && asOf != 0 && d > asOf
	if i == rDelivered {
		j.left = f == nil && j.reading.leftOut(d)
		if after && j.left {
			j.ahead++
		}
	}
	if after && !j.left {
		f = &flaw{"E-date-future", "this is after the date of the letters, " + asOf.String() + ", and so cannot have happened yet: correct the date, or check --as-of"}
		if i == rDelivered {
			j.future++
		}
	}
	if f != nil {
		j.fault(r, i, f, e, whose)
		return 0, false
	}
	return d, true
}

// howMany is what the record counts for; blank means one.
func (j *records) howMany(r rows.Row, e *serviceSum, whose calc.Problem) (int64, bool) {
	if notWritten(j.cell(r, rCount)) {
		return 1, true
	}
	n, f := j.count(r, rCount, maxCount)
	if f != nil {
		j.fault(r, rCount, f, e, whose)
	}
	return n, f == nil
}

// order looks at records that were coded before they were delivered. One of
// the two days is wrong. As long as both lie on the same side of the year's
// ends, the record counts, or does not, whichever it is: a person should look.
// Where they lie on different sides, it cannot be said whether it counts.
func (j *records) order(r rows.Row, delivered, coded calc.Date, e *serviceSum, whose calc.Problem) bool {
	if coded >= delivered || e.service.scheme == nil {
		return true
	}
	p := e.service.scheme.Period
	if (delivered < p.From) == (coded < p.From) && (delivered > p.To) == (coded > p.To) {
		j.fault(r, rCoded, &flaw{"W-coded-early", "the record was coded before it was delivered on " + delivered.String() +
			", so that one of the days is wrong; it is counted by the day of delivery: have the record looked at"}, e, whose)
		return true
	}
	j.fault(r, rCoded, &flaw{"E-coded-early", "the record was coded before it was delivered on " + delivered.String() +
		", and it depends on which of the days is right whether it counts for the year: have the record corrected"}, e, whose)
	return false
}

// codingDays shows whether the coded dates of a file of records say anything of
// when each was coded.
type codingDays struct {
	rows        int
	asDelivered int       // coded on the day of delivery
	usual       calc.Date // the coded date of most, if one is that of most
	lead        int       // by how many it is ahead of all others, as they were met
}

func (c *codingDays) note(delivered, coded calc.Date) {
	c.rows++
	if coded == delivered {
		c.asDelivered++
	}
	switch {
	case c.lead == 0:
		c.usual, c.lead = coded, 1
	case coded == c.usual:
		c.lead++
	default:
		c.lead--
	}
}

// reportCoding says once of a file that its coded dates are a column made up: one
// day for next to all, as that of the extract, or the dates of delivery once more.
// Before the year has ended nothing can be late.
func (j *records) reportCoding() {
	c := j.coding
	if c.rows < enoughRecords || j.reading.in.early() || j.reading.period.To == 0 {
		return
	}
	p := calc.Problem{Code: "W-coded-alike", Row: j.header.row, Column: j.title(rCoded)}
	switch {
	case c.asDelivered == c.rows:
		p.Found = "the date of delivery in each of " + calc.Many(c.rows, "record")
		p.Remedy = "every record would have been coded on the day of delivery, so that the column may be a copy of that date, and the letters would say that nothing was coded late: " +
			"look whether the system gives the day on which each was entered"
	case 5*c.lead >= 4*c.rows: // nine in ten of one day always come to that, and seven in ten never
		then := "none of it"
		if c.usual > j.reading.schemes[0].CodedBy {
			then = "all of it"
		}
		p.Found = c.usual.String()
		all := "most of "
		if c.lead == c.rows {
			all = "all of "
		}
		p.Remedy = fmt.Sprintf(all+"%s have this one coded date, which is more likely that of the extract than the day on which each was coded, and the letters would say that %s was coded late: "+
			"ask for the day on which each record was entered", calc.Many(c.rows, "record"), then)
	default:
		return
	}
	j.report(p)
}
