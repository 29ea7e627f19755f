package report

import (
	"fmt"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// records is what became of every record read, scheme by scheme.
func (s *summary) records() {
	s.section("Records read, and what became of them", "read = counted + out of period + excluded service + no contract + held, or the run would have failed.")
	heads := s.heads("scheme", "read", "counted", "out of period", "excluded service", "no contract", "held", "check")
	codes := []string{}
	for _, scheme := range s.Schemes {
		codes = append(codes, scheme.Code)
	}
	if _, some := s.Settled.Tallies[calc.Unattributed]; some {
		codes = append(codes, calc.Unattributed)
	}
	for _, code := range codes {
		s.tally(code, s.Settled.Tallies[code])
	}
	s.checks = append(s.checks, fmt.Sprintf("H%d:H%d", heads+1, len(s.rows)))
}

func (s *summary) tally(name string, t calc.Tally) {
	n := len(s.rows) + 1
	s.own++
	row := []xlsx.Cell{text(name)}
	for _, count := range []int{t.Read, t.Counted, t.OutOfPeriod, t.ExcludedService, t.NoContract, t.Held} {
		row = append(row, number(int64(count)).In(xlsx.Style{Format: xlsx.Count, Role: xlsx.Program}))
	}
	s.row(append(row, text(agree).By(fmt.Sprintf(`IF(B%d=SUM(C%d:G%d),"%s","%s")`, n, n, n, agree, differ)).In(xlsx.Style{Format: xlsx.Mark, Role: xlsx.Here}))...)
}

// agreement counts the checks of every sheet, and lets the verdict rest on
// them. What does not say "ok" counts as different, so that an error does too.
func (s *summary) agreement(verdict int) {
	own := s.checks[1:] // the first is the verdict itself
	s.section("Do the figures agree?", "Each row of each sheet is held against the program's figure. Filter a sheet's check column for the rows that differ.")
	heads := s.heads("sheet", "rows", "agree", "held", "differ")
	for _, t := range s.checked() {
		s.tallyOfChecks(t.tab, t.rows, t.held, fmt.Sprintf("COUNTA(%s[%s])", t.table, t.key),
			fmt.Sprintf(`COUNTIF(%s[check],"%s")`, t.table, agree), fmt.Sprintf(`COUNTIF(%s[check],"%s")`, t.table, held))
	}
	var rows, ok []string
	for _, where := range own {
		rows = append(rows, "ROWS("+where+")")
		ok = append(ok, fmt.Sprintf(`COUNTIF(%s,"%s")`, where, agree))
	}
	s.tallyOfChecks("Summary", s.own, 0, strings.Join(rows, "+"), strings.Join(ok, "+"), "0")
	differing := fmt.Sprintf("SUM(E%d:E%d)", heads+1, len(s.rows))
	s.rows[verdict-1][0] = s.rows[verdict-1][0].By(fmt.Sprintf(
		`IF(%s=0,"All figures agree",IF(%s=1,"1 figure differs",%s&" figures differ")&" from the program's")`, differing, differing, differing))
}

func (s *summary) tallyOfChecks(tab string, rows, heldRows int, all, ok, isHeld string) {
	n := len(s.rows) + 1
	here := xlsx.Style{Format: xlsx.Count, Role: xlsx.Here}
	s.row(text(tab),
		number(int64(rows)).By(all).In(here), number(int64(rows-heldRows)).By(ok).In(here), number(int64(heldRows)).By(isHeld).In(here),
		number(0).By(fmt.Sprintf("B%d-C%d-D%d", n, n, n)).In(here))
}

// checkedTable is a table with a check column: a column that is never empty
// tells how many rows it has.
type checkedTable struct {
	tab, table, key string
	rows, held      int
}

func (s *summary) checked() []checkedTable {
	var heldLines, methods, positions int
	for _, p := range s.lined() {
		heldLines += len(s.heldServices(p))
		for _, line := range p.Lines {
			methods += len(line.Results)
		}
	}
	var all calc.Totals
	for _, t := range s.totals {
		all.Pay, all.Recoup, all.Held = all.Pay+t.Pay, all.Recoup+t.Recoup, all.Held+t.Held
		positions += t.Letters() + t.Held
	}
	tables := []checkedTable{
		{"Monthly activity", "Activity", "line", len(s.lines), 0},
		{"Methods", "Methods", "line", methods, 0},
		{"Services", "Services", "line", len(s.lines) + heldLines, heldLines},
		{"Terms", "Terms", "scheme", len(s.Schemes), 0},
		{"Positions", "Positions", "position", positions, all.Held},
		{"Payments", "Payments", "position", all.Pay, 0},
		{"Recoupments", "Recoupments", "position", all.Recoup, 0},
	}
	if advances := advancesSheet(s.Run); !advances.omitted {
		tables = append(tables, checkedTable{"Advances", "Advances", "position", advances.measure().count, 0})
	}
	if s.Kind.Final {
		tables = append(tables, checkedTable{"Final", "Final", "position", positions, all.Held}, checkedTable{"Accepted", "Accepted", "line", len(s.answered), 0},
			checkedTable{"Bridge", "Bridge", "scheme", len(s.Schemes), 0})
	}
	if changes := changesSheet(s.Run); !changes.omitted {
		tables = append(tables, checkedTable{"Changes", "Changes", "position", changes.measure().count, 0})
	}
	return append(tables, s.lists...)
}
