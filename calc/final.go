package calc

// Final is what becomes of a position after the letter: what the panel accepted
// is added to what was recorded, and nothing else moves. It stands at a Position
// (Position.Final) whose own figures are then the final ones.
type Final struct {
	Indicative Position // as its year-end letter had it
	Basis      Basis
	Answers    []Answer           // every request of the practice on the scheme, decided or not, by name
	Accepted   map[string]ByMonth // by service; empty where nothing was
	Plan       []PlanPayment      // of a recoupment; empty where it is one sum
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

// Plan is how a recoupment is repaid in parts, as Finance agreed it with the
// practice (L7, A21).
type Plan struct {
	Practice PracticeCode
	Scheme   string
	First    Date // the first day of the month of its first payment
	Payments int
	By       string
	On       Date
}

// PlanPayment is one payment of a plan.
type PlanPayment struct {
	Month Date // its first day
	Sum   Money
}
