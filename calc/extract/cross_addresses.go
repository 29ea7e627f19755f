package extract

import (
	"maps"
	"slices"

	"yearend/calc"
)

// crossAddresses looks for letters that could not go by post. Where no practice
// of a register has an address, it is the register that lacks them: that is one
// thing to look at, and not two hundred.
func (r *reading) crossAddresses() {
	lacking, ofFile := map[string][]*listed{}, map[string]int{}
	for _, code := range slices.Sorted(maps.Keys(r.contracts.signed)) {
		p := r.register.practices[code]
		if p == nil || p.Closed {
			continue
		}
		ofFile[p.place.File]++
		if len(p.Address) == 0 || p.Postcode == "" {
			lacking[p.place.File] = append(lacking[p.place.File], p)
		}
	}
	for file, practices := range lacking {
		if len(practices) == ofFile[file] && len(practices) > 1 {
			place := practices[0].place
			place.Row = 0
			r.note("W-address", place, calc.Problem{Found: many(len(practices), "practice"), Remedy: "no practice of this register with a contract has an address and postcode, " +
				"so that no letter could go by post: look whether its columns have other names (columns: in the project file), or add them"})
			continue
		}
		for _, p := range practices {
			r.noteAddress(p)
		}
	}
}

func (r *reading) noteAddress(p *listed) {
	what, column := "address", colAddress[0]
	switch {
	case len(p.Address) > 0:
		what, column = "postcode", colPostcode
	case p.Postcode == "":
		what = "address and no postcode"
	}
	r.note("W-address", p.place, calc.Problem{Practice: p.Code, Column: column,
		Remedy: "the practice has no " + what + ", so that its letters could not go by post: enter it"})
}
