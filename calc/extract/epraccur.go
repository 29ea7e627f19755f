package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// layoutODS is the public file of the Organisation Data Service: 27 columns
// without a header. It lists every prescribing place of the country.
const layoutODS = "epraccur"

// The columns that are read of it, from 0.
const (
	odsCode     = 0
	odsName     = 1
	odsICB      = 3
	odsAddress  = 4
	odsPostcode = 9
	odsClosedOn = 11
	odsStatus   = 12
	odsSubICB   = 14
	odsSetting  = 25
	odsColumns  = 27
)

func (r *reading) layoutODS() layout {
	return layout{name: layoutODS, columns: need(colPractice), judge: func(s *input) judge {
		return &epraccur{input: s, practices: r.practices}
	}}
}

// headerODS stands in for the header that the file has not.
func headerODS(l layout) *header {
	cells := make([]rows.Cell, odsColumns)
	cells[odsCode].Text = "column 1"
	return &header{cells: cells, match: match{layout: l, at: []int{0}}}
}

// epraccur takes the GP practices of one ICB out of the file.
type epraccur struct {
	*input
	practices *practiceList
	taken     int
}

func (j *epraccur) row(r rows.Row) int {
	cells := slices.Concat(r.Cells, make([]rows.Cell, max(0, odsColumns-len(r.Cells))))
	if !j.ours(cells) {
		return 0
	}
	j.taken++
	code, ok := j.practice(rows.Row{Number: r.Number, Cells: cells}, 0)
	if !ok {
		return 1
	}
	closed, status := statusODS(cells[odsStatus].Text)
	p := calc.Practice{
		Code: code, Name: spaced(cells[odsName].Text), Address: lines(cells[odsAddress:odsPostcode]), Postcode: strings.ToUpper(spaced(cells[odsPostcode].Text)),
		Closed: closed, Addressee: "Practice Manager",
	}
	for i := odsName; i <= odsPostcode; i++ {
		if i < odsICB-1 || i > odsICB {
			j.printed(r, i, fmt.Sprintf("column %d", i+1), code)
		}
	}
	on, _ := certainDay(cells[odsClosedOn].Text)
	where := j.where(r.Number, code)
	if earlier := j.practices.add(listed{Practice: p, place: where, status: status, closedOn: on}); earlier != nil {
		j.twice(r, code, earlier)
	}
	return 1
}

// ours reports a GP practice of the ICB. Why another one of the file was passed
// over is kept, should there be a contract with it.
func (j *epraccur) ours(cells []rows.Cell) bool {
	icb := strings.ToUpper(rows.Tidy(j.file.ICB))
	in := strings.ToUpper(cells[odsICB].Text)
	why := ""
	switch setting := cells[odsSetting].Text; {
	case icb == "":
		return false
	case in != icb && strings.ToUpper(cells[odsSubICB].Text) != icb:
		why = fmt.Sprintf("%s has it in another ICB, %q: ask whose the contract is, or correct the code", j.problems.file, in)
	case setting != "4" && !strings.EqualFold(setting, "RO76"):
		why = fmt.Sprintf("%s has it with prescribing setting %q, which is not a GP practice (4 or RO76): correct the code, or take the contract out", j.problems.file, setting)
	default:
		return true
	}
	if code, err := calc.ParsePracticeCode(cells[odsCode].Text); err == nil && len(j.practices.elsewhere) < maxAccounts {
		j.practices.elsewhere[calc.PracticeCode(strings.Clone(string(code)))] = why
	}
	return false
}

// statusODS reads the status of either vintage. One that is neither active nor
// closed, as D for dormant, is given back for a person to decide.
func statusODS(word string) (closed bool, unclear string) {
	switch strings.ToUpper(word) {
	case "A", "ACTIVE":
		return false, ""
	case "C", "CLOSED", "INACTIVE":
		return true, ""
	case "":
		return false, "(blank)"
	}
	return false, strings.Clone(word)
}

func (j *epraccur) end() {
	switch {
	case j.file.ICB == "":
		j.report(calc.Problem{Code: "E-icb", Remedy: "the file lists the whole country: name the ICB's code beside it in the project file, as icb: QZZ"})
	case j.taken == 0:
		j.report(calc.Problem{Code: "E-icb", Found: j.file.ICB, Remedy: fmt.Sprintf(
			"no GP practice of the file has %q as its ICB (column 4) or sub-ICB (column 15): check the code under icb: in the project file", j.file.ICB)})
	}
}

func lines(cells []rows.Cell) []string {
	var texts []string
	for _, c := range cells {
		if text := spaced(c.Text); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
