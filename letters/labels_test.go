package letters

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"yearend/calc"
)

// everyBlock places what the program writes by itself.
const everyBlock = "{{.Address}}\n\n# S\n\n{{.Summary}}\n\n{{.Services}}\n\n{{.Methods}}\n\n{{.Account}}\n\n{{.Chart}}\n\n{{.Contacts}}\n\n{{.Signature}}\n\n---\n\n{{.Working}}\n"

// Every label that the program writes can be put into other words, and stands in no
// letter as it was.
func TestEveryLabelInOtherWords(t *testing.T) {
	var head strings.Builder
	for _, own := range ownLabels() {
		head.WriteString(own + " = «" + own + "»\n")
	}
	w, err := ParseWording("letter.md", "---\n# labels\n"+head.String()+"---\n"+everyBlock)
	if err != nil {
		t.Fatal(err)
	}
	issuer := Issuer{Name: "NHS Example", Contacts: Contacts{PrimaryCare: Contact{Name: "Team"}, Finance: Contact{Name: "Team"}, DataQuality: Contact{Name: "Team"}}}
	l, err := Compose(w, severalServices(t), Issue{Number: 1, Reference: "P81999/CAP/2025-26/1"}, Occasion{Kind: YearEnd(), Issuer: issuer, On: 20260417})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range labelsIn(l) {
		if !strings.HasPrefix(words, "«") {
			t.Errorf("%q is as the program has it", words)
		}
	}
	if !slices.ContainsFunc(l.Keys, func(k Key) bool { return k.What == "the outcome" && strings.HasPrefix(k.Words, "«") }) {
		t.Errorf("the outcome is looked for as the program has it: %+v", l.Keys)
	}
	if text := PlainText(l); !strings.Contains(text, "«in the June 2026 payment run»") || !strings.Contains(text, "«Yours sincerely»") {
		t.Errorf("got\n%s", text)
	}
}

// The same holds of what an outcome letter and a projection show in tables and
// pictures; each figure is then looked for in its row by the words that stand there.
func TestEveryLabelOfTheSeasonInOtherWords(t *testing.T) {
	var head strings.Builder
	for _, own := range ownLabels() {
		head.WriteString(own + " = «" + own + "»\n")
	}
	w, err := ParseWording("outcome.md", "---\n"+head.String()+"---\n# S\n\n{{.Summary}}\n\n{{.Answers}}\n\n{{.WasAndNow}}\n\n{{.Repayments}}\n\n{{.Signature}}\n")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Compose(w, decided(t), Issue{Number: 1, Reference: "P81999/CAP/2025-26/OUT/1"}, Occasion{Kind: Outcome(), Issuer: Issuer{Name: "NHS Example"}, On: 20260522})
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range l.Blocks {
		if table, is := block.(Table); is {
			for _, row := range table.Rows {
				if first := row.Cells[0]; !strings.HasPrefix(first, "«") && !strings.HasSuffix(first, " 2025") && !strings.HasSuffix(first, " 2026") { // months stay
					t.Errorf("%q is as the program has it", first)
				}
			}
		}
	}
	for _, words := range labelsIn(l) {
		if !strings.HasPrefix(words, "«") {
			t.Errorf("%q is as the program has it", words)
		}
	}
	for _, key := range l.Keys {
		if key.In == InFinal && !strings.HasPrefix(key.Row, "«") {
			t.Errorf("%s is looked for in the row %q", key.What, key.Row)
		}
	}
	for _, block := range w.labels.in([]Block{Outlook{Caption: capital(outlookCaption), Key: outlookKey}, Outlook{Caption: "ECGs: " + outlookCaption}}) {
		if o := block.(Outlook); !strings.HasPrefix(o.Caption, "«") || o.Key[0] != "" && slices.ContainsFunc(o.Key[:], func(words string) bool { return !strings.HasPrefix(words, "«") }) {
			t.Errorf("the picture of a projection is as the program has it: %+v", o)
		}
	}
}

// decided is the position in two services after the panel has accepted something in one.
func decided(t *testing.T) calc.Position {
	t.Helper()
	p := severalServices(t)
	decision := calc.Decision{Request: "CAP-1", Verdict: calc.AcceptedPart, Reason: "A flood.", Accepted: calc.ByMonth{4}, On: 20260512}
	request := calc.Request{Name: "CAP-1", Practice: "P81999", Service: "ecg", Claimed: calc.ByMonth{5, 2}}
	p.Final = &calc.Final{Indicative: p, Answers: []calc.Answer{{Request: request, Decision: &decision}}, Accepted: map[string]calc.ByMonth{"ecg": decision.Accepted},
		Plan: []calc.PlanPayment{{Month: 20260601, Sum: calc.Pence(100)}, {Month: 20260701, Sum: calc.Pence(100)}}}
	return p
}

// decidedPosition is final after requests that were accepted, in part and whole, refused
// and withdrawn, and is repaid by a plan.
func decidedPosition(t *testing.T) calc.Position {
	t.Helper()
	p := severalServices(t)
	p.Scheme.Plan, p.Scheme.Mitigation = true, &calc.Mitigation{Plan: &calc.PlanTerms{First: 20260601}}
	for i, line := range p.Lines {
		line.Contract.Advance = line.Contract.Value
		var err error
		if p.Lines[i], err = calc.Measure(p.Scheme, line.Contract, line.Activity); err != nil {
			t.Fatal(err)
		}
	}
	p = calc.Reconcile(p.Scheme, p.Practice, p.Lines)
	var answers []calc.Answer
	for i, verdict := range []calc.Ruling{calc.AcceptedPart, calc.Refused} {
		line := p.Lines[i]
		a := calc.Answer{Request: calc.Request{Name: "CAP-" + Count(int64(i+2)), Scheme: p.Scheme.Code, Practice: p.Practice.Code, Service: line.Contract.Service, State: calc.RequestDecided,
			Counted: calc.FromRecords, Completed: calc.Moment{Date: 20260505}, Claimed: calc.ByMonth{1: 2, 2: 2}, Evidence: []string{"https://files.example.org/1.pdf"}},
			Decision: &calc.Decision{Verdict: verdict, Reason: "«as it was found»", Line: calc.LineOf(line), On: 20260512}}
		a.Decision.Accepted[1] = int64(1 - i)
		a.Decision.Request = a.Request.Name
		answers = append(answers, a)
	}
	answers = append(answers, calc.Answer{Request: calc.Request{Name: "CAP-4", Scheme: p.Scheme.Code, Practice: p.Practice.Code, Service: "ecg", State: calc.RequestWithdrawn}})
	s := calc.Settlement{Extract: &calc.Extract{}, Schemes: []*calc.Scheme{p.Scheme}, Positions: []calc.Position{p}}
	final, err := s.Decide(calc.Decided{Answers: answers, Plans: []calc.Plan{{Practice: p.Practice.Code, Scheme: p.Scheme.Code, First: 20260601, Payments: 3}},
		Letters: []calc.LetterNamed{{Practice: p.Practice.Code, Scheme: p.Scheme.Code, Reference: "P81999/CAP/2025-26/1", On: 20260417}}})
	if err != nil || final.Positions[0].Outcome != calc.Recoup {
		t.Fatal(final.Extract.Problems, err)
	}
	return final.Positions[0]
}

// What the program says in an outcome letter can be put into other words as well: its
// headings, sentences, boxes and tables.
func TestEveryLabelOfAnOutcomeInOtherWords(t *testing.T) {
	var head strings.Builder
	for _, own := range ownLabels() {
		head.WriteString(own + " = «" + own + "»\n")
	}
	w, err := ParseWording("outcome.md", "---\n"+head.String()+"---\n{{.Address}}\n\n# S\n\n{{.Summary}}\n\n{{.Answers}}\n\n{{.WasAndNow}}\n\n{{.Repayments}}\n\n{{.Contacts}}\n\n{{.Signature}}\n")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Compose(w, decidedPosition(t), Issue{Number: 1, Reference: "P81999/CAP/2025-26/OUT/1"}, Occasion{Kind: Outcome(), Issuer: Issuer{Name: "NHS Example", Contacts: Contacts{PrimaryCare: Contact{Name: "Team"}}}, On: 20260522})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(labelsIn(l), "\n")
	for _, block := range l.Blocks {
		switch b := block.(type) {
		case Heading:
			if b.Level > 1 {
				text += "\n" + b.Text[0].Words
			}
		case Paragraph:
			for _, span := range b.Text {
				text += "\n" + strings.TrimSpace(span.Words)
			}
		case Table:
			if b.Place == InFinal || strings.Contains(b.Caption, ConditionsCaption) {
				for _, row := range b.Rows {
					text += "\n" + row.Cells[0]
				}
			}
		}
	}
	quoted := regexp.MustCompile("«[^«»]*»")
	for _, words := range strings.Split(text, "\n") {
		if strings.Trim(quoted.ReplaceAllString(words, ""), " .") != "" {
			t.Errorf("%q is as the program has it", words)
		}
	}
	for _, key := range l.Keys {
		if key.In == InFinal && key.Row != "" && !strings.HasPrefix(key.Row, "«") {
			t.Errorf("a figure is looked for in the row %q", key.Row)
		}
	}
}

// An outcome letter is held to the payment run that it names: the guidance's, the next
// possible one once that is over, or the month in which a plan begins, whichever that is.
func TestAnOutcomeLetterIsHeldToWhenItIsSettled(t *testing.T) {
	for _, c := range []struct {
		name string
		on   calc.Date
		plan []calc.PlanPayment
		want string
	}{
		{"in May", 20260522, nil, "June 2026"},
		{"in July", 20260703, nil, "next possible"},
		{"by a plan from June", 20260522, []calc.PlanPayment{{Month: 20260601, Sum: calc.Pence(100)}}, "June 2026"},
		{"by a plan from August", 20260522, []calc.PlanPayment{{Month: 20260801, Sum: calc.Pence(100)}}, "August 2026"},
	} {
		p := decidedPosition(t)
		p.Final.Plan = c.plan
		var held []Key
		for _, key := range outcomeKeys(p, Issue{Number: 1}, Occasion{Kind: Outcome(), On: c.on}) {
			if key.What == "the payment run" || key.What == "the month in which the plan begins" {
				held = append(held, key)
			}
		}
		if len(held) != 1 || held[0].Words != c.want || !strings.Contains(finalWhen(p, c.on), c.want) {
			t.Errorf("%s: it says %q, and is held to %+v", c.name, finalWhen(p, c.on), held)
		}
	}
}

// A decision that a template tells in words of its own is looked for in those.
func TestADecisionIsLookedForInTheWordsOfTheTemplate(t *testing.T) {
	w, err := ParseWording("outcome.md", "---\nRefused on …: nothing is added to what was recorded. = Gwrthodwyd ar …: ni chaiff dim ei ychwanegu.\n---\n# S\n\n{{.Answers}}\n\n{{.Signature}}\n")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Compose(w, decidedPosition(t), Issue{Number: 1}, Occasion{Kind: Outcome(), On: 20260522})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(l.Keys, func(k Key) bool { return k.What == "the decision on CAP-3" })
	if want := "Gwrthodwyd ar 12 May 2026: ni chaiff dim ei ychwanegu."; l.Keys[at].Words != want {
		t.Errorf("it is looked for as %q, and written as %q", l.Keys[at].Words, want)
	}
}

// An achievement is told as one by averaging where it was one then or is one now.
func TestTheAchievementThenAndNow(t *testing.T) {
	year := calc.Achievement{Measured: calc.Measured{Results: []calc.Result{{Method: &calc.Method{}, Chosen: make([]int, calc.Months)}}}}
	average := calc.Achievement{Measured: calc.Measured{Results: []calc.Result{{Method: &calc.Method{}, Chosen: make([]int, 9)}}}}
	for _, c := range []struct {
		was, now calc.Achievement
		want     string
	}{{year, year, "achievement"}, {average, year, "achievement, by averaging"}, {year, average, "achievement, by averaging"}} {
		if got := achievementName(c.was, c.now); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// Only who hears late is told that we are sorry: not who heard in time, and hears again.
func TestWhoHearsLateIsToldSo(t *testing.T) {
	for _, c := range []struct {
		on, replaced calc.Date
		late         bool
	}{{20260529, 0, false}, {20260530, 0, true}, {20260601, 20260522, false}, {20260601, 20260529, false}, {20260603, 20260530, true}} {
		p := decidedPosition(t)
		p.Scheme.Dates.OutcomeBy = 20260529
		issue := Issue{Number: 1}
		if c.replaced != 0 {
			issue.Replaces, issue.ReplacesOn = "P81999/CAP/2025-26/OUT/1", c.replaced
		}
		var f Facts
		if f.after(p, issue, Occasion{Kind: Outcome(), On: c.on}); f.OutcomeLate != c.late {
			t.Errorf("on %s, after a letter of %s: late %v", c.on, c.replaced, f.OutcomeLate)
		}
	}
}

// labelsIn are the labels of a letter: of its rows, columns, tables and charts.
func labelsIn(l Letter) []string {
	var all []string
	for _, block := range l.Blocks {
		switch b := block.(type) {
		case Summary:
			for _, row := range b.Rows {
				all = append(all, row.Label)
			}
		case Account:
			all = append(all, b.Caption, b.Item, b.Sum)
			for _, row := range b.Rows {
				all = append(all, row.Label)
			}
		case Table:
			all = append(all, b.Caption)
			for i, column := range b.Columns {
				if i == 0 || b.Caption != "«"+methodsCaption+"»" {
					all = append(all, column.Header) // a method's name is the scheme file's
				}
			}
			for _, row := range b.Rows {
				if b.Small && !row.Strong && !strings.HasPrefix(row.Cells[0], "Full-year") && !strings.HasPrefix(row.Cells[0], "Last six") {
					all = append(all, row.Cells[0])
				}
			}
		case Chart:
			all = append(all, append(b.Key[:], b.Caption, b.Year)...)
		case List:
			for _, item := range b.Items {
				all = append(all, item[0].Words)
			}
		case Signature:
			all = append(all, b.Ends())
		}
	}
	return all
}

// severalServices is a position in two services with two averages, of which one is
// below its target.
func severalServices(t *testing.T) calc.Position {
	t.Helper()
	p := position(t, "A")
	s := *p.Scheme
	s.Advance = nil
	s.Services = []calc.Service{{Code: "ecg", Name: "ECGs", Unit: "contacts"}, {Code: "wound-care", Name: "Wound Care", Unit: "contacts"}}
	s.Methods = append(s.Methods, calc.Method{ID: "last_six", Name: "Last six months", Months: calc.Taking{By: calc.InYear, Together: 1, From: 7, To: calc.Months}})
	var lines []calc.Achievement
	for _, service := range s.Services {
		line, err := calc.Measure(&s, calc.Contract{Practice: "P81999", Scheme: s.Code, Service: service.Code, Target: 100, Value: calc.Pence(800000), Advance: calc.Pence(640000)},
			calc.Activity{Recorded: calc.ByMonth{40, 0, 0, 0, 0, 0, 0, 0, 20, 30, 0, 0}})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return calc.Reconcile(&s, p.Practice, lines)
}

func TestLabelsThatCannotBe(t *testing.T) {
	for head, want := range map[string]string{
		"Wenn = Pryd":                     "letter.md:2: \"Wenn\" is no label that the program writes: did you mean When",
		"\nWhen =":                        "letter.md:3: \"When =\" is no label: write what the program says",
		"until … = by then":               "letter.md:2: \"until … = by then\": as many … belong on either side of the =",
		"When = Pryd\n---\n# S\n\n{{.X}}": "letter.md:6: {{.X}} is not known",
	} {
		_, err := ParseWording("letter.md", "---\n"+head+"\n---\n# S\n")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", head, err, want)
		}
	}
	if _, err := ParseWording("letter.md", "---\nWhen = Pryd\n# S\n"); err == nil || !strings.Contains(err.Error(), "have no end") {
		t.Errorf("got %v", err)
	}
}

// Two people sign side by side, and each is read in every form.
func TestSecondSignatory(t *testing.T) {
	l := Letter{Blocks: []Block{Signature{Person: Person{"A. Sample", "Director"}, Second: Person{"B. Sample", "Medical Director"}, Of: "NHS Example"}}}
	if text := PlainText(l); !strings.Contains(text, "Yours sincerely\n\nA. Sample\nDirector\nNHS Example\n\nB. Sample\nMedical Director\nNHS Example\n") {
		t.Errorf("got\n%s", text)
	}
	if page := HTML(l); !strings.Contains(page, "<p>B. Sample<br>Medical Director<br>NHS Example</p>") {
		t.Errorf("got\n%s", page)
	}
}
