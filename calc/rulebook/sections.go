package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// services reads what is paid for and what is left out.
func (r *reader) services(f file, s *calc.Scheme) {
	var names []string
	for _, sv := range f.Services.List {
		s.Services = append(s.Services, r.service("services", sv))
		names = append(names, sv.Name)
	}
	if len(s.Services) == 0 {
		r.fault("services", "lists no service")
	}
	s.Clauses.Services = r.rule("services", f.Services.rule, strings.Join(names, ", "))
	for i, e := range f.Excluded {
		key := fmt.Sprintf("excluded[%d]", i+1)
		s.Excluded = append(s.Excluded, calc.Exclusion{Service: r.service(key, e.Service), Reason: e.Reason})
		r.rule(key, e.rule, e.Service.Name+": "+e.Reason)
	}
	r.distinct(s)
}

func (r *reader) service(key string, sv service) calc.Service {
	if sv.Code == "" || sv.Name == "" || sv.Unit == "" {
		r.fault(key, "a service needs a code, a name and a unit")
	}
	return calc.Service{Code: sv.Code, Name: sv.Name, Unit: sv.Unit, Aliases: sv.Aliases}
}

// distinct refuses two services of one code: activity could not be told apart.
func (r *reader) distinct(s *calc.Scheme) {
	seen := map[string]bool{}
	for _, sv := range s.AllServices() {
		if seen[sv.Code] {
			r.fault("services", "the code %q stands twice", sv.Code)
		}
		seen[sv.Code] = true
	}
}

// recording reads which activity counts, and when it is late.
func (r *reader) recording(f file, s *calc.Scheme) {
	s.Period = calc.Period{From: r.date("period.from", f.Period.From), To: r.date("period.to", f.Period.To)}
	if s.Period.From.Day() != 1 || calc.DateOf(s.Period.From.Time().AddDate(1, 0, -1)) != s.Period.To {
		r.fault("period", "must be twelve whole months")
	} else if want := yearOf(s.Period, 0); s.Year != "" && s.Year != want {
		r.fault("year", "is %q, and the period from %s to %s is %s", s.Year, s.Period.From, s.Period.To, want)
	}
	s.CodedBy = r.date("coding.by", f.Coding.By)
	s.Clauses.Period = r.rule("period", f.Period.rule, span(s.Period.From, s.Period.To))
	s.Clauses.Late = r.rule("coding", f.Coding.rule, s.CodedBy.String())
	s.Clauses.LatePosition = r.rule("late", f.Late, "")
}

// measuring reads how achievement is worked out.
func (r *reader) measuring(f file, s *calc.Scheme) {
	var names []string
	for i, m := range f.Methods.List {
		key := fmt.Sprintf("methods[%d]", i+1)
		if slices.ContainsFunc(s.Methods, func(earlier calc.Method) bool { return earlier.ID == m.ID }) {
			r.fault(key, "the method %q stands twice", m.ID)
		}
		s.Methods = append(s.Methods, r.method(key, m))
		names = append(names, fmt.Sprintf("%s (%s, %s)", m.Name, m.Months, m.Take))
	}
	if len(s.Methods) == 0 {
		r.fault("methods", "lists no method")
	}
	clause := r.rule("methods", f.Methods.rule, strings.Join(names, "; "))
	for i := range s.Methods {
		s.Methods[i].Clause = clause
	}
	r.only("choice.take", f.Choice.Take, "highest")
	s.Clauses.Choice = r.rule("choice", f.Choice.rule, f.Choice.Take)
	if f.PerService.ID != "" {
		r.only("choice_scope.per", f.PerService.Per, "service")
		s.Clauses.ChoiceScope = r.rule("choice_scope", f.PerService.rule, "per "+f.PerService.Per)
	}
	r.weights(f, s)
	r.projection(f, s)
}

func (r *reader) method(key string, m method) calc.Method {
	if m.ID == "" || m.Name == "" {
		r.fault(key, "needs an id and a name")
	}
	taking, err := r.averages.MonthsOf(m.Months)
	if err != nil {
		r.fault(key+".months", "%v", err)
	}
	take, err := r.averages.TakeOf(m.Take)
	if err != nil {
		r.fault(key+".take", "%v", err)
	}
	return calc.Method{ID: m.ID, Name: m.Name, Months: taking, Take: take}
}

// A year has 365 days, of which about 104 are on weekends and eight or nine are holidays.
const leastWorkingDays, mostWorkingDays = 245, 260

func (r *reader) weights(f file, s *calc.Scheme) {
	days := f.Weights.WorkingDays
	if len(days) != calc.Months {
		r.fault("weights.working_days", "needs twelve numbers, and has %d", len(days))
		return
	}
	for i, n := range days {
		if n < 1 || n > 31 {
			r.fault("weights.working_days", "%d is not a month's working days", n)
		}
		s.Weights[i] = n
	}
	if all := s.WorkingDays(); all < leastWorkingDays || all > mostWorkingDays {
		r.fault("weights.working_days", "add up to %d, and a year has %d to %d: letters speak of working days", all, leastWorkingDays, mostWorkingDays)
	}
	s.Clauses.Weights = r.rule("weights", f.Weights.rule, strings.Trim(fmt.Sprint(days), "[]"))
}

// money reads what achievement means in money.
func (r *reader) money(f file, s *calc.Scheme) {
	s.Cap = r.share("cap.share", f.Cap.Share)
	if s.Cap.Cmp(calc.Share{}) <= 0 {
		r.fault("cap.share", "needs to be above 0%%")
	}
	s.Clauses.Earned = r.rule("earned", f.Earned, "")
	r.rule("cap", f.Cap.rule, f.Cap.Share)
	s.Clauses.AboveCap = r.rule("above_cap", f.AboveCap, "")
	if f.CapScope.ID != "" {
		r.only("cap_scope.per", f.CapScope.Per, "line")
		s.Clauses.CapScope = r.rule("cap_scope", f.CapScope.rule, "per "+f.CapScope.Per)
	}
	r.only("rounding.half", f.Rounding.Half, "up")
	r.only("rounding.per", f.Rounding.Per, "line")
	if f.Rounding.Places != 2 {
		r.fault("rounding.places", "money is rounded to 2 places, not %d", f.Rounding.Places)
	}
	s.Clauses.Rounding = r.rule("rounding", f.Rounding.rule, "to the penny, line by line")
	r.rule("no_target", f.NoTarget, "")
	r.advance(f, s)
	r.schedule(f, s)
	s.Clauses.Recoup = r.rule("recoup", f.Recoup, "")
	if f.Plan != nil {
		s.Plan = true
		r.rule("plan", *f.Plan, "")
	}
	if _, err := calc.RunMonth(f.Pay.Run); err != nil {
		r.fault("pay.run", "%q is not a month: write it as June 2026", f.Pay.Run)
	}
	s.Dates.PaymentRun = f.Pay.Run
	s.Clauses.Pay = r.rule("pay", f.Pay.rule, f.Pay.Run)
}

func (r *reader) advance(f file, s *calc.Scheme) {
	if f.Advance.Share == "" {
		s.Clauses.Advance = r.rule("advance", f.Advance.rule, "")
		return
	}
	if f.Advance.Instalments < 1 || f.Advance.Payments < 1 || f.Advance.Payments > f.Advance.Instalments {
		r.fault("advance", "needs a number of instalments above zero, in no more payments than that")
	}
	s.Advance = &calc.Advance{Share: r.share("advance.share", f.Advance.Share), Instalments: f.Advance.Instalments}
	if s.Advance.Share.Cmp(s.Cap) > 0 || s.Advance.Share.Cmp(calc.Share{}) <= 0 {
		r.fault("advance.share", "needs to be above 0%% and no more than the cap")
	}
	value := fmt.Sprintf("%s in %d instalments, %d payments", f.Advance.Share, f.Advance.Instalments, f.Advance.Payments)
	s.Clauses.Advance = r.rule("advance", f.Advance.rule, value)
	if f.Instalments.ID != "" {
		s.Clauses.Instalments = r.rule("instalments", f.Instalments, "")
	}
	if f.OffShare.ID != "" {
		s.Clauses.OffShare = r.rule("off_share", f.OffShare, "")
	}
}

// telling reads what the letter says beside the figures.
func (r *reader) telling(f file, s *calc.Scheme) {
	s.LetterKind = f.Letter.Kind
	s.Dates.LettersBy = r.date("letter.by", f.Letter.By)
	r.rule("letter", f.Letter.rule, f.Letter.Kind+" letter by "+f.Letter.By)
	r.only("mitigation.when", f.Mitigation.When, "below target")
	r.rule("mitigation", f.Mitigation.rule, f.Mitigation.When)
	s.Dates.FormOpens, s.Dates.FormCloses = r.date("form.opens", f.Form.Opens), r.date("form.closes", f.Form.Closes)
	if s.Dates.FormCloses < s.Dates.FormOpens {
		r.fault("form", "closes before it opens")
	}
	r.rule("form", f.Form.rule, span(s.Dates.FormOpens, s.Dates.FormCloses))
	if f.FormEarly != nil {
		r.rule("form_early", *f.FormEarly, "")
	}
	s.Grounds.Refused = f.Refused.List
	r.rule("refused", f.Refused.rule, strings.Join(f.Refused.List, "; "))
	for i, e := range f.Exceptions {
		s.Grounds.Exceptions = append(s.Grounds.Exceptions, e.Ground)
		r.rule(fmt.Sprintf("exceptions[%d]", i+1), e.rule, e.Ground)
	}
	s.Dates.PanelWeek, s.Dates.OutcomeBy = r.date("panel.week", f.Panel.Week), r.date("panel.outcome_by", f.Panel.OutcomeBy)
	r.rule("panel", f.Panel.rule, fmt.Sprintf("week commencing %s; outcome by %s", f.Panel.Week, f.Panel.OutcomeBy))
	r.rule("earlier", f.Earlier.rule, f.Earlier.In)
	for i, statement := range f.Statements {
		r.rule(fmt.Sprintf("statements[%d]", i+1), statement, "")
	}
}

func span(from, to calc.Date) string { return from.String() + " to " + to.String() }
