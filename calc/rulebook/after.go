package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
)

// What follows the letter: how a practice asks, who decides, what a decision
// changes and how a recoupment is repaid. Scheme files of earlier years have none
// of it, and those that have some of it have all.

type afterRules struct {
	Shows     *rule          `yaml:"shows"`
	FormHour  *formHourRule  `yaml:"form_hour"`
	Questions *questionsRule `yaml:"questions"`
	TooLate   *afterRule     `yaml:"late_requests"`
	Quorum    *quorumRule    `yaml:"quorum"`
	Relief    *afterRule     `yaml:"relief"`
	NotAsked  *afterRule     `yaml:"not_asked"`
	Netting   *afterRule     `yaml:"netting"`
	PlanTerms *planTermsRule `yaml:"plan_terms"`
	Moved     *afterRule     `yaml:"moved"`
	Slips     *slipsRule     `yaml:"slips"`
}

// afterRule is a rule with the one thing that it says.
type afterRule struct {
	rule `yaml:",inline"`
	Is   string
}

type formHourRule struct {
	rule         `yaml:",inline"`
	At, Zone, By string
}

type questionsRule struct {
	rule `yaml:",inline"`
	List []question
}

type question struct {
	Key, Title, Note, Type string
	Required               bool
	Choices                []string
	From                   string // what the choices are, where they are something that the file has already
}

type quorumRule struct {
	rule     `yaml:",inline"`
	Seats    []string
	Interest string
}

type planTermsRule struct {
	rule                    `yaml:",inline"`
	Parts, Remainder, First string
}

type slipsRule struct {
	rule      `yaml:",inline"`
	Mend      string
	Approvals int
}

// after reads what follows the letter.
func (r *reader) after(f file, s *calc.Scheme) {
	has := map[string]bool{
		"shows": f.Shows != nil, "form_hour": f.FormHour != nil, "questions": f.Questions != nil, "late_requests": f.TooLate != nil,
		"quorum": f.Quorum != nil, "relief": f.Relief != nil, "not_asked": f.NotAsked != nil, "netting": f.Netting != nil,
		"plan_terms": f.PlanTerms != nil, "moved": f.Moved != nil, "slips": f.Slips != nil,
	}
	var lacks []string
	for key, there := range has {
		if !there {
			lacks = append(lacks, key)
		}
	}
	slices.Sort(lacks)
	switch {
	case len(lacks) == len(has):
		return
	case len(lacks) > 0:
		r.fault(lacks[0], "is missing: what follows the letter is ruled whole or not at all, and %s not there", calc.And(lacks)+" "+calc.Agree(len(lacks), "is", "are"))
		return
	}
	s.Mitigation = &calc.Mitigation{}
	r.asking(f, s)
	r.deciding(f, s)
	r.repaying(f, s)
	for _, g := range s.Grounds.All() {
		if g.Code == "" {
			r.fault("refused", "%q needs a code, so that the form's export can name it: {code: …, words: …}", g.Words)
		}
	}
}

// asking reads the form: until when it is open, and what it asks.
func (r *reader) asking(f file, s *calc.Scheme) {
	m := s.Mitigation
	m.Clauses.Shows = r.rule("shows", *f.Shows, "")
	m.ClosesAt = f.FormHour.At
	m.Closing = r.closing(f, s.Dates.FormCloses)
	r.only("form_hour.by", f.FormHour.By, "completion")
	m.Clauses.Closing = r.rule("form_hour", f.FormHour.rule, fmt.Sprintf("%s %s %s, by %s", s.Dates.FormCloses, f.FormHour.At, f.FormHour.Zone, f.FormHour.By))
	m.Questions = r.questions(f.Questions.List, s)
	var titles []string
	for _, q := range m.Questions {
		titles = append(titles, q.Title)
	}
	m.Clauses.Questions = r.rule("questions", f.Questions.rule, strings.Join(titles, "; "))
	m.Clauses.Late = r.oneWay("late_requests", f.TooLate, "go to the panel with the finding")
}

// closing is the first second that is too late: 24:00 is the midnight after the day.
func (r *reader) closing(f file, on calc.Date) calc.Moment {
	var clocks []string
	for _, c := range calc.Clocks() {
		clocks = append(clocks, string(c))
	}
	r.only("form_hour.zone", f.FormHour.Zone, clocks...)
	hour, next := f.FormHour.At, 0
	if hour == "24:00" {
		hour, next = "00:00", 24*3600
	}
	at, err := calc.ParseMoment(on.String() + " " + hour)
	if err != nil {
		r.fault("form_hour.at", "%q is not an hour: write it as \"17:00\", or \"24:00\" for the end of the day", f.FormHour.At)
	}
	return calc.Clock(f.FormHour.Zone).InEngland(at.After(next))
}

// questions reads those of the form, and puts twelve in the place of the month.
func (r *reader) questions(list []question, s *calc.Scheme) []calc.Question {
	var all []calc.Question
	var keys, types []string
	for _, k := range calc.QuestionKeys() {
		keys = append(keys, string(k))
	}
	for _, t := range calc.QuestionTypes() {
		types = append(types, string(t))
	}
	for i, q := range list {
		at := fmt.Sprintf("questions.list[%d]", i+1)
		r.only(at+".key", q.Key, keys...)
		r.only(at+".type", q.Type, types...)
		if q.Title == "" {
			r.fault(at, "needs a title")
		}
		read := calc.Question{Key: calc.QuestionKey(q.Key), Title: q.Title, Note: q.Note, Type: calc.QuestionType(q.Type), Required: q.Required, Choices: r.choices(at, q, s)}
		if (read.Type == calc.AnswerChoice) != (len(read.Choices) > 0) {
			r.fault(at, "has choices where its type is %s, and only there", calc.AnswerChoice)
		}
		if read.Key != calc.AskMonth {
			all = append(all, read)
			continue
		}
		if !strings.Contains(q.Title, "{month}") {
			r.fault(at+".title", "needs {month}, the place of the month: %q", q.Title)
		}
		for month := range calc.Months {
			read.Month, read.Title = month, strings.ReplaceAll(q.Title, "{month}", s.Period.MonthTitle(month))
			all = append(all, read)
		}
	}
	r.allAsked(all)
	return all
}

// allAsked refuses a form that asks something twice, or leaves something out.
func (r *reader) allAsked(all []calc.Question) {
	for _, key := range calc.QuestionKeys() {
		n := 0
		for _, q := range all {
			if q.Key == key && q.Month == 0 { // the twelve months are one entry of the file
				n++
			}
		}
		if n != 1 {
			r.fault("questions", "the key %q stands %d times, where it is needed once", key, n)
		}
	}
}

// choices are those of a question: its own, or what the file has already.
func (r *reader) choices(at string, q question, s *calc.Scheme) []string {
	from := map[string][]string{"grounds": calc.WordsOf(s.Grounds.All())}
	for _, sv := range s.Services {
		from["services"] = append(from["services"], sv.Name)
	}
	for _, c := range calc.Countings() {
		from["countings"] = append(from["countings"], string(c))
	}
	if q.From == "" {
		return q.Choices
	}
	r.only(at+".from", q.From, "services", "grounds", "countings")
	return append(slices.Clone(from[q.From]), q.Choices...)
}

// deciding reads who decides, and what a decision changes.
func (r *reader) deciding(f file, s *calc.Scheme) {
	m := s.Mitigation
	var known, seats []string
	for _, seat := range calc.Seats() {
		known = append(known, string(seat))
	}
	for i, seat := range f.Quorum.Seats {
		r.only(fmt.Sprintf("quorum.seats[%d]", i+1), seat, known...)
		m.Quorum, seats = append(m.Quorum, calc.Seat(seat)), append(seats, seat)
	}
	if len(seats) == 0 {
		r.fault("quorum.seats", "names no seat")
	}
	r.only("quorum.interest", f.Quorum.Interest, "withdraws")
	m.Clauses.Quorum = r.rule("quorum", f.Quorum.rule, strings.Join(seats, ", ")+"; who has an interest "+f.Quorum.Interest)
	m.Clauses.Relief = r.oneWay("relief", f.Relief, "accepted activity")
	m.Clauses.Moved = r.oneWay("moved", f.Moved, "held")
	r.only("slips.mend", f.Slips.Mend, "clerical")
	if f.Slips.Approvals < 1 || f.Slips.Approvals > 2 {
		r.fault("slips.approvals", "needs to be 1 or 2: %d", f.Slips.Approvals)
	}
	m.Approvals = f.Slips.Approvals
	m.Clauses.Slips = r.rule("slips", f.Slips.rule, fmt.Sprintf("%s only; %d approvals", f.Slips.Mend, f.Slips.Approvals))
}

// repaying reads what becomes of a position after it.
func (r *reader) repaying(f file, s *calc.Scheme) {
	m := s.Mitigation
	m.Clauses.NotAsked = r.oneWay("not_asked", f.NotAsked, "indicative becomes final")
	m.Clauses.Netting = r.oneWay("netting", f.Netting, "none")
	r.only("plan_terms.parts", f.PlanTerms.Parts, "equal", "none")
	if (f.PlanTerms.Parts == "none") == s.Plan {
		r.fault("plan_terms.parts", "needs to be equal where the scheme has a plan, and none where it has none: %q", f.PlanTerms.Parts)
	}
	value := "none"
	if s.Plan {
		r.only("plan_terms.remainder", f.PlanTerms.Remainder, "last")
		m.Plan = &calc.PlanTerms{First: r.date("plan_terms.first", f.PlanTerms.First+"-01")}
		value = fmt.Sprintf("%s parts, the remainder %s, from %s", f.PlanTerms.Parts, f.PlanTerms.Remainder, f.PlanTerms.First)
	}
	m.Clauses.Plan = r.rule("plan_terms", f.PlanTerms.rule, value)
}

// oneWay reads a rule on one thing, which must be as the sums do it: they know no other way.
func (r *reader) oneWay(key string, is *afterRule, known string) calc.Clause {
	r.only(key+".is", is.Is, known)
	return r.rule(key, is.rule, is.Is)
}
