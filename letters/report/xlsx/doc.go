// Package xlsx writes a workbook: sheets of cells, each with a value and, where
// it is worked out on the sheet, its formula beside that value.
//
// excelize draws the frame of the file: styles, column widths, panes, tables,
// print set-up. The rows are written here, because three things are needed that
// excelize cannot do: a number as the exact digits that it was given, a formula
// whose remembered value is a text, and the same bytes every time.
//
// Reading order: cell, sheet, book, then style, frame, rows and archive.
package xlsx
