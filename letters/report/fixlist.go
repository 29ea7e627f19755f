package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// MostMarks is how many problems are marked in a workbook.
const MostMarks = xlsx.MostMarks

// FixWorkbook is a sender's workbook with the cells to mend marked and
// commented, and a list of them in front.
func FixWorkbook(original []byte, problems []calc.Problem) ([]byte, error) {
	return xlsx.MarkedCopy(original, mends(problems))
}

// FixRows is the same for the rows of a text file, as a workbook. The first
// row is the first line of the file, so that row numbers agree.
func FixRows(rows [][]string, problems []calc.Problem) ([]byte, error) {
	return xlsx.MarkedRows("Data", rows, mends(problems))
}

func mends(problems []calc.Problem) []xlsx.Mend {
	var all []xlsx.Mend
	for _, p := range problems {
		all = append(all, xlsx.Mend{Sheet: p.Sheet, Row: p.Row, Column: p.Column, Code: p.Code, Found: p.Found, Words: p.Remedy})
	}
	return all
}
