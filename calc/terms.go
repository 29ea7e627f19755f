package calc

import (
	"cmp"
	"slices"
)

// Terms is by what a year is settled: the schemes, the day of the letters, and
// before the year has ended the months that are complete.
type Terms struct {
	Schemes []*Scheme // every one that the activity may be of
	About   []*Scheme // those that are asked for; none named, all
	AsOf    Date      // instalments due by then are judged; without it none are looked at
	Through int       // 10 through January; 0 when the year has ended
	Decided *Decided  // what the panel decided; nil before
}

// Settle reconciles every practice that holds a contract in a scheme, holds
// back those with a problem that says so, and accounts for every record read.
// Before the year has ended the positions are what it comes to if nothing more is
// recorded, and each says where it is heading. It fails only when a record is
// lost, or a scheme has too few months to be projected.
func (t Terms) Settle(x *Extract) (Settlement, error) { return t.settle(x, nil) }

// settle takes the positions that are known as they are.
func (t Terms) settle(x *Extract, known map[positionKey]Position) (Settlement, error) {
	read := x
	if t.Through > 0 {
		for _, s := range t.Schemes {
			if err := s.enough(t.Through); err != nil {
				return Settlement{}, err
			}
		}
		read = x.Through(t.Through)
	}
	settled, err := settleAll(read, t.Schemes, known)
	settled.Extract, settled.Terms = x, t
	if err != nil {
		return settled, err
	}
	settled.look()
	settled.keep()
	return settled, nil
}

// look gives each position its instalments, and where it is heading.
func (s *Settlement) look() {
	instalments := map[positionKey]Advances{}
	if s.Terms.AsOf != 0 {
		lost := s.Extract.lostPayments()
		for _, a := range CompareAdvances(s.Extract.Contracts, s.Extract.Ledger, s.Schemes, s.Terms.AsOf) {
			if slices.ContainsFunc(lost, func(p Problem) bool { return p.Touches(a.Practice, a.Scheme.Code) }) {
				a = a.doubted()
			}
			if s.Extract.Ledger.Knows(a.Scheme.Code) {
				instalments[positionKey{a.Practice, a.Scheme.Code}] = a
			}
		}
	}
	for i := range s.Positions {
		p := &s.Positions[i]
		p.Instalments = instalments[positionKey{p.Practice.Code, p.Scheme.Code}]
		if s.Terms.Through > 0 {
			ahead := projectionOf(*p, s.Terms.Through)
			p.Ahead = &ahead
		}
	}
}

// keep leaves only the schemes that are asked for; the tally of records that
// belong to no scheme stays.
func (s *Settlement) keep() {
	if len(s.Terms.About) == 0 {
		return
	}
	about := func(code string) bool {
		return slices.ContainsFunc(s.Terms.About, func(one *Scheme) bool { return one.Code == code })
	}
	s.Schemes = slices.DeleteFunc(slices.Clone(s.Schemes), func(one *Scheme) bool { return !about(one.Code) })
	s.Positions = slices.DeleteFunc(s.Positions, func(p Position) bool { return !about(p.Scheme.Code) })
	for code := range s.Tallies {
		if code != Unattributed && !about(code) {
			delete(s.Tallies, code)
		}
	}
	x := *s.Extract
	x.Problems = slices.DeleteFunc(slices.Clone(x.Problems), func(p Problem) bool {
		return p.Severity != Stop && p.Scheme != "" && !about(p.Scheme)
	})
	s.Extract = &x
}

// Statements are the statements of advances, of the schemes of which the ledger
// knows anything, by practice and then the scheme's code.
func (s Settlement) Statements() []Advances {
	var all []Advances
	for _, p := range s.Positions {
		if p.Instalments.Scheme != nil {
			all = append(all, p.Instalments)
		}
	}
	slices.SortStableFunc(all, func(a, b Advances) int {
		return cmp.Or(cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.Scheme.Code, b.Scheme.Code))
	})
	return all
}

// Months is how many months of the year are looked at.
func (t Terms) Months() int {
	if t.Through > 0 {
		return t.Through
	}
	return Months
}
