package calc

import "slices"

// Extract is a year end as it was read: the practices, the contracts and the
// activity of a whole ICB, with everything that is wrong with them.
type Extract struct {
	Practices []Practice // by code
	Contracts []Contract // by practice, scheme, then the scheme's order of services
	Ledger    Ledger     // payments in advance; empty where no ledger is given
	Activity  map[ActivityKey]Activity
	// Instructions is what the team decided by hand.
	Instructions Instructions
	Suppliers    Suppliers // what the finance system wants to know of each practice
	Problems     []Problem
	Sources      []Source
}

// Supplier is what the finance system wants to know of a practice, in a scheme or
// in each. The program knows nothing of what it means.
type Supplier struct {
	Practice PracticeCode
	Scheme   string            // its code; empty for each that the practice is in
	Cells    map[string]string // by column
}

// Suppliers are those of all practices.
type Suppliers struct{ by map[positionKey]Supplier }

// SuppliersOf lists each practice, or practice and scheme, once.
func SuppliersOf(all []Supplier) Suppliers {
	s := Suppliers{map[positionKey]Supplier{}}
	for _, one := range all {
		s.by[positionKey{one.Practice, one.Scheme}] = one
	}
	return s
}

// Cell is what stands in a column for a practice and scheme: in the row of the
// scheme, else in that of the practice.
func (s Suppliers) Cell(practice PracticeCode, scheme, column string) (cell string, given bool) {
	for _, key := range []positionKey{{practice, scheme}, {practice, ""}} {
		if cell := s.by[key].Cells[column]; cell != "" {
			return cell, true
		}
	}
	return "", false
}

// Source is one input file, and what was read from it.
type Source struct {
	Kind   string `json:"kind"` // "practices", "mailboxes", "contracts", "ledger", "activity", "instructions", "suppliers"
	File   string `json:"file"` // as the project file names it
	Sheet  string `json:"sheet"`
	SHA256 string `json:"sha256"` // of the file's bytes, in hexadecimal
	Rows   int    `json:"rows"`   // data rows read, headers and blank lines left out
	// Records is what the tally counts: of activity a row, or a month of a wide
	// row; of the others a row.
	Records int `json:"records"`
}

// Practice finds a practice of the list.
func (x *Extract) Practice(code PracticeCode) (Practice, bool) {
	for _, p := range x.Practices {
		if p.Code == code {
			return p, true
		}
	}
	return Practice{}, false
}

// Through is the extract with the activity of the first so many months only.
func (x *Extract) Through(months int) *Extract {
	earlier := *x
	earlier.Activity = make(map[ActivityKey]Activity, len(x.Activity))
	for key, activity := range x.Activity {
		earlier.Activity[key] = activity.Through(months)
	}
	return &earlier
}

// LedgerKind is the kind of a source that is the finance ledger.
const LedgerKind = "ledger"

// lostPayments are the problems of lines of the ledger that could not be read.
func (x *Extract) lostPayments() []Problem {
	return slices.DeleteFunc(slices.Clone(x.Problems), func(p Problem) bool { return p.Severity != Hold || !x.IsLedger(p.File) })
}

// with is the same with more problems, each in its order among the others.
func (x *Extract) with(more []Problem) *Extract {
	again := *x
	again.Problems = slices.Concat(x.Problems, more)
	slices.SortFunc(again.Problems, CompareProblems)
	return &again
}

// IsLedger reports whether a file is the finance ledger.
func (x *Extract) IsLedger(file string) bool {
	return slices.ContainsFunc(x.Sources, func(s Source) bool { return s.Kind == LedgerKind && s.File == file })
}

// Stops reports whether any problem forbids to write anything.
func (x *Extract) Stops() bool {
	for _, p := range x.Problems {
		if p.Severity == Stop {
			return true
		}
	}
	return false
}
