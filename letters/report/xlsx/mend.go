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
	foreign, err := foreignNotes(original)
	if err != nil {
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
	if err := takeMarksOut(f, foreign); err != nil {
		return nil, err
	}
	return mark(f, mends, foreign)
}

// mark marks the cells and makes the list; without comments of its own where
// those that are there are foreign.
func mark(f *excelize.File, mends []Mend, foreign bool) ([]byte, error) {
	m, err := newMarker(f, foreign)
	if err != nil {
		return nil, err
	}
	first := f.GetSheetList()[0]
	mends = mends[:min(len(mends), MostMarks)]
	for i := range mends {
		if mends[i].Sheet == "" {
			mends[i].Sheet = first
		}
	}
	columns, err := headers(f, mends)
	if err != nil {
		return nil, err
	}
	comments := map[cell]string{}
	var order []cell
	for _, mend := range mends {
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
		if i >= mostComments || foreign {
			words = ""
		}
		if err := m.mark(at, words); err != nil {
			return nil, err
		}
	}
	if foreign {
		mends = append([]Mend{{Words: withoutNotes}}, mends...)
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

// headers is where the columns of each sheet stand, by the words of its header:
// of its first rows the one that has most of the words that are to be found.
func headers(f *excelize.File, mends []Mend) (map[string]map[string]int, error) {
	all := map[string]map[string]int{}
	for _, sheet := range f.GetSheetList() {
		wanted := map[string]bool{}
		for _, mend := range mends {
			if mend.Sheet == sheet && mend.Column != "" {
				wanted[mend.Column] = true
			}
		}
		var err error
		if all[sheet], err = header(f, sheet, wanted); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func header(f *excelize.File, sheet string, wanted map[string]bool) (map[string]int, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, err
	}
	best := map[string]int{}
	for i := 0; i < headerRows && rows.Next(); i++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		found := map[string]int{}
		for j, words := range cells {
			if words = strings.TrimSpace(words); wanted[words] && found[words] == 0 {
				found[words] = j + 1
			}
		}
		if len(found) > len(best) {
			best = found
		}
	}
	for words := range wanted { // one without a name is called by its letter
		if letters, is := strings.CutPrefix(words, "column "); is && best[words] == 0 {
			if column, err := excelize.ColumnNameToNumber(letters); err == nil {
				best[words] = column
			}
		}
	}
	return best, rows.Close()
}
