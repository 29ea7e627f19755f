package report

import (
	"fmt"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// activitySheet holds the counts that everything else is worked out from. A
// month's rank orders the months of a line for the methods that take the best:
// count × factor orders as count ÷ working days does, and the part below 12
// puts the earlier of two equal months first. So does the rank of months that
// are taken together, of which there are fewer.
func activitySheet(l layout) sheet {
	months := l.months
	s := sheet{
		tab: "Monthly activity", table: "Activity", keys: 4, printed: "check", colour: "FFB81C",
		tells: "The counts that everything is worked out from: change one in the yellow columns, and the figures on the other sheets follow and differ from the program's.",
		columns: []column{
			{head: "line", width: 22}, {head: "practice_code", width: 10}, {head: "scheme", width: 22}, {head: "service", width: 14},
			{head: "target", width: 9, role: xlsx.Input, format: xlsx.Count},
		},
	}
	for _, m := range months {
		s.columns = append(s.columns, column{head: m, width: 7, role: xlsx.Input, format: xlsx.Count})
	}
	s.columns = append(s.columns,
		column{head: "recorded", width: 10, role: xlsx.Here, format: xlsx.Count, formula: "SUM(" + rowSpan("Activity", months) + ")"},
		column{head: program("recorded"), width: 10, role: xlsx.Program, format: xlsx.Count},
		column{head: "check", width: 9, role: xlsx.Here, format: xlsx.Mark, formula: check("recorded")},
		column{head: "late_coded", width: 9, role: xlsx.Program, format: xlsx.Count},
		column{head: "out_of_period", width: 9, role: xlsx.Program, format: xlsx.Count},
		column{head: "term", width: 6, role: xlsx.Here, formula: "MATCH([@scheme],Terms[scheme],0)", folded: true})
	for _, together := range l.ranked {
		runs := l.runs(together)
		for i, run := range runs {
			s.columns = append(s.columns, column{
				head: rank(run.name), width: 12, role: xlsx.Here, format: xlsx.Count, folded: true,
				formula: fmt.Sprintf("%s*INDEX(Terms[%s],[@term])*%d+%d", run.inRow(), factor(run.name), len(runs), len(runs)-1-i),
			})
		}
	}
	if len(l.answered) == 0 { // else what the panel accepted is worked out among what was read
		s.alike = len(l.lines)
	}
	s.rows = func(add func(row []xlsx.Cell)) {
		row := emptyRow()
		for _, p := range l.lined() {
			for _, line := range p.Lines {
				add(activityRow(row, l, p, line))
			}
		}
	}
	return s
}

func activityRow(row []xlsx.Cell, l layout, p calc.Position, line calc.Achievement) []xlsx.Cell {
	a := line.Activity
	row = append(lineKeys(row, p, line.Contract.Service), number(line.Contract.Target))
	for i, n := range a.Recorded {
		row = append(row, l.withAccepted(number(n), p, line, i))
	}
	sum := number(a.Recorded.Sum())
	row = append(row, sum, sum, text(agree), lateNumber(a), number(a.OutOfPeriod), l.term(p))
	for _, together := range l.ranked {
		row = rankCells(row, p.Scheme.DaysTogether(together), a.Recorded, together)
	}
	return row
}

// lateNumber is how much was coded late, or that it is not known.
func lateNumber(a calc.Activity) xlsx.Cell {
	if a.LateUnknown {
		return text(calc.NotKnown)
	}
	return number(a.Late.Sum())
}

func rankCells(row []xlsx.Cell, days []int64, recorded calc.ByMonth, together int) []xlsx.Cell {
	least, runs := calc.Multiple(days...), len(days)
	for i := range runs {
		var sum int64
		for _, n := range recorded[i*together : (i+1)*together] {
			sum += n
		}
		row = append(row, timesPlus(sum, least/days[i]*int64(runs), int64(runs-1-i)))
	}
	return row
}

// rank is the head of a month's rank.
func rank(month string) string { return "rank " + month }
