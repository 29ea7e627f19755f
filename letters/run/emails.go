package run

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// writeEmails writes the body of every message that will carry a letter of the
// run, and the envelopes. They are outputs like the letters: what is approved is
// also who gets what.
func writeEmails(put Put, kind letters.Kind, domains []string, r Rendered) error {
	if kind.Email == "" {
		return nil
	}
	users := mailboxUsers(r.Settled.Extract.Practices)
	var envelopes []register.Envelope
	for i, p := range r.Settled.Positions {
		var e register.Envelope
		switch w := r.Letters[i]; {
		case w.Issue.Letter != "":
			if err := writeEmail(put, p, w.email); err != nil {
				return err
			}
			e = register.Envelope{Issue: w.Issue.Number, Reference: w.Issue.Reference, Replaces: w.Issue.Replaces,
				Subject: w.email.Subject, Letter: w.Issue.Letter, SHA256: w.Issue.SHA256}
		case w.Issue.State == letters.Unchanged: // should it not have gone yet, it goes to the mailbox that the register names now
			stands := r.stands[keyOf(p)]
			e = register.Envelope{Issue: stands.Number, Reference: stands.Reference, Letter: stands.Letter, SHA256: stands.SHA256, Run: stands.Run}
		default:
			continue
		}
		e.Practice, e.Name, e.Scheme = string(p.Practice.Code), p.Practice.Name, p.Scheme.Code
		e.To, e.Reason = mailbox(p.Practice, users, domains)
		envelopes = append(envelopes, e)
	}
	data, err := register.EnvelopesCSV(envelopes)
	if err != nil {
		return fmt.Errorf("write the envelopes: %w", err)
	}
	_, err = put(register.EnvelopesFile, data)
	return err
}

func writeEmail(put Put, p calc.Position, e letters.Email) error {
	name := letters.EmailPath(p.Scheme.Code, string(p.Practice.Code))
	if _, err := put(name+".txt", []byte(letters.EmailText(e))); err != nil {
		return err
	}
	_, err := put(name+".html", []byte(letters.EmailHTML(e)))
	return err
}

// mailbox is the one to which a practice's letters go: the first that the
// register names. Where there is any doubt it is nobody's, and a person posts
// the letter or corrects the register.
func mailbox(p calc.Practice, users map[string][]string, domains []string) (to, reason string) {
	if p.Doubt != "" {
		return "", p.Doubt
	}
	if len(p.Emails) == 0 {
		return "", "the register names no mailbox"
	}
	to = p.Emails[0]
	if others := users[register.Inbox(to)]; len(others) > 1 {
		return "", fmt.Sprintf("%s is the mailbox of %s", to, strings.Join(others, " and "))
	}
	if len(domains) == 0 {
		return "", "mail.allow names no domain to which letters may go"
	}
	if err := register.CheckAddress(to, domains); err != nil {
		return "", err.Error()
	}
	return to, ""
}

// mailboxUsers says which practices of the register use a mailbox, also those
// that get no letter.
func mailboxUsers(practices []calc.Practice) map[string][]string {
	users := map[string][]string{}
	for _, p := range practices {
		for _, address := range p.Emails {
			key, code := register.Inbox(address), string(p.Code)
			if !slices.Contains(users[key], code) {
				users[key] = append(users[key], code)
			}
		}
	}
	return users
}
