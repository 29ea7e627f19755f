package season

import (
	"fmt"
	"slices"
	"strings"

	"yearend/letters/register"
)

// Usage is an error in what was asked for, not in what was found.
type Usage struct{ Err error }

func (u Usage) Error() string { return u.Err.Error() }
func (u Usage) Unwrap() error { return u.Err }

// withHint is an error with a way out of it.
func withHint(err error, hint string) error { return register.WithHint(err, hint) }

// joinFaults makes one error of several faults in one file.
func joinFaults(file string, faults []string) error {
	if len(faults) == 0 {
		return nil
	}
	slices.Sort(faults)
	return fmt.Errorf("%s:\n  %s", file, strings.Join(faults, "\n  "))
}
