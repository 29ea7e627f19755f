package extract

import (
	"yearend/calc"
)

// Fault is a kind of problem: its stable code, how grave it is, what it means.
type Fault struct {
	Code     string
	Severity calc.Severity
	Meaning  string
}

// Faults lists every fault that reading can find, the gravest first.
func Faults() []Fault {
	var all []Fault
	for _, group := range []struct {
		severity calc.Severity
		faults   []Fault
	}{{calc.Stop, stops}, {calc.Hold, holds}, {calc.Look, looks}} {
		for _, f := range group.faults {
			f.Severity = group.severity
			all = append(all, f)
		}
	}
	return all
}

// severity is how grave a fault is. One that is not in the list is a mistake
// in this package, and stops the run.
func severity(code string) calc.Severity {
	for _, f := range holds {
		if f.Code == code {
			return calc.Hold
		}
	}
	for _, f := range looks {
		if f.Code == code {
			return calc.Look
		}
	}
	return calc.Stop
}

// stops: the file cannot be trusted, and nothing is written.
var stops = []Fault{
	{Code: "E-file", Meaning: "the file is not there, cannot be opened, or is no file"},
	{Code: "E-type", Meaning: "the file is not of the kind that its name says, or has a password"},
	{Code: "E-size", Meaning: "the file, or something in it, is larger than any real one"},
	{Code: "E-damaged", Meaning: "the workbook is damaged or cut off, or its sheet cannot be read row for row with certainty"},
	{Code: "E-cut", Meaning: "the last line of a CSV has no end, so that the file may have been cut off"},
	{Code: "E-encoding", Meaning: "letters of a CSV cannot be read for certain"},
	{Code: "E-quote", Meaning: "a quotation mark of a CSV stands where none can"},
	{Code: "E-line-break", Meaning: "a line of a CSV ends inside a cell"},
	{Code: "E-ragged", Meaning: "a row of a CSV has more or fewer cells than the header"},
	{Code: "E-unmended", Meaning: "a row that a fix list gave back has come back with its mark"},
	{Code: "E-full", Meaning: "the file has exactly as many rows as Excel can hold, and was probably cut off there"},
	{Code: "E-total", Meaning: "a row of totals stands among the data"},
	{Code: "E-strangers", Meaning: "most of the activity is of practices that nothing else names, and those with contracts have none"},
	{Code: "E-file-twice", Meaning: "the same file is read twice"},
	{Code: "E-overlap", Meaning: "every record of a month in one file stands in another as well, whatever its id"},
	{Code: "E-faults", Meaning: "so much is wrong in the file that the rest was not judged"},
	{Code: "E-empty", Meaning: "the file holds no rows"},
	{Code: "E-entry", Meaning: "an entry of the project file says of its file what cannot be"},
	{Code: "E-sheet", Meaning: "the workbook does not have the sheet, or several could be meant"},
	{Code: "E-header", Meaning: "no row at the top names the columns"},
	{Code: "E-header-again", Meaning: "the header comes again among the data"},
	{Code: "E-column", Meaning: "a column is missing"},
	{Code: "E-column-twice", Meaning: "two columns claim one meaning"},
	{Code: "E-layout", Meaning: "the columns are those of two layouts or of another input, or the layout named is none"},
	{Code: "E-months", Meaning: "the columns of a wide file are not the twelve months of the year"},
	{Code: "E-icb", Meaning: "the epraccur file is read without an ICB, or has none of its practices"},
	{Code: "E-practice", Meaning: "a row names no practice, so that nobody can be held for it (of a request: it is held)"},
	{Code: "E-formula", Meaning: "a formula has no saved value"},
	{Code: "E-merged", Meaning: "cells are merged among the data"},
	{Code: "E-date-order", Meaning: "dates of a column have the month first, all of them or some"},
	{Code: "E-clock", Meaning: "the dates of a column, or of headings, are midnights of another clock, as of UTC, and so a day early"},
	{Code: "E-patient", Meaning: "a column holds NHS numbers, or has the name of one with data of patients; or what is written by hand holds one"},
	{Code: "E-year", Meaning: "most of the activity lies outside the year, or all of a file"},
	{Code: "E-through", Meaning: "before the year has ended, the extract ends before the last month that is to be complete"},
	{Code: "E-expect", Meaning: "what was read is not what its sender says was sent"},
	{Code: "E-instruction", Meaning: "an instruction is of no known kind, or does not say what, who and when"},
	{Code: "E-instruction-whose", Meaning: "an instruction is for a practice, scheme or service that is not there"},
	{Code: "E-instruction-again", Meaning: "an instruction is given twice"},
	{Code: "E-successor", Meaning: "a successor is no practice that can answer for another"},
	{Code: "E-supplier", Meaning: "a row of the suppliers file cannot be read, or comes twice"},
	{Code: "E-mailbox", Meaning: "the mailboxes of many practices name the codes of others, so that columns were moved against each other"},
	{Code: "E-accept", Meaning: "an instruction accepts what cannot be accepted"},
	{Code: "E-request-id", Meaning: "a row of a form's export has no number of its own, by which it is known"},
	{Code: "E-request-proof", Meaning: "the row of a form's export whose time somebody knows has another, or is not there"},
	{Code: "E-correction", Meaning: "a correction of a request cannot be read, or does not fit the request"},
	{Code: "E-plan", Meaning: "a payment plan cannot be read, or is for what is not repaid in parts"},
}

// holds: a practice's figures cannot be trusted, and it gets no letter.
var holds = []Fault{
	{Code: "E-blank", Meaning: "a cell is empty that the row cannot be read without"},
	{Code: "E-cell", Meaning: "a cell shows an error, as #N/A"},
	{Code: "E-date", Meaning: "a date cannot be read, or lies in no plausible year"},
	{Code: "E-date-future", Meaning: "a date is later than the date of the letters"},
	{Code: "E-coded-early", Meaning: "a record was coded before it was delivered, on the other side of the year's end"},
	{Code: "E-count", Meaning: "a count is no plausible whole number"},
	{Code: "E-negative", Meaning: "a count or a sum is below zero"},
	{Code: "E-month", Meaning: "a month cannot be read"},
	{Code: "E-month-again", Meaning: "there are two figures for one practice, service and month"},
	{Code: "E-beyond", Meaning: "a row goes on to the right of the last header, so that its cells may have been moved"},
	{Code: "E-late-part", Meaning: "more is coded late than was recorded"},
	{Code: "E-repeat", Meaning: "a record id comes twice"},
	{Code: "E-two-layouts", Meaning: "the same activity is there as records and as monthly figures"},
	{Code: "E-service", Meaning: "the service is unknown"},
	{Code: "E-scheme", Meaning: "the scheme is unknown"},
	{Code: "E-target", Meaning: "there is no target above zero"},
	{Code: "E-value", Meaning: "there is no contract value above zero"},
	{Code: "E-money", Meaning: "a sum of money cannot be read"},
	{Code: "E-advance", Meaning: "there is no advance, and no share from which to work it out"},
	{Code: "E-ledger", Meaning: "the finance ledger and the contracts do not agree on what was paid in advance"},
	{Code: "E-paid-year", Meaning: "a payment of the ledger lies outside the year, and the contracts leave blank what was paid in advance"},
	{Code: "E-contract-again", Meaning: "there are two contracts for one practice and service"},
	{Code: "E-practice-again", Meaning: "a practice stands twice in the register"},
	{Code: "E-register", Meaning: "a practice with a contract is not in the register"},
	{Code: "E-closed", Meaning: "a practice with a contract closed or merged before the contract year was over, and nobody is named who answers for it"},
	{Code: "E-status", Meaning: "a practice's status is unknown"},
	{Code: "E-name", Meaning: "a practice has no name, or a name or an address shows another practice's code, runs from right to left, or has a character that no letter can show"},
	{Code: "E-hold", Meaning: "the team holds the letter, for the reason that its instruction gives"},
}

// looks: a person should look.
var looks = []Fault{
	{Code: "W-columns", Meaning: "columns are not read"},
	{Code: "W-above-header", Meaning: "rows above the header are not read"},
	{Code: "W-beyond", Meaning: "cells to the right of the last header are not read"},
	{Code: "W-hidden", Meaning: "the sheet has hidden rows or columns or a filter; they are read"},
	{Code: "W-number-text", Meaning: "numbers are stored as text; they are read"},
	{Code: "W-record-id", Meaning: "records have no id, so that repeats cannot be found"},
	{Code: "W-overlap", Meaning: "many of the records of a month in one file stand in another as well, whatever their ids"},
	{Code: "W-patient", Meaning: "a value may be an NHS number"},
	{Code: "W-blank-month", Meaning: "a month is left blank, and counts as none"},
	{Code: "W-year", Meaning: "most of a file of activity lies outside the year"},
	{Code: "W-days-missing", Meaning: "for a week or more there is no record of a service, as where a part of the extract is missing"},
	{Code: "W-month-missing", Meaning: "a month is not there, or no practice has anything in it, and it counts as none"},
	{Code: "W-date-order", Meaning: "no date of a column shows whether the day or the month comes first"},
	{Code: "W-clock", Meaning: "dates of a column may be midnights of another clock, as of UTC, and so a day early"},
	{Code: "W-coded-early", Meaning: "a record was coded before it was delivered"},
	{Code: "W-coded-unknown", Meaning: "a file of monthly figures does not say what was coded late: it is not known"},
	{Code: "W-coded-alike", Meaning: "the coded dates of a file are all one day, or each the day of delivery, so that they do not show what was coded late"},
	{Code: "W-late-running", Meaning: "what was coded late is read as a running total, as the activity beside it is"},
	{Code: "W-excluded", Meaning: "activity of an excluded service is left out"},
	{Code: "W-excluded-contract", Meaning: "a contract is for an excluded service, and left out"},
	{Code: "W-no-contract", Meaning: "activity has no contract, and is left out"},
	{Code: "W-no-activity", Meaning: "a contract has no activity"},
	{Code: "W-closed", Meaning: "a practice with a contract is closed or merged in the register, on the last day of the contract year or later"},
	{Code: "W-unsigned", Meaning: "a practice of the register has neither a contract nor activity"},
	{Code: "W-stranger", Meaning: "a practice is in the activity and nowhere else"},
	{Code: "W-advance-above", Meaning: "the advance is larger than the contract value"},
	{Code: "W-advance-derived", Meaning: "the advance was worked out from the scheme's share"},
	{Code: "W-advance-share", Meaning: "the advance is not the scheme's share"},
	{Code: "W-date-future", Meaning: "before the year has ended, activity that is left out is dated after the letters"},
	{Code: "W-instalment", Meaning: "payments in advance are not those that were due"},
	{Code: "W-ledger-scheme", Meaning: "the ledger has payments for schemes that the project does not run, which are left out"},
	{Code: "W-paid-no-contract", Meaning: "the ledger has a payment without a contract"},
	{Code: "W-paid-future", Meaning: "a payment of the ledger is dated after the letters"},
	{Code: "W-through", Meaning: "before the year has ended, the last complete month may lack its end"},
	{Code: "W-part-year", Meaning: "before the year has ended, a practice seems to have joined or closed in it"},
	{Code: "W-letter-lost", Meaning: "a name or an address has a question mark, where a letter was lost in saving"},
	{Code: "W-escaped", Meaning: "a name or an address has letters as web pages or programs write them, as &amp; or %20"},
	{Code: "W-unseen", Meaning: "cells have characters that cannot be seen, which are left out"},
	{Code: "W-address", Meaning: "a practice has no address or no postcode"},
	{Code: "W-mailbox", Meaning: "a practice has no mailbox"},
	{Code: "W-mailbox-form", Meaning: "a mailbox is no e-mail address"},
	{Code: "W-mailbox-domain", Meaning: "a mailbox lies outside the allowed domains"},
	{Code: "W-mailbox-unused", Meaning: "a mailbox is of a practice that the register does not name"},
	{Code: "W-mailbox-differs", Meaning: "two mailboxes are named for a practice in two places"},
	{Code: "W-mailbox-own", Meaning: "a mailbox is the team's own"},
	{Code: "W-mailbox-other", Meaning: "a mailbox names the code of another practice"},
	{Code: "W-mailbox-shared", Meaning: "two practices share a mailbox"},
	{Code: "W-supplier", Meaning: "the suppliers file does not say what payments.csv is to have for a practice, or names one that is not there"},
	{Code: calc.Noted, Meaning: "the team adds a paragraph to a letter"},
	{Code: calc.ByPost, Meaning: "the team sends a letter by post"},
	{Code: calc.AnsweredFor, Meaning: "another practice answers for a practice, and gets its letter"},
	{Code: calc.NoInstruction, Meaning: "a file of instructions has none"},
}

// What a file may be at most. A national extract stays well below; what is
// above is a mistake or an attack, and is refused before it costs time.
const (
	maxBlank    = 100_000  // blank rows of a file
	maxAccounts = 20_000   // practice codes of the activity; England has some 6,500 practices
	maxRepeats  = 100_000  // record ids that come twice
	maxFaults   = 20_000   // problems of a file
	maxMarked   = 24 << 20 // bytes of a workbook that is marked, unpacked
	maxMarkable = 8 << 20  // bytes of a CSV that is
	maxCount    = 100_000  // what one record can mean
	maxMonth    = 1_000_000
	maxTarget   = 10_000_000
)

// Limit is one of them in words.
type Limit struct{ What, AtMost string }

// Limits lists what a file may be at most, for the help text.
func Limits() []Limit {
	return []Limit{
		{"a CSV file", "4 GB, 64 kB a line"},
		{"a workbook", "256 MB; 2 GB unpacked; 5,000 parts; no part packed more than 200 to 1; 2,000,000 different texts, 256 MB of them"},
		{"a sheet", "1,048,576 rows of 1 MB, and values in 1,000 columns; 255 sheets"},
		{"blank rows", "100,000 a file"},
		{"practices", "20,000 codes in the activity"},
		{"faults", "20,000 a file; after that the rest of it is not judged"},
		{"a count", "100,000 a record, 1,000,000 a month"},
	}
}
