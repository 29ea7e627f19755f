// Package register is the run folder: a run is written beside its final name
// and renamed when it is whole, so that a folder called run-… is always a
// finished one. It is never changed after.
package register

// Hinted is an error with a way out of it, which a person reads on a line of
// its own.
type Hinted struct {
	Err  error
	Hint string
}

func (h Hinted) Error() string { return h.Err.Error() }
func (h Hinted) Unwrap() error { return h.Err }

// WithHint gives an error a way out of it.
func WithHint(err error, hint string) error { return Hinted{err, hint} }
