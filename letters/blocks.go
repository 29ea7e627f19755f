package letters

import (
	"strings"

	"yearend/calc"
)

func addressOf(p calc.Practice) Address {
	lines := []string{p.Addressee, p.Name}
	lines = append(lines, p.Address...)
	if p.Postcode != "" {
		lines = append(lines, p.Postcode)
	}
	return Address{Lines: lines}
}

// summary is the box at the top: achievement, outcome, amount, when.
func summary(p calc.Position) Summary {
	var rows []Row
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		rows = append(rows, Row{Label: "Recorded achievement, " + service.Name, Value: achievedOf(p.Scheme, line)})
	}
	return Summary{Rows: append(rows,
		Row{Label: balanceLabel(p.Outcome), Value: Pounds(p.Balance.Abs()), Strong: true},
		Row{Label: "When", Value: whenWords(p)},
	)}
}

func balanceLabel(o calc.Outcome) string {
	switch o {
	case calc.Pay:
		return "To be paid to the practice"
	case calc.Recoup:
		return "To be recouped from the practice"
	}
	return "Nothing to pay or to recoup"
}

func whenWords(p calc.Position) string {
	if p.Outcome == calc.Nil {
		return "No payment is due in " + p.Scheme.Dates.PaymentRun
	}
	return p.Scheme.Dates.PaymentRun + " payment run"
}

func servicesTable(p calc.Position) Table {
	t := Table{
		Caption: "Recorded achievement by service",
		Columns: []Column{{"Service", 30, false}, {"Target", 17, true}, {"Recorded", 20, true},
			{"Achievement", 25, true}, {"Paid at", 18, true}, {"Contract value", 30, true}, {"Earned", 30, true}},
	}
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		t.Rows = append(t.Rows, TableRow{Cells: []string{
			service.Name, Count(line.Contract.Target), Count(line.Activity.Recorded.Sum()),
			Percent(line.Highest().Achievement), Percent(line.Capped), Pounds(line.Contract.Value), Pounds(line.Earned),
		}})
	}
	if len(p.Lines) > 1 {
		t.Rows = append(t.Rows, TableRow{Strong: true, Cells: []string{"Total", "", "", "", "", Pounds(p.Value), Pounds(p.Earned)}})
	}
	return t
}

func account(p calc.Position) Account {
	return Account{
		Caption: "Statement of account",
		Rows: []Row{
			{Label: "Contract value for the year", Value: Pounds(p.Value)},
			{Label: "Earned by recorded achievement", Value: Pounds(p.Earned)},
			{Label: "Less paid in advance during the year", Value: Pounds(p.Advance)},
			{Label: balanceLabel(p.Outcome), Value: Pounds(p.Balance.Abs()), Strong: true},
		},
	}
}

// methodsTable shows what each averaging method gives; the applied one is marked in words.
func methodsTable(p calc.Position) Table {
	t := Table{Caption: "Achievement by averaging method, with the one applied marked", Columns: []Column{{"Service", 28, false}}}
	for _, m := range p.Scheme.Methods {
		t.Columns = append(t.Columns, Column{m.Name, 35, true})
	}
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		cells := []string{service.Name}
		for i, r := range line.Results {
			cell := Percent(r.Achievement)
			if i == line.Applied {
				cell += " applied"
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, TableRow{Cells: cells})
	}
	return t
}

func chart(p calc.Position) Chart {
	c := Chart{Caption: "Recorded activity against expected, by month", Expected: make([]calc.Share, calc.Months), Recorded: make([]int64, calc.Months)}
	var target, recorded int64
	for i := range calc.Months {
		c.Months = append(c.Months, p.Scheme.Period.MonthStart(i).Month().String()[:3])
	}
	for _, line := range p.Lines {
		target += line.Contract.Target
		recorded += line.Activity.Recorded.Sum()
		for i := range calc.Months {
			c.Recorded[i] += line.Activity.Recorded[i]
			c.Expected[i] = c.Expected[i].Plus(p.Scheme.Expected(line.Contract.Target, i))
		}
	}
	var months []string
	for i, n := range c.Recorded {
		months = append(months, c.Months[i]+" "+Count(n))
	}
	c.Says = "Recorded by month: " + strings.Join(months, ", ") + ". In the year " + Count(recorded) +
		" against a target of " + Count(target) + "."
	return c
}

func exclusions(s *calc.Scheme) List {
	var l List
	for _, e := range s.Excluded {
		l.Items = append(l.Items, Text{{Words: e.Name, Strong: true}, {Words: ": " + e.Reason}})
	}
	return l
}

func listOf(items []string) List {
	var l List
	for _, item := range items {
		l.Items = append(l.Items, Text{{Words: item}})
	}
	return l
}

func contacts(c Contacts) List {
	var l List
	for _, entry := range []struct {
		about string
		who   Contact
	}{
		{"This letter, and access to the monthly reports", c.PrimaryCare},
		{"Payments and recoupments", c.Finance},
		{"Discrepancies in the data", c.DataQuality},
	} {
		if text := contactText(entry.who); text != nil {
			l.Items = append(l.Items, append(Text{{Words: entry.about, Strong: true}, {Words: ": "}}, text...))
		}
	}
	return l
}

func contactText(c Contact) Text {
	var parts Text
	for _, span := range []Span{{Words: c.Name}, {Words: c.Email, Link: "mailto:" + c.Email}, {Words: c.Phone}, {Words: c.Web, Link: c.Web}} {
		if span.Words == "" {
			continue
		}
		if parts != nil {
			parts = append(parts, Span{Words: ", "})
		}
		parts = append(parts, span)
	}
	return parts
}

// working is the annex: a table for each service, then one for the scheme.
func working(p calc.Position) []Block {
	var blocks []Block
	var table *Table
	for _, step := range calc.Working(p) {
		caption := step.Service
		if caption == "" {
			caption = p.Scheme.Title
		}
		if table == nil || table.Caption != caption {
			if table != nil {
				blocks = append(blocks, *table)
			}
			table = &Table{Caption: caption, Small: true, Columns: []Column{
				{"Step", 42, false}, {"Working", 72, false}, {"Comes to", 22, true}, {"By", 34, false}}}
		}
		table.Rows = append(table.Rows, TableRow{Cells: []string{step.Label, SumText(step.Sum), FigureText(step.Value), clause(step.Clause)}})
	}
	if table != nil {
		blocks = append(blocks, *table)
	}
	return blocks
}

// clause names the heading of the guidance, or the assumption, that a step stands on.
func clause(c calc.Clause) string {
	if c.Assumed() {
		return "Assumption " + c.ID
	}
	return c.Document + ", " + c.Heading
}
