package report

import (
	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// signOff is boxes to be filled in by hand, on the screen or on paper.
func (s *summary) signOff() {
	s.section("Sign-off", "Signed once the figures agree, the held practices and the marks near a boundary have been looked at.")
	s.heads("role", "name", "signature", "", "date")
	box := xlsx.Cell{Style: xlsx.Style{Role: xlsx.Box}}
	for _, role := range []string{"Prepared by (Primary Care)", "Checked by (Finance)", "Approved by (Associate Director)"} {
		n := s.row(text(role), box, box, box, xlsx.Cell{Style: xlsx.Style{Role: xlsx.Box, Format: xlsx.Day}})
		s.high[n] = 30 // for a hand
	}
}

// dates are the days of the year end, for each scheme.
func (s *summary) dates() {
	s.section("Dates", "")
	heads := []string{"date"}
	for _, scheme := range s.Schemes {
		heads = append(heads, scheme.Code)
	}
	s.heads(heads...)
	for _, d := range []struct {
		label string
		of    func(*calc.Scheme) calc.Date
	}{
		{"Activity counts from", func(s *calc.Scheme) calc.Date { return s.Period.From }},
		{"Activity counts until", func(s *calc.Scheme) calc.Date { return s.Period.To }},
		{"Coded in full by", func(s *calc.Scheme) calc.Date { return s.CodedBy }},
		{"Letters by", func(s *calc.Scheme) calc.Date { return s.Dates.LettersBy }},
		{"Mitigation form closes", func(s *calc.Scheme) calc.Date { return s.Dates.FormCloses }},
		{"Panel in the week from", func(s *calc.Scheme) calc.Date { return s.Dates.PanelWeek }},
		{"Practices hear by", func(s *calc.Scheme) calc.Date { return s.Dates.OutcomeBy }},
	} {
		row := []xlsx.Cell{text(d.label)}
		for _, scheme := range s.Schemes {
			row = append(row, day(d.of(scheme)).In(xlsx.Style{Format: xlsx.Day}))
		}
		s.row(row...)
	}
	row := []xlsx.Cell{text("Payment run")}
	for _, scheme := range s.Schemes {
		row = append(row, text(scheme.Dates.PaymentRun))
	}
	s.row(row...)
}

// unconfirmed are the assumptions that no person has stood up for.
func (s *summary) unconfirmed() {
	s.section("Assumptions that nobody has confirmed", "Each one stands in full on the sheet Assumptions.")
	s.heads("scheme", "clause", "ask", "moves money", "says")
	for _, scheme := range s.Schemes {
		for _, rule := range scheme.Rules {
			if a := rule.Assumption; a != nil && a.Confirmed == nil {
				ask := text(a.Ask).In(xlsx.Style{Format: xlsx.Wrapped})
				s.folded(text(scheme.Code), text(rule.Clause.ID), ask, text(yes(a.MovesMoney)), text(rule.Says))
			}
		}
	}
}

// inputs are the files read, with their digests.
func (s *summary) inputs() {
	s.section("Files read", "")
	s.heads("file", "kind", "rows", "sheet", "sha256")
	for _, in := range s.Sources {
		file := text(in.File).In(xlsx.Style{Format: xlsx.Wrapped})
		s.folded(file, text(in.Kind), number(int64(in.Rows)).In(xlsx.Style{Format: xlsx.Count}), text(in.Sheet), text(in.SHA256))
	}
}

// legend says what the colours mean.
func (s *summary) legend() {
	s.section("How to read this workbook", "Start from a row of Positions. The words \"see\" lead to its lines, from there to their averages, and from there to the months.")
	for _, c := range []struct {
		role          xlsx.Role
		colour, means string
	}{
		{xlsx.Input, "yellow", "Read from a file. Change it, and everything that rests on it follows."},
		{xlsx.Here, "green", "Worked out in this workbook, by a formula."},
		{xlsx.Program, "violet", "The program's own figure."},
		{xlsx.Box, "framed", "To be filled in by hand."},
	} {
		s.folded(text(c.colour).In(xlsx.Style{Role: c.role}), text(c.means))
	}
	s.folded(text("Rows may be sorted and filtered: every formula finds its row by its key. Columns under a + hold steps in between."))
}
