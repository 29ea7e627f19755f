package extract

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
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
	odsStatus   = 12
	odsSubICB   = 14
	odsSetting  = 25
	odsColumns  = 27
)

func (r *reading) layoutODS() layout {
	return layout{name: layoutODS, columns: need(colPractice), judge: func(s *sheet) judge {
		return &epraccur{sheet: s, register: r.register}
	}}
}

// headerODS stands in for the header that the file has not.
func headerODS(l layout) *header {
	cells := make([]cell, odsColumns)
	cells[odsCode].text = "column 1"
	return &header{cells: cells, match: match{layout: l, at: []int{0}}}
}

// epraccur takes the GP practices of one ICB out of the file.
type epraccur struct {
	*sheet
	register *register
	taken    int
}

func (j *epraccur) row(r row) int {
	cells := slices.Concat(r.cells, make([]cell, max(0, odsColumns-len(r.cells))))
	if !j.ours(cells) {
		return 0
	}
	j.taken++
	code, ok := j.practice(row{r.number, cells}, 0)
	if !ok {
		return 1
	}
	closed, status := statusODS(cells[odsStatus].text)
	p := calc.Practice{
		Code: code, Name: spaced(cells[odsName].text), Address: lines(cells[odsAddress:odsPostcode]), Postcode: strings.ToUpper(spaced(cells[odsPostcode].text)),
		Closed: closed, Addressee: "Practice Manager",
	}
	where := j.place(r.number, code)
	if earlier := j.register.add(listed{Practice: p, place: where, status: status}); earlier != nil {
		j.twice(r, code, earlier)
	}
	return 1
}

// ours reports a GP practice of the ICB. Why another one of the file was passed
// over is kept, should there be a contract with it.
func (j *epraccur) ours(cells []cell) bool {
	icb := strings.ToUpper(tidy(j.file.ICB))
	in := strings.ToUpper(cells[odsICB].text)
	why := ""
	switch setting := cells[odsSetting].text; {
	case icb == "":
		return false
	case in != icb && strings.ToUpper(cells[odsSubICB].text) != icb:
		why = fmt.Sprintf("%s has it in another ICB, %q: ask whose the contract is, or correct the code", j.page.file, in)
	case setting != "4" && !strings.EqualFold(setting, "RO76"):
		why = fmt.Sprintf("%s has it with prescribing setting %q, which is not a GP practice (4 or RO76): correct the code, or take the contract out", j.page.file, setting)
	default:
		return true
	}
	if code, err := calc.ParsePracticeCode(cells[odsCode].text); err == nil && len(j.register.elsewhere) < maxAccounts {
		j.register.elsewhere[calc.PracticeCode(strings.Clone(string(code)))] = why
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

func lines(cells []cell) []string {
	var texts []string
	for _, c := range cells {
		if text := spaced(c.text); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
