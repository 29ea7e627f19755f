package calc

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Request is what a practice asks for in the mitigation form of a scheme: that
// activity which was delivered, and does not show in its figures, be accepted in
// named months of one service. It reads as the form has it, with the corrections
// that the team recorded.
type Request struct {
	Name      string // the scheme's short name and the form's own number: "LTC-7"
	Scheme    string // its code
	Practice  PracticeCode
	Service   string // its code; empty where it cannot be known for which one it is
	Ground    string // the codes of its grounds in the scheme file, `;` between; empty where the words are none of them
	Said      string // the ground in the words of the form
	Exception string // the clause by which it is let in after all (C6, C7); empty for none

	Completed Moment // when the form was sent
	Sender    string // the address that sent it, or "anonymous"
	Happened  string // the practice's own words
	Tried     string
	Raised    string // whether it was raised in the year, as it was answered
	Claimed   ByMonth
	Counted   Counting
	Evidence  []string // links; the program opens none and copies none
	Seen      string   // who of the team has seen the evidence, and when; empty for nobody

	State    RequestState
	By       string    // of what was withdrawn or replaced: the request that stands instead, or who took it back
	Held     []Problem // why it cannot be known who asks for what
	Look     []Problem // what a person should look at
	Findings []Finding // what the program finds, and the panel decides
	Digest   string    // of what it says, so that a decision is bound to it
}

// Sum is all that it asks for.
func (r Request) Sum() int64 { return r.Claimed.Sum() }

// HasEvidence reports whether there is anything with it that somebody can open.
func (r Request) HasEvidence() bool {
	return slices.ContainsFunc(r.Evidence, func(e string) bool {
		return strings.HasPrefix(e, "https://") || strings.HasPrefix(e, "http://")
	})
}

// DigestOf is the digest of what a request says, whatever is found in it and
// wherever it stands.
func DigestOf(r Request) string {
	says, _ := json.Marshal([]any{ // of strings and numbers: it cannot fail
		r.Name, r.Scheme, r.Practice, r.Service, r.Ground, r.Said, r.Completed, r.Sender,
		r.Happened, r.Tried, r.Raised, r.Claimed, r.Counted, r.Evidence, r.Seen,
	})
	sum := sha256.Sum256(says)
	return hex.EncodeToString(sum[:])
}

// Grounds are the codes of its grounds.
func (r Request) Grounds() []string {
	if r.Ground == "" {
		return nil
	}
	return strings.Split(r.Ground, ";")
}

// Counting is how the activity that is asked for was counted.
type Counting string

const (
	FromRecords  Counting = "records"
	FromProvider Counting = "provider report"
	FromSystem   Counting = "system report"
	FromEstimate Counting = "estimate"
)

// Countings are all of them, in the order of the form.
func Countings() []Counting { return []Counting{FromRecords, FromProvider, FromSystem, FromEstimate} }

// RequestState is where a request stands. Every row that was ever seen is in
// exactly one.
type RequestState string

const (
	RequestHeld      RequestState = "held"      // it cannot be known who asks for what
	RequestReady     RequestState = "ready"     // it can go to the panel
	RequestInPack    RequestState = "in pack"   // it lies before the panel
	RequestDecided   RequestState = "decided"   // the panel has decided
	RequestTold      RequestState = "told"      // the practice has had its outcome letter
	RequestWithdrawn RequestState = "withdrawn" // the practice took it back
	RequestReplaced  RequestState = "replaced"  // another of the practice stands in its place
	RequestProof     RequestState = "proof"     // a row of the team's own that shows the file's clock: no request
)

// RequestStates are all of them, in their order.
func RequestStates() []RequestState {
	return []RequestState{RequestHeld, RequestReady, RequestInPack, RequestDecided, RequestTold, RequestWithdrawn, RequestReplaced, RequestProof}
}

// Open reports whether the request still waits for a decision.
func (s RequestState) Open() bool {
	return s == RequestHeld || s == RequestReady || s == RequestInPack
}

// Finding is something that the program sees in a request. It decides nothing.
type Finding struct {
	Code   string // one of FindingCodes
	Clause Clause
	Words  string // one sentence, for the pack
}

// Finds reports whether a request has a finding.
func (r Request) Finds(code string) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Code == code })
}

// Asked is what practices ask for, as the files have it that the project names.
type Asked struct {
	Rows        []FormRow // by scheme, then by the form's number
	Corrections []Correction
	Plans       []Plan
	Problems    []Problem
	Sources     []Source
}

// Stops reports whether any problem forbids to go on.
func (a *Asked) Stops() bool {
	return slices.ContainsFunc(a.Problems, func(p Problem) bool { return p.Severity == Stop })
}

// FormRow is a row of a form's export, as it stands there.
type FormRow struct {
	Scheme    string            `json:"scheme"`
	ID        int               `json:"id"` // the form's own number
	Started   Moment            `json:"started"`
	Completed Moment            `json:"completed"` // this and the next by the file's clock
	Modified  Moment            `json:"modified"`
	Email     string            `json:"email"`
	Name      string            `json:"name"`
	Answers   map[string]string `json:"answers"` // by AnswerKey; of the proof and of blank cells none

	Clock  Clock     `json:"-"`
	Proof  bool      `json:"-"` // a row of the team's own, that shows the clock
	Faults []Problem `json:"-"` // of cells that cannot be read
	Place  Problem   `json:"-"` // its file, sheet and row
}

// CompletedAt is when it was sent, by the clock in England.
func (r FormRow) CompletedAt() Moment { return r.Clock.InEngland(r.Completed) }

// ModifiedAt is when it was last changed; no moment where the file does not say.
func (r FormRow) ModifiedAt() Moment {
	if r.Modified == (Moment{}) {
		return r.Modified
	}
	return r.Clock.InEngland(r.Modified)
}

// Says reports whether two versions of a row are one.
func (r FormRow) Says(o FormRow) bool {
	return r.Scheme == o.Scheme && r.ID == o.ID && r.Started == o.Started && r.Completed == o.Completed && r.Modified == o.Modified &&
		r.Email == o.Email && r.Name == o.Name && maps.Equal(r.Answers, o.Answers)
}

// RequestName is what a row of a scheme's form is called: LTC-7.
func (s *Scheme) RequestName(id int) string { return fmt.Sprintf("%s-%d", s.Short, id) }

// AnswerKey is by what an answer is kept: of a month, 2025-04.
func (s *Scheme) AnswerKey(q Question) string {
	if q.Key == AskMonth {
		return s.Period.MonthStart(q.Month).YearMonth()
	}
	return string(q.Key)
}

// Correction changes what a request says, or ends it. Nothing else does.
type Correction struct {
	Request string // its name
	Field   string // an AnswerKey, or one of the words below
	Service string // the code of the service that a month's count is for, where the request names several
	Was     string
	Now     string
	By      string
	On      Date
	Why     string

	Column      string // Field as the file writes it
	File, Sheet string
	Row         int
}

// What a Correction can be of beside an answer.
const (
	ToWithdraw    = "withdrawn"
	ToReplace     = "replaced by"   // Now: the request that stands
	ToSeeEvidence = "evidence seen" // Now: who has seen it; empty for By
	ToTakeVersion = "version"       // Now: which version stands of a row that was edited or is gone
)

// The codes of findings.
const (
	FindLate        = "late" // sent after the form had closed (A14)
	FindEdited      = "changed after closing"
	FindEarly       = "sent early"     // before the letter went; it counts
	FindRefused     = "refused ground" // B8
	FindNoException = "no exception"   // another scheme excepts it, this one does not (L8)
	FindEstimate    = "estimate"       // of an exception that rests on evidence (C6, C7)
	FindNoEvidence  = "no evidence"
	FindUnseen      = "evidence unseen"
	FindExcluded    = "excluded service" // C2, C3: nothing can be accepted
	FindNoContract  = "no contract"
	FindHeld        = "position held"
	FindNotBelow    = "nothing below target" // by any average: it would change nothing (L9, A10)
	FindAbove       = "claim above target"
	FindNothing     = "nothing asked for"
)

// FindingCodes are all of them, in the order in which a request lists them.
func FindingCodes() []string {
	return []string{FindLate, FindEdited, FindEarly, FindRefused, FindNoException, FindEstimate, FindNoEvidence, FindUnseen,
		FindExcluded, FindNoContract, FindHeld, FindNotBelow, FindAbove, FindNothing}
}
