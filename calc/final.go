package calc

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Final is what becomes of a position after the letter: what the panel accepted
// is added to what was recorded, and nothing else moves. It stands at a Position
// (Position.Final) whose own figures are then the final ones.
type Final struct {
	Indicative Position // as its year-end letter had it
	Basis      Basis
	Answers    []Answer           // every request of the practice on the scheme, decided or not, by name
	Accepted   map[string]ByMonth // by service; empty where nothing was
	Plan       []PlanPayment      // of a recoupment; empty where it is one sum
	Letter     LetterNamed        // its year-end letter that stands; empty where there is none
}

// LetterNamed is a letter as another one quotes it.
type LetterNamed struct {
	Practice  PracticeCode
	Scheme    string
	Reference string
	On        Date
	Run       string // that it is in,
	Path      string // and where in it
}

// Answer is a request with what was decided on it.
type Answer struct {
	Request  Request
	Decision *Decision // nil while it is open, or where it was withdrawn or replaced
}

// Basis is what a final position rests on.
type Basis string

const (
	BasisIndicative Basis = "indicative" // nobody asked, or all was withdrawn: digit for digit the indicative one (A19)
	BasisDecided    Basis = "decided"    // the panel decided, whatever it was
	BasisHeld       Basis = "held"       // a request is open, or its line has moved since
)

// Bases are all of them.
func Bases() []Basis { return []Basis{BasisIndicative, BasisDecided, BasisHeld} }

// The codes of what keeps a position from becoming final.
const (
	RequestOpen     = "E-request-open"     // the panel has not decided
	RequestTwice    = "E-request-twice"    // two requests of one service stand
	MitigationMoved = "E-mitigation-moved" // the figures on which the panel decided are others now (A22)
	ReasonNames     = "E-reason-name"      // the reason names somebody who sat on the panel
)

// Decided is all that a year end comes to be final by, after the letter.
type Decided struct {
	Answers []Answer
	Plans   []Plan
	Letters []LetterNamed // the year-end letters that stand
	On      Date          // the date of the outcome letters; none where no day is judged
}

// Decide makes of every indicative position the final one. Problems of the year end
// that only asked a person to look have been looked at, and are left out, but for those
// that say to whom an outcome letter goes. It fails where a decision cannot be, or where
// a penny is lost between the letter and the payment.
func (s Settlement) Decide(d Decided) (Settlement, error) {
	x := *s.Extract
	x.Problems = slices.DeleteFunc(slices.Clone(x.Problems), func(p Problem) bool { return p.Severity == Look })
	toWhom := slices.DeleteFunc(slices.Clone(s.Extract.Problems), func(p Problem) bool { return p.Severity != Look || !p.SaysToWhom() })
	answers := map[positionKey][]Answer{}
	for _, a := range d.Answers {
		key := positionKey{a.Request.Practice, a.Request.Scheme}
		answers[key] = append(answers[key], a)
	}
	letters := map[positionKey]LetterNamed{}
	for _, l := range d.Letters {
		letters[positionKey{l.Practice, l.Scheme}] = l
	}
	final := s
	final.Extract, final.Terms.Decided = &x, &d
	final.Positions = make([]Position, 0, len(s.Positions))
	anyTold := false
	for _, p := range s.Positions {
		key := positionKey{p.Practice.Code, p.Scheme.Code}
		p.Look, p.Given = nil, p.Given.without(ToNote) // the notes were the year-end letter's
		one, problems, err := p.decide(answers[key], plansOf(d.Plans, p), d.On, letters[key].On)
		if err != nil {
			return s, fmt.Errorf("%s on %s: %w", p.Practice.Code, p.Scheme.Title, err)
		}
		one.Final.Letter = letters[key]
		if one.Outcome != Held && one.Final.Answered() { // it gets a letter
			anyTold = true
			own := slices.DeleteFunc(slices.Clone(toWhom), func(look Problem) bool { return !look.ofReader(p) })
			one.Look = slices.Concat(own, one.Look)
			x.Problems = append(x.Problems, slices.DeleteFunc(own, func(look Problem) bool { return slices.Contains(x.Problems, look) })...)
		}
		delete(answers, key)
		final.Positions = append(final.Positions, one)
		x.Problems = append(x.Problems, problems...)
	}
	if anyTold { // what is said of all practices at once
		x.Problems = append(x.Problems, slices.DeleteFunc(toWhom, func(look Problem) bool { return look.Practice != "" })...)
	}
	x.Problems = append(x.Problems, strayAnswers(answers)...)
	x.Problems = append(x.Problems, d.strayPlans(s)...)
	slices.SortFunc(x.Problems, CompareProblems)
	return final, final.checkBridge()
}

// decide is the final position, with what keeps it from being one.
// It is told on a day, and its year-end letter was of an earlier one.
func (p Position) decide(answers []Answer, plans []Plan, told, letter Date) (Position, []Problem, error) {
	slices.SortStableFunc(answers, func(a, b Answer) int { return compareNames(a.Request.Name, b.Request.Name) })
	f := Final{Indicative: p, Basis: BasisIndicative, Answers: answers, Accepted: map[string]ByMonth{}}
	problems, err := p.undecided(answers)
	if err != nil {
		return p, nil, err
	}
	if p.Outcome == Held || len(problems) > 0 {
		return p.heldFinal(f, problems), problems, nil
	}
	for _, a := range answers {
		if !a.Stands() {
			continue
		}
		f.Basis = BasisDecided
		if a.Decision.Accepted.Sum() > 0 {
			f.Accepted[a.Request.Service] = a.Decision.Accepted
		}
	}
	after, err := p.Relieved(f.Accepted)
	if err != nil {
		return p, nil, err
	}
	if after.Balance.Cmp(p.Balance) < 0 {
		return p, nil, fmt.Errorf("accepted activity would lower the balance from %s to %s", Sterling(p.Balance), Sterling(after.Balance))
	}
	parts, problems := after.parts(plans)
	problems = append(problems, after.agreed(plans, told, letter)...)
	if blocked(problems) {
		return p.heldFinal(f, problems), problems, nil
	}
	f.Plan, after.Final, after.Look = parts, &f, problems
	return after, problems, nil
}

// Stands reports whether the panel decided on the request, which was neither taken
// back nor replaced.
func (a Answer) Stands() bool {
	return a.Request.State == RequestDecided || a.Request.State == RequestTold
}

// Answered reports whether the panel decided on anything of it.
func (f Final) Answered() bool { return slices.ContainsFunc(f.Answers, Answer.Stands) }

// Mended reports whether a slip in a decision was put right (A24).
func (f Final) Mended() bool {
	return slices.ContainsFunc(f.Answers, func(a Answer) bool { return a.Stands() && a.Decision.Because != "" })
}

// heldFinal has no figures until a person has decided; what was indicative is kept. Of
// the problems some may only ask for a look.
func (p Position) heldFinal(f Final, problems []Problem) Position {
	look := slices.DeleteFunc(slices.Clone(problems), func(l Problem) bool { return l.Severity != Look })
	problems = slices.DeleteFunc(slices.Clone(problems), func(l Problem) bool { return l.Severity == Look })
	f.Basis, f.Accepted, f.Plan = BasisHeld, nil, nil
	return Position{
		Practice: p.Practice, Scheme: p.Scheme, Records: p.Records, Instalments: p.Instalments, Outcome: Held,
		Given: p.Given, Successor: p.Successor, Held: slices.Concat(p.Held, problems), Look: look, Final: &f,
	}
}

// undecided is what the panel must decide first, or again. A decision that could not
// have been recorded is an error: the log has been meddled with.
func (p Position) undecided(answers []Answer) ([]Problem, error) {
	var problems []Problem
	add := func(code, found, remedy string) {
		problems = append(problems, Problem{Code: code, Severity: Hold, Practice: p.Practice.Code, Scheme: p.Scheme.Code, Found: found, Remedy: remedy})
	}
	decided := map[string]string{} // by service
	for _, a := range answers {
		name := a.Request.Name
		switch {
		case a.Request.State.Open():
			add(RequestOpen, name, openWords(a.Request))
			continue
		case !a.Stands():
			continue
		case a.Decision == nil:
			return nil, fmt.Errorf("%s is %s, and there is no decision on it", name, a.Request.State)
		}
		for i, n := range a.Decision.Accepted {
			if n < 0 || n > a.Request.Claimed[i] {
				return nil, fmt.Errorf("%s asks for %s in %s, and %s is accepted", name, Count(a.Request.Claimed[i]), p.Scheme.Period.MonthName(i), Count(n))
			}
		}
		if other, twice := decided[a.Request.Service]; twice {
			add(RequestTwice, name, "it and "+other+" are both decided, on one service: have a correction say which stands")
		}
		decided[a.Request.Service] = name
		if who := a.Decision.Names(); who != "" {
			add(ReasonNames, name, "the reason names "+who+", who sat on the panel, and the letter would: mend the reason with `yearend decide --correct "+name+"`")
		}
		if p.Outcome == Held {
			continue
		}
		if words := p.movedSince(a); words != "" {
			add(MitigationMoved, name, "the panel decided when "+words+": "+a.Decision.confirmWords()+", and record that with `yearend decide --correct "+name+"`")
		}
	}
	return problems, nil
}

// confirmWords say why a decision must be looked at again once its line has moved, and
// how: where something was accepted, it may be paid twice; where nothing was, the panel
// said no to other figures than the practice would be told (A22).
func (d Decision) confirmWords() string {
	if d.Accepted.Sum() > 0 {
		return "what it accepted may be recorded by now; have it confirm or lower what it accepted"
	}
	return "the practice would be told a decision on other figures than its letter has; have the panel confirm it"
}

// Names is who of the panel is named in the reason; empty for nobody. A letter says
// what the panel decided, and not who.
func (d Decision) Names() string {
	for _, name := range slices.Concat([]string{d.Chair}, d.Present, d.Withdrew) {
		if name != "" && strings.Contains(strings.ToLower(d.Reason), strings.ToLower(name)) {
			return name
		}
	}
	return ""
}

// openWords say why a request waits.
func openWords(r Request) string {
	found := func(code string) bool {
		return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Code == code })
	}
	const ended = "or enter the practice's withdrawal as a correction"
	switch {
	case r.State == RequestHeld:
		return "it cannot be known who asks for what: have it corrected, and put it before the panel"
	case found(FindNoContract):
		return "the practice has no contract for it, so that no panel can decide on it: put the contract row back, if it is missing, and approve a year-end run with it, " + ended
	case found(FindHeld):
		return "its practice's position is held, so that no panel can decide on it yet: mend what holds it, approve a year-end run with its letter, and put the request before the panel, " + ended
	}
	return "the panel has not decided on it: record its decision with `yearend decide`, or the practice's withdrawal as a correction"
}

// movedSince says what was otherwise on the line when the panel decided; nothing
// where all of it stands.
func (p Position) movedSince(a Answer) string {
	at := slices.IndexFunc(p.Lines, func(l Achievement) bool { return l.Contract.Service == a.Request.Service })
	switch none := a.Decision.Line.Target == 0 && a.Decision.Accepted.Sum() == 0; {
	case at < 0 && none: // of an excluded service: there is no line, and there was none
		return ""
	case at < 0:
		return "the practice had a contract for the service"
	}
	was, now := a.Decision.Line, LineOf(p.Lines[at])
	var words []string
	add := func(differs bool, what, before, after string) {
		if differs {
			words = append(words, what+" was "+before+" (now "+after+")")
		}
	}
	add(was.Service != now.Service, "the service", was.Service, now.Service)
	add(was.Target != now.Target, "the target", Count(was.Target), Count(now.Target))
	add(was.Value.Cmp(now.Value) != 0, "the contract value", Sterling(was.Value), Sterling(now.Value))
	add(was.Advance.Cmp(now.Advance) != 0, "the advance paid", Sterling(was.Advance), Sterling(now.Advance))
	add(was.Recorded != now.Recorded, "the activity recorded", Count(was.Recorded.Sum()), Count(now.Recorded.Sum()))
	if len(words) == 0 && !was.Same(now) {
		return "its line had other figures"
	}
	return And(words)
}

// compareNames orders LTC-7 before LTC-10, and CAP-6-ecg between CAP-6 and CAP-7.
func compareNames(a, b string) int {
	number := func(name string) int {
		_, rest, _ := strings.Cut(name, "-")
		digits, _, _ := strings.Cut(rest, "-")
		n, _ := strconv.Atoi(digits)
		return n
	}
	return cmp.Or(cmp.Compare(number(a), number(b)), strings.Compare(a, b))
}

// strayAnswers are the requests of practices that have no contract in the scheme, or
// of nobody who is known: they wait for a person, and move no money.
func strayAnswers(answers map[positionKey][]Answer) []Problem {
	var problems []Problem
	for key, all := range answers {
		for _, a := range all {
			if a.Request.State.Open() {
				problems = append(problems, Problem{Code: RequestOpen, Severity: Hold, Practice: key.practice, Scheme: key.scheme, Found: a.Request.Name, Remedy: openWords(a.Request)})
			}
		}
	}
	return problems
}

func blocked(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity != Look })
}

// RequestCounts is what became of the requests of a scheme.
type RequestCounts struct {
	Ruled    map[Ruling]int
	Ended    int   // taken back, or replaced
	Open     int   // not decided
	Accepted int64 // activity, of what is final
}

// Requests counts them by scheme.
func (s Settlement) Requests() map[string]RequestCounts {
	all := map[string]RequestCounts{}
	for _, scheme := range s.Schemes {
		n := RequestCounts{Ruled: map[Ruling]int{}}
		for _, a := range s.Terms.Decided.Answers {
			switch {
			case a.Request.Scheme != scheme.Code:
			case a.Request.State.Open():
				n.Open++
			case a.Stands():
				n.Ruled[a.Decision.Verdict]++
			case a.Request.State != RequestProof:
				n.Ended++
			}
		}
		all[scheme.Code] = n
	}
	for _, p := range s.Positions {
		n := all[p.Scheme.Code]
		for _, months := range p.Final.Accepted {
			n.Accepted += months.Sum()
		}
		all[p.Scheme.Code] = n
	}
	return all
}
