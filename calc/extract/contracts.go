package extract

import (
	"cmp"
	"fmt"
	"slices"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

func (r *reading) contractLayouts() []layout {
	columns := need(colPractice, colScheme, colService, colTarget, colValue, colAdvance)
	return []layout{{name: "contracts", columns: columns, judge: func(s *input) judge { return &contracts{s, r} }}}
}

// contracts judges who is signed up to what, for how much.
type contracts struct {
	*input
	reading *reading
}

// The places of the columns in the layout.
const (
	cCode = iota
	cScheme
	cService
	cTarget
	cValue
	cAdvance
)

// row enters a contract even when its numbers are faulty: the practice is then
// seen to be held, and not missed.
func (j *contracts) row(r rows.Row) int {
	code, ok := j.practice(r, cCode)
	if !ok {
		return 1
	}
	place := j.where(r.Number, code)
	if _, known := j.reading.contracts.signed[code]; !known {
		j.reading.contracts.signed[code] = place
	}
	s := j.service(r, code)
	if s == nil {
		j.reading.contracts.doubtful[code] = true
		return 1
	}
	whose := calc.Problem{Practice: code, Scheme: s.scheme.Code}
	if s.excluded {
		j.flawed(r, cService, &flaw{"W-excluded-contract", "the service is excluded from this year's reconciliation, and the contract is left out of it: look whether it belongs here"}, whose)
		return 1
	}
	line := &agreed{service: s, place: place, blank: notWritten(j.cell(r, cAdvance))}
	line.Contract = j.contract(r, s, whose)
	if earlier := j.reading.contracts.add(line); earlier != nil {
		j.flawed(r, cService, &flaw{"E-contract-again", "the practice has another contract for this service, in " + at(earlier.place) +
			": take out the one that is not valid"}, whose)
	}
	return 1
}

func (j *contracts) end() {}

// service finds the scheme and the service that a row is for. Where the scheme
// is unknown, the practice is held in every one; where only the service is, it
// is held in that scheme.
func (j *contracts) service(r rows.Row, code calc.PracticeCode) *service {
	scheme := j.scheme(r, code)
	if scheme == nil {
		j.reading.contracts.anywhere[code] = true
		return nil
	}
	whose := calc.Problem{Practice: code, Scheme: scheme.Code}
	s := j.reading.words.service(j.cell(r, cService).Text)
	named := j.named(r, cService, servicesOf(scheme), whose)
	against := j.said.against(s)
	if named && s.scheme == scheme && against == nil {
		return s
	}
	j.reading.contracts.unclear = append(j.reading.contracts.unclear, calc.Contract{Practice: code, Scheme: scheme.Code})
	if named && s.scheme == scheme {
		j.flawed(r, cService, against, whose)
	} else if named {
		j.flawed(r, cService, &flaw{"E-service", fmt.Sprintf("%s has no such service: write %s", scheme.Title, servicesOf(scheme))}, whose)
	}
	return nil
}

// scheme finds the scheme that a row is for; nil where that is not certain.
func (j *contracts) scheme(r rows.Row, code calc.PracticeCode) *calc.Scheme {
	whose := calc.Problem{Practice: code}
	known := j.reading.words.knownSchemes(j.reading.schemes)
	if !j.named(r, cScheme, known, whose) {
		return nil
	}
	scheme := j.reading.words.scheme(j.cell(r, cScheme).Text)
	if scheme == nil {
		j.flawed(r, cScheme, &flaw{"E-scheme", "the project runs no such scheme: write " + known + ", or take the row out if it is of another scheme"}, whose)
		return nil
	}
	if said := j.said.scheme; said != nil && scheme != said {
		j.flawed(r, cScheme, &flaw{"E-scheme", "the project file says that the whole file is of " + said.Code + ": correct one of the two"}, whose)
		return nil
	}
	return scheme
}

// named reports whether a cell says what the contract is for, of what there is.
func (j *contracts) named(r rows.Row, i int, allowed string, whose calc.Problem) bool {
	f := lost(j.cell(r, i))
	if j.cell(r, i).Blank() {
		f = &flaw{"E-blank", "the row does not say what the contract is for: write " + allowed}
	}
	if f != nil {
		j.flawed(r, i, f, whose)
	}
	return f == nil
}

func servicesOf(scheme *calc.Scheme) string {
	var codes []string
	for _, s := range scheme.Services {
		codes = append(codes, s.Code)
	}
	return calc.Or(codes)
}

// contract reads the numbers of a row.
func (j *contracts) contract(r rows.Row, s *service, whose calc.Problem) calc.Contract {
	c := calc.Contract{Practice: whose.Practice, Scheme: s.scheme.Code, Service: s.code}
	c.Target = j.target(r, whose)
	value, ok := j.value(r, whose)
	if !ok {
		return c
	}
	c.Value = value
	c.Advance, c.Derived = j.advance(r, s.scheme, value, whose)
	return c
}

// target is the year's, above zero (A8).
func (j *contracts) target(r rows.Row, whose calc.Problem) int64 {
	if j.cell(r, cTarget).Blank() {
		j.flawed(r, cTarget, &flaw{"E-target", "there is no target, and nothing can be measured without one: have it agreed and entered"}, whose)
		return 0
	}
	target, f := j.count(r, cTarget, maxTarget)
	if f == nil && target == 0 {
		f = &flaw{"E-target", "the target is zero, and nothing can be measured against it: have it agreed and entered"}
	}
	if f != nil {
		j.flawed(r, cTarget, f, whose)
		return 0
	}
	return target
}

func (j *contracts) value(r rows.Row, whose calc.Problem) (calc.Money, bool) {
	value, f := j.money(r, cValue)
	switch {
	case j.cell(r, cValue).Blank():
		f = &flaw{"E-value", "there is no contract value: enter it"}
	case f == nil && value.Sign() == 0:
		f = &flaw{"E-value", "the contract value is £0.00, and nothing can be earned on it: enter the value, or take the row out"}
	}
	if f != nil {
		j.flawed(r, cValue, f, whose)
		return calc.Money{}, false
	}
	return value, true
}

// advance is what the ledger says was paid. Where it says nothing, it is worked
// out if the scheme states a share; what the scheme's share would come to is
// compared with it.
func (j *contracts) advance(r rows.Row, scheme *calc.Scheme, value calc.Money, whose calc.Problem) (paid calc.Money, derived bool) {
	if notWritten(j.cell(r, cAdvance)) {
		if scheme.Advance == nil {
			j.flawed(r, cAdvance, &flaw{"E-advance", "there is no advance, and the scheme states no share from which to work it out: enter " + j.reading.whatIsPaid()}, whose)
			return calc.Money{}, false
		}
		paid = scheme.Advance.Paid(value)
		j.flawed(r, cAdvance, &flaw{"W-advance-derived", fmt.Sprintf(
			"the advance is not given, and was worked out as %d rounded instalments, %s: confirm it with Finance", scheme.Advance.Instalments, calc.Sterling(paid))}, whose)
		return paid, true
	}
	paid, f := j.money(r, cAdvance)
	if f == nil && !j.reading.in.early() {
		f = oddAdvance(scheme, value, paid)
	}
	if f != nil {
		j.flawed(r, cAdvance, f, whose)
	}
	return paid, false
}

// whatIsPaid is what a contract's advance says: before the year has ended that of the
// whole year, of which the ledger has a part.
func (r *reading) whatIsPaid() string {
	if r.in.early() {
		return "what is paid in advance over the whole year, 0 if nothing is"
	}
	return "what was paid, 0 if nothing was"
}

// oddAdvance is what is odd about what was paid in advance over a whole year.
func oddAdvance(scheme *calc.Scheme, value, paid calc.Money) *flaw {
	switch {
	case paid.Cmp(value) > 0:
		return &flaw{"W-advance-above", fmt.Sprintf("the advance is larger than the contract value of %s: find out which of the two is wrong", calc.Sterling(value))}
	case scheme.Advance != nil && !scheme.Advance.Fits(value, paid):
		return &flaw{"W-advance-share", fmt.Sprintf("%s was paid in advance, where the scheme's instalments come to %s: confirm it with Finance", calc.Sterling(paid), calc.Sterling(scheme.Advance.Paid(value)))}
	}
	return nil
}

// contractBook gathers the contracts of all files.
type contractList struct {
	lines  map[contractKey]*agreed
	signed map[calc.PracticeCode]calc.Problem // every practice that any row names, with the first one's place
	// unclear are rows of a scheme whose service is unknown: the practice is
	// signed up to the scheme, and has to be seen to be held in it.
	unclear []calc.Contract
	// anywhere are the practices with a row whose scheme is unknown: it may be any.
	anywhere map[calc.PracticeCode]bool
	// doubtful are the practices with a row of which it is not known what it is for:
	// of none of their activity can it be said that it has no contract.
	doubtful map[calc.PracticeCode]bool
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
	blank   bool // the row gives no advance
}

func newContractList() *contractList {
	return &contractList{lines: map[contractKey]*agreed{}, signed: map[calc.PracticeCode]calc.Problem{},
		anywhere: map[calc.PracticeCode]bool{}, doubtful: map[calc.PracticeCode]bool{}}
}

// add enters a contract. The first of two that are the same in practice and
// service stands.
func (b *contractList) add(a *agreed) (earlier *agreed) {
	k := contractKey{a.Practice, a.service}
	if earlier = b.lines[k]; earlier == nil {
		b.lines[k] = a
	}
	return earlier
}

// ordered gives the contracts by practice, scheme code, then the scheme's order of services.
func (b *contractList) ordered() []*agreed {
	var all []*agreed
	for _, a := range b.lines {
		all = append(all, a)
	}
	slices.SortFunc(all, func(x, y *agreed) int {
		return cmp.Or(cmp.Compare(x.Practice, y.Practice), cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.service.index, y.service.index))
	})
	return all
}

// sorted gives the contracts alone, with the unclear ones behind their practice's others.
func (b *contractList) sorted() []calc.Contract {
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
