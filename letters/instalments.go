package letters

import "yearend/calc"

// InstalmentsCaption names the statement of advances.
const InstalmentsCaption = "Statement of advances"

// instalmentWords is what a verdict is called where people read it.
var instalmentWords = map[calc.Verdict]string{
	calc.PaidAsDue: "paid as due", calc.NotPaid: "missing", calc.PaidTwice: "paid more than once", calc.PaidOtherSum: "another sum",
	calc.PaidOtherMonth: "in another month", calc.NotDue: "not due", calc.OnlyListed: "paid",
}

// InstalmentWords is the verdict on an instalment, in words.
func InstalmentWords(r calc.AdvanceRow) string {
	if r.NotYet() {
		return "not due yet"
	}
	return instalmentWords[r.Verdict]
}

// InstalmentCells are a row of the statement: reference, month, due in, due, paid
// on, paid, difference, and the verdict in words.
func InstalmentCells(r calc.AdvanceRow) []string {
	cells := []string{r.Reference, "", "", "", "", "", "", InstalmentWords(r)}
	if r.Covers != 0 {
		cells[1], cells[2] = MonthYear(r.Covers), MonthYear(r.DueMonth)
	}
	if r.HasDue() {
		cells[3] = Pounds(r.Due)
	}
	if r.NotYet() {
		return cells
	}
	cells[4], cells[5] = LongDate(r.PaidOn()), Pounds(r.Paid())
	if r.HasDue() {
		cells[6] = differenceWords(r.Difference())
	}
	return cells
}

// differenceWords says which way a payment differs from what was due.
func differenceWords(m calc.Money) string {
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
		total[3], total[6] = Pounds(a.Due()), differenceWords(a.Paid().Minus(a.Due()))
	}
	t.Rows = append(t.Rows, TableRow{Strong: true, Cells: total})
	return t
}
