package report

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/letters/report/xlsx"
)

// This file turns what the program knows into cells. A number goes into its
// cell as its exact digits; no floating-point number stands between.

func text(s string) xlsx.Cell        { return xlsx.Words(s) }
func number(n int64) xlsx.Cell       { return xlsx.Digits(whole(n)) }
func pounds(m calc.Money) xlsx.Cell  { return xlsx.Digits(m.String()) }
func percent(s calc.Share) xlsx.Cell { return xlsx.Digits(s.Cut(places)) }

func big0(n *big.Int) xlsx.Cell {
	if n.IsInt64() {
		return number(n.Int64())
	}
	return xlsx.Digits(n.String())
}

// none are cells with nothing in them.
func none(n int) []xlsx.Cell { return make([]xlsx.Cell, n) }

// ordinal is a number that starts from 1, or an empty cell.
func ordinal(n int) xlsx.Cell { return xlsx.Digits(orEmpty(n)) }

// day is a date as spreadsheets count them: days since 30 December 1899.
func day(d calc.Date) xlsx.Cell {
	if d == 0 {
		return xlsx.Cell{}
	}
	return xlsx.Digits(strconv.Itoa(calc.Date(18991230).DaysTo(d)))
}

// link is a text that opens the file beside the workbook.
func link(path string) xlsx.Cell {
	if path == "" {
		return xlsx.Cell{}
	}
	return text(path).By(`HYPERLINK("` + strings.ReplaceAll(path, `"`, `""`) + `")`)
}

// jump is the formula of a cell that leads to the first row of another table
// whose key is this row's own.
func jump(tab, table, key, own string) string {
	return fmt.Sprintf(`HYPERLINK("#'%s'!A"&(ROW(%s[[#Headers],[%s]])+MATCH(%s,%s[%s],0)),"see")`, tab, table, key, own, table, key)
}

// columnName is A for 0, Z for 25, AA for 26.
func columnName(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return columnName(i/26-1) + columnName(i%26)
}

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

// emptyRow has room for the cells of the widest of the tables. A table with many rows
// makes each in the same place: none is held.
func emptyRow() []xlsx.Cell { return make([]xlsx.Cell, 0, 64) }

// lineKeys begin a row.
func lineKeys(row []xlsx.Cell, p calc.Position, service string) []xlsx.Cell {
	return append(row[:0], text(lineKey(p, service)), text(string(p.Practice.Code)), text(p.Scheme.Code), text(service))
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
