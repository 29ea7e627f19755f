// Package panel is what follows the letter: what practices ask for, what the panel
// decides on it, and what is accepted by it.
//
//	chain      a log that is only added to: requests.jsonl and decisions.jsonl
//	seen       the exports beside the log: every version of every row, also of those that are gone
//	requests   what was asked for, and where each request stands; holds: what keeps it from being known
//	findings   what the program finds in one, each with its clause
//	pack       what lies before the panel, in the order of its grounds; pack_front, pack_case: as it is printed; table: as CSV
//	judge      what the panel has filled in, judged whole; decisions: the log of it, and what it comes to
//	faults     every fault of requests and of decisions by its code
package panel
