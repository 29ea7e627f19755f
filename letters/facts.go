package letters

import (
	"strings"

	"yearend/calc"
)

// Facts is what a template may name. Text and blocks are slots (see slots.go);
// the rest are yes or no, so that no template compares or adds up anything.
type Facts struct {
	Practice, Code, Addressee, Reference, Date string
	Issuer, Scheme, Year, Guidance, LetterName string
	Achieved                                   string // "79.97% (611 of 764 contacts)", for every service
	Value, Earned, Advance, Balance            string // the balance without its sign: say its direction
	PeriodFrom, PeriodTo, CodedBy              string
	LateCount, PositionOnTime                  string // "a payment to the practice of £12.00"
	AdvanceShare, CapShare                     string
	Excluded, Refused                          string // in one phrase
	PaymentRun, Projections                    string
	FormLink, FormOpens, FormCloses            string
	PanelWeek, OutcomeBy                       string

	Address, Summary, Services, Account, Methods, Chart string
	Exceptions, Contacts, Signature, Working            string

	Pay, Recoup, Nil       bool
	BelowTarget, AboveCap  bool // any service
	Late, LateMoves        bool // late-coded activity; and the outcome rests on it
	Plan, AdvanceDerived   bool
	HasExclusions          bool
	FormIsOpen, FormClosed bool // on the day of issue; neither: it opens later
	HasProjections         bool
}

// Occasion is who writes, when, and where a mitigation request goes.
type Occasion struct {
	Issuer   Issuer
	On       calc.Date
	FormLink string
}

// facts works out what there is to say, and puts it into slots.
func facts(s *slots, p calc.Position, issue Issue, o Occasion) Facts {
	scheme := p.Scheme
	f := Facts{
		Practice:   s.text("Practice", p.Practice.Name),
		Code:       s.text("Code", string(p.Practice.Code)),
		Addressee:  s.text("Addressee", p.Practice.Addressee),
		Reference:  s.text("Reference", Reference(p, issue.Number)),
		Date:       s.text("Date", LongDate(o.On)),
		Issuer:     s.text("Issuer", o.Issuer.Name),
		Scheme:     s.text("Scheme", scheme.Title),
		Year:       s.text("Year", scheme.Year),
		Guidance:   s.text("Guidance", scheme.Guidance),
		LetterName: s.text("LetterName", LetterName(scheme)),
		Achieved:   s.text("Achieved", achieved(p)),
		PeriodFrom: s.text("PeriodFrom", LongDate(scheme.Period.From)),
		PeriodTo:   s.text("PeriodTo", LongDate(scheme.Period.To)),
		CodedBy:    s.text("CodedBy", LongDate(scheme.CodedBy)),
		LateCount:  s.text("LateCount", Count(p.Late)),
		Excluded:   s.text("Excluded", exclusions(scheme)),
		Refused:    s.text("Refused", strings.Join(scheme.Grounds.Refused, "; ")),
		CapShare:   s.text("CapShare", wholePercent(scheme.Cap)),

		BelowTarget:   p.BelowTarget(),
		AboveCap:      aboveCap(p),
		Late:          p.Late > 0,
		LateMoves:     p.Outcome != p.OutcomeOnTime(),
		Plan:          scheme.Plan,
		HasExclusions: len(scheme.Excluded) > 0,
	}
	f.money(s, p)
	f.dates(s, scheme.Dates, o)
	f.blocks(s, p, o)
	return f
}

func (f *Facts) money(s *slots, p calc.Position) {
	f.Value = s.text("Value", Pounds(p.Value))
	f.Earned = s.text("Earned", Pounds(p.Earned))
	f.Advance = s.text("Advance", Pounds(p.Advance))
	f.Balance = s.text("Balance", Pounds(p.Balance.Abs()))
	f.PositionOnTime = s.text("PositionOnTime", positionWords(p.OutcomeOnTime(), p.BalanceOnTime))
	f.Pay, f.Recoup, f.Nil = p.Outcome == calc.Pay, p.Outcome == calc.Recoup, p.Outcome == calc.Nil
	if p.Scheme.Advance != nil {
		f.AdvanceShare = s.text("AdvanceShare", wholePercent(p.Scheme.Advance.Share))
	}
	for _, line := range p.Lines {
		f.AdvanceDerived = f.AdvanceDerived || line.Contract.Derived
	}
}

func (f *Facts) dates(s *slots, d calc.Dates, o Occasion) {
	f.PaymentRun = s.text("PaymentRun", d.PaymentRun)
	f.Projections = s.text("Projections", d.Projections)
	f.HasProjections = d.Projections != ""
	f.FormLink = s.text("FormLink", o.FormLink)
	f.FormOpens = s.text("FormOpens", LongDate(min(d.FormOpens, o.On)))
	f.FormCloses = s.text("FormCloses", LongDate(d.FormCloses))
	f.FormClosed = o.On > d.FormCloses
	f.FormIsOpen = !f.FormClosed
	f.PanelWeek = s.text("PanelWeek", LongDate(d.PanelWeek))
	f.OutcomeBy = s.text("OutcomeBy", LongDate(d.OutcomeBy))
}

func (f *Facts) blocks(s *slots, p calc.Position, o Occasion) {
	f.Address = s.block("Address", addressOf(p.Practice))
	f.Summary = s.block("Summary", summary(p))
	f.Services = s.block("Services", servicesTable(p))
	f.Account = s.block("Account", account(p))
	f.Methods = s.block("Methods", methodsTable(p))
	f.Chart = s.block("Chart", chart(p))
	f.Exceptions = s.block("Exceptions", listOf(p.Scheme.Grounds.Exceptions))
	f.Contacts = s.block("Contacts", contacts(o.Issuer.Contacts))
	f.Signature = s.block("Signature", Signature{Person: o.Issuer.Signatory, Of: o.Issuer.Name})
	f.Working = s.block("Working", working(p)...)
}

// LetterName is what the guidance calls the letter (B5).
func LetterName(s *calc.Scheme) string { return s.LetterKind + " letter" }

// achieved is every line's achievement in one phrase.
func achieved(p calc.Position) string {
	var parts []string
	for _, line := range p.Lines {
		part := achievedOf(p.Scheme, line)
		if service, _ := p.Scheme.Service(line.Contract.Service); len(p.Lines) > 1 {
			part = service.Name + " " + part
		}
		parts = append(parts, part)
	}
	return inWords(parts)
}

// achievedOf shows the counts beside the percentage, which is cut. Where
// another average than the full year's is applied, the two do not divide.
func achievedOf(s *calc.Scheme, line calc.Achievement) string {
	service, _ := s.Service(line.Contract.Service)
	counts := Count(line.Activity.Recorded.Sum()) + " of " + Count(line.Contract.Target) + " " + service.Unit
	highest := line.Highest()
	if whole := highest.Method.Months.Kind == calc.All && highest.Method.Take == calc.Total; !whole {
		return Percent(highest.Achievement) + " by averaging (" + counts + ")"
	}
	return Percent(highest.Achievement) + " (" + counts + ")"
}

func inWords(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func aboveCap(p calc.Position) bool {
	for _, line := range p.Lines {
		if line.Highest().Achievement.Cmp(p.Scheme.Cap) > 0 {
			return true
		}
	}
	return false
}

// positionWords says a balance with its direction in words.
func positionWords(outcome calc.Outcome, balance calc.Money) string {
	switch outcome {
	case calc.Pay:
		return "a payment to the practice of " + Pounds(balance)
	case calc.Recoup:
		return "a recoupment from the practice of " + Pounds(balance.Abs())
	}
	return "no payment and no recoupment"
}
