package letters

import (
	"cmp"
	"strings"

	"yearend/calc"
)

// Facts is what a template may name: words; blocks, made when they are placed;
// and yes or no, so that no template compares or adds up anything.
type Facts struct {
	Practice, Code, Addressee, Reference, Date string
	Issuer, Scheme, Year, Guidance, LetterName string
	Achieved                                   string // "79.97% (611 of 764 contacts)", for every service
	Value, Earned, Advance, Balance            string // the balance without its sign: say its direction
	PeriodFrom, PeriodTo, CodedBy              string
	LateCount, PositionOnTime                  string // "a payment to the practice of £12.00"; neither where late coding is not known
	AdvanceShare, Instalments, CapShare        string
	WorkingDays                                string // of the year
	Excluded, Refused, BelowServices           string // in one phrase
	PaymentRun                                 string // "June 2026"; once that is over, "next possible"
	FormLink, FormOpens, FormCloses            string
	PanelWeek, OutcomeBy                       string
	DataQuality                                string // the team to ask where data are missing, and how to reach it
	Replaces, ReplacesDate                     string // the letter that this one replaces

	// Of a year that has not ended: its last complete month, what is left of it, and
	// where it is heading.
	ThroughMonth, ThroughDay         string // "January 2026", "31 January 2026"
	LeftFrom, DaysLeft, LastThree    string // the working days left and from when; "November to January"
	DaysSoFar, DaysLastThree         string // the working days of all months so far, and of those
	ReachedServices                  string // whose targets an average reaches, and the year's total does not
	RangeLow, RangeHigh, FloorEarned string // earned at either end, and if nothing more is recorded
	AdvanceYear                      string // paid in advance over the whole year
	BalanceRange, FloorPosition      string // with their direction in words

	// After the panel: what was asked and answered, and the letter before it.
	Requests, Outcome           string // "LTC-7 and LTC-9"; "LTC-7 accepted in part, 25 of 40 activities"
	LetterReference, LetterDate string // the year-end letter's
	WasPosition, FinalPosition  string // with their direction in words
	PlanCount, PlanBegins       string // "10 payments"; "June 2026"

	Notes                                               func() []Block // what the team adds by hand
	Address, Summary, Services, Account, Methods, Chart func() []Block
	Exceptions, Contacts, People, Signature, Working    func() []Block
	NotAccepted                                         func() []Block // the grounds that are refused, one by one
	Changes                                             func() []Block // was, now, why
	Advances                                            func() []Block // the statement of advances
	Outlook, Needed, RecordedAndNeeded, Ends, Progress  func() []Block // of a year that has not ended
	Answers, WasAndNow, Repayments                      func() []Block // after the panel: request by request; each figure; a plan

	Pay, Recoup, Nil       bool
	BelowTarget, AboveCap  bool // any service
	Late, LateMovesNothing bool // late-coded activity; and the position is the same without it
	LateUnknown            bool // it is not known whether any activity was coded late
	Plan, AdvanceDerived   bool
	HasExclusions          bool
	HasExceptions          bool
	FormIsOpen, FormClosed bool // on the day of issue
	HasPeople              bool
	Revised                bool // the letter replaces an earlier one
	FiguresChanged         bool // and not only its words
	SamePosition           bool // and what is to be paid or recouped did not move
	NoActivity             bool // nothing is recorded in any service
	HasNotes               bool // the team adds something by hand
	HasAdvances            bool // the finance ledger says what was paid in advance
	HasShare               bool // the scheme states a share to be paid in advance
	HasFigures             bool // the position is not held, and its figures may be said here
	ShareReached           bool // in every service, before the year has ended
	TargetReached          bool // likewise
	EndsAgree              bool // both ways on come to the same
	ReachedByAverage       bool // in some service, although the year's total does not
	FirstScheme            bool // of a page over several schemes
	LastScheme             bool
	FirstFigures           bool // the first of them that has figures
	Accepted               bool // the panel accepted anything
	PositionMoved          bool // and what is to be paid or recouped is another sum than in the year-end letter
	SeveralRequests        bool // it decided on more than one
	HasLetter              bool // a year-end letter stands
	HasPlan                bool // a payment plan was agreed
	OutcomeLate            bool // the practice hears after the day by which it was to hear
}

// Occasion is who writes, what for, when, and where a mitigation request goes.
type Occasion struct {
	Kind     Kind
	Issuer   Issuer
	On       calc.Date
	Opened   calc.Date // when the scheme's first letters were approved to go; none where none were
	FormLink string
	Marking  string   // a protective marking, OFFICIAL; empty for none
	Logo     *Picture // nil for none
	// Signature is a picture of it, which no e-mail has; nil for none.
	Signature *Picture
	Section   Section // of a page over several schemes
	// Bare: the e-mail says no sums, counts or outcome; the letter that it carries does.
	Bare bool
}

// Section is where on a page over several schemes the words stand.
type Section struct {
	First, Last  bool
	FirstFigures bool // no section before it has any
}

// facts works out what there is to say.
func facts(p calc.Position, issue Issue, o Occasion) Facts {
	scheme := p.Scheme
	f := Facts{
		Practice:   p.Practice.Name,
		Code:       string(p.Practice.Code),
		Addressee:  p.Recipient().Addressee,
		Reference:  issue.Reference,
		Date:       LongDate(o.On),
		Issuer:     o.Issuer.Name,
		Scheme:     scheme.Title,
		Year:       scheme.Year,
		Guidance:   scheme.Guidance,
		LetterName: LetterName(scheme),
		Achieved:   achieved(p),
		PeriodFrom: LongDate(scheme.Period.From),
		PeriodTo:   LongDate(scheme.Period.To),
		CodedBy:    LongDate(scheme.CodedBy),
		Excluded:   exclusions(scheme),
		Refused:    strings.Join(calc.WordsOf(scheme.Grounds.Refused), "; "),
		CapShare:   wholePercent(scheme.Cap),

		BelowServices: calc.And(below(p)),
		WorkingDays:   Count(scheme.WorkingDays()),

		NoActivity:    nothingRecorded(p),
		DataQuality:   dataQuality(o.Issuer.Contacts.DataQuality),
		BelowTarget:   len(below(p)) > 0,
		AboveCap:      aboveCap(p),
		Late:          p.Late > 0,
		LateUnknown:   p.LateUnknown,
		Plan:          scheme.Plan,
		HasExclusions: len(scheme.Excluded) > 0,
		HasExceptions: len(scheme.Grounds.Exceptions) > 0,
		HasPeople:     len(o.Issuer.People) > 0,
	}
	f.dates(scheme.Dates, o)
	f.blocks(p, issue, o)
	if p.Ahead != nil {
		f.ahead(p, o)
	} else {
		f.money(p)
		f.sums(p, o)
	}
	if p.Final != nil {
		f.after(p, issue, o)
	}
	f.FirstScheme, f.LastScheme, f.FirstFigures = o.Section.First, o.Section.Last, o.Section.FirstFigures
	f.revision(p, issue)
	if o.Bare {
		f.bare()
	}
	return f
}

func (f *Facts) revision(p calc.Position, issue Issue) {
	f.Changes = func() []Block { return nil }
	if issue.State != Changed || issue.Was == nil {
		return
	}
	f.Revised = true
	f.Replaces, f.ReplacesDate = issue.Replaces, LongDate(issue.ReplacesOn)
	if changes := changesTable(p, issue); len(changes.Rows) > 0 {
		f.FiguresChanged = true
		f.SamePosition = issue.Was.Ahead == nil && issue.Was.Balance.Cmp(p.Balance) == 0
		f.Changes = func() []Block { return []Block{changes} }
	}
}

func (f *Facts) money(p calc.Position) {
	f.HasFigures = true
	f.Value = Pounds(p.Value)
	f.Earned = Pounds(p.Earned)
	f.Advance = Pounds(p.Advance)
	f.Balance = Pounds(p.Balance.Abs())
	if !p.LateUnknown {
		f.LateCount, f.PositionOnTime = Count(p.Late), positionWords(p.BalanceOnTime)
		f.LateMovesNothing = p.BalanceOnTime.Cmp(p.Balance) == 0
	}
	f.Pay, f.Recoup, f.Nil = p.Outcome == calc.Pay, p.Outcome == calc.Recoup, p.Outcome == calc.Nil
	if p.Scheme.Advance != nil {
		f.AdvanceShare = wholePercent(p.Scheme.Advance.Share)
		f.Instalments = Count(p.Scheme.Advance.Instalments)
	}
	f.AdvanceDerived = derived(p)
}

func (f *Facts) dates(d calc.Dates, o Occasion) {
	f.PaymentRun = PaymentRun(d, o.On)
	f.FormLink = o.FormLink
	f.FormOpens = LongDate(min(d.FormOpens, cmp.Or(o.Opened, o.On))) // one window for the year (B7, A25)
	f.FormCloses = LongDate(d.FormCloses)
	f.FormClosed = o.On > d.FormCloses
	f.FormIsOpen = !f.FormClosed
	f.PanelWeek = LongDate(d.PanelWeek)
	f.OutcomeBy = LongDate(d.OutcomeBy)
}

func (f *Facts) blocks(p calc.Position, issue Issue, o Occasion) {
	for _, of := range []*func() []Block{&f.Summary, &f.Services, &f.Account, &f.Methods, &f.Chart, &f.Outlook, &f.Needed, &f.RecordedAndNeeded, &f.Ends, &f.Progress, &f.Advances,
		&f.Answers, &f.WasAndNow, &f.Repayments} {
		*of = func() []Block { return nil } // where the occasion has none
	}
	f.Address = one(func() Block { return addressOf(p) })
	f.Notes = func() []Block { return nil }
	if added := byHand(p, issue); len(added) > 0 && !o.Kind.OnPages {
		f.HasNotes = true
		f.Notes = func() []Block { return added }
	}
	if p.Instalments.Scheme != nil {
		f.HasAdvances = true
		f.Advances = one(func() Block { return instalmentsTable(p.Instalments) })
	}
	f.Exceptions = some(func() List { return listOf(calc.WordsOf(p.Scheme.Grounds.Exceptions)) })
	f.NotAccepted = some(func() List { return listOf(calc.WordsOf(p.Scheme.Grounds.Refused)) })
	f.Contacts = some(func() List { return contacts(o.Issuer.Contacts, o.Kind) })
	f.People = some(func() List { return people(o.Issuer.People) })
	f.Signature = signature(o.Issuer, o.Signature)
	f.Working = func() []Block { return working(p) }
}

// signature is who signs, with a picture of it or with room for it.
func signature(by Issuer, picture *Picture) func() []Block {
	return one(func() Block {
		return Signature{Person: by.Signatory, Second: by.Second, Of: by.Name, Picture: picture}
	})
}

// sums are the blocks of a year that has ended.
func (f *Facts) sums(p calc.Position, o Occasion) {
	f.Summary = one(func() Block { return summary(p, o) })
	f.Services = one(func() Block { return servicesTable(p) })
	f.Account = one(func() Block { return account(p) })
	f.Methods = one(func() Block { return methodsTable(p) })
	f.Chart = each(func() []Chart { return charts(p) })
}

func one(block func() Block) func() []Block { return func() []Block { return []Block{block()} } }

func each[B Block](made func() []B) func() []Block {
	return func() []Block {
		var blocks []Block
		for _, b := range made() {
			blocks = append(blocks, b)
		}
		return blocks
	}
}

// some is a list that has anything in it, and otherwise nothing.
func some(list func() List) func() []Block {
	return func() []Block {
		if l := list(); len(l.Items) > 0 {
			return []Block{l}
		}
		return nil
	}
}

// nothingRecorded reports a position on which the year has no activity at all.
func nothingRecorded(p calc.Position) bool {
	for _, line := range p.Lines {
		if line.Activity.Recorded.Sum() != 0 {
			return false
		}
	}
	return true
}

// dataQuality is the team, and how to reach it.
func dataQuality(c Contact) string {
	if c == (Contact{}) {
		return "the Data Quality Team"
	}
	return contactText(c).String()
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
	return calc.And(parts)
}

// achievedOf shows the counts beside the percentage, which is cut. Where
// another average than the full year's is applied, the two do not divide, and
// the counts are said to be the year's.
func achievedOf(s *calc.Scheme, line calc.Achievement) string {
	service, _ := s.Service(line.Contract.Service)
	counts := Count(line.Activity.Recorded.Sum()) + " of " + Count(line.Contract.Target)
	highest := line.Highest()
	if !highest.OfTheYear() {
		return Percent(highest.Achievement) + " by averaging; in the year " + counts
	}
	return Percent(highest.Achievement) + " (" + counts + " " + service.Unit + ")"
}

// below names the services that stay short of their targets.
func below(p calc.Position) []string {
	one, _ := calc.Ratio(1, 1)
	var names []string
	for _, line := range p.Lines {
		if line.Highest().Achievement.Cmp(one) < 0 {
			service, _ := p.Scheme.Service(line.Contract.Service)
			names = append(names, service.Name)
		}
	}
	return names
}

func aboveCap(p calc.Position) bool {
	for _, line := range p.Lines {
		if line.Highest().Achievement.Cmp(p.Scheme.Cap) > 0 {
			return true
		}
	}
	return false
}
