package report

import (
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// What a check says.
const (
	agree  = "ok"
	differ = "differs"
	held   = "held"
)

// positionKey names a practice and scheme: P81999/CAP.
func positionKey(p calc.Position) string { return string(p.Practice.Code) + "/" + p.Scheme.Short }

// lineKey names a line of it: P81999/CAP/ecg.
func lineKey(p calc.Position, service string) string { return positionKey(p) + "/" + service }

func lineKeys(p calc.Position, service string) []xlsx.Cell {
	return []xlsx.Cell{text(lineKey(p, service)), text(string(p.Practice.Code)), text(p.Scheme.Code), text(service)}
}

// check is the formula that holds the sheet's own figures, column by column,
// against the program's in the columns of the same name with "program" before.
func check(columns ...string) string {
	var pairs []string
	for _, c := range columns {
		pairs = append(pairs, "[@"+c+"]=[@"+program(c)+"]")
	}
	return `IF(AND(` + strings.Join(pairs, ",") + `),"` + agree + `","` + differ + `")`
}

// checkUnlessHeld is check, for a table that has rows without figures.
func checkUnlessHeld(isHeld string, columns ...string) string {
	return `IF(` + isHeld + `,"` + held + `",` + check(columns...) + `)`
}

// span refers to the columns of all months: Activity[[Apr]:[Mar]].
func span(table string, months []string, head func(string) string) string {
	return table + "[[" + head(months[0]) + "]:[" + head(months[len(months)-1]) + "]]"
}

// rowSpan refers to the cells of all months in this row.
func rowSpan(table string, months []string) string {
	return table + "[[#This Row],[" + months[0] + "]:[" + months[len(months)-1] + "]]"
}

// same is the head of a month's own column.
func same(month string) string { return month }

// program is the head of the column with the program's own figure.
func program(column string) string { return "program " + column }

// rowNumbers is where each position stands among all, from 0.
func rowNumbers(r Run) map[string]int {
	rows := map[string]int{}
	for i, p := range r.Settled.Positions {
		rows[positionKey(p)] = i
	}
	return rows
}
