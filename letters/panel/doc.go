// Package panel is what follows the letter: what practices ask for, what the panel
// decides on it, and what is accepted by it.
//
//	chain      a log that is only added to: requests.jsonl and decisions.jsonl
//	seen       the exports beside the log: every version of every row, also of those that are gone
//	requests   what was asked for, and where each request stands; holds: what keeps it from being known
//	findings   what the program finds in one, each with its clause
package panel
