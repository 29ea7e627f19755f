package letters

import (
	"slices"
	"strings"

	"yearend/calc"
)

// addressOf is the address of the practice that the letter goes to. Where that is
// not the one it is about, both names stand in it.
func addressOf(p calc.Position) Address {
	to := p.Recipient()
	lines := []string{to.Addressee, to.Name}
	if p.Successor != nil {
		lines = append(lines, "for "+p.Practice.Name)
	}
	lines = append(lines, to.Address...)
	if to.Postcode != "" {
		lines = append(lines, to.Postcode)
	}
	return Address{Lines: lines}
}

// byHand are the paragraphs that the team adds to the letter: who answers for the
// practice, and its notes. Before them stands what a revised letter must say where
// the panel has decided already.
func byHand(p calc.Position, issue Issue) []Block {
	var blocks []Block
	add := func(words string) {
		blocks = append(blocks, Paragraph{Text: Text{{Words: plain(words)}}})
	}
	if issue.Outcome != nil {
		add(issue.Outcome.rests())
	}
	if p.Successor != nil {
		add(answersFor(p))
	}
	for _, note := range p.Notes() {
		add(note)
	}
	return blocks
}

// rests keeps a practice that has heard its final position from taking the revised
// indicative one for what will be paid: the decision stands until the panel has
// confirmed or lowered it (A22).
func (o OutcomeLetter) rests() string {
	return "Our outcome letter of " + LongDate(o.On) + ", reference " + o.Reference + ", rests on the earlier figures. The figures of this letter " +
		"are without anything that the panel accepted: a further letter will confirm the final position."
}

func answersFor(p calc.Position) string {
	return p.Successor.Name + " answers for " + p.Practice.Name + ", and this letter is therefore addressed to it. The figures and the code " +
		string(p.Practice.Code) + " are those of " + p.Practice.Name + "."
}

// What tables and charts are called.
const (
	ServicesCaption = "Recorded achievement by service" // each service has a row
	methodsCaption  = "Achievement by averaging method, with the one applied marked"
	accountCaption  = "Statement of account"
	chartCaption    = "Recorded activity against expected, by month"
)

// servicesTable says of each service what was recorded in the year, and beside it
// the highest of its averages where there are several: the two need not divide.
func servicesTable(p calc.Position) Table {
	t := Table{Caption: ServicesCaption, Place: InServices, Columns: []Column{{"Service", 25, false}, {"Recorded in the year", 40, true}}}
	several := len(p.Scheme.Methods) > 1
	if several {
		t.Columns = append(t.Columns, Column{"Highest average", 36, true})
	}
	t.Columns = append(t.Columns, Column{"Paid at", 18, true}, Column{"Contract value", 28, true}, Column{"Earned", 26, true})
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		cells := []string{service.Name, ofTheTarget(line)}
		if several {
			cells = append(cells, line.Highest().Method.Name+" "+Percent(line.Highest().Achievement))
		}
		t.Rows = append(t.Rows, TableRow{Cells: append(cells, Percent(line.Capped), Pounds(line.Contract.Value), Pounds(line.Earned))})
	}
	if len(p.Lines) > 1 {
		total := make([]string, len(t.Columns))
		total[0], total[len(total)-2], total[len(total)-1] = "Total", Pounds(p.Value), Pounds(p.Earned)
		t.Rows = append(t.Rows, TableRow{Strong: true, Cells: total})
	}
	return t
}

// ofTheTarget is what was recorded in the year against the target: 611 of 764 (79.97%).
func ofTheTarget(line calc.Achievement) string {
	recorded := line.Activity.Recorded.Sum()
	words := Count(recorded) + " of " + Count(line.Contract.Target)
	if share, err := calc.Ratio(recorded, line.Contract.Target); err == nil {
		words += " (" + Percent(share) + ")"
	}
	return words
}

func account(p calc.Position) Account {
	less := "Less paid in advance during the year"
	if derived(p) {
		less = "Less the instalments in advance"
	}
	return Account{
		Caption: accountCaption, Item: "Item", Sum: "Sum",
		Rows: []Row{
			{Label: "Contract value for the year", Value: Pounds(p.Value)},
			{Label: "Earned by recorded achievement", Value: Pounds(p.Earned)},
			{Label: less, Value: Pounds(p.Advance)},
			{Label: balanceLabel(p.Outcome), Value: Pounds(p.Balance.Abs()), Strong: true},
		},
	}
}

// derived reports whether what was paid in advance was not given, and worked out.
func derived(p calc.Position) bool {
	return slices.ContainsFunc(p.Lines, func(line calc.Achievement) bool { return line.Contract.Derived })
}

// PositionTables show a position as its letter does: each service, and where there
// is more than one average, what each gives.
func PositionTables(p calc.Position) []Block {
	tables := []Block{servicesTable(p)}
	if len(p.Scheme.Methods) > 1 {
		tables = append(tables, methodsTable(p))
	}
	return tables
}

// methodsTable shows what each averaging method gives; the applied one is marked in words.
func methodsTable(p calc.Position) Table {
	t := Table{Caption: methodsCaption, Columns: []Column{{"Service", 28, false}}}
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

// charts are one a service: what one has too much of does not hide what another lacks.
func charts(p calc.Position) []Chart {
	var all []Chart
	for _, line := range p.Lines {
		c := Chart{Caption: chartCaption, Key: [3]string{"Recorded", "Expected, the year's target shared out by working days", "Month"}}
		if len(p.Lines) > 1 {
			service, _ := p.Scheme.Service(line.Contract.Service)
			c.Caption = service.Name + ": recorded activity against expected, by month"
		}
		for i := range calc.Months {
			c.Months = append(c.Months, p.Scheme.Period.MonthName(i))
			c.Recorded = append(c.Recorded, line.Activity.Recorded[i])
			c.Expected = append(c.Expected, p.Scheme.Expected(line.Contract.Target, i))
		}
		c.Says = monthsSay(c)
		c.Year = "In the year " + Count(line.Activity.Recorded.Sum()) + " against a target of " + Count(line.Contract.Target) + "."
		all = append(all, c)
	}
	return all
}

// exclusions names the services left out.
func exclusions(s *calc.Scheme) string {
	var names []string
	for _, e := range s.Excluded {
		names = append(names, e.Name)
	}
	return calc.And(names)
}

func listOf(items []string) List {
	var l List
	for _, item := range items {
		l.Items = append(l.Items, Text{{Words: item}})
	}
	return l
}

// people lists who is responsible, by role (B11).
func people(all []Person) List {
	var l List
	for _, p := range all {
		l.Items = append(l.Items, Text{{Words: p.Role, Strong: true}, {Words: ": " + p.Name}})
	}
	return l
}

func contacts(c Contacts, kind Kind) List {
	var l List
	for _, entry := range []struct {
		about string
		who   Contact
	}{
		{map[bool]string{false: "This letter, report access", true: "This report, access to reports"}[kind.OnPages], c.PrimaryCare},
		{"Payments", c.Finance},
		{"Data discrepancies", c.DataQuality},
	} {
		if text := contactText(entry.who); text != nil {
			l.Items = append(l.Items, append(Text{{Words: entry.about, Strong: true}, {Words: ": "}}, text...))
		}
	}
	return l
}

func contactText(c Contact) Text {
	var parts Text
	for _, span := range []Span{{Words: c.Name}, {Words: c.Email, Link: "mailto:" + c.Email}, {Words: strings.ReplaceAll(c.Phone, " ", "\u00a0")}, {Words: c.Web, Link: c.Web}} {
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
