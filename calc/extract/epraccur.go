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
	icb := strings.ToUpper(tidy(j.file.ICB))
	ours := icb != "" && (strings.ToUpper(cells[odsICB].text) == icb || strings.ToUpper(cells[odsSubICB].text) == icb)
	if setting := cells[odsSetting].text; !ours || setting != "4" && !strings.EqualFold(setting, "RO76") {
		return 0
	}
	j.taken++
	code, ok := j.practice(row{r.number, cells}, 0)
	if !ok {
		return 1
	}
	status := cells[odsStatus].text
	p := calc.Practice{
		Code: code, Name: spaced(cells[odsName].text), Address: lines(cells[odsAddress:odsPostcode]), Postcode: strings.ToUpper(spaced(cells[odsPostcode].text)),
		Closed: !strings.EqualFold(status, "A") && !strings.EqualFold(status, "ACTIVE"), Addressee: "Practice Manager",
	}
	where := calc.Problem{File: j.page.file, Sheet: j.page.sheet, Row: r.number, Practice: code}
	if !j.register.add(p, where, "") {
		j.report(calc.Problem{Code: "E-practice-again", Practice: code, Row: r.number, Column: j.title(0), Found: string(code),
			Remedy: "the practice stands twice in the register: take out the entry that is not valid"})
	}
	return 1
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
