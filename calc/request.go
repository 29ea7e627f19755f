package calc

// Request is what a practice asks for in the mitigation form of a scheme: that
// activity which was delivered, and does not show in its figures, be accepted in
// named months of one service. It reads as the form has it, with the corrections
// that the team recorded.
type Request struct {
	Name      string // the scheme's short name and the form's own number: "LTC-7"
	Scheme    string // its code
	Practice  PracticeCode
	Service   string // its code; empty where it cannot be known for which one it is
	Ground    string // the code of the ground in the scheme file; empty where the words are none of them
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
	Findings []Finding // what the program finds, and the panel decides
	Digest   string    // of what it says, so that a decision is bound to it
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
	Code   string // "late", "refused ground", "no evidence" …
	Clause Clause
	Words  string // one sentence, for the pack
}
