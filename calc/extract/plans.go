package extract

import (
	"fmt"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) planLayouts() []layout {
	return []layout{{name: layoutPlans, columns: need(colPractice, colScheme, colFirstMonth, colPayments, colAgreedBy, colAgreedOn), judge: func(s *input) judge { return &plans{s, r} }}}
}

// plans judges how recoupments are repaid, as Finance agreed it. Any fault stops:
// what is misread asks a practice for the wrong sum.
type plans struct {
	*input
	reading *reading
}

// The places of the columns in the layout.
const (
	nCode = iota
	nScheme
	nFirst
	nPayments
	nBy
	nOn
)

// mostPayments is how many parts a plan can have.
const mostPayments = 60

func (j *plans) end() {}

func (j *plans) row(r rows.Row) int {
	if j.refusePatient(r) { // who agreed stands in the letter's archive
		return 1
	}
	code, ok := j.practice(r, nCode)
	if !ok {
		return 1
	}
	plan := calc.Plan{Practice: code}
	wrong := func(i int, remedy string) {
		ok = false
		j.flawed(r, i, &flaw{"E-plan", remedy}, calc.Problem{Practice: code})
	}
	scheme := j.reading.words.scheme(j.cell(r, nScheme).Text)
	switch {
	case scheme == nil:
		wrong(nScheme, "the project runs no such scheme: write "+j.reading.words.knownSchemes(j.reading.schemes))
		return 1
	case scheme.Mitigation == nil || scheme.Mitigation.Plan == nil:
		wrong(nScheme, "there is no payment plan in "+scheme.Title+": its recoupments are one sum; take the row out, or have the scheme's rules changed")
		return 1
	}
	plan.Scheme = scheme.Code
	j.terms(r, &plan, scheme, wrong)
	j.agreed(r, &plan, wrong)
	for _, earlier := range j.reading.asked.Plans {
		if earlier.Practice == plan.Practice && earlier.Scheme == plan.Scheme {
			wrong(nCode, "there are two plans for the practice and scheme: take out the one that is not valid")
		}
	}
	if ok {
		j.reading.asked.Plans = append(j.reading.asked.Plans, plan)
	}
	return 1
}

// terms reads from when and in how many parts.
func (j *plans) terms(r rows.Row, plan *calc.Plan, s *calc.Scheme, wrong func(int, string)) {
	earliest := s.Mitigation.Plan.First
	first, f := j.month(r, nFirst)
	switch {
	case f != nil:
		wrong(nFirst, f.remedy)
	case first < earliest:
		wrong(nFirst, fmt.Sprintf("the first payment is in %s at the earliest: correct the month", earliest.LongMonth()))
	}
	n, f := j.count(r, nPayments, mostPayments)
	switch {
	case f != nil:
		wrong(nPayments, f.remedy)
	case n < 2:
		wrong(nPayments, "a plan has two payments at least: one is the whole sum in the payment run, and needs no plan")
	}
	plan.First, plan.Payments = first, int(n)
}

// agreed reads who agreed to it, and when.
func (j *plans) agreed(r rows.Row, plan *calc.Plan, wrong func(int, string)) {
	if f := blankOr(j.cell(r, nBy), "the row does not say who of Finance agreed to it: enter it"); f != nil {
		wrong(nBy, f.remedy)
	}
	plan.By = spaced(seen(j.cell(r, nBy), j.epoch))
	on, f := j.day(r, nOn) // a pack may be older than the plan: whoever pays by one judges its day
	if f != nil {
		wrong(nOn, f.remedy)
	}
	plan.On = on
}
