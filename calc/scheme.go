package calc

import (
	"slices"
	"time"
)

// Scheme is a Local Enhanced Service of one year, as its rule file has it.
type Scheme struct {
	Code     string // "ltc-les-2025-26"
	Short    string // "LTC", as it stands in a letter's reference
	Title    string // "LTC LES"
	Year     string // "2025/26"
	Guidance string // the full title of the guidance document
	Words    string // the folder of templates that its letters are written from

	LetterKind string // "End-of-Year Performance", as the letter is called (B5)

	Services []Service // in the order in which tables show them
	Excluded []Exclusion

	Period  Period // activity dates that count, both ends included
	CodedBy Date   // a later coding date flags a record as late

	Methods []Method
	Weights [Months]int64 // working days of each month of the period
	Cap     Share
	Advance *Advance // nil where the scheme states no advance share

	Projection *ProjectionRule // nil where the scheme file does not say how one is reckoned

	Dates   Dates
	Grounds Grounds
	Plan    bool // a recoupment may be repaid by a payment plan

	Rules   []Rule  // every rule and assumption, in the order of the file
	Clauses Clauses // the rules that the sums rest on
}

// Service is a line that a scheme pays for.
type Service struct {
	Code    string
	Name    string
	Unit    string // what is counted, in the plural: "contacts"
	Aliases []string
}

// Exclusion is a service whose activity is read and left out.
type Exclusion struct {
	Service
	Reason string
}

// Advance is the share of the contract value that is paid during the year.
type Advance struct {
	Share       Share
	Instalments int
	Schedule    []Instalment // in the order of their months; empty where the scheme file states none
}

// Instalment is one instalment of a contract line, rounded half up to the penny (A12).
func (a Advance) Instalment(value Money) Money {
	return value.Times(a.Share.Over(int64(a.Instalments)))
}

// Paid is what the instalments come to: each is rounded to the penny, so that
// their sum need not be exactly the share.
func (a Advance) Paid(value Money) Money { return a.Instalment(value).Many(a.Instalments) }

// Fits reports whether a sum paid in advance is the share of the value: as the
// instalments come to it, or as the share itself rounded to the penny.
func (a Advance) Fits(value, paid Money) bool {
	return paid.Cmp(a.Paid(value)) == 0 || paid.Cmp(value.Times(a.Share)) == 0
}

// Dates are the days that a letter names.
type Dates struct {
	LettersBy  Date
	FormOpens  Date // or the day on which the first letters were issued, if that is earlier (B7, A25)
	FormCloses Date
	PanelWeek  Date // its Monday
	OutcomeBy  Date
	PaymentRun string // "June 2026"
}

// RunOver reports whether the month of the payment run is over on a day: nothing
// more can be in it.
func (d Dates) RunOver(on Date) bool {
	month, err := RunMonth(d.PaymentRun)
	return err == nil && on >= DateOf(month.AddDate(0, 1, 0))
}

// RunMonth reads the month of a payment run: June 2026.
func RunMonth(run string) (time.Time, error) { return time.Parse("January 2006", run) }

// Grounds are the circumstances that a mitigation request may and may not rest on.
type Grounds struct {
	Refused    []string
	Exceptions []string // accepted after all, with evidence
}

// Clauses names the rule behind each step of the sums.
type Clauses struct {
	Services, Period, Late, LatePosition Clause
	Weights, Choice, ChoiceScope         Clause
	Earned, Rounding, AboveCap, CapScope Clause
	Advance, Instalments, OffShare       Clause // the last two only with an advance share
	Pay, Recoup                          Clause
}

// Service finds a service that the scheme pays for by its code.
func (s *Scheme) Service(code string) (Service, bool) {
	for _, service := range s.Services {
		if service.Code == code {
			return service, true
		}
	}
	return Service{}, false
}

// Excludes reports whether the scheme names the service as excluded.
func (s *Scheme) Excludes(code string) bool {
	for _, e := range s.Excluded {
		if e.Code == code {
			return true
		}
	}
	return false
}

// AllServices is every service the scheme names, those paid for first.
func (s *Scheme) AllServices() []Service {
	all := slices.Clone(s.Services)
	for _, e := range s.Excluded {
		all = append(all, e.Service)
	}
	return all
}

// WorkingDays is those of the whole period.
func (s *Scheme) WorkingDays() int64 {
	var sum int64
	for _, w := range s.Weights {
		sum += w
	}
	return sum
}

// daysOf is the working days of some months.
func (s *Scheme) daysOf(months []int) int64 {
	var sum int64
	for _, i := range months {
		sum += s.Weights[i]
	}
	return sum
}

// daysAfter is the working days after the first so many months.
func (s *Scheme) daysAfter(through int) int64 { return s.daysOf(allMonths()[through:]) }

// DaysTogether is the working days of so many months together, in the order of
// the year: 1 for each month's own, 3 for those of each quarter.
func (s *Scheme) DaysTogether(months int) []int64 {
	days := make([]int64, Months/months)
	for i, w := range s.Weights {
		days[i/months] += w
	}
	return days
}

// Multiple is the least number that all of these divide. By it months are
// weighed in whole numbers: by multiple ÷ their days, not by 1 ÷ their days.
func Multiple(days ...int64) int64 {
	least := int64(1)
	for _, d := range days {
		if least%d == 0 {
			continue
		}
		a, b := least, d
		for b != 0 { // a becomes the greatest common divisor
			a, b = b, a%b
		}
		least = least / a * d
	}
	return least
}

// Expected is what a target amounts to in the period's i-th month.
func (s *Scheme) Expected(target int64, i int) Share {
	e, _ := Ratio(target*s.Weights[i], s.WorkingDays()) // a scheme without weights is refused when it is read
	return e
}

// expectedBy is what a target amounts to in the first months of the period.
func (s *Scheme) expectedBy(target int64, months int) Share {
	e, _ := Ratio(target*s.daysOf(allMonths()[:months]), s.WorkingDays()) // a scheme without weights is refused when it is read
	return e
}
