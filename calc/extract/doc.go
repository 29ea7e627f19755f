// Package extract turns the files of a year end into a calc.Extract: the
// register of practices, their mailboxes, their contracts and their activity,
// as CSV or XLSX.
//
// It judges everything and reports everything. What is wrong with the input is
// a calc.Problem in the result, with its place and its remedy; an error is only
// what is not the input's fault, such as a full disk. No row is dropped in
// silence: a file whose rows cannot be told apart for certain is refused whole.
//
// Reading order:
//
//	inputs (Read)                    which files, in which order
//	fault, page                      every fault by its code; how one is reported
//	cell, table                      a file as rows of cells
//	csv_*, xlsx_*                    the two kinds of file
//	header, headless, names          which column means what
//	read_file, asides                one file: open, find the header, judge each row
//	count, money, day, month, word   one cell as a value
//	practices, epraccur, mailboxes   the register
//	contracts, dictionary            what was agreed
//	activity, records, months, wide  what was recorded, in its three layouts
//	ledger, repeats                  activity added up while it is read
//	cross                            what only shows when files are laid side by side
package extract
