package run

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// writeEnvelopes writes who gets what. The envelopes are an output like the
// letters: what is approved is also where they go.
func writeEnvelopes(put Put, o Order, r Rendered) error {
	if o.Kind.Email == "" {
		return nil
	}
	_, err := put(register.EnvelopesFile, func(w io.Writer) error { return register.WriteEnvelopes(w, r.envelopes(o.Domains, o.Copies), o.Copies) })
	return err
}

// envelopes are those of the letters of the run, and of the ones that stand.
func (r Rendered) envelopes(domains []string, copies bool) iter.Seq[register.Envelope] {
	users := mailboxUsers(r.Settled)
	var known addresses
	if copies {
		known = addressesOf(r.Settled)
	}
	return func(yield func(register.Envelope) bool) {
		for i, p := range r.Settled.Positions {
			e, has := r.envelope(p, r.Letters[i])
			if !has {
				continue
			}
			e.Practice, e.Name, e.Scheme = string(p.Practice.Code), p.Practice.Name, p.Scheme.Code
			e.To, e.Reason = address(p, users, domains)
			if copies && e.To != "" {
				e.Copies = known.further(p.Recipient())
			}
			if p.Successor != nil {
				e.Successor = string(p.Successor.Code)
			}
			if !yield(e) {
				return
			}
		}
	}
}

// envelope is the one of a position before it is addressed.
func (r Rendered) envelope(p calc.Position, w Written) (e register.Envelope, has bool) {
	switch {
	case w.Issue.Letter != "":
		return register.Envelope{Issue: w.Issue.Number, Reference: w.Issue.Reference, Replaces: w.Issue.Replaces,
			Subject: w.subject, Letter: w.Issue.Letter, SHA256: w.Issue.SHA256}, true
	case w.Issue.State == letters.Unchanged: // should it not have gone yet, it goes to the mailbox that the register names now
		stands := r.stands[keyOf(p)]
		return register.Envelope{Issue: stands.Number, Reference: stands.Reference, Letter: stands.Letter, SHA256: stands.SHA256, Run: stands.Run}, true
	}
	return e, false
}

// address is where the letter on a position goes: by post where the team says so,
// else to the mailbox of the practice that it is for, or that answers for it.
func address(p calc.Position, users calc.MailboxUsers, domains []string) (to, reason string) {
	if post, by := p.ByPost(); by {
		return "", "it goes by post, as " + post.Signed() + " decided: " + post.Text
	}
	return mailbox(p.Recipient(), users, domains)
}

// mailbox is the one to which a practice's letters go: the first that the
// register names. Where there is any doubt it is nobody's, and a person posts
// the letter or corrects the register.
func mailbox(p calc.Practice, users calc.MailboxUsers, domains []string) (to, reason string) {
	if p.Doubt != "" {
		return "", p.Doubt
	}
	if len(p.Emails) == 0 {
		return "", "the register names no mailbox"
	}
	to = p.Emails[0]
	if others := users.Of(to); len(others) > 1 {
		return "", fmt.Sprintf("%s is the mailbox of %s", to, calc.And(others))
	}
	if len(domains) == 0 {
		return "", "mail.allow names no domain to which letters may go"
	}
	if err := register.CheckAddress(to, domains); err != nil {
		return "", err.Error()
	}
	return to, ""
}

// Addressed is where the letters of a practice go.
type Addressed struct {
	To     string // its mailbox; empty where there is none that they may be sent to
	Reason string // why not
	Copies string // its further addresses, as register.WriteFurther writes them
}

// Addressing says where the letters of each practice of a register go by it, whoever
// they are about: the letters of one for which another answers go where the other's do.
func Addressing(settled calc.Settlement, domains []string) map[calc.PracticeCode]Addressed {
	users, known := mailboxUsers(settled), addressesOf(settled)
	all := map[calc.PracticeCode]Addressed{}
	for _, p := range settled.Extract.Practices {
		to, reason := mailbox(p, users, domains)
		a := Addressed{To: to, Reason: reason}
		if to != "" {
			a.Copies = known.further(p)
		}
		all[p.Code] = a
	}
	return all
}

// mailboxUsers says which practices of the register use a mailbox, also those
// that get no letter. One for which others answer wherever it gets a letter uses none.
func mailboxUsers(settled calc.Settlement) calc.MailboxUsers {
	answered := map[calc.PracticeCode]bool{}
	for _, p := range settled.Positions {
		if slices.ContainsFunc(p.Held, func(held calc.Problem) bool { return held.Code == "E-closed" }) {
			continue // in this scheme nobody is named yet
		}
		other, seen := answered[p.Practice.Code]
		answered[p.Practice.Code] = p.Successor != nil && (other || !seen)
	}
	users := calc.MailboxUsers{}
	for _, p := range settled.Extract.Practices {
		if !answered[p.Code] {
			users.Add(p.Code, p.Emails...)
		}
	}
	return users
}
