package extract

import (
	"slices"
	"strings"
	"unicode"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// layout is one way in which a kind of file is laid out.
type layout struct {
	name    string
	columns []column
	months  bool // it has a column for each month as well
	judge   func(*input) judge
}

// column is what a layout looks for in a header.
type column struct {
	name     string
	optional bool
}

func need(names ...string) []column {
	var columns []column
	for _, name := range names {
		columns = append(columns, column{name: name})
	}
	return columns
}

func maybe(names ...string) []column {
	var columns []column
	for _, name := range names {
		columns = append(columns, column{name: name, optional: true})
	}
	return columns
}

// judge reads the rows of one input.
type judge interface {
	row(rows.Row) (records int) // how many records it stood for
	end()                       // after the last row
}

// match is how a layout fits a row that may be a header.
type match struct {
	layout  layout
	at      []int // the place of each column in the row, or -1
	found   int
	missing []string
	twice   []string // columns that two headers claim
	months  []int    // the places of headers that name a month
}

func (n names) match(l layout, cells []rows.Cell, e rows.Epoch) match {
	m := match{layout: l}
	taken := map[int]bool{}
	for _, c := range l.columns {
		at := -1
		for i, head := range cells {
			switch {
			case !n.means(head.Text, c.name):
			case at >= 0:
				m.twice = append(m.twice, c.name)
			default:
				at = i
			}
		}
		m.at = append(m.at, at)
		if at >= 0 {
			m.found++
			taken[at] = true
		} else if !c.optional {
			m.missing = append(m.missing, c.name)
		}
	}
	if l.months {
		m.takeMonths(cells, e, taken)
	}
	return m
}

// monthColumns stands in for the columns of months that a wide layout lacks.
const monthColumns = "a column for each month"

// takeMonths looks for the columns of months; two at least make a wide layout.
func (m *match) takeMonths(cells []rows.Cell, e rows.Epoch, taken map[int]bool) {
	for i, head := range cells {
		if m.found == 0 {
			break // months alone are a row of dates
		}
		if _, is := headerMonth(head, e); is && !taken[i] {
			m.months = append(m.months, i)
		}
	}
	m.found += len(m.months)
	if len(m.months) < 2 {
		m.missing = append(m.missing, monthColumns)
	}
}

// kindLedger is the kind of the finance ledger, as a run names its inputs.
const kindLedger = calc.LedgerKind

// The columns of all kinds of file, as formats and messages call them.
const (
	colPractice  = "Practice code"
	colName      = "Practice name"
	colPostcode  = "Postcode"
	colEmail     = "Email"
	colStatus    = "Status"
	colAddressee = "Addressee"
	colClosedOn  = "Closed on"
	colScheme    = "Scheme"
	colService   = "Service"
	colTarget    = "Target"
	colValue     = "Contract value"
	colAdvance   = "Advance paid"
	colDelivered = "Activity date"
	colCoded     = "Coded date"
	colCount     = "Count"
	colRecord    = "Record id"
	colMonth     = "Month"
	colActivity  = "Activity"
	colLate      = "Coded after cut-off"
	colReference = "Reference"
	colPaidOn    = "Paid on"
	colAmount    = "Amount"
	colKind      = "Instruction"
	colText      = "Text"
	colBy        = "By"
	colOn        = "On"
	colFound     = "Found"

	colRequest    = "Request"
	colField      = "Field"
	colWas        = "Was"
	colNow        = "Now"
	colWhy        = "Why"
	colFirstMonth = "First month"
	colPayments   = "Payments"
	colAgreedBy   = "Agreed by"
	colAgreedOn   = "Agreed on"
)

var colAddress = []string{"Address 1", "Address 2", "Address 3", "Address 4", "Address 5"}

// Columns are the names of all columns that any input may have, in the words
// that the project file gives other names for.
func Columns() []string {
	return append([]string{colPractice, colName, colPostcode, colEmail, colStatus, colAddressee, colClosedOn, colScheme, colService,
		colTarget, colValue, colAdvance, colDelivered, colCoded, colCount, colRecord, colMonth, colActivity, colLate, colReference, colPaidOn, colAmount,
		colKind, colText, colBy, colOn, colFound, colRequest, colField, colWas, colNow, colWhy, colFirstMonth, colPayments, colAgreedBy, colAgreedOn}, colAddress...)
}

// KnowsColumn reports whether a name is that of a column, as headers are compared.
func KnowsColumn(name string) bool {
	return slices.ContainsFunc(Columns(), func(known string) bool { return key(known) == key(name) })
}

// Key is what the readers compare words by: headers, schemes, services.
func Key(word string) string { return key(word) }

// key is what is left of a name when case, spaces and punctuation do not count.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// names holds the keys of each column: of its own name and of the others that
// the project file gives it, for all files or for one.
type names map[string][]string

func newNames(aliases, own map[string][]string) names {
	n := names{}
	for _, column := range Columns() {
		n[key(column)] = []string{key(column)}
	}
	for _, given := range []map[string][]string{aliases, own} {
		for column, others := range given {
			for _, other := range others {
				n[key(column)] = append(n[key(column)], key(other))
			}
		}
	}
	return n
}

// means reports whether a header names the column.
func (n names) means(header, column string) bool {
	k := key(header)
	return k != "" && (k == key(column) || slices.Contains(n[key(column)], k))
}

// is reports whether a header names any column.
func (n names) is(header string) bool {
	k := key(header)
	for _, keys := range n {
		if k != "" && slices.Contains(keys, k) {
			return true
		}
	}
	return false
}
