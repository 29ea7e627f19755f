package extract

import (
	"slices"
	"strings"
	"unicode"
)

// The columns of all kinds of file, as formats and messages call them.
const (
	colPractice  = "Practice code"
	colName      = "Practice name"
	colPostcode  = "Postcode"
	colEmail     = "Email"
	colStatus    = "Status"
	colAddressee = "Addressee"
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
)

var colAddress = []string{"Address 1", "Address 2", "Address 3", "Address 4", "Address 5"}

// Columns are the names of all columns that any input may have, in the words
// that the project file gives other names for.
func Columns() []string {
	return append([]string{colPractice, colName, colPostcode, colEmail, colStatus, colAddressee, colScheme, colService,
		colTarget, colValue, colAdvance, colDelivered, colCoded, colCount, colRecord, colMonth, colActivity, colLate}, colAddress...)
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
// the project file gives it.
type names map[string][]string

func newNames(aliases map[string][]string) names {
	n := names{}
	for _, column := range Columns() {
		n[key(column)] = []string{key(column)}
	}
	for column, others := range aliases {
		for _, other := range others {
			n[key(column)] = append(n[key(column)], key(other))
		}
	}
	return n
}

// means reports whether a header names the column.
func (n names) means(header, column string) bool {
	k := key(header)
	return k != "" && slices.Contains(n[key(column)], k)
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
