package calc

// Decision is what the panel decided on a request, as it was recorded.
type Decision struct {
	Request    string `json:"request"`     // its name: "LTC-7"
	Digest     string `json:"digest"`      // of the request as the panel had it
	Pack       string `json:"pack"`        // the pack's name, "panel-001"
	PackDigest string `json:"pack_digest"` // of its run.json
	Run        string `json:"run"`         // the approved run that the pack rests on, "run-002"

	Verdict  Ruling  `json:"decision"`
	Reason   string  `json:"reason"`
	Accepted ByMonth `json:"accepted"` // at most what was claimed, month by month
	Line     Line    `json:"line"`     // the contract line's figures as the panel had them (A22)
	// The guidance's four conditions, as the panel found them (B6).
	Exceptional   bool `json:"exceptional"`
	BeyondControl bool `json:"beyond_control"`
	Evidenced     bool `json:"evidenced"`
	Unavoidable   bool `json:"unavoidable"`

	On       Date     `json:"decided_on"`
	Chair    string   `json:"chair"`
	Present  []string `json:"present"` // names of members and deputies
	Withdrew []string `json:"withdrew"`
	By       string   `json:"by"` // who recorded it

	Because string `json:"because,omitempty"` // of a correction: why the slip is mended; empty for a first recording
}

// Ruling is how a request was decided.
type Ruling string

const (
	AcceptedWhole Ruling = "accepted"
	AcceptedPart  Ruling = "part"
	Refused       Ruling = "refused"
	NotConsidered Ruling = "not considered"
)

// Rulings are all of them, in the order in which a list offers them.
func Rulings() []Ruling { return []Ruling{AcceptedWhole, AcceptedPart, Refused, NotConsidered} }

// Line is the figures of a contract line on which a decision rests. Where they
// move after it, the activity that was accepted may by now be recorded.
type Line struct {
	Service  string  `json:"service"`
	Target   int64   `json:"target"`
	Value    Money   `json:"contract_value"`
	Advance  Money   `json:"advance_paid"`
	Recorded ByMonth `json:"recorded"`
}

// LineOf is the figures of a line as they stand.
func LineOf(a Achievement) Line {
	return Line{Service: a.Contract.Service, Target: a.Contract.Target, Value: a.Contract.Value, Advance: a.Contract.Advance, Recorded: a.Activity.Recorded}
}

// Same reports whether nothing of it has moved.
func (l Line) Same(o Line) bool {
	return l.Service == o.Service && l.Target == o.Target && l.Recorded == o.Recorded && l.Value.Cmp(o.Value) == 0 && l.Advance.Cmp(o.Advance) == 0
}

// FilledIn is what a panel's sheet has for one request, as it was filled in and
// before it is judged.
type FilledIn struct {
	Request    string
	Pack       string // the digest of the pack that the sheet was written with
	Row        int    // the request's first
	Months     []FilledMonth
	Verdict    string
	Reason     string
	Conditions [4]string // exceptional, beyond control, evidenced, unavoidable
	On         Date
	Chair      string
	Present    []string
	Withdrew   []string
}

// FilledMonth is a row of it.
type FilledMonth struct {
	Row      int
	Practice string // whose the row says that it is, and of which service; empty where the sheet has no such columns
	Service  string
	Month    int // 0 for April; -1 where the row names none
	Claimed  int64
	Accepted int64
	Entered  bool // anything stands under Accepted
}

// Blank reports whether nothing was filled in, so that the request stays open.
func (f FilledIn) Blank() bool {
	for _, m := range f.Months {
		if m.Entered {
			return false
		}
	}
	return f.Verdict == "" && f.Reason == "" && f.Conditions == [4]string{} && f.On == 0 && f.Chair == "" && len(f.Present) == 0 && len(f.Withdrew) == 0
}
