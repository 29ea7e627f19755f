package calc

// Contract is one line that a practice has signed up to: a service of a
// scheme, with its target for the year and its money.
type Contract struct {
	Practice PracticeCode
	Scheme   string
	Service  string
	Target   int64
	Value    Money
	Advance  Money
	// Derived says that the ledger gave no advance, and that it was worked out
	// from the scheme's share as rounded instalments.
	Derived bool
}
