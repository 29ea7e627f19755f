package post

import "yearend/letters/register"

// Went is what is known of a run's letters by its journal.
type Went struct {
	live      bool // letters of it were sent, and not as a test
	standings map[string]Standing
}

// WentFrom reads it.
func WentFrom(run register.Run) (Went, error) {
	journal, err := ReadJournal(run.Path(JournalFile), run.Digest)
	if err != nil {
		return Went{}, err
	}
	envelopes, err := run.Envelopes()
	if err != nil {
		return Went{}, err
	}
	w := Went{standings: Standings(envelopes, journal.Events())}
	for _, e := range journal.Events() {
		w.live = w.live || e.Kind == Intent && !e.Test
	}
	return w, nil
}

// Never reports whether a letter surely never reached its practice. Of a run that
// was never sent from here nobody knows: it may have been printed and posted, as a
// letter without a mailbox is; and what is unknown, or came back from one mailbox and
// was sent again to another, may be there. One that came back and has not gone again
// is nowhere that the practice can read it.
func (w Went) Never(reference string) bool {
	now, known := w.standings[reference]
	untaken := (now.State == IsOwed || now.State == IsRefused) && len(now.Back) == 0
	return w.live && known && (untaken || now.State == IsBounced)
}

// Had reports whether the practice has the letter, by the server's word or a person's.
func (w Went) Had(reference string) bool {
	return w.standings[reference].State.has()
}
