package post

import (
	"fmt"
	"slices"
	"strings"

	"yearend/letters/register"
)

// Posting is a finished run as it is sent: its letters, and where each stands.
// No figure is computed for it: who gets what is written in the run, and what was
// sent in its journal.
type Posting struct {
	Run       register.Run
	Approved  bool
	Approval  register.Approval
	Begun     bool // a round of it was sent live before, be it a test
	SentEver  bool // something was sent live, by whatever run of the folder
	Mailing   *Mailing
	Standings map[string]Standing // of each letter, by reference
	Copies    Copies              // what became of each copy
	Doubts    []Doubt             // what is at odds about what was sent: nothing goes until a person has spoken
	Head      string              // of the run's journal, as it was read

	// Superseded are the references of letters of which a newer run, approved or not,
	// has another or none, each with that run.
	Superseded map[string]string

	although string            // a newer run in spite of which letters go
	folder   []register.Run    // all runs
	had      map[string]bool   // references of letters that by any journal have gone, or may have
	replaced map[string]string // references of letters that a later run has replaced, with the words for it
}

// Asked is what a person asks of a posting.
type Asked struct {
	Redirect string // a test address that gets everything; empty for the practices' own
	Although string // a newer run, in spite of whose other figures the letters go
}

// OpenPosting reads a run of a folder, of which all runs are given, and holds the
// journals against what is known of them outside the runs. With an address to
// redirect to, every letter goes there, as a test.
func OpenPosting(run register.Run, folder []register.Run, by Means, known Known, asked Asked) (*Posting, error) {
	p := &Posting{Run: run, folder: folder, replaced: map[string]string{}, Superseded: map[string]string{}, although: asked.Although}
	var err error
	if p.Approval, err = run.Approval(); err != nil {
		return nil, err
	}
	p.Approved = run.Enough(p.Approval)
	if err := p.readMailing(by, asked.Redirect); err != nil {
		return nil, err
	}
	last, any, err := register.LastApproved(folder, run.Kind)
	if err != nil {
		return nil, err
	}
	if any && p.Approved && last.Name != run.Name {
		if err := p.heed(last); err != nil {
			return nil, err
		}
	}
	if err := p.heedUnapproved(); err != nil {
		return nil, err
	}
	p.heedDecided()
	return p, p.readJournals(known)
}

// heedDecided keeps back what the team has put on hold since the run was made, whatever
// else would let it go, and takes the mailbox from what is to go by post.
func (p *Posting) heedDecided() {
	for i := range p.Mailing.Envelopes {
		e := &p.Mailing.Envelopes[i]
		now := p.Mailing.decided(*e)
		if now.Stays != "" {
			p.Mailing.Withheld[e.Reference] = now.Stays
			delete(p.Superseded, e.Reference)
		}
		if now.ByPost != "" && e.To != "" { // else the run says itself why it goes by post
			e.To, e.Reason, e.Copies = "", now.ByPost, ""
		}
	}
}

func (p *Posting) readMailing(by Means, redirect string) error {
	entries, err := p.Run.Entries()
	if err != nil {
		return err
	}
	envelopes, err := p.Run.Envelopes()
	if err != nil {
		return err
	}
	p.Mailing = &Mailing{
		Means:     by,
		Envelopes: slices.DeleteFunc(envelopes, func(e register.Envelope) bool { return e.Run != "" }),
		Names:     map[string]string{}, Digests: p.Run.Record.Outputs, Read: p.Run.Read,
		Redirect: redirect, Withheld: map[string]string{}, Barred: map[string]string{},
	}
	register.Bear(p.Mailing.Envelopes, entries)
	for _, e := range entries {
		p.Mailing.Names[string(e.Practice)] = e.Name
	}
	return nil
}

// heed takes what a later approved run says of this run's letters: which it
// replaces, which it holds in doubt, and to which mailbox the others go now.
func (p *Posting) heed(later register.Run) error {
	entries, err := later.Entries()
	if err != nil {
		return err
	}
	envelopes, err := later.Envelopes()
	if err != nil {
		return err
	}
	now := map[register.PositionKey]register.Entry{}
	for _, e := range entries {
		now[e.Key()] = e
	}
	mailboxes := map[string]register.Envelope{} // by practice: a letter that never goes must not claim a mailbox that is another's now
	own := map[register.PositionKey]register.Envelope{}
	for _, e := range envelopes {
		mailboxes[e.Practice], own[e.Key()] = e, e
	}
	for i := range p.Mailing.Envelopes {
		e := &p.Mailing.Envelopes[i]
		p.judge(later.Name, *e, now[e.Key()])
		newer, ok := own[e.Key()]
		if !ok {
			newer, ok = mailboxes[e.Practice]
		}
		if ok {
			p.addressed(later.Name, *e, newer)
			e.To, e.Reason, e.Successor, e.Copies = newer.To, newer.Reason, newer.Successor, newer.Copies
		}
	}
	return nil
}

// addressed keeps back a letter that would go to another practice than the one that it
// is addressed to and names.
func (p *Posting) addressed(later string, e, newer register.Envelope) {
	if newer.Reader() == e.Reader() || p.replaced[e.Reference] != "" || p.Mailing.Withheld[e.Reference] != "" {
		return
	}
	p.Mailing.Withheld[e.Reference] = fmt.Sprintf("it is addressed to %s, and by %s, approved later, %s gets what is for the practice: `yearend produce --reissue-wording` issues it again, addressed to that one",
		e.Reader(), later, newer.Reader())
}

// judge says whether a letter may still go, after a later run.
func (p *Posting) judge(later string, e register.Envelope, now register.Entry) {
	switch {
	case now.Stands == nil:
		p.Mailing.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, knows nothing of it", later)
	case now.Stands.Reference != e.Reference || now.Stands.Run != p.Run.Name:
		p.Superseded[e.Reference] = later
		if p.although == later {
			return
		}
		p.replaced[e.Reference] = fmt.Sprintf("%s of %s has taken its place", now.Stands.Reference, now.Stands.Run)
	case now.Held():
		p.Mailing.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, holds the practice: %s", later, now.Reason)
	case now.Withdrawn():
		p.Mailing.Withheld[e.Reference] = fmt.Sprintf("%s, approved later, has no contract for it", later)
	}
}

// readJournals says where each letter stands, and looks into the journals of the
// other runs for a letter that has gone from there, and in all for letters that came back.
func (p *Posting) readJournals(known Known) error {
	back := &returned{again: map[string]bool{}}
	p.had = map[string]bool{}
	for _, run := range p.folder {
		journal, err := ReadJournal(run.Path(JournalFile), run.Digest)
		if err != nil {
			return err
		}
		events := journal.Events()
		back.hear(events)
		p.doubt(run.Name, behind(run, events)...)
		p.doubt(run.Name, known.doubtsOf(run, journal)...)
		p.SentEver = p.SentEver || slices.ContainsFunc(events, func(e Event) bool { return e.Kind == Sent && !e.Test })
		for reference, standing := range Standings(nil, events) {
			if !standing.State.mayHave() {
				continue
			}
			p.had[reference] = true
			if run.Name != p.Run.Name {
				p.Mailing.Withheld[reference] = fmt.Sprintf("%s says that it is %s from there", run.Name, standing.State)
			}
		}
		if run.Name == p.Run.Name {
			if err := p.own(journal); err != nil {
				return err
			}
		}
	}
	if words := known.moved(p.Run); words != "" {
		p.doubt(p.Run.Name, words)
	}
	p.doubt(p.Run.Name, known.missing(p.folder)...)
	p.retire()
	for _, d := range known.doubled(p) {
		p.doubt(p.Run.Name, d.words(p.Run))
	}
	p.bar(back)
	return nil
}

// own says by the run's own journal where each letter stands.
func (p *Posting) own(journal *Journal) error {
	p.Head, p.Begun = journal.Head(), journal.Live()
	p.Standings, p.Copies = Standings(p.Mailing.Envelopes, journal.Events()), CopiesIn(journal.Events())
	if len(p.Standings) > len(p.Mailing.Envelopes) {
		return register.WithHint(fmt.Errorf("the %s of %s tells of letters that %s has not: it is another run's", JournalFile, p.Run.Name, p.Run.Name),
			"put the right journal back; without it letters would be sent twice")
	}
	return nil
}

// Heard says anew where each letter stands, when the journal has grown.
func (p *Posting) Heard(events []Event) {
	p.Standings, p.Copies = Standings(p.Mailing.Envelopes, events), CopiesIn(events)
	p.retire()
}

// retire takes the letters that a later run has replaced out of what is owed. One
// that has gone stays sent; and of one that may have gone a person must still
// find out, since the practice may hold two letters.
func (p *Posting) retire() {
	for reference, why := range p.replaced {
		if now := p.Standings[reference]; !now.State.mayHave() {
			now.State, now.Words, now.Doubts = IsReplaced, why, false
			p.Standings[reference] = now
		}
	}
}

// LeaveBehind takes every letter that has not gone out of what is owed, and says why.
func (p *Posting) LeaveBehind(why string) {
	for reference, now := range p.Standings {
		if p.replaced[reference] == "" && !now.State.mayHave() {
			p.replaced[reference] = why
		}
	}
	p.retire()
}

// ReplacedBy is what has taken a letter's place, in words; empty for nothing.
func (p *Posting) ReplacedBy(e register.Envelope) string { return p.replaced[e.Reference] }

// Waiting is a letter that gets no further by itself.
type Waiting struct {
	Envelope register.Envelope
	Standing Standing
	Why      string
}

// Waiting are the letters of the run that wait for a person.
func (p *Posting) Waiting() []Waiting {
	var all []Waiting
	for _, e := range p.Mailing.Envelopes {
		now, why := p.Standings[e.Reference], p.KeptBack(e.Reference)
		if !now.NeedsPerson() && (why == "" || now.State != IsOwed || p.Superseded[e.Reference] != "") {
			continue
		}
		if why == "" {
			why = now.Words
		}
		all = append(all, Waiting{e, now, why})
	}
	return all
}

// LettersTo are the letters to a practice, of one scheme or of all.
func (p *Posting) LettersTo(practice, scheme string) []register.Envelope {
	var found []register.Envelope
	for _, e := range p.Mailing.Envelopes {
		if e.Practice == practice && (scheme == "" || e.Scheme == scheme) {
			found = append(found, e)
		}
	}
	return found
}

// CheckTestAddress refuses a practice's mailbox as the test address: it would get
// the letters of all the others. The mailboxes are those of every run, so that one
// that was corrected since, or that a practice without a letter now had, counts.
func (p *Posting) CheckTestAddress(to string) error {
	inbox := register.Inbox(to)
	for _, run := range p.folder {
		envelopes, err := run.Envelopes()
		if err != nil {
			return err
		}
		for _, e := range envelopes {
			shared, _, _ := strings.Cut(e.Reason, " ") // a mailbox that is withheld is named first
			if inbox == register.Inbox(e.To) || inbox == register.Inbox(shared) {
				return TestAddressTaken{To: to, Practice: e.Practice}
			}
		}
	}
	return nil
}

// TestAddressTaken says that a test address is a practice's mailbox.
type TestAddressTaken struct{ To, Practice string }

func (t TestAddressTaken) Error() string {
	return fmt.Sprintf("%s is the mailbox of the practice %s, and would get the letters of all the others", t.To, t.Practice)
}
