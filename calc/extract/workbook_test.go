package extract

import "yearend/calc/extract/rows/handmade"

// The workbooks of the tests are written by hand.
type (
	workbook = handmade.Workbook
	sheetXML = handmade.Sheet
)

var (
	one     = handmade.One
	sheetOf = handmade.Rows
)

const (
	xmlHead = handmade.Head
	mainNS  = handmade.Main
)
