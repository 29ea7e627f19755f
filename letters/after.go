package letters

import (
	"cmp"
	"strings"

	"yearend/calc"
)

// What a letter says after the panel: what was asked, what the panel had before it,
// what it decided and why, and what that makes of the position. The conditions are
// quoted from the decision; nobody who sat on the panel is named.

// NoAppeal are the words that no outcome letter may lack, or others that say it (B9).
const NoAppeal = "there is no appeal"

// after are the facts of a position that is final.
func (f *Facts) after(p calc.Position, issue Issue, o Occasion) {
	final := p.Final
	f.LetterName = "outcome of mitigation"
	f.LetterReference, f.LetterDate = final.Letter.Reference, LongDate(final.Letter.On)
	f.HasLetter = final.Letter.Reference != ""
	var names, short []string
	for _, a := range final.Answers {
		names = append(names, a.Request.Name)
		short = append(short, shortAnswer(p.Scheme, a))
		f.Accepted = f.Accepted || a.Stands() && a.Decision.Accepted.Sum() > 0
	}
	f.Requests, f.Outcome, f.SeveralRequests = calc.And(names), strings.Join(short, "; "), len(names) > 1
	f.WasPosition, f.FinalPosition = positionWords(final.Indicative.Balance), positionWords(p.Balance)
	f.PositionMoved = final.Indicative.Balance.Cmp(p.Balance) != 0
	by := p.Scheme.Dates.OutcomeBy
	f.OutcomeLate = o.On > by && (issue.Replaces == "" || issue.ReplacesOn > by) // who heard in time, and hears again, was not kept waiting
	f.Summary = one(func() Block { return finalSummary(p, o) })
	f.Answers = func() []Block { return answers(p) }
	f.WasAndNow = one(func() Block { return wasAndNow(p) })
	f.HasPlan = len(final.Plan) > 0
	if f.HasPlan {
		f.PlanBegins, f.PlanCount = MonthYear(final.Plan[0].Month), Many(len(final.Plan), "payment")
		f.Repayments = one(func() Block { return repayments(final.Plan) })
	}
}

// rulings is how each decision is told: of a request, and at the head of what
// follows from it.
var rulings = map[calc.Ruling]struct{ request, decision string }{
	calc.AcceptedWhole: {"accepted", "Accepted"},
	calc.AcceptedPart:  {"accepted in part", "Accepted in part"},
	calc.Refused:       {"refused", "Refused"},
	calc.NotConsidered: {"not considered", "Not considered"},
}

// shortAnswer is an answer in a phrase: LTC-7 accepted in part, 25 of 40 activities.
func shortAnswer(s *calc.Scheme, a calc.Answer) string {
	words := a.Request.Name + " " + rulingWords(a)
	if a.Stands() && a.Decision.Accepted.Sum() > 0 {
		words += ", " + acceptedWords(s, a)
	}
	return words
}

// rulingWords say what became of a request.
func rulingWords(a calc.Answer) string {
	switch {
	case a.Request.State == calc.RequestReplaced:
		return "replaced by " + a.Request.By
	case !a.Stands():
		return "withdrawn"
	}
	return rulings[a.Decision.Verdict].request
}

// acceptedWords are how much of what was asked for is accepted.
func acceptedWords(s *calc.Scheme, a calc.Answer) string {
	service := serviceAsked(s, a.Request)
	accepted, claimed := a.Decision.Accepted.Sum(), a.Request.Claimed.Sum()
	if accepted == claimed {
		return "all " + Units(claimed, service.Unit)
	}
	return Count(accepted) + " of " + Units(claimed, service.Unit)
}

// serviceAsked is the service that a request is about, which may be an excluded one.
func serviceAsked(s *calc.Scheme, r calc.Request) calc.Service {
	for _, service := range s.AllServices() {
		if service.Code == r.Service {
			service.Unit = cmp.Or(service.Unit, "activities")
			return service
		}
	}
	return calc.Service{Code: r.Service, Name: r.Service, Unit: "activities"}
}

// finalSummary is the box at the top: how much and when, each request's outcome, and
// whom to ask.
func finalSummary(p calc.Position, o Occasion) Summary {
	rows := []Row{{Label: balanceLabel(p.Outcome), Value: Pounds(p.Balance.Abs()), Strong: true}}
	if p.Outcome != calc.Nil {
		rows = append(rows, Row{Label: "When", Value: finalWhen(p, o.On)})
	}
	for _, a := range p.Final.Answers {
		value := capital(rulingWords(a))
		if a.Stands() && a.Decision.Accepted.Sum() > 0 {
			value += ", " + acceptedWords(p.Scheme, a)
		}
		rows = append(rows, Row{Label: "Request " + a.Request.Name + ", " + serviceAsked(p.Scheme, a.Request).Name, Value: value})
	}
	return Summary{Rows: append(rows, questions(o)...)}
}

// finalWhen says in which payment run, or by which plan.
func finalWhen(p calc.Position, on calc.Date) string {
	if len(p.Final.Plan) > 0 {
		return "in " + Many(len(p.Final.Plan), "payment") + " from " + MonthYear(p.Final.Plan[0].Month)
	}
	return "in the " + PaymentRun(p.Scheme.Dates, on) + " payment run"
}

// answers are what was asked and decided, request by request.
func answers(p calc.Position) []Block {
	var blocks []Block
	for _, a := range p.Final.Answers {
		blocks = append(blocks, Heading{Level: 2, Text: Text{{Words: "Request " + a.Request.Name + ": " + serviceAsked(p.Scheme, a.Request).Name}}})
		if !a.Stands() {
			blocks = append(blocks, paragraph("It was "+rulingWords(a)+", and the panel did not decide on it."))
			continue
		}
		blocks = append(blocks, Paragraph{Text: Text{{Words: decisionWords(p.Scheme, a), Strong: true}}},
			Paragraph{Text: Text{{Words: "The panel's reason: ", Strong: true}, {Words: evenly(a.Decision.Reason)}}},
			Paragraph{Text: askedWords(p.Scheme, a.Request)}, monthsTable(p.Scheme, a),
			Paragraph{Text: beforeWords(p, a)}, conditionsTable(*a.Decision))
	}
	return blocks
}

// decisionWords say what the panel decided and on which day.
func decisionWords(s *calc.Scheme, a calc.Answer) string {
	words := rulings[a.Decision.Verdict].decision + " on " + LongDate(a.Decision.On)
	if a.Decision.Accepted.Sum() > 0 {
		return words + ": " + acceptedWords(s, a) + "."
	}
	return words + ": nothing is added to what was recorded."
}

// askedWords say what was asked for, on what ground, and how it was counted: a piece a
// label of the template.
func askedWords(s *calc.Scheme, r calc.Request) Text {
	service := serviceAsked(s, r)
	ground := "other circumstances"
	if known, is := s.Grounds.Of(r.Ground); is {
		ground = known.Words
	}
	all := Text{{Words: "What you asked for: to accept " + Units(r.Claimed.Sum(), service.Unit) + " in " + service.Name + " that your figures do not show."},
		{Words: " The ground: " + ground + "."}}
	if r.Counted != "" {
		all = append(all, Span{Words: " Counted from: " + string(r.Counted) + "."})
	}
	return all
}

// beforeWords say what the panel had before it, in the same way.
func beforeWords(p calc.Position, a calc.Answer) Text {
	r := a.Request
	all := Text{{Words: "What the panel had before it: your request"}}
	say := func(words string) { all = append(all, Span{Words: words}) }
	if r.Completed.Date != 0 {
		say(", completed on " + LongDate(r.Completed.Date) + " at " + r.Completed.String()[len("2026-05-08 "):len("2026-05-08 23:00")])
	}
	switch n := len(r.Evidence); {
	case n == 0:
		say("; no evidence was attached")
	case r.Seen == "":
		say("; the evidence that you attached (" + Many(n, "file") + ")")
	default:
		say("; the evidence that you attached (" + Many(n, "file") + "), which our team had looked at")
	}
	was := p.Final.Indicative
	for _, line := range was.Lines {
		if line.Contract.Service != r.Service {
			continue
		}
		service, _ := p.Scheme.Service(r.Service)
		words := "; and your position as it stood in our letter"
		if p.Final.Letter.On != 0 {
			words += " of " + LongDate(p.Final.Letter.On)
		}
		say(words + ": " + Count(line.Activity.Recorded.Sum()) + " of " + Units(line.Contract.Target, service.Unit) + " recorded, " + positionWords(was.Balance))
	}
	say(".")
	return all
}

// MonthsCaption names the table of what was asked for and accepted, by month.
const MonthsCaption = "Asked for and accepted, by month"

func monthsTable(s *calc.Scheme, a calc.Answer) Table {
	t := Table{Caption: MonthsCaption + ": " + a.Request.Name, Columns: []Column{{"Month", 60, false}, {"Asked for", 55, true}, {"Accepted", 55, true}}}
	for i, n := range a.Request.Claimed {
		if n > 0 {
			t.Rows = append(t.Rows, TableRow{Cells: []string{MonthYear(s.Period.MonthStart(i)), Count(n), Count(a.Decision.Accepted[i])}})
		}
	}
	if len(t.Rows) != 1 {
		t.Rows = append(t.Rows, TableRow{Strong: true, Cells: []string{"Together", Count(a.Request.Claimed.Sum()), Count(a.Decision.Accepted.Sum())}})
	}
	return t
}

// conditions are the guidance's four (B6), in its words.
var conditions = []struct {
	words string
	met   func(calc.Decision) bool
}{
	{"Exceptional circumstances", func(d calc.Decision) bool { return d.Exceptional }},
	{"Beyond the practice's reasonable control", func(d calc.Decision) bool { return d.BeyondControl }},
	{"Shown by evidence", func(d calc.Decision) bool { return d.Evidenced }},
	{"Normal management could not have mitigated them", func(d calc.Decision) bool { return d.Unavoidable }},
}

// ConditionsCaption names the table of the four conditions.
const ConditionsCaption = "What the panel found of the four conditions"

// conditionsTable quotes the decision: a condition is met where it says so.
func conditionsTable(d calc.Decision) Table {
	t := Table{Caption: ConditionsCaption + ": " + d.Request, Columns: []Column{{"The guidance asks for", 110, false}, {"The panel found it", 60, false}}}
	for _, c := range conditions {
		t.Rows = append(t.Rows, TableRow{Cells: []string{c.words, foundWords(c.met(d))}})
	}
	return t
}

func foundWords(met bool) string {
	if met {
		return "met"
	}
	return "not met"
}

// FinalCaption names the table of what the letter had and what is final, in which
// each figure has a row.
const FinalCaption = "Your figures before the panel, and now"

// wasAndNow has each figure as the letter had it and as it is final: of a service of
// which nothing is accepted only what it earned.
func wasAndNow(p calc.Position) Table {
	t := Table{Caption: FinalCaption, Place: InFinal, Columns: []Column{{"Figure", 78, false}, {"In our letter", 46, true}, {"Final", 46, true}}}
	add := func(figure, was, now string) {
		t.Rows = append(t.Rows, TableRow{Cells: []string{figure, was, now}})
	}
	before := p.Final.Indicative
	for i, line := range p.Lines {
		was, name := before.Lines[i], lineName(p, line)
		if asked := askedOf(p.Final.Answers, line.Contract.Service); !asked && len(p.Lines) > 1 {
			add(name("earned, nothing was asked for"), Pounds(was.Earned), Pounds(line.Earned))
			continue
		}
		accepted := p.Final.Accepted[line.Contract.Service]
		add(name("recorded"), Count(was.Activity.Recorded.Sum()), Count(was.Activity.Recorded.Sum()))
		add(name("accepted by the panel"), "0", Count(accepted.Sum()))
		add(name("counted of the target"), Count(was.Activity.Recorded.Sum())+" of "+Count(was.Contract.Target), Count(line.Activity.Recorded.Sum())+" of "+Count(line.Contract.Target))
		add(name(achievementName(was, line)), Percent(was.Highest().Achievement), Percent(line.Highest().Achievement))
		if was.Capped.Cmp(was.Highest().Achievement) != 0 || line.Capped.Cmp(line.Highest().Achievement) != 0 {
			add(name("paid at"), Percent(was.Capped), Percent(line.Capped))
		}
		if len(p.Lines) > 1 {
			add(name("earned"), Pounds(was.Earned), Pounds(line.Earned))
		}
	}
	add("Earned", Pounds(before.Earned), Pounds(p.Earned))
	add("Paid in advance", Pounds(before.Advance), Pounds(p.Advance))
	t.Rows = append(t.Rows, TableRow{Strong: true, Cells: []string{"Balance", ToPayOrRecoup(before.Balance), ToPayOrRecoup(p.Balance)}})
	return t
}

// achievementName says where the achievement, then or now, is not the count over the target.
func achievementName(was, line calc.Achievement) string {
	if was.Highest().OfTheYear() && line.Highest().OfTheYear() {
		return "achievement"
	}
	return "achievement, by averaging"
}

// lineName names a figure of a line: "Phlebotomy, accepted", and of the only one "Accepted".
func lineName(p calc.Position, line calc.Achievement) func(figure string) string {
	return func(figure string) string {
		if len(p.Lines) == 1 {
			return capital(figure)
		}
		return serviceName(p.Scheme, line.Contract.Service) + ", " + figure
	}
}

func askedOf(all []calc.Answer, service string) bool {
	for _, a := range all {
		if a.Stands() && a.Request.Service == service {
			return true
		}
	}
	return false
}

// RepaymentsCaption names the table of a payment plan.
const RepaymentsCaption = "Payments of the plan"

func repayments(plan []calc.PlanPayment) Table {
	t := Table{Caption: RepaymentsCaption, Columns: []Column{{"Month", 85, false}, {"To be recouped", 85, true}}}
	var sum calc.Money
	for _, part := range plan {
		sum = sum.Plus(part.Sum)
		t.Rows = append(t.Rows, TableRow{Cells: []string{MonthYear(part.Month), Pounds(part.Sum)}})
	}
	t.Rows = append(t.Rows, TableRow{Strong: true, Cells: []string{"Together", Pounds(sum)}})
	return t
}

func paragraph(words string) Paragraph { return Paragraph{Text: Text{{Words: words}}} }

// evenly is words that a person typed, on one line, without the signs that slots have.
func evenly(words string) string { return plain(strings.Join(strings.Fields(words), " ")) }

// outcomeKeys are what an outcome letter must be found to say.
func outcomeKeys(p calc.Position, issue Issue, o Occasion) []Key {
	keys := []Key{
		{What: "the practice code", Words: string(p.Practice.Code), In: Anywhere},
		{What: "the reference", Words: issue.Reference, In: InLetterhead},
		{What: "the date", Words: LongDate(o.On), In: InLetterhead},
		{What: "the practice's name", Words: plain(p.Practice.Name), In: InAddress},
		{What: "the outcome", Words: balanceLabel(p.Outcome), In: InSummary},
		{What: "the final balance", Words: Pounds(p.Balance.Abs()), In: InSummary},
		{What: "the balance before the panel", Words: ToPayOrRecoup(p.Final.Indicative.Balance), In: InFinal, Row: "Balance"},
		{What: "the final balance", Words: ToPayOrRecoup(p.Balance), In: InFinal, Row: "Balance"},
		{What: "what was earned before the panel", Words: Pounds(p.Final.Indicative.Earned), In: InFinal, Row: "Earned"},
		{What: "the sum earned", Words: Pounds(p.Earned), In: InFinal, Row: "Earned"},
		{What: "that there is no appeal", Words: NoAppeal, Or: noAppeal, In: Anywhere},
	}
	keys = append(keys, replacedKeys(issue)...)
	switch plan := p.Final.Plan; {
	case len(plan) > 0:
		keys = append(keys, Key{What: "the month in which the plan begins", Words: MonthYear(plan[0].Month), In: InSummary})
	case p.Outcome != calc.Nil:
		keys = append(keys, Key{What: "the payment run", Words: PaymentRun(p.Scheme.Dates, o.On), In: InSummary})
	}
	for i, line := range p.Lines {
		if !askedOf(p.Final.Answers, line.Contract.Service) {
			continue
		}
		name, was := lineName(p, line), p.Final.Indicative.Lines[i]
		keys = append(keys,
			Key{What: "what was recorded", Words: Count(was.Activity.Recorded.Sum()), In: InFinal, Row: name("recorded")},
			Key{What: "what is accepted", Words: Count(p.Final.Accepted[line.Contract.Service].Sum()), In: InFinal, Row: name("accepted by the panel")},
			Key{What: "the achievement before the panel", Words: Percent(was.Highest().Achievement), In: InFinal, Row: name(achievementName(was, line))},
			Key{What: "the achievement", Words: Percent(line.Highest().Achievement), In: InFinal, Row: name(achievementName(was, line))})
	}
	for _, a := range p.Final.Answers {
		keys = append(keys, Key{What: "the request", Words: a.Request.Name, In: InSummary})
		if a.Stands() {
			keys = append(keys, Key{What: "the decision on " + a.Request.Name, Words: decisionWords(p.Scheme, a), Own: true, In: Anywhere},
				Key{What: "the panel's reason on " + a.Request.Name, Words: evenly(a.Decision.Reason), In: Anywhere})
		}
	}
	for _, part := range p.Final.Plan {
		keys = append(keys, Key{What: "the payment of " + MonthYear(part.Month), Words: Pounds(part.Sum), In: Anywhere})
	}
	return keys
}

// outcomeLabels are what the program itself says in an outcome letter.
func outcomeLabels() []string {
	labels := []string{
		"Request …, …", "in … from …",
		"Request …: …", "It was …, and the panel did not decide on it.", "The panel's reason:",
		"What you asked for: to accept … in … that your figures do not show.", "The ground: ….", "Counted from: ….",
		"What the panel had before it: your request", ", completed on … at …", "; no evidence was attached",
		"; the evidence that you attached (…), which our team had looked at", "; the evidence that you attached (…)",
		"; and your position as it stood in our letter of …: … of … recorded, …", "; and your position as it stood in our letter: … of … recorded, …",
		MonthsCaption + ": …", "Asked for", "Accepted", "Together",
		ConditionsCaption + ": …", "The guidance asks for", "The panel found it", foundWords(true), foundWords(false),
		FinalCaption, "In our letter", "Final", "Balance", "… to pay", "… to recoup", "nothing to pay",
		RepaymentsCaption, "To be recouped", "Accepted by the panel, April to March", "Recorded and accepted, April to March",
	}
	for _, ruling := range calc.Rulings() {
		say := rulings[ruling]
		labels = append(labels, capital(say.request), capital(say.request)+", all …", capital(say.request)+", … of …",
			say.decision+" on …: nothing is added to what was recorded.", say.decision+" on …: all ….", say.decision+" on …: … of ….")
	}
	for _, c := range conditions {
		labels = append(labels, c.words)
	}
	for _, figure := range []string{"recorded", "accepted by the panel", "counted of the target", "achievement", "achievement, by averaging", "paid at", "earned", "earned, nothing was asked for"} {
		labels = append(labels, capital(figure), "…, "+figure)
	}
	return labels
}
