// Package calc is what is true: what a practice recorded, what it achieved
// against its targets, and what that means in money.
//
// It is pure. It reads no file and no clock, and holds no floating-point
// number: a share is an exact ratio (Share), a sum of money an exact decimal
// (Money), a count a whole number.
//
// Reading order:
//
//	practice, date, money, share   the words everything else is written in
//	scheme, rule                   what the guidance rules, as data
//	averages                       the choices for an averaging method: one table
//	practice, activity             what was agreed and what was recorded
//	extract                        both, for a whole ICB, with its problems
//	method, achievement (Measure)  counts → recorded achievement, line by line
//	reconciliation (Reconcile)     achievement → earned, advance, balance
//	outcome                        what a balance means
//	settle (Settle)                every practice and scheme; tally: records and positions counted
//	plausible (Implausibilities)   all of them against each other and against sense
//	instruction, accept            what a team decides by hand
//	step (Working)                 the same sums, in steps a person can redo
//	boundary (Near)                what would change a position's outcome
//	change, move                   what differs between two runs
//	ledger, advances               instalments due, held against what was paid
//	projection (Project)           where a year that has not ended is heading
//
// Glossary, in the guidance's own words:
//
//	scheme      a Local Enhanced Service (LES) of one year
//	service     one line of a scheme: ECGs, Phlebotomy, Domain 2
//	line        a practice's contract for one service: target, value, advance
//	recorded    activity delivered in the year and coded
//	late        recorded, but coded after the cut-off; counted and flagged
//	achievement recorded over expected, by one of the averaging methods
//	capped      achievement, but no more than the cap
//	earned      contract value × capped, rounded once, line by line
//	advance     what was paid during the year
//	instalment  one part of the advance, due in its month
//	ledger      what finance paid in advance, payment by payment
//	balance     earned − advance: to pay when above zero, to recoup when below
//	through     the last month that is complete, before the year has ended
//	floor       the year if nothing more is recorded after it
//	so far      the year at the rate of all months through it; last three, of those
//	held        no letter until a person has decided
package calc
