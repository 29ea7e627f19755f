package report

import (
	"fmt"
	"io"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// decisionsTab is the sheet that a panel fills in.
const decisionsTab = "Decisions"

// DecisionsBook writes decisions.xlsx: a row a request and month that it asks for,
// with room for what is decided, the lists to choose from, and in each row the digest
// of the pack that it was written with.
func DecisionsBook(w io.Writer, p Panel, digest string) error {
	book := xlsx.Book{Title: p.Name + ", decisions", Program: p.Program, Dated: p.On.Time()}
	members := p.membersSheet().build()
	book.Sheets = []xlsx.Sheet{p.decisionsSheet(digest, max(1, len(p.Members))), members}
	return book.Write(w)
}

// onceARequest are the columns that are filled in in the first row of a request.
func onceARequest() []column {
	return []column{
		{head: "Decision", width: 16, role: xlsx.Input}, {head: "Reason", width: 50, role: xlsx.Input, format: xlsx.Wrapped},
		{head: "Exceptional", width: 12, role: xlsx.Input}, {head: "Beyond control", width: 12, role: xlsx.Input}, {head: "Evidenced", width: 12, role: xlsx.Input}, {head: "Unavoidable", width: 12, role: xlsx.Input},
		{head: "Decided on", width: 18, role: xlsx.Input, format: xlsx.Day}, {head: "Chair", width: 22, role: xlsx.Input},
		{head: "Present", width: 40, role: xlsx.Input, format: xlsx.Wrapped}, {head: "Withdrew", width: 30, role: xlsx.Input, format: xlsx.Wrapped},
	}
}

func (p Panel) decisionsSheet(digest string, members int) xlsx.Sheet {
	s := sheet{
		tab: decisionsTab, table: decisionsTab, keys: 5, colour: "FFB81C",
		tells: "Fill in the yellow cells: Accepted in every month, at most what is claimed there; the others once a request, in its first row. Names as on the sheet Members, with ; between. A request whose cells stay empty is not decided.",
		columns: append([]column{
			{head: "Request", width: 18}, {head: "Practice", width: 36}, {head: "Service", width: 16}, {head: "Month", width: 16},
			{head: "Claimed", width: 10, role: xlsx.Program, format: xlsx.Count}, {head: "Accepted", width: 10, role: xlsx.Input, format: xlsx.Count},
		}, onceARequest()...),
	}
	s.columns = append(s.columns, column{head: "Pack", width: 12, role: xlsx.Program}, column{head: "Digest of the pack", width: 20, role: xlsx.Program})
	s.printed = "Withdrew"
	rows := p.decisionRows(digest)
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, row := range rows {
			add(row)
		}
	}
	built := s.build()
	built.Lists = p.lists(len(rows), members)
	built.Print.Wide = true // to be written on at the meeting as well
	return built
}

// lists are the choices of the columns that have some.
func (p Panel) lists(rows, members int) []xlsx.List {
	column := func(i int) string {
		return fmt.Sprintf("%s%d:%s%d", columnName(i), headerRow+1, columnName(i), headerRow+max(1, rows))
	}
	var rulings []string
	for _, r := range calc.Rulings() {
		rulings = append(rulings, string(r))
	}
	all := []xlsx.List{{Range: column(6), Words: rulings}}
	for condition := range 4 {
		all = append(all, xlsx.List{Range: column(8 + condition), Words: []string{"yes", "no"}})
	}
	return append(all, xlsx.List{Range: column(13), Cells: fmt.Sprintf("Members!$A$%d:$A$%d", headerRow+1, headerRow+members)})
}

// decisionRows are a row a month that a request asks for; one that asks for no count
// has one row all the same, in which it is decided.
func (p Panel) decisionRows(digest string) [][]xlsx.Cell {
	var rows [][]xlsx.Cell
	add := func(a Asked, month string, claimed int64) {
		row := []xlsx.Cell{text(a.Request.Name), text(a.Practice + " (" + string(a.Request.Practice) + ")"), text(a.Service), text(month), number(claimed)}
		rows = append(rows, append(append(row, none(1+len(onceARequest()))...), text(p.Name), text(digest)))
	}
	for _, a := range p.Asked {
		if a.Request.Claimed.Sum() == 0 {
			add(a, "", 0)
		}
		for i, n := range a.Request.Claimed {
			if n > 0 {
				add(a, a.Scheme.Period.MonthTitle(i), n)
			}
		}
	}
	return rows
}

// membersSheet is who sits on the panel.
func (p Panel) membersSheet() sheet {
	s := sheet{
		tab: "Members", table: "Members", keys: 1, colour: "768692", tells: "Who sits on the panel, as the project file has it. Who has an interest in a practice withdraws from its request.",
		columns: []column{{head: "Name", width: 30}, {head: "Seat", width: 16}, {head: "Deputy for", width: 30}, wrapped("Interest in", 50)},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, m := range p.Members {
			var interests []string
			for _, code := range m.Interests {
				interests = append(interests, string(code))
			}
			add([]xlsx.Cell{text(m.Name), text(m.Seat.Words()), text(m.DeputyFor), text(calc.And(interests))})
		}
	}
	return s
}
