package panel

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters/register"
)

// Sitting is what a sheet that was filled in is judged by: the pack that lay before the
// panel, the requests as they are now, who sits on it, and what it has decided before.
type Sitting struct {
	Pack    string            // panel-001
	Digest  string            // of its run.json
	Run     string            // the approved run that it rests on
	InPack  map[string]string // request → its digest, as it lay before the panel
	Cases   []Case            // of these, as they are now
	Members []calc.Member
	Decided []calc.Decision // the log, in its order
	Today   calc.Date
	By      string
	File    string // the sheet

	Correct string // the request of which a slip is mended; empty for none
	Because string // and why
}

// Judged is what came of it. With any problem that is no look, nothing is recorded.
type Judged struct {
	Decisions []calc.Decision // in the order of the sheet
	Open      []string        // requests of the pack that nothing is decided on, now or before
	Problems  []calc.Problem
}

// Stops reports whether nothing can be recorded.
func (j Judged) Stops() bool {
	return slices.ContainsFunc(j.Problems, func(p calc.Problem) bool { return p.Severity != calc.Look })
}

// Judge judges the whole sheet, and finds every fault at once.
func (s Sitting) Judge(filled []calc.FilledIn) Judged {
	var j Judged
	seen := map[string]bool{}
	for _, f := range filled {
		if s.Correct != "" && f.Request != s.Correct {
			continue // of what stands in the sheet beside the slip nothing is read
		}
		seen[f.Request] = true
		if f.Blank() {
			continue
		}
		r := ruling{Sitting: s, filled: f, found: &j.Problems}
		if d, ok := r.judge(); ok {
			j.Decisions = append(j.Decisions, d)
		}
	}
	if s.Correct != "" && len(j.Decisions) == 0 && len(j.Problems) == 0 {
		j.Problems = append(j.Problems, s.problem("E-decision-request", calc.FilledIn{}, "Request", s.Correct, "the sheet decides nothing on this request: fill in its rows anew"))
	}
	for name := range s.InPack {
		decided := s.last(name) != nil || slices.ContainsFunc(j.Decisions, func(d calc.Decision) bool { return d.Request == name })
		if !decided {
			j.Open = append(j.Open, name)
		}
	}
	slices.SortFunc(j.Open, CompareNames)
	slices.SortStableFunc(j.Problems, calc.CompareProblems)
	return j
}

// last is what was decided last on a request; nil for nothing.
func (s Sitting) last(request string) *calc.Decision { return Last(s.Decided, request) }

// Last is what was decided last on a request: a slip that was mended is followed by
// what holds.
func Last(decided []calc.Decision, request string) *calc.Decision {
	for i := len(decided) - 1; i >= 0; i-- {
		if decided[i].Request == request {
			return &decided[i]
		}
	}
	return nil
}

func (s Sitting) problem(code string, f calc.FilledIn, column, found, remedy string) calc.Problem {
	severity := calc.Stop
	if strings.HasPrefix(code, "W-") {
		severity = calc.Look
	}
	return calc.Problem{Code: code, Severity: severity, File: s.File, Row: f.Row, Column: column, Found: found, Remedy: remedy}
}

// ruling judges what was filled in on one request.
type ruling struct {
	Sitting
	filled calc.FilledIn
	of     Case
	found  *[]calc.Problem
	faults int
}

// fault reports what is wrong in the request's first row.
func (r *ruling) fault(code, column, found, remedy string) {
	r.faultAt(r.filled.Row, code, column, found, remedy)
}

func (r *ruling) faultAt(row int, code, column, found, remedy string) {
	p := r.problem(code, r.filled, column, found, r.filled.Request+": "+remedy)
	p.Row, p.Practice, p.Scheme = row, r.of.Request.Practice, r.of.Request.Scheme
	*r.found = append(*r.found, p)
	if p.Severity != calc.Look {
		r.faults++
	}
}

// judge makes a decision of it, if it can stand.
func (r *ruling) judge() (calc.Decision, bool) {
	f := r.filled
	if !r.known() {
		return calc.Decision{}, false
	}
	d := calc.Decision{Request: f.Request, Digest: r.of.Request.Digest, Pack: r.Pack, PackDigest: r.Digest, Run: r.Run, Line: r.of.line(),
		Reason: f.Reason, On: f.On, Chair: f.Chair, Present: f.Present, Withdrew: f.Withdrew, By: r.By, Because: r.Because}
	d.Accepted = r.counts()
	d.Verdict = r.verdict(d.Accepted.Sum())
	if f.Reason == "" {
		r.fault("E-decision-reason", "Reason", "", "there is no reason: the practice is told it, so write it down")
	}
	if who := d.Names(); who != "" {
		r.fault(calc.ReasonNames, "Reason", who, "the reason names somebody who sat on the panel, and the practice is told it word for word: take the name out")
	}
	for i, into := range []*bool{&d.Exceptional, &d.BeyondControl, &d.Evidenced, &d.Unavoidable} {
		*into = r.condition(i, d)
	}
	r.mayAccept(d)
	r.when(d)
	r.who()
	return d, r.faults == 0
}

// line is the contract line as the panel had it; of an excluded service there is none.
func (c Case) line() calc.Line {
	if c.Effect == nil {
		return calc.Line{Service: c.Request.Service}
	}
	return calc.LineOf(c.Effect.Line)
}

// known sees that the request lay before the panel as it is now, and is not decided.
func (r *ruling) known() bool {
	name := r.filled.Request
	digest, in := r.InPack[name]
	if !in {
		r.fault("E-decision-request", "Request", name, r.Pack+" has no such request: write the sheet's own names back into it")
		return false
	}
	if r.filled.Pack != r.Digest {
		r.fault("E-pack-stale", "Digest of the pack", r.filled.Pack, "the rows were written with another pack than the rest of the sheet: copy none from one into another")
		return false
	}
	at := slices.IndexFunc(r.Cases, func(c Case) bool { return c.Request.Name == name })
	if at >= 0 {
		r.of = r.Cases[at]
	}
	before := r.last(name)
	switch {
	case before != nil && r.Correct == "":
		r.fault("E-decided", "Request", name, fmt.Sprintf("this was decided on %s and recorded by %s, and a decision is final: empty its cells; a slip of the pen is mended with --correct %s --because TEXT", before.On, before.By, name))
	case before == nil && r.Correct != "":
		r.fault("E-decided", "Request", name, "nothing is decided on it yet, so that there is no slip to mend: record it without --correct")
	case at < 0:
		r.fault("E-pack-stale", "Request", name, "since the pack was made the request was withdrawn, replaced or held, or its position is held: make a new pack")
	case r.of.Request.Digest != digest:
		r.fault("E-pack-stale", "Request", name, "the request says something else than it did when the pack was made: make a new pack, and have the panel decide on that")
	default:
		return true
	}
	return false
}

// counts are what is accepted in each month, at most what is claimed there.
func (r *ruling) counts() calc.ByMonth {
	var accepted calc.ByMonth
	seen := map[int]bool{}
	for _, m := range r.filled.Months {
		r.whose(m)
		claimed := int64(0)
		if m.Month >= 0 {
			claimed = r.of.Request.Claimed[m.Month]
		}
		found := calc.Count(m.Accepted)
		switch {
		case m.Month < 0 && m.Accepted > 0:
			r.faultAt(m.Row, "E-decision-count", "Month", found, "a count is accepted without a month: write the sheet's own months back into it")
		case m.Month >= 0 && seen[m.Month]:
			r.faultAt(m.Row, "E-decision-count", "Month", r.of.Scheme.Period.MonthTitle(m.Month), "the month stands twice: take one of the rows out")
		case m.Claimed != claimed:
			r.faultAt(m.Row, "E-decision-count", "Claimed", calc.Count(m.Claimed), fmt.Sprintf("%s was claimed here: write the sheet's own count back into it", calc.Count(claimed)))
		case m.Accepted > claimed:
			r.faultAt(m.Row, "E-decision-count", "Accepted", found, fmt.Sprintf("more is accepted than the %s that is claimed in the month: at most that can be", calc.Count(claimed)))
		case m.Month >= 0:
			accepted[m.Month] = m.Accepted
		}
		seen[m.Month] = true
	}
	for i, n := range r.of.Request.Claimed {
		if n > 0 && !seen[i] {
			r.fault("E-decision-count", "Month", r.of.Scheme.Period.MonthTitle(i), fmt.Sprintf("%s is claimed in this month, and its row is missing, so that nobody can see what was accepted there: put the sheet's own row back", calc.Count(n)))
		}
	}
	return accepted
}

// whose sees that a row is still of the request that it names: a sheet of which some
// columns were sorted gives one practice what another asked for.
func (r *ruling) whose(m calc.FilledMonth) {
	of := r.of.Request
	moved := func(column, found, is string) {
		r.faultAt(m.Row, "E-decision-request", column, found, "the request is of "+is+": the row was moved in part; put the sheet's own rows back")
	}
	if m.Practice != "" && !strings.Contains(m.Practice, string(of.Practice)) {
		moved("Practice", m.Practice, string(of.Practice))
	}
	if m.Service != "" && !strings.EqualFold(m.Service, of.Service) && !strings.EqualFold(m.Service, r.of.ServiceName()) {
		moved("Service", m.Service, r.of.ServiceName())
	}
}

// verdict reads the decision, and holds it against the counts.
func (r *ruling) verdict(accepted int64) calc.Ruling {
	word := strings.ToLower(r.filled.Verdict)
	verdict := calc.Ruling(word)
	claimed := r.of.Request.Claimed.Sum()
	wrong := func(remedy string) { r.fault("E-decision-count", "Decision", r.filled.Verdict, remedy) }
	switch verdict {
	case calc.AcceptedWhole:
		if accepted != claimed || claimed == 0 {
			wrong(fmt.Sprintf("it says accepted, and %s of %s is entered: enter all of it, or write part", calc.Count(accepted), calc.Count(claimed)))
		}
	case calc.AcceptedPart:
		if accepted == 0 || accepted == claimed {
			wrong(fmt.Sprintf("it says part, and %s of %s is entered: enter the part, or write accepted or refused", calc.Count(accepted), calc.Count(claimed)))
		}
	case calc.Refused, calc.NotConsidered:
		if accepted > 0 {
			wrong(fmt.Sprintf("it says %s, and %s is entered as accepted: take the counts out, or write accepted or part", verdict, calc.Count(accepted)))
		}
	default:
		r.fault("E-decision-verdict", "Decision", r.filled.Verdict, "this is no decision: write "+calc.Or(rulings()))
	}
	return verdict
}

func rulings() []string {
	var words []string
	for _, r := range calc.Rulings() {
		words = append(words, string(r))
	}
	return words
}

// conditions are the guidance's four, as the sheet names them.
var conditions = [4]string{"Exceptional", "Beyond control", "Evidenced", "Unavoidable"}

// condition reads yes or no; of a request that was not considered nothing need be found.
func (r *ruling) condition(i int, d calc.Decision) bool {
	switch said := strings.ToLower(r.filled.Conditions[i]); {
	case said == "yes":
		return true
	case said == "no":
		if d.Accepted.Sum() > 0 {
			r.fault("W-decision-condition", conditions[i], "no", "something is accepted although the panel found this condition not met (B6): see that the reason says why")
		}
		return false
	case said == "" && d.Verdict == calc.NotConsidered:
		return false
	}
	r.fault("E-decision-condition", conditions[i], r.filled.Conditions[i], "the panel finds each of the four conditions met or not: write yes or no")
	return false
}

// mayAccept refuses the two things that no panel can decide: activity of an excluded
// service, and what an exception lets in only with evidence, without it.
func (r *ruling) mayAccept(d calc.Decision) {
	accepted := d.Accepted.Sum()
	if accepted == 0 {
		return
	}
	request := r.of.Request
	if r.of.Scheme.Excludes(request.Service) {
		r.fault("E-decision-excluded", "Accepted", calc.Count(accepted), "the service is excluded from the scheme for the year (C2, C3): nothing can be accepted for it")
	}
	if request.Exception == "" {
		return
	}
	with := " (" + request.Exception + "): refuse it, or have it put right by a correction and make a new pack"
	for _, code := range request.Grounds() {
		ground, excepted := r.of.Scheme.Grounds.Exception(code)
		switch {
		case !excepted:
		case slices.Contains(ground.Refuses, request.Counted):
			r.fault("E-decision-evidence", "Accepted", string(request.Counted), "activity that is counted by "+string(request.Counted)+" cannot be accepted on this ground"+with)
			return
		case request.Counted == "":
			r.fault("E-decision-evidence", "Accepted", "", "it does not say how the activity was counted, and estimates cannot be accepted on this ground"+with)
			return
		}
	}
	switch {
	case !request.HasEvidence():
		r.fault("E-decision-evidence", "Accepted", calc.Count(accepted), "it is accepted on a ground that needs evidence, and none was handed in"+with)
	case request.Seen == "":
		r.fault("E-decision-evidence", "Accepted", calc.Count(accepted), "it is accepted on a ground that needs evidence, and nobody has noted that it was seen"+with)
	}
}

// when judges the day.
func (r *ruling) when(d calc.Decision) {
	monday := r.of.Scheme.Dates.PanelWeek
	switch {
	case d.On == 0:
		r.fault("E-decision-date", "Decided on", "", "the day of the decision is missing: enter it")
	case d.On > r.Today:
		r.fault("E-decision-date", "Decided on", d.On.String(), "this is after today: enter the day on which it was decided")
	case d.On < monday || monday.DaysTo(d.On) > 6:
		r.fault("W-decision-week", "Decided on", d.On.String(), fmt.Sprintf("the panel decides in the week commencing %s (B9): look whether the day is right", monday))
	}
}

// who judges that those who may decide have decided: nobody with an interest, and
// somebody for each seat (A17).
func (r *ruling) who() {
	practice := r.of.Request.Practice
	present := r.members("Present", r.filled.Present)
	withdrew := r.members("Withdrew", r.filled.Withdrew)
	for _, m := range present {
		if m.Concerned(practice) {
			r.fault("E-decision-conflict", "Present", m.Name, fmt.Sprintf("has an interest in %s and withdraws from its request: move the name to Withdrew, and fill the seat without it", practice))
		} else if slices.ContainsFunc(withdrew, func(o calc.Member) bool { return o.Name == m.Name }) {
			r.fault("E-decision-conflict", "Withdrew", m.Name, "stands among those present as well: leave the name where it belongs")
		}
	}
	for _, m := range r.Members {
		isIn := func(o calc.Member) bool { return o.Name == m.Name }
		if m.Concerned(practice) && !slices.ContainsFunc(present, isIn) && !slices.ContainsFunc(withdrew, isIn) {
			r.fault("E-decision-conflict", "Withdrew", "", fmt.Sprintf("%s has an interest in %s and is not named as withdrawn: enter the name", m.Name, practice))
		}
	}
	r.quorum(present)
	switch chair := r.named(r.filled.Chair); {
	case r.filled.Chair == "":
		r.fault("E-decision-member", "Chair", "", "who had the chair is missing: enter the name")
	case chair == nil:
		r.fault("E-decision-member", "Chair", r.filled.Chair, "the project file names no such member: write the name as it stands on the sheet Members")
	case !slices.ContainsFunc(present, func(o calc.Member) bool { return o.Name == chair.Name }):
		r.fault("E-decision-member", "Chair", chair.Name, "had the chair and is not among those present: enter the name there as well")
	}
}

// quorum sees that each seat is filled by somebody without an interest.
func (r *ruling) quorum(present []calc.Member) {
	for _, seat := range r.of.Scheme.Mitigation.Quorum {
		if !slices.ContainsFunc(present, func(m calc.Member) bool { return m.Seat == seat && !m.Concerned(r.of.Request.Practice) }) {
			r.fault("E-decision-quorum", "Present", strings.Join(r.filled.Present, "; "),
				fmt.Sprintf("nobody without an interest sat for %s (%s): the panel cannot decide so; enter who did, or have it decided again", seat.Words(), r.of.Scheme.Mitigation.Clauses.Quorum))
		}
	}
}

// members finds the members of a cell.
func (r *ruling) members(column string, names []string) []calc.Member {
	var some []calc.Member
	for _, name := range names {
		m := r.named(name)
		if m == nil {
			r.fault("E-decision-member", column, name, "the project file names no such member: write the name as it stands on the sheet Members, with ; between several")
			continue
		}
		some = append(some, *m)
	}
	return some
}

// named finds a member by the name, however it is spaced and capitalised.
func (s Sitting) named(name string) *calc.Member {
	for i, m := range s.Members {
		if strings.EqualFold(register.PlainName(m.Name), register.PlainName(name)) && name != "" {
			return &s.Members[i]
		}
	}
	return nil
}
