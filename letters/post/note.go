package post

import "time"

// note puts an entry into the journal, counts it, and tells of it.
func (r *round) note(entry Entry) error {
	if err := r.Journal.Add(entry); err != nil {
		return err
	}
	r.count[entry.Event]++
	r.tell(entry, 0)
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
