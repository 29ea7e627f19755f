package calc

// ByMonth is a count for each month of the period, April first.
type ByMonth [Months]int64

// Sum is the count of the whole period.
func (m ByMonth) Sum() int64 {
	var sum int64
	for _, n := range m {
		sum += n
	}
	return sum
}

// Minus is what is left in each month.
func (m ByMonth) Minus(n ByMonth) ByMonth {
	for i := range m {
		m[i] -= n[i]
	}
	return m
}

// Activity is what one practice recorded for one service.
type Activity struct {
	Recorded    ByMonth // delivered in the period, whenever it was coded
	Late        ByMonth // the part of Recorded that was coded after the cut-off
	LateUnknown bool    // no file says when all of it was coded: what Late holds is not all
	OutOfPeriod int64   // delivered outside the period: read, and not counted
	Records     Records
}

// Records counts the entries of the extract behind an Activity, so that every
// record read is found again in a tally.
type Records struct {
	InPeriod     int
	InMonth      [Months]int // InPeriod, by the month of the activity
	OutOfPeriod  int
	AfterThrough int // in the period, but after the last month that is looked at
	Faulty       int // could not be read; the practice is held for it
}

// Read is every record, whatever became of it.
func (r Records) Read() int { return r.InPeriod + r.OutOfPeriod + r.AfterThrough + r.Faulty }

// OnTime is the recorded activity without what was coded late.
func (a Activity) OnTime() ByMonth { return a.Recorded.Minus(a.Late) }

// Through is the activity of the first so many months; the records of the
// later ones are counted as after them.
func (a Activity) Through(months int) Activity {
	for i := months; i < Months; i++ {
		a.Recorded[i], a.Late[i] = 0, 0
		a.Records.InPeriod -= a.Records.InMonth[i]
		a.Records.AfterThrough += a.Records.InMonth[i]
		a.Records.InMonth[i] = 0
	}
	return a
}

// ActivityKey names whose activity for what. Service is a service code of one
// of the schemes, or empty where the extract's words name no known service.
type ActivityKey struct {
	Practice PracticeCode
	Service  string
}

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
