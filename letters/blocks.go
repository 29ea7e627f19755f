package letters

import (
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
// practice, and its notes.
func byHand(p calc.Position) []Block {
	var blocks []Block
	add := func(words string) {
		blocks = append(blocks, Paragraph{Text: Text{{Words: plain(words)}}})
	}
	if p.Successor != nil {
		add(answersFor(p))
	}
	for _, note := range p.Notes() {
		add(note)
	}
	return blocks
}

func answersFor(p calc.Position) string {
	return p.Successor.Name + " answers for " + p.Practice.Name + ", and this letter is therefore addressed to it. The figures and the code " +
		string(p.Practice.Code) + " are those of " + p.Practice.Name + "."
}

// summary is the box at the top: achievement, outcome, amount, when.
func summary(p calc.Position, on calc.Date) Summary {
	var rows []Row
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		rows = append(rows, Row{Label: "Achievement, " + service.Name, Value: achievedOf(p.Scheme, line)})
	}
	return Summary{Rows: append(rows, Row{Label: balanceLabel(p.Outcome), Value: amountAndTime(p, on), Strong: true})}
}

// amountAndTime says how much and when.
func amountAndTime(p calc.Position, on calc.Date) string {
	run := paymentRun(p.Scheme.Dates, on)
	switch {
	case p.Outcome == calc.Nil:
		return Pounds(p.Balance)
	case p.Late > 0 || p.LateUnknown: // B2: confirmation, and with it the payment, may come later
		if p.Scheme.Dates.RunOver(on) {
			run = "the " + run + " payment run"
		}
		return Pounds(p.Balance.Abs()) + ", in " + run + " once confirmed"
	}
	return Pounds(p.Balance.Abs()) + ", in the " + run + " payment run"
}

// paymentRun names the payment run that a letter of a day promises: the guidance's,
// or, when its month is over, whichever can be next.
func paymentRun(d calc.Dates, on calc.Date) string {
	if d.RunOver(on) {
		return "next possible"
	}
	return d.PaymentRun
}

// ServicesCaption names the table of services, in which each has a row.
const ServicesCaption = "Recorded achievement by service"

func servicesTable(p calc.Position) Table {
	t := Table{
		Caption: ServicesCaption,
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
	if len(p.Lines) > 1 {
		c.Caption += ", all services together"
	}
	var target, recorded int64
	for i := range calc.Months {
		c.Months = append(c.Months, p.Scheme.Period.MonthName(i))
	}
	for _, line := range p.Lines {
		target += line.Contract.Target
		recorded += line.Activity.Recorded.Sum()
		for i := range calc.Months {
			c.Recorded[i] += line.Activity.Recorded[i]
			c.Expected[i] = c.Expected[i].Plus(p.Scheme.Expected(line.Contract.Target, i))
		}
	}
	c.Says = monthsSay(c)
	c.Year = "In the year " + Count(recorded) + " against a target of " + Count(target) + "."
	return c
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
