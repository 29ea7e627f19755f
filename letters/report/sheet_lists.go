package report

import (
	"yearend/calc"
	"yearend/letters"
	"yearend/letters/report/xlsx"
)

// wrapped is a column of text that may run over several lines.
func wrapped(head string, width int) column {
	return column{head: head, width: width, format: xlsx.Wrapped}
}

// problemsSheet is problems.csv for people: what touches figures comes first.
func problemsSheet(r Run) sheet {
	s := sheet{
		tab: "Problems", table: "Problems", keys: 1, colour: "AE2573",
		tells: "Every fault found in the inputs, the gravest first. hold: no letter until a person has decided. look: a person should look.",
		columns: []column{
			{head: "code", width: 14}, {head: "severity", width: 9}, {head: "practice", width: 10}, {head: "scheme", width: 22}, {head: "file", width: 28},
			{head: "sheet", width: 14}, {head: "row", width: 8, format: xlsx.Whole}, {head: "column", width: 16}, {head: "found", width: 24}, wrapped("remedy", 70),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, p := range r.Problems {
			add([]xlsx.Cell{
				text(p.Code), text(string(p.Severity)), text(string(p.Practice)), text(p.Scheme), text(p.File),
				text(p.Sheet), ordinal(p.Row), text(p.Column), text(p.Found), text(p.Remedy),
			})
		}
	}
	return s.listed()
}

// workingSheet is every step of every position, in words and figures.
func workingSheet(r Run) sheet {
	s := sheet{
		tab: "Working", table: "Working", keys: 3, colour: "00703C",
		tells: "Every step from the records read to the balance, each with its clause. The sums can be redone by hand.",
		columns: []column{
			{head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "step", width: 6, format: xlsx.Whole},
			{head: "label", width: 44}, {head: "sum", width: 90}, {head: "value", width: 16}, {head: "clause", width: 50},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, p := range r.Settled.Positions {
			for i, step := range calc.Working(p) {
				add(append(row, text(string(p.Practice.Code)), text(p.Scheme.Code), number(int64(i+1)),
					text(stepLabel(step)), text(step.Sum.String()), figure(step.Value), text(step.By())))
			}
		}
	}
	return s.listed()
}

// figure is what a step comes to, each kind of number in its own look.
func figure(f calc.Figure) xlsx.Cell {
	switch f.Kind {
	case calc.InCount:
		return xlsx.Digits(f.String()).In(xlsx.Style{Format: xlsx.Count})
	case calc.InPounds:
		return xlsx.Digits(f.String()).In(xlsx.Style{Format: xlsx.Money})
	case calc.InPercent, calc.InRule:
		return xlsx.Digits(f.String()).In(xlsx.Style{Format: xlsx.Percent})
	case calc.InWords, calc.InRatio:
	}
	return text(f.String())
}

// inputsSheet says what was read, and how to tell that it is still the same.
func inputsSheet(r Run) sheet {
	s := sheet{
		tab: "Inputs", table: "Inputs", keys: 2, colour: "768692",
		tells: "The files that were read. The digest (SHA-256) of a file changes when a single character of it does.",
		columns: []column{
			{head: "kind", width: 12}, {head: "file", width: 40}, {head: "sheet", width: 16},
			{head: "rows", width: 12, format: xlsx.Count}, {head: "records", width: 12, format: xlsx.Count}, {head: "sha256", width: 68},
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, in := range r.Sources {
			add([]xlsx.Cell{
				text(in.Kind), text(in.File), text(in.Sheet), number(int64(in.Rows)), number(int64(in.Records)), text(in.SHA256),
			})
		}
	}
	return s.listed()
}

// nearSheet lists what a person should look at before approving.
func nearSheet(r Run) sheet {
	s := sheet{
		tab: "Near a boundary", table: "Near", keys: 3, colour: "AE2573",
		tells: "At most 1% of the target, or 5, more or less recorded in one month changes the outcome or crosses a share; or another rounding, another average or the late coding changes the outcome. months are those in which the count does it.",
		columns: []column{
			{head: "position", width: 13}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "sums", width: 6, role: xlsx.Here, format: xlsx.Link, formula: jump("Positions", "Positions", "position", "[@position]")}, {head: "service", width: 14},
			{head: "outcome", width: 9}, {head: "balance", width: 16, role: xlsx.Program, format: xlsx.Money}, {head: "boundary", width: 12},
			{head: "direction", width: 9}, {head: "count", width: 8, role: xlsx.Program, format: xlsx.Count}, {head: "months", width: 22}, wrapped("why", 80),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, b := range r.Boundaries {
			p := b.Position
			add([]xlsx.Cell{
				text(positionKey(p)), text(string(p.Practice.Code)), text(p.Practice.Name), text(p.Scheme.Code), text("see"), text(b.Service),
				text(string(p.Outcome)), pounds(p.Balance), text(string(b.Kind)),
				text(letters.Direction(b)), ordinal(int(b.Away.Count)), text(letters.BoundaryMonths(b)), text(letters.BoundaryReason(b)),
			})
		}
	}
	return s.listed()
}

// Sent is what became of a letter of an earlier run, in words.
type Sent struct {
	Run, Practice, Name, Scheme, Reference string
	Address, State, When, Receipt          string
}

// sentSheet says of every letter of the earlier runs whether it has gone.
func sentSheet(r Run) sheet {
	s := sheet{
		tab: "Sent", table: "Sent", keys: 5, colour: "768692", omitted: len(r.Sent) == 0,
		tells: "What had become of the letters of earlier runs when this one was made: the state, since when, and the mail server's receipt.",
		columns: []column{
			{head: "run", width: 10}, {head: "practice_code", width: 10}, {head: "practice_name", width: 32}, {head: "scheme", width: 22},
			{head: "reference", width: 24}, {head: "address", width: 36}, {head: "state", width: 10}, {head: "when", width: 22}, wrapped("receipt", 60),
		},
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		for _, l := range r.Sent {
			add([]xlsx.Cell{text(l.Run), text(l.Practice), text(l.Name), text(l.Scheme),
				text(l.Reference), text(l.Address), text(l.State), text(l.When), text(l.Receipt)})
		}
	}
	return s.listed()
}
