// Package extract turns the files of a year end into a calc.Extract: the
// practices, their mailboxes, their contracts and their activity,
// as CSV or XLSX.
//
// It judges everything and reports everything. What is wrong with the input is
// a calc.Problem in the result, with its place and its remedy; an error is only
// what is not the input's fault, such as a full disk. No row is dropped in
// silence: a file whose rows cannot be told apart for certain is refused whole.
//
// Reading order:
//
//	extract (Read)                      which files, in which order
//	fault, problems                     every fault by its code, and the limits; how one is reported, in which words
//	choose_sheet, rows                  which sheet of a workbook is meant; a file as rows of cells
//	layout, header, headless, near_*    which column means what
//	entry                               what the project file says of a file
//	read_file, sound, input             one file: open it, find the header, refuse or judge each row
//	beyond, beside                      what is odd beside the columns, the rows, the sheet
//	numbers, day, month                 one cell as a value; day_column: a time of day, and what a column of dates shows
//	patients, ten_digits                patients' data, of which there may be none
//	practices, epraccur, mailboxes      who is there; printed: what a letter would print of it, and what cannot be seen
//	contracts, dictionary               what was agreed
//	ledger                              what was paid in advance, held against contracts and instalments
//	activity, records, months, wide     what was recorded, in its three layouts, and as totals since the year began
//	sums, repeats                       activity added up while it is read, and what of it is there twice
//	instructions, suppliers             what the team decided by hand; what the finance system wants to know
//	cross, cross_*                      what only shows when files are laid side by side, instructions and expectations among them
//	recognise                           what a file seems to be, before anybody has said it
//	forms (ReadAsked)                   what practices ask for after their letters; asked: what a row of it says
//	corrections, plans                  what the team put right of it; how a recoupment is repaid
//	decisions (ReadDecisions)           the sheet that a panel has filled in
//	to_mend                             what a fix list needs of a file
package extract

import (
	"slices"

	"yearend/calc"
)

// Inputs is which files to read and how.
type Inputs struct {
	Root                                      string // the folder that paths are relative to
	Practices, Mailboxes, Contracts, Activity []File
	Ledger                                    []File // of payments in advance; none where there is none
	Instructions                              []File
	Suppliers                                 []File              // what the finance system wants to know of each practice
	SupplierColumns, SupplierFixed            []string            // the columns that payments.csv has for it, and those of them that have a value for all
	Columns                                   map[string][]string // other names for a column: "Practice code": ["ODS", "GP code"]
	Domains                                   []string            // domains that a mailbox may be in; none named, none is refused
	AsOf                                      calc.Date           // nothing can be delivered or coded after it
	Through                                   int                 // before the year has ended, the months that are complete; else 0
	Expect                                    Expect              // what the senders say that they sent
	Copies                                    map[string]string   // by Path, where a copy of a file is, read in its place
	// Own says as which the project names an address as the team's own; empty for none, and nil where none is.
	Own func(address string) string
	// Undrawable finds the first character that no letter can show, and where it
	// stands, below zero for none; nil where nothing is to be shown.
	Undrawable func(words string) (at int, r rune)
}

// Read reads and judges every input. The error is never a fault of the input.
func Read(in Inputs, schemes []*calc.Scheme) (*calc.Extract, error) {
	r := newReading(in, schemes)
	r.readAll("practices", in.Practices, r.practiceLayouts())
	r.readAll("mailboxes", in.Mailboxes, r.mailboxLayouts())
	r.readAll("contracts", in.Contracts, r.contractLayouts())
	r.readAll(kindLedger, in.Ledger, r.ledgerLayouts())
	r.readActivity()
	r.readAll("instructions", in.Instructions, r.instructionLayouts())
	r.readAll(layoutSuppliers, in.Suppliers, r.supplierLayouts())
	r.searchBeside()
	r.confirmRepeats()
	r.cross()
	return r.extract(), r.failure
}

// reading is one call of Read: what it knows and what it has found so far.
type reading struct {
	in        Inputs
	schemes   []*calc.Scheme
	period    calc.Period // of the schemes; a project is of one year
	words     dictionary
	names     names // what a header of the file that is being read may be called
	practices *practiceList
	contracts *contractList
	payments  []payment
	others    otherSchemes // of the ledger
	sums      *activitySums
	given     calc.Instructions
	suppliers []supplierRow
	ids       *fingerprints
	asked     *calc.Asked // of ReadAsked alone
	problems  []calc.Problem
	sources   []calc.Source
	books     []File                     // workbooks that have other sheets beside the one that was read
	files     []datedFile                // of activity
	days      map[*service]*serviceDays  // of single records in the year
	contents  map[fileContents]*problems // of files of records
	repeated  int                        // repeats of record ids that were reported
	cut       bool                       // there are more of them
	unread    map[string]bool            // the kinds of which a file could not be read
	failure   error
}

// fileContents is how many sound records a file has, and a sum over what they are.
type fileContents struct {
	rows int
	sum  uint64
}

func newReading(in Inputs, schemes []*calc.Scheme) *reading {
	r := &reading{
		in: in, schemes: schemes, words: newDictionary(schemes), names: newNames(in.Columns, nil),
		practices: newPracticeList(in.Own), contracts: newContractList(), sums: newActivitySums(), ids: newFingerprints(), unread: map[string]bool{}, days: map[*service]*serviceDays{}, contents: map[fileContents]*problems{},
	}
	if len(schemes) > 0 {
		r.period = schemes[0].Period
	}
	return r
}

// extract is what was found, in its order.
func (r *reading) extract() *calc.Extract {
	slices.SortStableFunc(r.problems, calc.CompareProblems)
	return &calc.Extract{
		Practices:    r.practices.sorted(),
		Contracts:    r.contracts.sorted(),
		Ledger:       r.ledger(),
		Activity:     r.activity(),
		Instructions: r.given,
		Suppliers:    r.supplierList(),
		Problems:     r.problems,
		Sources:      r.sources,
	}
}
