package calc

import (
	"slices"
)

// Mitigation is how a practice asks after its letter, who decides on it and what
// a decision changes, as the scheme file has it.
type Mitigation struct {
	ClosesAt  string     // the hour on the form's last day, as the file has it: "24:00"
	Closing   Moment     // the first second that is too late (A14)
	Questions []Question // of the form, in its order (A15)
	Quorum    []Seat     // each needs a member without an interest (A17)
	Plan      *PlanTerms // nil: a recoupment is one sum (A21)
	Approvals int        // that the run after a mended slip needs (A24)

	Clauses MitigationClauses
}

// MitigationClauses names the rule behind each finding and each step after the letter.
type MitigationClauses struct {
	Form, Closing, Questions Clause // B7, A14, A15
	Shows, Below, Refused    Clause // B6; L9 or A10; B8
	Panel, Quorum, Relief    Clause // B9, A17, A16
	Late, NotAsked, Netting  Clause // A18, A19, A20
	Plan, Moved, Slips       Clause // A21, A22, A24
}

// Late reports whether a request came after the form had closed.
func (m *Mitigation) Late(completed Moment) bool { return completed.Compare(m.Closing) >= 0 }

// PlanTerms is how a recoupment may be repaid in parts: equal ones cut to the
// penny, with the remainder in the last.
type PlanTerms struct {
	First Date // the first day of the month of the earliest first payment
}

// Grounds are the circumstances that a mitigation request may and may not rest on.
type Grounds struct {
	Refused     []Ground // B8
	Exceptions  []Ground // accepted after all, with evidence
	NoException []Ground // which another scheme excepts and this one does not (L8)
}

// Ground is one of them, as the form offers it.
type Ground struct {
	Code    string // empty in scheme files that are older than the form's export
	Words   string
	Aliases []string // other words for it, as a form may have them
	Clause  Clause
	// Of an exception: the evidence that it needs, and what it does not rest on.
	Evidence string
	Refuses  []Counting
}

// All are the grounds in the order of the form: the exceptions first.
func (g Grounds) All() []Ground { return slices.Concat(g.Exceptions, g.NoException, g.Refused) }

// Of finds a ground by its code.
func (g Grounds) Of(code string) (Ground, bool) {
	for _, ground := range g.All() {
		if ground.Code == code && code != "" {
			return ground, true
		}
	}
	return Ground{}, false
}

// Exception finds a ground by its code among those that are accepted after all.
func (g Grounds) Exception(code string) (Ground, bool) {
	return Grounds{Exceptions: g.Exceptions}.Of(code)
}

// WordsOf are grounds as letters name them.
func WordsOf(grounds []Ground) []string {
	var words []string
	for _, g := range grounds {
		words = append(words, g.Words)
	}
	return words
}

// Question is a question of the form.
type Question struct {
	Key      QuestionKey
	Month    int // of AskMonth: its place in the year
	Title    string
	Note     string // what stands below it
	Type     QuestionType
	Choices  []string
	Required bool
}

// QuestionKey is what a question asks for.
type QuestionKey string

const (
	AskPractice   QuestionKey = "practice"
	AskService    QuestionKey = "service"
	AskGround     QuestionKey = "ground"
	AskHappened   QuestionKey = "happened"
	AskTried      QuestionKey = "tried"
	AskMonth      QuestionKey = "month" // twelve of them
	AskCounted    QuestionKey = "counted"
	AskEvidence   QuestionKey = "evidence"
	AskRaised     QuestionKey = "raised"
	AskNoPatients QuestionKey = "no_patients"
)

// QuestionKeys are all of them, in the order of the form.
func QuestionKeys() []QuestionKey {
	return []QuestionKey{AskPractice, AskService, AskGround, AskHappened, AskTried, AskMonth, AskCounted, AskEvidence, AskRaised, AskNoPatients}
}

// QuestionType is how a question is answered, in the words of Microsoft Forms.
type QuestionType string

const (
	AnswerText   QuestionType = "text"
	AnswerLong   QuestionType = "long text"
	AnswerNumber QuestionType = "number"
	AnswerChoice QuestionType = "choice"
	AnswerUpload QuestionType = "file upload"
)

// QuestionTypes are all of them.
func QuestionTypes() []QuestionType {
	return []QuestionType{AnswerText, AnswerLong, AnswerNumber, AnswerChoice, AnswerUpload}
}

// MonthTitle is a month of the year as the form asks for it: "April 2025".
func (p Period) MonthTitle(i int) string { return p.MonthStart(i).LongMonth() }

// Seat is whom a member of the panel sits for.
type Seat string

const (
	Commissioning Seat = "commissioning"
	Finance       Seat = "finance"
	LMC           Seat = "lmc"
	Advice        Seat = "advice" // without a say
)

// Seats are all of them.
func Seats() []Seat { return []Seat{Commissioning, Finance, LMC, Advice} }

// Member is someone who sits on the panel.
type Member struct {
	Name      string
	Seat      Seat
	DeputyFor string // the member's name; empty for who is nobody's deputy
	Interests []PracticeCode
}

// Concerned reports whether the member has an interest in the practice.
func (m Member) Concerned(practice PracticeCode) bool { return slices.Contains(m.Interests, practice) }

// Words are the seat as a sentence names it.
func (s Seat) Words() string {
	if s == LMC {
		return "LMC"
	}
	return string(s)
}

// QuorumSeats are the seats that must be filled, in words.
func (m *Mitigation) QuorumSeats() []string {
	var seats []string
	for _, s := range m.Quorum {
		seats = append(seats, s.Words())
	}
	return seats
}
