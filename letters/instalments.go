package letters

import "yearend/calc"

// InstalmentsCaption names the statement of advances.
const InstalmentsCaption = "Statement of advances"

// instalmentWords is what a verdict is called where people read it.
var instalmentWords = map[calc.Verdict]string{
	calc.PaidAsDue: "paid as due", calc.NotPaid: "missing", calc.PaidTwice: "paid more than once", calc.PaidOtherSum: "another sum",
	calc.PaidOtherMonth: "in another month", calc.NotDue: "not due", calc.OnlyListed: "paid",
	calc.NotRead: "not known: a line of the ledger cannot be read",
}

// InstalmentWords is the verdict on an instalment, in words.
func InstalmentWords(r calc.AdvanceRow) string {
	if r.NotYet() {
		return "not due yet"
	}
	return instalmentWords[r.Verdict]
}

// InstalmentForm is how the cells of a row are written.
type InstalmentForm struct {
	Month, Day      func(calc.Date) string
	Sum, Difference func(calc.Money) string
	Verdict         func(calc.AdvanceRow) string
}

// Cells are a row of the statement: reference, month, due in, due, paid on, paid,
// difference, and the verdict. What is not known is left blank.
func (f InstalmentForm) Cells(r calc.AdvanceRow) []string {
	cells := []string{r.Reference, "", "", "", "", "", "", f.Verdict(r)}
	if r.Covers != 0 {
		cells[1], cells[2] = f.Month(r.Covers), f.Month(r.DueMonth)
	}
	if r.HasDue() {
		cells[3] = f.Sum(r.Due)
	}
	if r.HasPaid() {
		cells[4], cells[5] = f.Day(r.PaidOn()), f.Sum(r.Paid())
	}
	if r.HasDue() && r.HasPaid() {
		cells[6] = f.Difference(r.Difference())
	}
	return cells
}

// InstalmentCells are those of a row as people read it.
func InstalmentCells(r calc.AdvanceRow) []string {
	return InstalmentForm{MonthYear, LongDate, Pounds, DifferenceWords, InstalmentWords}.Cells(r)
}

// DifferenceWords says which way a payment differs from what was due.
func DifferenceWords(m calc.Money) string {
	switch m.Sign() {
	case 1:
		return Pounds(m) + " more"
	case -1:
		return Pounds(m.Abs()) + " less"
	}
	return Pounds(m)
}

// instalmentsTable is the statement of advances as a letter can hold it.
func instalmentsTable(a calc.Advances) Table {
	t := Table{Caption: InstalmentsCaption, Small: true, Columns: []Column{{"Reference", 20, false}, {"For", 27, false}, {"Due in", 27, false},
		{"Due", 22, true}, {"Paid on", 30, false}, {"Paid", 22, true}, {"Difference", 26, true}, {"Finding", 30, false}}}
	for _, row := range a.Rows {
		t.Rows = append(t.Rows, TableRow{Cells: InstalmentCells(row)})
	}
	total := []string{"Total due and paid", "", "", "", "", Pounds(a.Paid()), "", ""}
	if a.Scheme.Advance != nil && len(a.Scheme.Advance.Schedule) > 0 {
		total[3], total[6] = Pounds(a.Due()), DifferenceWords(a.Paid().Minus(a.Due()))
	}
	t.Rows = append(t.Rows, TableRow{Strong: true, Cells: total})
	return t
}
