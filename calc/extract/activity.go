package extract

import (
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) activityLayouts() []layout {
	who := need(colPractice, colService)
	return []layout{
		{
			name: "records", columns: slices.Concat(who, need(colDelivered, colCoded), maybe(colCount, colRecord)),
			judge: func(s *input) judge { return &records{bookkeeper: newBookkeeper(s, r)} },
		},
		{
			name: "months", columns: slices.Concat(who, need(colMonth, colActivity), maybe(colLate)),
			judge: func(s *input) judge { return newMonths(newBookkeeper(s, r)) },
		},
		{
			name: "wide", columns: who, months: true,
			judge: func(s *input) judge { return newWide(newBookkeeper(s, r)) },
		},
	}
}

// The places of the columns that all three layouts begin with.
const (
	aCode = iota
	aService
)

// bookkeeper finds, for the judges of all three layouts, whose activity in
// what a row is.
type bookkeeper struct {
	*input
	reading *reading
	unknown map[unknownService]*sighting
	left    bool // the row in hand was delivered after the last complete month
	ahead   int  // such rows that are dated after the letters
}

func newBookkeeper(s *input, r *reading) bookkeeper {
	return bookkeeper{input: s, reading: r, unknown: map[unknownService]*sighting{}}
}

// unknownService is a word that names no service, in the rows of one practice.
type unknownService struct {
	practice calc.PracticeCode
	word     string
}

// sighting is the first row of something, at which it was reported, and how many
// rows have it.
type sighting struct{ first, rows int }

// sum is what a row is filed under, always: rows that name no practice or no
// service have a sum of their own, so that the tally finds them.
func (b *bookkeeper) sum(r rows.Row) (*serviceSum, calc.Problem, bool) {
	word := b.cell(r, aCode)
	practice, err := b.reading.sums.practice(word.Text)
	sound := err == nil && lost(word) == nil
	if !sound {
		practice = b.reading.sums.nobody
		b.nobody(r, err)
	}
	s, known := b.service(r, practice.code)
	e := practice.sum(s)
	if e.place.Row == 0 {
		e.place = b.where(r.Number, practice.code)
	}
	return e, calc.Problem{Practice: practice.code, Scheme: s.schemeCode()}, sound && known
}

// nobody reports a row whose practice cannot be known. A column of codes that
// goes on and on is another column, or a file made up: reading ends there.
func (b *bookkeeper) nobody(r rows.Row, err error) {
	if err != errCrowd {
		b.noPractice(r, aCode)
		return
	}
	b.report(calc.Problem{Code: "E-size", Row: r.Number, Column: b.title(aCode), Remedy: "the activity names more than " + calc.Count(maxAccounts) +
		" practices, and England has some 6,500: look whether this column holds practice codes, and ask for the extract of your practices"})
	b.problems.full = true
}

func (b *bookkeeper) service(r rows.Row, code calc.PracticeCode) (*service, bool) {
	c := b.cell(r, aService)
	s := b.reading.words.service(c.Text)
	f := lost(c)
	switch {
	case f != nil:
		s = b.reading.words.unknown
	case c.Blank():
		f = &flaw{"E-blank", "the row does not say which service it is of: write " + b.reading.words.known()}
	case s == b.reading.words.unknown:
		b.sight(r.Number, unknownService{code, c.Text})
	default:
		f = b.said.against(s)
	}
	if f != nil {
		b.flawed(r, aService, f, calc.Problem{Practice: code})
	}
	return s, s != b.reading.words.unknown && f == nil
}

// sight reports a word that names no service. An extract may hold thousands of
// rows of a scheme that the project does not run: each word is reported once a
// practice, where it is first met, and how often it comes is filled in at the end.
func (b *bookkeeper) sight(row int, u unknownService) {
	if seen := b.unknown[u]; seen != nil {
		seen.rows++
		return
	}
	if b.problems.full {
		return
	}
	b.unknown[unknownService{u.practice, strings.Clone(u.word)}] = &sighting{row, 1}
	b.report(calc.Problem{Code: unknownCode, Practice: u.practice, Row: row, Column: b.title(aService), Found: u.word, Remedy: b.noService(1)})
}

const unknownCode = "E-service"

func (b *bookkeeper) noService(rows int) string {
	return "no scheme of the project has such a service (" + calc.Many(rows, "row") + " of the practice): write " + b.reading.words.known() +
		", have the word entered as an alias in the scheme file, or take the rows out"
}

// end says how often each word that names no service was met. What was reported is found
// by its row: what stood before it in the list may have been taken out.
func (b *bookkeeper) end() {
	b.endAhead()
	often := map[int]int{}
	for _, seen := range b.unknown {
		often[seen.first] = seen.rows
	}
	for i, p := range b.problems.list {
		if n := often[p.Row]; n > 1 && p.Code == unknownCode {
			b.problems.list[i].Remedy = b.noService(n)
		}
	}
}

// excluded reports whether nothing rests on the row, so that its faults are
// counted and not judged.
func (e *serviceSum) excluded() bool { return e.service.excluded }

// fault reports a cell of a row that something rests on.
func (b *bookkeeper) fault(r rows.Row, i int, f *flaw, e *serviceSum, whose calc.Problem) {
	if !e.excluded() {
		b.flawed(r, i, f, whose)
	}
}

// early reports whether the year has not ended: what comes after the last
// complete month is left out, and need not be there.
func (in Inputs) early() bool { return in.Through > 0 }

// months is how many months of the year are looked at.
func (in Inputs) months() int {
	if in.early() {
		return in.Through
	}
	return calc.Months
}

// leftOut reports a day of the year after its last complete month: what was
// delivered then is left out, whatever it is.
func (r *reading) leftOut(d calc.Date) bool {
	return r.in.early() && r.period.Holds(d) && r.period.Month(d) >= r.in.Through
}

// endAhead says how much of what is left out is dated after the letters, and so
// cannot be what it says.
func (b *bookkeeper) endAhead() {
	if b.ahead > 0 {
		b.report(calc.Problem{Code: "W-date-future", Found: calc.Many(b.ahead, "record"), Remedy: "these are dated after the letters, " + b.reading.in.AsOf.String() +
			", and are left out with all that comes after the last complete month: look whether their dates are meant so, or check --as-of"})
	}
}

// noteCodingUnsaid says once of a file that is read that late coding is not
// known of what it holds, if it holds any activity. Before the year has ended nothing
// can be late.
func (b *bookkeeper) noteCodingUnsaid() {
	if b.reading.in.early() || b.problems.stopped() || !b.reading.sums.anyRecorded() {
		return
	}
	b.report(calc.Problem{Code: "W-coded-unknown", Row: b.header.row, Remedy: "the file does not say what was coded after the end of coding, so that of its activity it is not known how much was coded late, " +
		"and the tables and letters say so: ask for it with a column Coded after cut-off, or for single records with a coded date"})
}
