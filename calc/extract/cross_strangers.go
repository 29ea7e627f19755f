package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"yearend/calc"
)

// strangersNamed is how many practices that only the activity names are said
// one by one: beyond it, the extract is a region's or the country's.
const strangersNamed = 100

// strange reports a practice that only the activity names.
func (r *reading) strange(code calc.PracticeCode) bool {
	_, signed := r.contracts.signed[code]
	return !signed && r.register.practices[code] == nil && !r.unread["practices"]
}

// noteStrangers says who they are. Where most of the activity is theirs and most
// contracts have none, the practices are not those of the year end: the letters
// would ask for everything back.
func (r *reading) noteStrangers(strangers map[calc.PracticeCode]bool) {
	theirs, first := 0, calc.Problem{}
	codes := slices.Sorted(maps.Keys(strangers))
	for _, code := range codes {
		n, place := r.recordsOf(code)
		theirs += n
		first = cmp.Or(first, place)
		if len(codes) <= strangersNamed {
			r.note("W-stranger", place, calc.Problem{Practice: code, Found: many(n, "record"),
				Remedy: "the practice is in the activity, but neither in the register nor in the contracts: look whether its code is right, or whether it belongs to another ICB"})
		}
	}
	first.Row = 0 // it is of the whole file
	if len(codes) > strangersNamed {
		r.note("W-stranger", first, calc.Problem{Found: fmt.Sprintf("%s (%s, %s and on) with %s", many(len(codes), "practice"), codes[0], codes[1], many(theirs, "record")),
			Remedy: "these practices are in the activity, but neither in the register nor in the contracts, and their records are left out: look whether the extract is of more than your ICB"})
	}
	if all := r.recordsFiled(); 2*theirs > all && 2*r.idle() > len(r.contracts.signed) {
		r.note("E-strangers", first, calc.Problem{Found: fmt.Sprintf("%d of %s", theirs, many(all, "record")),
			Remedy: "most of the activity is of practices that are neither in the register nor in the contracts, and most practices with a contract have none: " +
				"look whether it is your ICB's extract, and its column of practice codes the right one"})
	}
}

// recordsOf is how many records were filed for a practice, and where the first is.
func (r *reading) recordsOf(code calc.PracticeCode) (n int, place calc.Problem) {
	for _, e := range r.ledger.accounts[code].lines {
		if e != nil {
			n += e.Records.Read()
			place = cmp.Or(place, e.place)
		}
	}
	return n, place
}

func (r *reading) recordsFiled() int {
	n := 0
	for _, e := range r.ledger.entries {
		n += e.Records.Read()
	}
	return n
}

// idle is how many practices with a contract have no activity at all.
func (r *reading) idle() int {
	n := 0
	for code := range r.contracts.signed {
		if r.ledger.accounts[code] == nil {
			n++
		}
	}
	return n
}
