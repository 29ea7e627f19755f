package extract

import (
	"cmp"
	"slices"

	"yearend/calc"
)

// contractBook gathers the contracts of all files.
type contractBook struct {
	lines  map[contractKey]*agreed
	signed map[calc.PracticeCode]calc.Problem // every practice that any row names, with the first one's place
	// unclear are rows of a scheme whose service is unknown: the practice is
	// signed up to the scheme, and has to be seen to be held in it.
	unclear []calc.Contract
}

type contractKey struct {
	practice calc.PracticeCode
	service  *service
}

// agreed is a contract with the row that it was read from.
type agreed struct {
	calc.Contract
	service *service
	place   calc.Problem
}

func newContractBook() *contractBook {
	return &contractBook{lines: map[contractKey]*agreed{}, signed: map[calc.PracticeCode]calc.Problem{}}
}

// add enters a contract. The first of two that are the same in practice and
// service stands.
func (b *contractBook) add(a *agreed) (earlier *agreed) {
	k := contractKey{a.Practice, a.service}
	if earlier = b.lines[k]; earlier == nil {
		b.lines[k] = a
	}
	return earlier
}

// ordered gives the contracts by practice, scheme code, then the scheme's order of services.
func (b *contractBook) ordered() []*agreed {
	var all []*agreed
	for _, a := range b.lines {
		all = append(all, a)
	}
	slices.SortFunc(all, func(x, y *agreed) int {
		return cmp.Or(cmp.Compare(x.Practice, y.Practice), cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.service.place, y.service.place))
	})
	return all
}

// sorted gives the contracts alone, with the unclear ones behind their practice's others.
func (b *contractBook) sorted() []calc.Contract {
	var all []calc.Contract
	for _, a := range b.ordered() {
		all = append(all, a.Contract)
	}
	all = append(all, b.unclear...)
	slices.SortStableFunc(all, func(x, y calc.Contract) int {
		return cmp.Or(cmp.Compare(x.Practice, y.Practice), cmp.Compare(x.Scheme, y.Scheme))
	})
	return all
}
