package post

import (
	"time"

	"yearend/letters/register"
)

// note puts an entry into the journal, counts it, and tells of it.
func (r *round) note(entry Entry) error {
	if err := r.Journal.Add(entry); err != nil {
		return err
	}
	r.count[entry.Event]++
	r.tell(entry, 0)
	return nil
}

// stop notes that a letter stays.
func (r *round) stop(e register.Envelope, why error) error {
	if err := r.Journal.Stop(e, why.Error(), r.Clock.Now()); err != nil {
		return err
	}
	entries := r.Journal.Entries()
	r.count[Stopped]++
	r.tell(entries[len(entries)-1], 0)
	return nil
}

func (r *round) tell(entry Entry, pause time.Duration) {
	if r.Tell == nil {
		return
	}
	r.Tell(Progress{
		Entry: entry, Count: r.count, Left: len(r.queue), Pause: pause,
		Ends: r.Clock.Now().Add(pause + r.Pace.Lasts(len(r.queue)+1)),
	})
}
