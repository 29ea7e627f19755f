package xlsx

import (
	"bytes"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Mend is a cell for its sender to mend.
type Mend struct {
	Sheet  string // empty for the first
	Row    int    // as the spreadsheet numbers it; 0 for what is wrong with the whole sheet
	Column string // the words of its header; empty for the whole row
	Code   string
	Found  string
	Words  string // what is wrong and how to mend it
}

// mendSheet is the sheet put before the others, with every one of them on it.
const mendSheet = "To mend"

// MostMarks bounds the marks of a workbook, and the list: nobody mends more by hand.
const MostMarks = 5000

// MarkedCopy is a workbook with its marked cells coloured and commented, and a
// list of them in front. Everything else in it stays as it was.
func MarkedCopy(original []byte, mends []Mend) (marked []byte, err error) {
	defer func() { // excelize panics on what it does not expect of a workbook
		if cause := recover(); cause != nil {
			marked, err = nil, errors.New("its parts are not such as can be added to")
		}
	}()
	if err := weigh(original); err != nil {
		return nil, err
	}
	if original, err = withStyles(original); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{UnzipSizeLimit: mostBytes, UnzipXMLSizeLimit: mostBytes})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := completeStyles(f); err != nil {
		return nil, err
	}
	if err := takeMarksOut(f); err != nil {
		return nil, err
	}
	return mark(f, mends)
}

func mark(f *excelize.File, mends []Mend) ([]byte, error) {
	m, err := newMarker(f)
	if err != nil {
		return nil, err
	}
	first := f.GetSheetList()[0]
	columns, err := headers(f)
	if err != nil {
		return nil, err
	}
	comments := map[cell]string{}
	var order []cell
	mends = mends[:min(len(mends), MostMarks)]
	for i := range mends {
		mend := &mends[i]
		if mend.Sheet == "" {
			mend.Sheet = first
		}
		at := cell{mend.Sheet, mend.Row, max(1, columns[mend.Sheet][mend.Column])}
		if mend.Row == 0 || columns[mend.Sheet] == nil {
			continue // of the whole file: it stands in the list alone
		}
		if comments[at] == "" {
			order = append(order, at)
		}
		comments[at] += mend.Code + ": " + mend.Words + "\n"
	}
	for i, at := range order {
		words := comments[at]
		if i >= mostComments {
			words = ""
		}
		if err := m.mark(at, words); err != nil {
			return nil, err
		}
	}
	if err := listMends(f, mends); err != nil {
		return nil, err
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// cell is a place in a workbook.
type cell struct {
	sheet       string
	row, column int
}

// headerRows is how far down a header is looked for.
const headerRows = 30

// headers is where the words of each sheet's first rows stand: sheet → words → column.
func headers(f *excelize.File) (map[string]map[string]int, error) {
	all := map[string]map[string]int{}
	for _, sheet := range f.GetSheetList() {
		all[sheet] = map[string]int{}
		rows, err := f.Rows(sheet)
		if err != nil {
			return nil, err
		}
		for i := 0; i < headerRows && rows.Next(); i++ {
			cells, err := rows.Columns()
			if err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			for j, words := range cells {
				words = strings.TrimSpace(words)
				if all[sheet][words] == 0 {
					all[sheet][words] = j + 1
				}
			}
		}
		if err := rows.Close(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
