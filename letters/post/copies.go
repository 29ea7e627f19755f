package post

import (
	"strings"
	"time"

	"yearend/letters/register"
)

// copyKey names a copy: of which letter, and who opens it.
type copyKey struct{ reference, inbox string }

func keyOfCopy(e register.Envelope) copyKey { return copyKey{e.Reference, register.Inbox(e.CopyTo)} }

// Copies is what became of each copy. A copy is accounted for by itself: whatever
// happens to it, its letter stands where it stood.
type Copies map[copyKey]State

// CopiesIn reads what became of the copies from a journal.
func CopiesIn(events []Event) Copies {
	all := map[copyKey]Standing{}
	for _, event := range events {
		if event.Copy && !event.Test {
			key := copyKey{event.Reference, register.Inbox(event.To)}
			all[key] = all[key].after(event)
		}
	}
	copies := Copies{}
	for key, standing := range all {
		copies[key] = standing.State
	}
	return copies
}

// owes reports whether a copy is still to go: it was never tried, or put off.
func (c Copies) owes(e register.Envelope) bool {
	state := c[keyOfCopy(e)]
	return state == "" || state == IsOwed
}

// copiesOf are the copies of a letter that is sent to its practice's mailbox: to
// the practice's further addresses, then to the team's archive. None goes where a
// test address gets everything.
func (m *Mailing) copiesOf(e register.Envelope) []register.Envelope {
	if m.Redirect != "" || e.To == "" || e.CopyTo != "" || m.Archive == "" && e.Copies == "" {
		return nil
	}
	var copies []register.Envelope
	taken := map[string]bool{register.Inbox(e.To): true}
	for _, to := range append(register.FurtherIn(e.Copies), register.Further{Address: m.Archive}) {
		if to.Address == "" || taken[register.Inbox(to.Address)] {
			continue
		}
		taken[register.Inbox(to.Address)] = true
		c := e
		c.CopyTo, c.CopyAlso = to.Address, to.Also
		copies = append(copies, c)
	}
	return copies
}

// checkCopy sees that a copy goes to one address in an allowed domain, and to no
// address of another practice: neither by the register, from which the run wrote
// it down, nor by the other envelopes, which a later run may have altered.
func (m *Mailing) checkCopy(e register.Envelope, now Decided) error {
	if err := register.CheckAddress(e.CopyTo, m.Domains); err != nil {
		return Mismatch{err.Error()}
	}
	if e.CopyAlso != "" {
		return mismatch("%s is also an address of %s", e.CopyTo, e.CopyAlso)
	}
	inbox := register.Inbox(e.CopyTo)
	for _, other := range m.Envelopes {
		if other.Reader() == e.Reader() {
			continue
		}
		for _, taken := range append(register.FurtherIn(other.Copies), register.Further{Address: mailboxOf(other)}) {
			if taken.Address != "" && register.Inbox(taken.Address) == inbox {
				return mismatch("%s is also an address of %s", e.CopyTo, other.Reader())
			}
		}
	}
	if now.Elsewhere != "" {
		return mismatch("%s", now.Elsewhere)
	}
	return nil
}

// mailboxOf is an envelope's mailbox, also where it is withheld: the reason names it first.
func mailboxOf(e register.Envelope) string {
	if e.To != "" {
		return e.To
	}
	withheld, _, _ := strings.Cut(e.Reason, " ")
	return withheld
}

// planCopies adds the copies to a plan: of the letters that go, and of those that
// have gone and whose copies have not.
func (plan *Plan) planCopies(mailing *Mailing, gone []register.Envelope, copies Copies, begins time.Time) {
	add := func(e register.Envelope) (owed []register.Envelope) {
		for _, c := range mailing.copiesOf(e) {
			if !copies.owes(c) {
				continue
			}
			if _, err := mailing.Message(c, begins); err != nil {
				plan.NoCopy = append(plan.NoCopy, Staying{Envelope: c, Why: err.Error()})
				continue
			}
			owed = append(owed, c)
		}
		return owed
	}
	for _, e := range gone {
		plan.Late = append(plan.Late, add(e)...)
	}
	plan.Copies = append(plan.Copies, plan.Late...)
	for _, e := range plan.Owed {
		plan.Copies = append(plan.Copies, add(e)...)
	}
}

// OwedCopies is how many copies are still to go of letters that have gone: they were
// put off, or the archive was named after its letters went.
func (p *Posting) OwedCopies() int {
	n := 0
	for _, e := range p.Mailing.Envelopes {
		n += p.OwedCopiesOf(e)
	}
	return n
}

// OwedCopiesOf is the same of one letter.
func (p *Posting) OwedCopiesOf(e register.Envelope) int {
	now := p.Standings[e.Reference]
	if now.State != IsSent || now.ID == "" || p.Mailing.Withheld[e.Reference] != "" {
		return 0
	}
	n := 0
	for _, c := range p.Mailing.copiesOf(e) {
		if c.CopyAlso == "" && p.Copies.owes(c) && register.CheckAddress(c.CopyTo, p.Mailing.Domains) == nil && p.Mailing.decided(c).Elsewhere == "" {
			n++
		}
	}
	return n
}

// StuckCopies is how many copies were refused, or may have gone: none is tried again.
func (p *Posting) StuckCopies() int {
	n := 0
	for _, state := range p.Copies {
		if state == IsRefused || state == IsUnknown {
			n++
		}
	}
	return n
}

// Messages is how many go in all: a letter each, or several of a practice
// together, and the copies.
func (p Plan) Messages() int { return len(p.Parcels) + len(p.Copies) }

// ToDeliver is what a round is given: the letters, whose copies follow when they
// have gone, and the copies of those that have gone before.
func (p Plan) ToDeliver() []register.Envelope {
	return append(append([]register.Envelope{}, p.Owed...), p.Late...)
}

// enqueueCopies puts the copies of letters that have just gone behind everything
// else, so that no letter waits for one.
func (r *round) enqueueCopies(of []register.Envelope) {
	for _, e := range of {
		for _, c := range r.Mailing.copiesOf(e) {
			if CopiesIn(r.Journal.Events()).owes(c) {
				r.queue = append(r.queue, due{envelopes: []register.Envelope{c}})
			}
		}
	}
}

// counts is where an event is counted: the copies apart from the letters.
func (r *round) counts(e Event) map[EventKind]int {
	if e.Copy {
		return r.copies
	}
	return r.count
}

// letters is how many of what a round is given are letters, and no copies.
func letters(owed []register.Envelope) int {
	n := 0
	for _, e := range owed {
		if e.CopyTo == "" {
			n++
		}
	}
	return n
}
