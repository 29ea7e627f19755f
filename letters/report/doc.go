// Package report is what a run looks like in rows: positions become CSV tables
// for other programs and a control workbook for people. It is pure: it writes
// to bytes and to an io.Writer, reads no clock, and the same Run always gives
// the same bytes.
//
// Reading order:
//
//	run                          what the tables tell of
//	tables                       every CSV table, and those that only list
//	tables_lines                 services, methods, working: what each line comes to
//	positions, payments          one file a table: its columns and its rows
//	workbook                     the control workbook, sheet by sheet
//	sheet, layout, cells         how a sheet's columns and formulas are told
//	sheet_terms … sheet_rules    one file a sheet, in the order of the sums:
//	                             terms, activity, methods, services, positions;
//	                             sheet_lists has those that work nothing out
//	summary                      the first sheet: totals, checks, sign-off
//	xlsx                         cells → the bytes of a workbook
//	page                         the review page, and what beside it is a page of its own
//	page_attention … page_list   its parts in their order: what to look at first, changes,
//	                             totals, picture, the list; templates/page has their words
//	page_working                 the working of a position, as a page
//
// A table's column names and their meaning are an agreed surface: a column may
// be added after the last, never renamed.
package report
