package calc

// ExactMonths is activity by month that need not be whole, held exactly: in
// every month so many units, of which PerOne make one. 40 contacts and two
// thirds of one are 122 units of three.
//
// The averaging methods need no second set of sums for it. Each is a ratio of
// what was recorded to what was expected, and so many times the activity
// against as many times the target is the same ratio: the units are measured,
// as whole numbers, against the target in units.
type ExactMonths struct {
	Units  ByMonth
	PerOne int64
}

// whole is activity as it was recorded.
func whole(m ByMonth) ExactMonths { return ExactMonths{Units: m, PerOne: 1} }

// Month is the activity of the period's i-th month.
func (m ExactMonths) Month(i int) Share { return ratioOf(m.Units[i], m.PerOne) }

// Sum is the activity of the whole period.
func (m ExactMonths) Sum() Share { return ratioOf(m.Units.Sum(), m.PerOne) }

// ratioOf is n over d, where d is known not to be zero.
func ratioOf(n, d int64) Share {
	s, _ := Ratio(n, d)
	return s
}
