package letters

import (
	"cmp"
	"strings"

	"yearend/calc"
)

// summary is the box at the top: how much, by when, what can be done until when,
// whom to ask, and only then by what achievement.
func summary(p calc.Position, o Occasion) Summary {
	rows := []Row{{Label: balanceLabel(p.Outcome), Value: Pounds(p.Balance.Abs()), Strong: true}}
	if p.Outcome != calc.Nil {
		rows = append(rows, Row{Label: "When", Value: when(p, o.On)})
	}
	if len(below(p)) > 0 && o.On <= p.Scheme.Dates.FormCloses {
		rows = append(rows, Row{Label: "You may ask for mitigation", Value: "until " + LongDate(p.Scheme.Dates.FormCloses)})
	}
	rows = append(rows, questions(o)...)
	return Summary{Rows: append(rows, Row{Label: "Achievement", Value: boxed(p)})}
}

// questions is whom to ask, where the project file names them.
func questions(o Occasion) []Row {
	if ask := o.Issuer.Contacts.PrimaryCare.short(); ask != "" {
		return []Row{{Label: "Questions", Value: ask}}
	}
	return nil
}

// when says in which payment run; that it waits for confirmation where activity
// was coded late, or may have been (B2).
func when(p calc.Position, on calc.Date) string {
	run := PaymentRun(p.Scheme.Dates, on)
	switch {
	case p.Late == 0 && !p.LateUnknown:
		return "in the " + run + " payment run"
	case p.Scheme.Dates.RunOver(on):
		return "in the " + run + " payment run once confirmed"
	}
	return "in " + run + " once confirmed"
}

// PaymentRun names the payment run that a letter of a day promises: the guidance's,
// or, when its month is over, whichever can be next.
func PaymentRun(d calc.Dates, on calc.Date) string {
	if d.RunOver(on) {
		return "next possible"
	}
	return d.PaymentRun
}

// boxed is the achievement of a single service with its counts, and of several in a line.
func boxed(p calc.Position) string {
	if len(p.Lines) == 1 {
		return achievedOf(p.Scheme, p.Lines[0])
	}
	var parts []string
	for _, line := range p.Lines {
		service, _ := p.Scheme.Service(line.Contract.Service)
		parts = append(parts, service.Name+" "+Percent(line.Highest().Achievement))
	}
	words := strings.Join(parts, ", ")
	if len(p.Scheme.Methods) > 1 {
		words += " (highest averages)"
	}
	return words
}

// short is the first way to reach somebody, with their name.
func (c Contact) short() string {
	var parts []string
	for _, words := range []string{c.Name, cmp.Or(c.Email, c.Phone, c.Web)} {
		if words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, ", ")
}
