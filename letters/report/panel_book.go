package report

import (
	"fmt"
	"io"
	"slices"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// Panel is what the workbooks of a pack tell of.
type Panel struct {
	Program   string
	Name      string // panel-001
	On        calc.Date
	Issuer    string
	Schemes   []*calc.Scheme
	Positions []calc.Position // of the practices that ask, as their letters have them
	Asked     []Asked         // in the order of the pack
	Members   []calc.Member
}

// Asked is a request, in the words of the pack.
type Asked struct {
	Request                   calc.Request
	Scheme                    *calc.Scheme
	Practice, Service, Ground string
	Excluded                  bool         // nothing can be accepted
	IfAll, Change             calc.Money   // the balance if all of it were accepted, and by how much it rises
	Indicative                calc.Money   // the balance as the letter has it
	Interests                 []string     // who withdraws
	Accepted                  calc.ByMonth // what the workbook begins with: nothing, but in a test
}

// PanelBook writes pack.xlsx: the positions of those that ask with live formulas, so
// that a count that is entered as accepted moves achievement, earned, balance and
// totals as it would if the panel decided so.
func PanelBook(w io.Writer, p Panel) error {
	book, err := panelBook(p)
	if err != nil {
		return err
	}
	return book.Write(w)
}

// panelBook is the workbook before it is a file.
func panelBook(p Panel) (xlsx.Book, error) {
	book := xlsx.Book{Title: p.Name + ", what a decision would change", Program: p.Program, Dated: p.On.Time()}
	if err := formulasKnown(p.Schemes); err != nil {
		return book, err
	}
	with, err := p.relieved()
	if err != nil {
		return book, err
	}
	l := layOut(Run{Schemes: p.Schemes, Settled: calc.Settlement{Positions: with}})
	for _, s := range []sheet{
		p.stakeSheet(l), p.askedSheet(l), p.acceptedSheet(l), p.balanceSheet(l), withoutProgram(servicesSheet(l)), withoutProgram(methodsSheet(l)),
		p.countsSheet(l), p.recordedSheet(l), withoutProgram(termsSheet(l)),
	} {
		book.Sheets = append(book.Sheets, s.build())
	}
	return book, nil
}

// relieved are the positions with what the workbook begins with, so that every value
// that it remembers is the one that its formulas come to.
func (p Panel) relieved() ([]calc.Position, error) {
	var all []calc.Position
	for _, position := range p.Positions {
		accepted := map[string]calc.ByMonth{}
		for _, a := range p.Asked {
			if a.Request.Practice == position.Practice.Code && a.Scheme.Code == position.Scheme.Code && a.Accepted != (calc.ByMonth{}) {
				accepted[a.Request.Service] = accepted[a.Request.Service].Plus(a.Accepted)
			}
		}
		with, err := position.Relieved(accepted)
		if err != nil {
			return nil, err
		}
		all = append(all, with)
	}
	return all, nil
}

// withoutProgram leaves out the program's own figures and what is held against them:
// they are those of the letters, and a panel means to move away from those.
func withoutProgram(s sheet) sheet {
	var columns []column
	var kept []int
	for i, c := range s.columns {
		if c.head == "check" || c.role == xlsx.Program {
			continue
		}
		if c.role == xlsx.Input { // only what is accepted is to be changed
			c.role = xlsx.Program
		}
		columns, kept = append(columns, c), append(kept, i)
	}
	rows := s.rows
	s.columns, s.printed = columns, ""
	s.rows = func(add func(row []xlsx.Cell)) {
		rows(func(row []xlsx.Cell) {
			some := make([]xlsx.Cell, 0, len(kept))
			for _, i := range kept {
				if i < len(row) {
					some = append(some, row[i])
				}
			}
			add(some)
		})
	}
	return s
}

// askedLine names the line that a request is about; empty where it has none.
func (a Asked) line() string {
	if a.Excluded {
		return ""
	}
	return string(a.Request.Practice) + "/" + a.Scheme.Short + "/" + a.Request.Service
}

// acceptedHead is the head of the column for what is accepted in a month.
func acceptedHead(month string) string { return "accepted " + month }

// acceptedSheet is where the panel enters counts: the one sheet that it changes.
func (p Panel) acceptedSheet(l layout) sheet {
	s := sheet{
		tab: "Accepted", table: "Accepted", keys: 3, colour: "FFB81C",
		tells: "Enter what would be accepted in the yellow columns, at most what is asked for in the month, and see the other sheets follow. Decisions are recorded with decisions.xlsx, not here.",
		columns: []column{
			{head: "request", width: 18}, {head: "practice_code", width: 10}, {head: "service", width: 16},
		},
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: "asked " + m, width: 7, role: xlsx.Program, format: xlsx.Count})
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: acceptedHead(m), width: 9, role: xlsx.Input, format: xlsx.Count})
	}
	last := l.months[len(l.months)-1]
	asked, accepted := "Accepted[[#This Row],[asked "+l.months[0]+"]:[asked "+last+"]]", "Accepted[[#This Row],[accepted "+l.months[0]+"]:[accepted "+last+"]]"
	s.columns = append(s.columns,
		column{head: "asked", width: 9, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + asked + ")"},
		column{head: "accepted", width: 9, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + accepted + ")"},
		column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark,
			formula: `IF(OR(SUMPRODUCT(--(` + accepted + `>` + asked + `))>0,SUMPRODUCT(--(` + accepted + `<0))>0,SUMPRODUCT(--(` + accepted + `<>INT(` + accepted + `)))>0),"` + differ + `","` + agree + `")`},
		column{head: "line", width: 22, folded: true})
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, a := range p.Asked {
			row := []xlsx.Cell{text(a.Request.Name), text(string(a.Request.Practice)), text(a.Service)}
			for _, n := range a.Request.Claimed {
				row = append(row, number(n))
			}
			for i, n := range a.Accepted {
				cell := number(n)
				if a.Request.Claimed[i] == 0 { // nothing can be accepted there
					cell = cell.In(xlsx.Style{Role: xlsx.Note, Format: xlsx.Count})
				}
				row = append(row, cell)
			}
			add(append(row, number(a.Request.Claimed.Sum()), number(a.Accepted.Sum()), text(agree), text(a.line())))
		}
	}
	return s
}

// recordedSheet is what was recorded, as the letters have it.
func (p Panel) recordedSheet(l layout) sheet {
	s := sheet{
		tab: "Recorded", table: "Recorded", keys: 4, colour: "768692", tells: "What was recorded in each month, as the letters have it.",
		columns: []column{{head: "line", width: 22}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "service", width: 14}},
	}
	for _, m := range l.months {
		s.columns = append(s.columns, column{head: m, width: 7, role: xlsx.Program, format: xlsx.Count})
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, position := range p.Positions {
			for _, line := range position.Lines {
				row = lineKeys(row, position, line.Contract.Service)
				for _, n := range line.Activity.Recorded {
					row = append(row, number(n))
				}
				add(row)
			}
		}
	}
	return s
}

// countsSheet is the sheet of activity, of which each month is what was recorded and
// what is accepted.
func (p Panel) countsSheet(l layout) sheet {
	s := withoutProgram(activitySheet(l))
	s.tells = "What was recorded and what is accepted, together: everything else is worked out from it."
	s.columns = slices.Clone(s.columns)
	for i, c := range s.columns {
		if slices.Contains(l.months, c.head) {
			s.columns[i].role = xlsx.Here
			s.columns[i].formula = fmt.Sprintf("INDEX(Recorded[%s],MATCH([@line],Recorded[line],0))+SUMIFS(Accepted[%s],Accepted[line],[@line])", c.head, acceptedHead(c.head))
		}
	}
	return s
}
