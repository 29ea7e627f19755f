package letters_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yearend/calc"
	"yearend/calc/rulebook"
	"yearend/letters"
	"yearend/templates"
)

var update = flag.Bool("update", false, "write the golden letters anew")

// What the shipped rules say to a practice in the shipped words: each date, service, ground and
// assumption that a letter names, each figure that a sum rests on. One practice that is
// below its targets is told of April, also where nobody knows when all was coded, and one of February.
func TestLettersOfTheShippedRules(t *testing.T) {
	for _, code := range rulebook.ShippedCodes() {
		s := shippedScheme(t, code)
		for _, c := range []struct {
			kind    letters.Kind
			on      calc.Date
			through int
			opened  calc.Date
			unsaid  bool // when all was coded
		}{
			{letters.YearEnd(), 20260417, calc.Months, 0, false},
			{letters.YearEnd(), 20260417, calc.Months, 0, true},
			{letters.YearEnd(), 20260505, calc.Months, 20260504, false}, // after the day that the form opens on
			{letters.Projection(), 20260210, 10, 0, false},
		} {
			p := belowTarget(t, s, c.on, c.through)
			if c.unsaid {
				p = uncoded(t, p)
			}
			l, e := written(t, s, p, letters.Occasion{Kind: c.kind, On: c.on, Opened: c.opened, FormLink: "https://forms.example.org/x",
				Issuer: letters.Issuer{Name: "NHS Example", Code: "QZZ", Address: []string{"1 Example Street"}, Signatory: letters.Person{Role: "Associate Director"},
					Contacts: letters.Contacts{PrimaryCare: letters.Contact{Email: "care@example.org"}, Finance: letters.Contact{Email: "finance@example.org"}, DataQuality: letters.Contact{Email: "data@example.org"}}}})
			name := strings.Join([]string{code, c.kind.Name, c.on.String()}, "-") + map[bool]string{true: "-uncoded"}[c.unsaid] + ".txt"
			if !c.unsaid && c.opened == 0 {
				heldTo(t, s, c.kind, l)
			}
			compare(t, filepath.Join("..", "fixtures", "golden", "rules", name), letters.PlainText(l)+"\n\nE-mail\n\n"+letters.EmailText(e))
		}
	}
}

// What the shipped rules say after the panel to a practice that repays, by a plan where
// the scheme has one: a service each is accepted in part, refused, not considered and accepted, and two requests have ended.
func TestOutcomeLettersOfTheShippedRules(t *testing.T) {
	for _, code := range rulebook.ShippedCodes() {
		s := shippedScheme(t, code)
		p := decidedOn(t, s, belowTarget(t, s, 20260417, calc.Months))
		l, e := written(t, s, p, letters.Occasion{Kind: letters.Outcome(), On: 20260522,
			Issuer: letters.Issuer{Name: "NHS Example", Code: "QZZ", Address: []string{"1 Example Street"}, Signatory: letters.Person{Role: "Associate Director"},
				Contacts: letters.Contacts{PrimaryCare: letters.Contact{Email: "care@example.org"}, Finance: letters.Contact{Email: "finance@example.org"}}}})
		heldTo(t, s, letters.Outcome(), l)
		compare(t, filepath.Join("..", "fixtures", "golden", "rules", code+"-outcome-2026-05-22.txt"), letters.PlainText(l)+"\n\nE-mail\n\n"+letters.EmailText(e))
	}
}

// heldTo compares what a letter must be found to say when it is read back, and where, so that
// no figure or date is looked for no more.
func heldTo(t *testing.T, s *calc.Scheme, kind letters.Kind, l letters.Letter) {
	t.Helper()
	var b strings.Builder
	for _, k := range l.Keys {
		fmt.Fprintf(&b, "%s, in %s: %s\n", k.What, strings.TrimSuffix(string(k.In)+", "+k.Row, ", "), k.Words)
	}
	compare(t, filepath.Join("..", "fixtures", "golden", "rules", s.Code+"-"+kind.Name+"-held-to.txt"), b.String())
}

// decidedOn is the final position of a practice that was paid all of its contracts in advance.
func decidedOn(t *testing.T, s *calc.Scheme, p calc.Position) calc.Position {
	t.Helper()
	for i, line := range p.Lines {
		line.Contract.Advance = line.Contract.Value
		p.Lines[i] = line
	}
	p = calc.Reconcile(s, p.Practice, p.Lines)
	asked := func(n int, line calc.Achievement, state calc.RequestState, by string) calc.Request {
		return calc.Request{Name: s.Short + "-" + letters.Count(int64(n)), Scheme: s.Code, Practice: p.Practice.Code, Service: line.Contract.Service, State: state, By: by,
			Counted: calc.FromRecords, Completed: calc.Moment{Date: 20260505}, Claimed: calc.ByMonth{7: 12, 8: 9}, Evidence: []string{"https://files.example.org/1.pdf"}}
	}
	answers := []calc.Answer{
		{Request: asked(1, p.Lines[0], calc.RequestReplaced, s.Short+"-3")},
		{Request: asked(2, p.Lines[0], calc.RequestWithdrawn, "the practice")},
	}
	for i, verdict := range []calc.Ruling{calc.AcceptedPart, calc.Refused, calc.NotConsidered, calc.AcceptedWhole} {
		if i >= len(p.Lines) {
			break
		}
		a := calc.Answer{Request: asked(i+3, p.Lines[i], calc.RequestDecided, ""), Decision: &calc.Decision{Verdict: verdict, Reason: "The building was closed by a flood.",
			Line: calc.LineOf(p.Lines[i]), On: 20260512, Exceptional: true, BeyondControl: true, Evidenced: i == 0, Unavoidable: i == 0}}
		a.Decision.Request = a.Request.Name
		switch verdict {
		case calc.AcceptedPart:
			a.Decision.Accepted = calc.ByMonth{7: 5}
		case calc.AcceptedWhole:
			a.Decision.Accepted = a.Request.Claimed
		case calc.Refused, calc.NotConsidered:
		}
		answers = append(answers, a)
	}
	var plans []calc.Plan
	if s.Plan {
		plans = []calc.Plan{{Practice: p.Practice.Code, Scheme: s.Code, First: 20260601, Payments: 3, By: "A. Manager", On: 20260515}}
	}
	final, err := calc.Settlement{Extract: &calc.Extract{}, Schemes: []*calc.Scheme{s}, Positions: []calc.Position{p}}.Decide(calc.Decided{Answers: answers, Plans: plans,
		Letters: []calc.LetterNamed{{Practice: p.Practice.Code, Scheme: s.Code, Reference: letters.YearEnd().Reference(p, 1), On: 20260417}}})
	if err != nil || final.Positions[0].Outcome != calc.Recoup {
		t.Fatal(final.Extract.Problems, err)
	}
	return final.Positions[0]
}

func shippedScheme(t *testing.T, code string) *calc.Scheme {
	t.Helper()
	text, _ := rulebook.Shipped(code)
	s, err := rulebook.Read(code, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// belowTarget is a practice with 1,000 a service to do for £10,000.01, that recorded four a working day
// but nothing from October to December, of it some late; each service has a little less than the one before.
func belowTarget(t *testing.T, s *calc.Scheme, on calc.Date, through int) calc.Position {
	t.Helper()
	x := &calc.Extract{Practices: []calc.Practice{{Code: "P81999", Name: "Elm Tree Surgery", Address: []string{"1 High Street"}, Postcode: "ZZ99 1AA", Emails: []string{"elm@example.org"}}},
		Activity: map[calc.ActivityKey]calc.Activity{}}
	for i, service := range s.Services {
		x.Contracts = append(x.Contracts, calc.Contract{Practice: "P81999", Scheme: s.Code, Service: service.Code, Target: 1000, Value: calc.Pence(1000001), Advance: calc.Pence(800040)})
		var a calc.Activity
		for m := range through {
			if m < 6 || m > 8 {
				a.Recorded[m] = []int64{80, 80, 84, 92, 80, 88, 0, 0, 0, 84, 80, 88}[m] - int64(i*m)
				a.Records.InPeriod++
			}
		}
		if through == calc.Months {
			a.Late[11] = 7
		}
		x.Activity[calc.ActivityKey{Practice: "P81999", Service: service.Code}] = a
		x.Sources = append(x.Sources, calc.Source{Kind: "activity", Records: a.Records.InPeriod})
	}
	settled, err := calc.Terms{Schemes: []*calc.Scheme{s}, AsOf: on, Through: through % calc.Months}.Settle(x)
	if err != nil || len(settled.Positions) != 1 || settled.Positions[0].Outcome == calc.Held {
		t.Fatalf("%v: %+v", err, settled.Positions)
	}
	return settled.Positions[0]
}

// Words of a projection cannot state what the year has come to: it has not ended.
func TestAProjectionStatesNoBalance(t *testing.T) {
	for _, code := range rulebook.ShippedCodes() {
		s := shippedScheme(t, code)
		p := belowTarget(t, s, 20260210, 10)
		o := letters.Occasion{Kind: letters.Projection(), On: 20260210}
		for _, name := range []string{"Earned", "Advance", "Balance", "PositionOnTime"} {
			w, err := letters.ParseWording("projection.md", "# A projection\n\n{{."+name+"}}\n")
			if err != nil {
				t.Fatal(err)
			}
			const want = "has no value for this practice: the year has not ended; name RangeLow and RangeHigh"
			if _, err := letters.MatterOf(p, letters.Issue{State: letters.New, Number: 1}, o).Letter(w); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %s: %v", code, name, err)
			}
		}
		for name, words := range ofAnEndedYear() {
			w, err := letters.ParseWording("projection.md", "# A projection\n\nBegins.\n\n"+words+"\n\nEnds.\n")
			if err != nil {
				t.Fatal(err)
			}
			l, err := letters.MatterOf(p, letters.Issue{State: letters.New, Number: 1}, o).Letter(w)
			if err == nil && len(l.Blocks) != 3 { // the heading, and the two sentences
				t.Errorf("%s: %s says\n%s", code, name, letters.PlainText(l))
			}
		}
	}
}

// ofAnEndedYear are words that say each of what year-end letters have and projections have not.
func ofAnEndedYear() map[string]string {
	words := map[string]string{}
	for _, p := range letters.PlaceholdersOf(letters.YearEnd()) {
		if p.Sort == letters.InChoice {
			words[p.Name] = "{{if ." + p.Name + "}}It is so.{{end}}"
		} else {
			words[p.Name] = "{{." + p.Name + "}}"
		}
	}
	for _, p := range letters.PlaceholdersOf(letters.Projection()) {
		delete(words, p.Name)
	}
	return words
}

// A share of the rules that has more places than two stands whole in a sum that is written
// out, which would else not come to what is paid.
func TestWrittenSumsHaveEachPlaceOfAShare(t *testing.T) {
	text, _ := rulebook.Shipped("ltc-les-2025-26")
	s, err := rulebook.Read("ltc.yaml", []byte(strings.Replace(string(text), "share: 80%", "share: 82.125%", 1)))
	if err != nil {
		t.Fatal(err)
	}
	year := belowTarget(t, s, 20260417, calc.Months)
	year.Lines[0].Contract.Derived = true
	for want, p := range map[string]calc.Position{
		"each £10,000.01 × 82.125% ÷ 12 to the penny": year, "1,000 × 82.125%, rounded up": belowTarget(t, s, 20260210, 10), "1,000 × 100.00%, rounded up": belowTarget(t, s, 20260210, 10),
	} {
		var sums []string
		for _, step := range calc.Working(p) {
			sums = append(sums, letters.SumText(step.Sum))
		}
		if said := strings.Join(sums, "\n"); !strings.Contains(said, want) {
			t.Errorf("no sum says %q:\n%s", want, said)
		}
	}
}

var named = regexp.MustCompile(`\{\{(?:if )?\.(\w+)`)

// Every name that the shipped words of a kind use is offered to whoever writes others.
func TestShippedNamesAreOffered(t *testing.T) {
	for _, code := range rulebook.ShippedCodes() {
		for _, kind := range letters.Kinds() {
			offered := map[string]bool{}
			for _, p := range letters.PlaceholdersOf(kind) {
				offered[p.Name] = true
			}
			for _, name := range kind.Templates() {
				text, _ := templates.Words(shippedScheme(t, code).Words + "/" + name)
				used := named.FindAllStringSubmatch(text, -1)
				for _, u := range used {
					if !offered[u[1]] {
						t.Errorf("%s of %s uses %s, which is not offered", name, code, u[1])
					}
				}
				if len(used) == 0 {
					t.Errorf("%s of %s uses no name", name, code)
				}
			}
		}
	}
}

// uncoded is the same position where no file says when its activity was coded.
func uncoded(t *testing.T, p calc.Position) calc.Position {
	t.Helper()
	var lines []calc.Achievement
	for _, line := range p.Lines {
		a := line.Activity
		a.Late, a.LateUnknown = calc.ByMonth{}, true
		again, err := calc.Measure(p.Scheme, line.Contract, a)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, again)
	}
	again := calc.Reconcile(p.Scheme, p.Practice, lines)
	again.Records = p.Records
	return again
}

func written(t *testing.T, s *calc.Scheme, p calc.Position, o letters.Occasion) (letters.Letter, letters.Email) {
	t.Helper()
	issue := letters.Issue{State: letters.New, Number: 1, Reference: o.Kind.Reference(p, 1)}
	matter := letters.MatterOf(p, issue, o)
	l, err := matter.Letter(wordsOf(t, s, o.Kind.Letter))
	if err != nil {
		t.Fatal(err)
	}
	e, err := matter.Email(wordsOf(t, s, o.Kind.Email))
	if err != nil {
		t.Fatal(err)
	}
	return l, e
}

func wordsOf(t *testing.T, s *calc.Scheme, name string) *letters.Wording {
	t.Helper()
	text, ok := templates.Words(s.Words + "/" + name)
	if !ok {
		t.Fatalf("there is no %s/%s", s.Words, name)
	}
	w, err := letters.ParseWording(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if lines, were := strings.Split(got, "\n"), strings.Split(string(want), "\n"); got != string(want) {
		for i := range min(len(lines), len(were)) {
			if lines[i] != were[i] {
				t.Fatalf("%s, line %d, has changed; look at what `make golden` changes in it\n  was %s\n  is  %s", path, i+1, were[i], lines[i])
			}
		}
		t.Fatalf("%s has changed in length; look at what `make golden` changes in it", path)
	}
}
