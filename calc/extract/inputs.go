package extract

import (
	"slices"

	"yearend/calc"
)

// Inputs is which files to read and how.
type Inputs struct {
	Root                                      string // the folder that paths are relative to
	Practices, Mailboxes, Contracts, Activity []File
	Columns                                   map[string][]string // other names for a column: "Practice code": ["ODS", "GP code"]
	Domains                                   []string            // domains that a mailbox may be in; none named, none is refused
	AsOf                                      calc.Date           // nothing can be delivered or coded after it
	Expect                                    Expect              // what the senders say that they sent
	Copies                                    map[string]string   // by Path, where a copy of a file is, read in its place
}

// File is one input file. Sheet and Layout are found out where they are not
// given; ICB is asked for by the epraccur layout alone.
type File struct{ Path, Sheet, Layout, ICB string }

// Read reads and judges every input. The error is never a fault of the input.
func Read(in Inputs, schemes []*calc.Scheme) (*calc.Extract, error) {
	r := newReading(in, schemes)
	r.readAll("practices", in.Practices, r.practiceLayouts())
	r.readAll("mailboxes", in.Mailboxes, r.mailboxLayouts())
	r.readAll("contracts", in.Contracts, r.contractLayouts())
	r.readActivity()
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
	names     names // what a header may be called
	register  *register
	contracts *contractBook
	ledger    *ledger
	ids       *fingerprints
	problems  []calc.Problem
	sources   []calc.Source
	books     []File                 // workbooks that have other sheets beside the one that was read
	files     []datedFile            // of activity
	contents  map[fileContents]*page // of files of records
	repeated  int                    // repeats of record ids that were reported
	cut       bool                   // there are more of them
	unread    map[string]bool        // the kinds of which a file could not be read
	failure   error
}

// fileContents is how many sound records a file has, and a sum over what they are.
type fileContents struct {
	rows int
	sum  uint64
}

func newReading(in Inputs, schemes []*calc.Scheme) *reading {
	r := &reading{
		in: in, schemes: schemes, words: newDictionary(schemes), names: newNames(in.Columns),
		register: newRegister(), contracts: newContractBook(), ledger: newLedger(), ids: newFingerprints(), unread: map[string]bool{}, contents: map[fileContents]*page{},
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
		Practices: r.register.sorted(),
		Contracts: r.contracts.sorted(),
		Activity:  r.ledger.activity(),
		Problems:  r.problems,
		Sources:   r.sources,
	}
}
