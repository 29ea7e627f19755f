package rows

import (
	"bufio"
	"errors"
	"io"
)

// Fault is what is wrong with a file, as far as it can be known without knowing
// what the file is for.
type Fault struct {
	Kind   FaultKind
	Row    int // 0: nowhere in particular
	Found  string
	Remedy string // what a person is to do
}

// Error makes a fault an error of the readers, which is given on as a fault.
func (f *Fault) Error() string { return f.Remedy }

// FaultKind is what kind of fault it is. Each ends the reading, but for those of
// single lines: a quotation mark, a line break.
type FaultKind string

// The kinds of faults.
const (
	Unopened  FaultKind = "file"       // not there, cannot be opened, or no file
	WrongType FaultKind = "type"       // not of the kind that its name says, or with a password
	TooLarge  FaultKind = "size"       // it, or something in it, is larger than any real one
	Damaged   FaultKind = "damaged"    // damaged or cut off, or not to be read row for row with certainty
	CutOff    FaultKind = "cut"        // the last line has no end
	Encoding  FaultKind = "encoding"   // letters cannot be read for certain
	Quote     FaultKind = "quote"      // a quotation mark stands where none can
	LineBreak FaultKind = "line-break" // a line ends inside a cell
)

func damaged(remedy string) *Fault  { return &Fault{Kind: Damaged, Remedy: remedy} }
func tooLarge(remedy string) *Fault { return &Fault{Kind: TooLarge, Remedy: remedy} }

// What can be wrong with a workbook and the XML in it.
var (
	errZip     = damaged("the workbook is damaged or cut off: ask for it again, or save it again in Excel")
	errCutOff  = damaged("the sheet ends in the middle: the workbook was cut off or damaged; ask for it again")
	errMarkup  = damaged("the workbook holds something that no spreadsheet program writes: save it again in Excel, or ask for it again")
	errShape   = damaged("the sheet is damaged, and its rows cannot be read with certainty: open it in Excel, look at it, and save it again")
	errDeep    = damaged("the workbook holds elements within elements beyond all reason: it is damaged; ask for it again")
	errTooLong = tooLarge("a cell of the sheet is longer than Excel allows: the workbook is damaged; ask for it again")
	errLong    = tooLarge("a row of the sheet is longer than 1 MB, which no input's is: save only the columns that are needed, or ask for it again")
	errRows    = tooLarge("the sheet has more rows or columns than Excel allows: the workbook is damaged; ask for it again")
	errWide    = tooLarge(Wide)
	errTags    = tooLarge("a part of the workbook holds more formats, texts, columns or merged cells than any real one: copy the data into a new workbook, and save that")
	errSheets  = tooLarge("the workbook has more than 255 sheets or 5,000 parts: save only the sheet that is needed, as a workbook of its own")
	errSize    = tooLarge("the workbook is larger than any real one, packed or unpacked: save only the sheet that is needed, as CSV")
	errBinary  = &Fault{Kind: WrongType, Remedy: "this is a binary workbook (.xlsb), whatever its name says: open it in Excel and save it as .xlsx"}
	errOpen    = &Fault{Kind: WrongType, Remedy: "this is an OpenDocument file (.ods), whatever its name says: open it and save it as .xlsx"}
)

// Wide is the remedy of a file with values in too many columns.
const Wide = "there are values in more than 1,000 columns, which no input has: save only the columns that are needed"

// errUnheard ends the reading of a sheet of which nobody wants more.
var errUnheard = errors.New("nobody listens")

// faultOf is an error of the readers as a fault.
func faultOf(err error) *Fault {
	if fault, is := errors.AsType[*Fault](err); is {
		return fault
	}
	return errZip
}

// broken says what a failing reader means for the sheet.
func broken(err error) error {
	if fault, is := errors.AsType[*Fault](err); is {
		return fault
	}
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return errTooLong
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errCutOff
	}
	return errShape // as a checksum that does not fit
}

// unfinished is what it means that there was no next tag within an element: the
// file must not end there.
func unfinished(err error) error {
	if err == io.EOF {
		return errCutOff
	}
	return err
}
