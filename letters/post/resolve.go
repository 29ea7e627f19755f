package post

import (
	"fmt"
	"time"

	"yearend/letters/register"
)

// What a person can say of a letter.
const (
	AsSent  = "sent"  // the practice has it
	AsAgain = "again" // it does not: send it
)

// Stop notes that a letter stays: something on it is not its practice's own.
func (j *Journal) Stop(e register.Envelope, why string, at time.Time) error {
	event := eventOf(at, Stopped, e)
	event.Words = why
	return j.Add(event)
}

// Resolve notes a person's word on a letter that does not get any further by itself.
func (j *Journal) Resolve(e register.Envelope, now Standing, as, by string, at time.Time) error {
	switch {
	case as != AsSent && as != AsAgain:
		return fmt.Errorf("%s can be settled as sent or as again, not as %q", e.Reference, as)
	case now.State == IsSent:
		return fmt.Errorf("%s was sent to %s on %s, and needs no settling: should it have come back, have the mailbox corrected and forward the letter yourself",
			e.Reference, now.To, now.At.Format("2 January 2006"))
	case now.State == IsReplaced:
		return fmt.Errorf("%s never goes, since %s, and needs no settling", e.Reference, now.Words)
	case now.State == IsOwed && as == AsAgain:
		return fmt.Errorf("%s is still to be sent, and needs no settling", e.Reference)
	case now.State == IsOwed && !now.Doubts && !now.Waits:
		return fmt.Errorf("%s was never tried: send it first", e.Reference)
	case now.State == IsNowhere && as == AsAgain:
		return fmt.Errorf("%s has no mailbox to be sent to: %s", e.Reference, e.Reason)
	}
	event := eventOf(at, Resolved, e)
	event.As, event.By = as, by
	return j.Add(event)
}
