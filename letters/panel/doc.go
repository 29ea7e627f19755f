// Package panel is what follows the letter: what practices ask for, what the panel
// decides on it, and what is accepted by it.
//
//	chain      a log that is only added to: requests.jsonl and decisions.jsonl
package panel
