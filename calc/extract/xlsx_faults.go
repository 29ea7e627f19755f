package extract

import (
	"bufio"
	"errors"
	"io"
)

// What can be wrong with the XML of a workbook. Each is the remedy that a
// person reads.
var (
	errCutOff  = errors.New("the sheet ends in the middle: the workbook was cut off or damaged; ask for it again")
	errMarkup  = errors.New("the workbook holds something that no spreadsheet program writes: save it again in Excel, or ask for it again")
	errShape   = errors.New("the sheet is damaged, and its rows cannot be read with certainty: open it in Excel, look at it, and save it again")
	errDiffers = errors.New("two ways of reading the sheet do not agree here, so that it is not certain what stands in it: open it in Excel, look at it from this row on, and save it again")
	errTooLong = errors.New("a cell of the sheet is longer than Excel allows: the workbook is damaged; ask for it again")
	errLong    = errors.New("a row of the sheet is longer than 1 MB, which no input's is: save only the columns that are needed, or ask for it again")
	errRows    = errors.New("the sheet has more rows or columns than Excel allows: the workbook is damaged; ask for it again")
	errWide    = errors.New("there are values in more than 1,000 columns, which no input has: save only the columns that are needed")
	errTags    = errors.New("a part of the workbook holds more formats, texts, columns or merged cells than any real one: copy the data into a new workbook, and save that")
	errDeep    = errors.New("the workbook holds elements within elements beyond all reason: it is damaged; ask for it again")
)

// broken says what a failing reader means for the sheet.
func broken(err error) error {
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

// codeOf is the code under which such a fault is reported.
func codeOf(err error) string {
	switch err {
	case errTooLong, errLong, errRows, errSize, errSheets, errTags, errWide:
		return "E-size"
	case errBinary, errOpen:
		return "E-type"
	}
	return "E-damaged"
}
